"""Suspend, resume, close; the closing checklist; files of a station."""

from django.http import Http404
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowMixin
from liangzhan.documents.views import stream
from liangzhan.stations.choices import State
from liangzhan.stations.forms.register import ClosingForm, ClosingItemForm, DayForm, ReasonForm
from liangzhan.stations.queries.closing import closing_checklist
from liangzhan.stations.queries.files import file_of_station
from liangzhan.stations.queries.page import next_moves
from liangzhan.stations.rules.lifecycle import withdraws
from liangzhan.stations.services.lifecycle import move_station, settle_closing_item
from liangzhan.stations.views.section import STATIONS, SectionForm, SectionPage

VERBS = {
    State.SUSPENDED: "暂停运行",
    State.OPERATING: "恢复运行",
    State.CLOSING: "开始关闭",
    State.CLOSED: "完成关闭",
}


def verb_of(station, to):
    """Closing before acceptance is called by its name."""
    return "撤回计划" if withdraws(station.state, to) else VERBS[to]


class StateMoves(SectionPage):
    """What may become of the station next, and the closing checklist while it closes."""

    action = Action.STATION_CLOSE
    template_name = "stations/state.html"
    title = "暂停、恢复或关闭"

    def get_context_data(self, **kwargs):
        closing = self.row.state == State.CLOSING
        return super().get_context_data(
            moves=[(to, verb_of(self.row, to)) for to in next_moves(self.row)],
            lines=closing_checklist(self.row) if closing else [],
            **kwargs,
        )


class StateMove(SectionForm):
    """One move with its day and reason."""

    action = Action.STATION_CLOSE
    success_message = "状态已更新。"

    @property
    def to(self):
        if self.kwargs["to"] not in next_moves(self.row):
            raise Http404("站点现在不能这样变更。")
        return State(self.kwargs["to"])

    def get_form_class(self):
        if self.to == State.CLOSING:
            return ClosingForm
        gentle = self.to == State.OPERATING or (self.to == State.CLOSED and not withdraws(self.row.state, self.to))
        return DayForm if gentle else ReasonForm

    def get_title(self):
        return verb_of(self.row, self.to)

    def run(self, form):
        return move_station(station=self.row, to=self.to, by=self.actor, **form.cleaned_data)


class ClosingItemSettle(SectionForm):
    """Note that an item of the closing checklist is seen to."""

    action = Action.STATION_CLOSE
    form_class = ClosingItemForm
    back = "state"
    title = "办结关闭事项"
    button = "办结"
    success_message = "已记录。"

    def get_initial(self):
        return {"item": self.kwargs["item"]}

    def run(self, form):
        return settle_closing_item(station=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("stations:state", kwargs={"pk": self.row.pk})


class StationFile(RowMixin, Page):
    """A file of the station's own rows: the station is looked up within reach first."""

    action = Action.STATION_VIEW
    queryset = STATIONS

    def get(self, request, *args, **kwargs):
        kept = file_of_station(self.row, self.kwargs["uuid"])
        if kept is None:
            raise Http404("没有找到这个文件，或者它不属于这个站点。")
        return stream(kept)

"""What happens in a week or a day, and one occasion by itself."""

import datetime as dt
from itertools import groupby

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localtime

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, ScopedForm
from liangzhan.occasions.choices import OccasionKind
from liangzhan.occasions.forms.agenda import AgendaFilter, MeetingForm, OccasionForm
from liangzhan.occasions.forms.fields import ReasonForm
from liangzhan.occasions.owners import link_of
from liangzhan.occasions.queries import agenda
from liangzhan.occasions.queries.feeds import stations_for
from liangzhan.occasions.rules.arranging import day_words, when_words
from liangzhan.occasions.services.arranging import arrange_occasion, cancel_occasion, change_occasion
from liangzhan.occasions.views import reach
from liangzhan.toolkit.keyset import page_of


class Agenda(Page):
    action = Action.OCCASION_VIEW
    template_name = "occasions/agenda.html"
    title = "日程与签到"

    def get_context_data(self, **kwargs):
        filters = AgendaFilter(self.request.GET or None)
        first, last, whose, kind = filters.chosen()
        rows = agenda.chosen(self.actor, first, last, whose=whose, kind=kind)
        page = page_of(rows, order=("starts_at", "pk"), cursor=self.request.GET.get("cursor", ""), size=50)
        shown = {
            "days": [
                (day, list(group)) for day, group in groupby(page.items, lambda one: localtime(one.starts_at).date())
            ],
            "counts": agenda.counts_of(page.items),
            "own": agenda.marks_of(self.actor, page.items),
            "sentence": sentence(first, last, whose, kind),
            "stations": list(stations_for(self.actor)[:4]),
            "day_words": day_words,
            **steps(first, last),
        }
        return super().get_context_data(filters=filters, page=page, **shown, **kwargs)


def steps(first, last):
    """Where the buttons before and behind lead."""
    span = last - first + dt.timedelta(days=1)
    return {"earlier": (first - span).isoformat(), "later": (first + span).isoformat()}


def sentence(first, last, whose, kind):
    """What the list shows, in words."""
    days = day_words(first) if first == last else f"{day_words(first)}至{day_words(last)}"
    words = [days, "我的日程" if whose == "mine" else "", OccasionKind(kind).label if kind else ""]
    return " · ".join(word for word in words if word)


class OccasionPage(Page):
    """Seen by place, or by standing on the roll; names only for whoever leads."""

    action = Action.OCCASION_VIEW
    template_name = "occasions/occasion_page.html"

    @cached_property
    def row(self):
        return reach.found(agenda.seen(self.actor, self.kwargs["uuid"]))

    def get_title(self):
        return self.row.title

    def get_context_data(self, **kwargs):
        row = self.row
        leads = self.actor.may_at(Action.OCCASION_MANAGE, code=row.division_code, station_id=row.station_id)
        shown = {
            "when": when_words(row.starts_at, row.ends_at),
            "owner": link_of(row),
            "counts": agenda.counts_of([row]).get(row.pk, {"expected": 0, "present": 0}),
            "stays": agenda.own_stays(row, self.actor),
            "people": reach.roll_of(self, row) if leads else [],
        }
        return super().get_context_data(row=row, leads=leads, **shown, **kwargs)


class ArrangeMeeting(ScopedForm):
    """What has a room of its own (training, supervision …) is arranged there; a meeting is arranged here."""

    action = Action.OCCASION_MANAGE
    template_name = "occasions/occasion_form.html"
    title = "安排会议"
    form_class = MeetingForm
    button = "安排会议"
    success_message = "会议已安排。请把应到的人列入名单。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "actor": self.actor}

    def run(self, form):
        given = form.cleaned_data
        if not given.get("station"):
            given["division_code"] = self.actor.home_code
        return arrange_occasion(kind=OccasionKind.MEETING, by=self.actor, **given)

    def get_success_url(self):
        return reach.address("roll", self.result)

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=reverse("occasions:agenda"), **kwargs)


class OwnedElsewhere:
    """Times and place of what has an owner are changed on the owner's page: one is led there."""

    back = "occasion-page"

    def get_success_url(self):
        return reach.address("occasion-page", self.row)

    def dispatch(self, request, *args, **kwargs):
        owner = link_of(self.row)
        return HttpResponseRedirect(owner[1]) if owner else super().dispatch(request, *args, **kwargs)


class OccasionEdit(OwnedElsewhere, reach.OccasionForm):
    form_class = OccasionForm
    title = "调整时间和地点"
    success_message = "已调整。请告知名单上的人。"

    def get_initial(self):
        return {name: getattr(self.row, name) for name in OccasionForm.base_fields}

    def run(self, form):
        return change_occasion(occasion=self.row, by=self.actor, **form.cleaned_data)


class OccasionCancel(OwnedElsewhere, reach.OccasionForm):
    form_class = ReasonForm
    title = "取消日程"
    button = "取消这项日程"
    success_message = "日程已取消，不能再签到。"

    def run(self, form):
        return cancel_occasion(occasion=self.row, by=self.actor, **form.cleaned_data)

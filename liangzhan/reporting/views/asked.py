"""What the pages of figures read from their address: area, period, station."""

from functools import cached_property

from django.http import Http404
from django.utils import timezone

from liangzhan.access.actions import Action
from liangzhan.reporting.queries.asked import question
from liangzhan.reporting.queries.gate import reaches
from liangzhan.reporting.queries.places import above, area_of, ended_words, own_station
from liangzhan.reporting.rules.periods import choices_before, period_of, period_problem
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.templating import moment


class WantedMixin:
    """Area, period and station as the address names them; what is out of reach is not there."""

    @cached_property
    def wanted(self):
        return self.request.GET.get("period", "").strip() or f"{today():%Y-%m}"

    @cached_property
    def area(self):
        found = area_of(self.actor, self.request.GET.get("area", ""))
        if found is None:
            raise Http404("没有这个地区，或者它不在您的范围内。")
        return found

    @cached_property
    def station(self):
        named = self.request.GET.get("station", "")
        found = own_station(self.actor, int(named)) if named.isdigit() else None
        if named and (found is None or not reaches(self.area.code, found.division_code)):
            raise Http404("没有这个站点，或者它不在您的范围内。")
        return found


class AskedMixin(WantedMixin):
    """The question; a wrong period is told in words, and nothing is computed."""

    action = Action.FIGURE_VIEW

    @cached_property
    def problem(self):
        found = period_problem(self.wanted, today=today())
        return found or ended_words(self.area, on=period_of(self.wanted).start)

    @cached_property
    def asked(self):
        station = self.station.pk if self.station else None
        return question(self.actor, self.area, period_of(self.wanted), today=today(), station_id=station)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**frame(self), **kwargs)


def frame(view: AskedMixin) -> dict[str, object]:
    """What every page of figures shows around its numbers."""
    query = f"?area={view.area.code}&period={view.wanted}"
    return {
        "area": view.area,
        "station": view.station,
        "above": above(view.area, view.actor),
        "wanted": view.wanted,
        "periods": choices_before(today()),
        "problem": view.problem,
        "query": query + (f"&station={view.station.pk}" if view.station else ""),
        "counted": moment(timezone.now()),
    }

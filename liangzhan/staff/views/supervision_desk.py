"""The supervisor's desk, the worker's own page, the head's register, the figures of officers."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header

from liangzhan.access.actions import Action
from liangzhan.access.roles import Role
from liangzhan.access.views import Page, ScopedList
from liangzhan.documents.rules import XLSX
from liangzhan.staff.exports.supervision import figures_workbook
from liangzhan.staff.forms.supervision import QuarterFilter
from liangzhan.staff.models import SupervisionSession, Worker
from liangzhan.staff.queries.supervision import registered
from liangzhan.staff.queries.supervision_desk import (
    action_rows,
    desk_context,
    figure_rows,
    own_context,
    quarter_from,
    quarters_back,
    worker_lines,
    workers_on_desk,
)
from liangzhan.staff.queries.supervision_figures import stations_for_figures, totals
from liangzhan.staff.queries.supervision_pages import stations_headed
from liangzhan.staff.queries.supervision_people import unassigned
from liangzhan.stations.models import Station
from liangzhan.stations.queries.register import area_names
from liangzhan.toolkit.periods import today

WORKERS = Worker.objects.all()
SESSIONS = SupervisionSession.objects.all()
STATIONS = Station.objects.all()


class SupervisionHome(Page):
    """To the desk for whoever supervises, to one's own page otherwise."""

    action = Action.SUPERVISION_VIEW

    def get(self, request, *args, **kwargs):
        leads = self.actor.holds(Role.SUPERVISOR, Role.STATION_HEAD)
        return HttpResponseRedirect(reverse("staff:supervision-desk" if leads else "staff:supervision-own"))


class SupervisionDesk(ScopedList):
    """My stations and workers: who is owed, what waits."""

    action = Action.SUPERVISION_RECORD
    queryset = WORKERS
    template_name = "staff/supervision_desk.html"
    title = "督导工作台"
    order = ("display_name", "pk")

    def get_rows(self):
        return workers_on_desk(self.actor, today())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        lines = worker_lines(context["rows"], self.actor, today())
        return {**context, **desk_context(self.actor, today()), "lines": lines}


class SupervisionOwn(Page):
    """A worker about himself: next session, agenda, actions."""

    action = Action.STAFF_OWN
    template_name = "staff/supervision_own.html"
    title = "我的督导"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**own_context(self.actor, today()), **kwargs)


class SupervisionRegister(ScopedList):
    """For the head: which sessions took place with his people, and what they agreed to do. Not what was said."""

    action = Action.SUPERVISION_REGISTER
    queryset = SESSIONS
    template_name = "staff/supervision_register.html"
    title = "督导台账"
    order = ("-held_on", "-pk")

    def get_rows(self):
        return registered(self.actor)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        stations = stations_headed(self.actor)
        ids = {one.pk for one in stations}
        lacking = unassigned(stations, today())
        return {
            **context,
            "own_stations": ids,
            "actions": action_rows(context["rows"], ids),
            "without": [one for one in stations if one.pk in lacking],
        }


class OfQuarter:
    """The quarter chosen in the address, the running one otherwise."""

    @property
    def quarter(self):
        return quarter_from(self.request.GET.get("quarter", ""), today())

    def get_form(self):
        return QuarterFilter(self.request.GET or None, actor=self.actor, quarters=quarters_back(today()))

    def get_subtitle(self):
        return dict(quarters_back(today()))[self.quarter.isoformat()]


class SupervisionFigures(OfQuarter, ScopedList):
    """Counts per station and quarter; nobody is named."""

    action = Action.SUPERVISION_FIGURES
    queryset = STATIONS
    filter_form = QuarterFilter
    template_name = "staff/supervision_figures.html"
    title = "督导统计"
    order = ("division_code", "kind", "pk")

    def get_rows(self):
        return stations_for_figures(self.scope)

    def narrow(self, rows, chosen):
        return rows.filter(name__contains=chosen["text"]) if chosen["text"] else rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        figures = figure_rows(context["rows"], self.quarter, today())
        places = area_names(row.station.division_code for row in figures)
        return {**context, "figures": figures, "places": places, "totals": totals(self.scope, self.quarter)}


class SupervisionExport(SupervisionFigures):
    """What is filtered, as a workbook."""

    def get(self, request, *args, **kwargs):
        _, rows = self.get_filtered()
        words = self.get_subtitle()
        response = HttpResponse(figures_workbook(rows, self.quarter, words, on=today()), content_type=XLSX)
        response["Content-Disposition"] = content_disposition_header(True, f"督导统计{words}.xlsx")
        return response

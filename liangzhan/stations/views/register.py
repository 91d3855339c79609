"""The register: list, export, one station, its own particulars."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from liangzhan.access.actions import Action
from liangzhan.access.views import ScopedDetail, ScopedList
from liangzhan.documents.rules import XLSX
from liangzhan.stations.choices import State
from liangzhan.stations.exports import register_workbook
from liangzhan.stations.forms.register import StationFilters, StationForm
from liangzhan.stations.models import Station
from liangzhan.stations.queries.page import rights_on, siblings_of, station_facts
from liangzhan.stations.queries.register import area_names, narrowed
from liangzhan.stations.queries.states import file_problem_of, stages_of_station
from liangzhan.stations.services.register import edit_station
from liangzhan.stations.views.section import STATIONS, SectionForm
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import moves_of

ORDERS = {
    "place": ("division_code", "kind", "pk"),
    "name": ("name", "pk"),
    "state": ("state", "division_code", "pk"),
    "since": ("state_since", "pk"),
}
LISTED = Station.objects.select_related("site__division").defer("closing_note")


class StationList(ScopedList):
    """All stations within reach; what is filtered stands in the URL."""

    action = Action.STATION_VIEW
    queryset = LISTED
    filter_form = StationFilters
    template_name = "stations/station_list.html"
    title = "站点名册"

    def get_order(self):
        given = self.request.GET.get("order", "")
        names = ORDERS.get(given.lstrip("-"), ORDERS["place"])
        return tuple(f"-{name}" for name in names) if given.startswith("-") else names

    def narrow(self, rows, chosen):
        return narrowed(rows, chosen)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        filters, rows = self.get_filtered()
        return {
            **context,
            "places": area_names(row.division_code for row in context["rows"]),
            "sentence": sentence_of(filters, rows.count()),
        }


def sentence_of(filters, count):
    """和平区 · 待验收 · 12 个: the filters in words."""
    chosen = filters.cleaned_data if filters.is_bound and filters.is_valid() else {}
    words = [
        dict(filters.fields[name].choices).get(value, value)
        for name, value in chosen.items()
        if value and name in ("kind", "state", "station_class", "tier", "legal_form")
    ]
    area = area_names([chosen["area"]]).get(chosen["area"], "") if chosen.get("area") else ""
    text = [f"“{chosen['q']}”"] if chosen.get("q") else []
    return " · ".join([one for one in (area, *words, *text) if one] + [f"{count} 个"])


class StationExport(StationList):
    """What is filtered, as a workbook with the columns of the October list and the states."""

    action = Action.STATION_EXPORT

    def get(self, request, *args, **kwargs):
        _, rows = self.get_filtered()
        response = HttpResponse(register_workbook(rows), content_type=XLSX)
        response["Content-Disposition"] = content_disposition_header(True, f"站点名册{today():%Y%m%d}.xlsx")
        return response


class StationPage(ScopedDetail):
    """One station: stages, key facts, the sections of its file, the history of its moves."""

    action = Action.STATION_VIEW
    queryset = STATIONS
    template_name = "stations/station_page.html"

    def get_title(self):
        return self.row.name

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            stages=stages_of_station(self.row),
            rights=rights_on(self.actor, self.row),
            facts=station_facts(self.row),
            moves=moves_of(self.row),
            rests=file_problem_of(self.row.site),
            labels=dict(State.choices),
            siblings=siblings_of(self.row, self.scope),
            **kwargs,
        )


class StationEdit(SectionForm):
    form_class = StationForm
    title = "站点基本情况"
    success_message = "站点基本情况已保存。"

    def get_initial(self):
        return {name: getattr(self.row, name) for name in StationForm.base_fields}

    def run(self, form):
        return edit_station(station=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("stations:station-page", kwargs={"pk": self.row.pk})

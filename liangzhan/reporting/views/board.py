"""The board of an area, and the numbers of its line and its map."""

from functools import cached_property

from django.http import JsonResponse
from django.urls import reverse

from liangzhan.access.views import Page
from liangzhan.divisions.choices import Level
from liangzhan.reporting.queries.board import below, cards, funnel, months, quiet, read_once
from liangzhan.reporting.rules.board import MEASURES, measure_of, steps_of
from liangzhan.reporting.rules.periods import period_of, previous, year_before
from liangzhan.reporting.views.asked import AskedMixin
from liangzhan.stations.choices import StationKind

COMPARED = {"previous": "上期", "year": "上年同期"}


class MeasureMixin(AskedMixin):
    """The measure that the line and the map show, and the period beside which the numbers stand."""

    @cached_property
    def measure(self):
        return measure_of(self.request.GET.get("measure", ""))

    @cached_property
    def compared(self):
        wanted = self.request.GET.get("compare", "previous")
        return wanted if wanted in COMPARED else "previous"

    @cached_property
    def other(self):
        period = period_of(self.wanted)
        return year_before(period) if self.compared == "year" else previous(period)


class Board(MeasureMixin, Page):
    template_name = "reporting/board.html"
    title = "数据总览"

    def get_context_data(self, **kwargs):
        shown = {} if self.problem else self.shown()
        choices = {"measures": MEASURES, "measure": self.measure, "compares": COMPARED, "compared": self.compared}
        return super().get_context_data(kinds=list(StationKind), **choices, **shown, **kwargs)

    def shown(self):
        beside, found = read_once(self.asked, self.other)
        outcomes, counts = cards(self.asked, beside)
        has_map = self.station is None and self.area.level in (Level.PROVINCE, Level.CITY)
        return {
            "outcomes": outcomes,
            "counts": counts,
            "other": self.other,
            "months": months(self.asked, self.measure, found),
            "rows": below(self.asked, self.measure),
            "funnel": funnel(self.asked, self.actor),
            "quiet": quiet(self.asked),
            "geo": reverse("divisions:boundaries") if has_map else "",
        }


class BoardLine(MeasureMixin, Page):
    """Twelve months, as the table holds them."""

    def get(self, request, *args, **kwargs):
        rows = [] if self.problem else months(self.asked, self.measure)
        series = [{"name": self.measure.words, "values": [float(one.value) for one in rows]}]
        names = [f"{one.month:%Y-%m}" for one in rows]
        return JsonResponse({"categories": names, "series": series, "unit": self.measure.part.unit})


class BoardMap(MeasureMixin, Page):
    """The areas below, as the table holds them."""

    def get(self, request, *args, **kwargs):
        part, page = self.measure.part, reverse("reporting:board")
        rows = [] if self.problem else [one for one in below(self.asked, self.measure) if one.code]
        values = [float(one.answer.values[part.key] or 0) for one in rows]
        areas = [
            {
                "code": one.code,
                "name": one.name,
                "value": value,
                "words": f"{one.answer.text_of(part)} {part.unit}",
                "href": f"{page}?area={one.code}&period={self.wanted}&measure={self.measure.code}",
            }
            for one, value in zip(rows, values, strict=True)
        ]
        found = {"areas": areas, "steps": steps_of(values), "unit": part.unit}
        return JsonResponse(found | ({"by": "city_code"} if self.area.level == Level.PROVINCE else {}))

"""Aggregates for officers: no single paper."""

from liangzhan.access.actions import Action
from liangzhan.access.views import Page
from liangzhan.funds.queries.figures import figures_by_area
from liangzhan.funds.views.words import whole_number
from liangzhan.toolkit.periods import today

LENGTHS = {"PROVINCE": 4, "CITY": 6, "COUNTY": 9, "STREET": 12}


class Figures(Page):
    action = Action.FUND_FIGURES
    template_name = "funds/figures.html"
    title = "财物经费汇总"

    def get_context_data(self, **kwargs):
        year = whole_number(self.request.GET.get("year"), today().year)
        length = next((LENGTHS[one.role] for one in self.actor.grants if one.role in LENGTHS), 4)
        return super().get_context_data(year=year, rows=figures_by_area(self.scope, year, length), **kwargs)

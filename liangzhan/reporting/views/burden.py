"""How long forms keep stations busy: for the station itself and by area; and what is asked twice."""

from liangzhan.access.views import Page
from liangzhan.reporting.queries.burden import burden_of
from liangzhan.reporting.queries.gate import asked_twice, minutes_in_force
from liangzhan.reporting.views.asked import AskedMixin


class BurdenPage(AskedMixin, Page):
    template_name = "reporting/burden.html"
    title = "填表时间"

    def get_context_data(self, **kwargs):
        held = None if self.problem else burden_of(self.asked)
        code = self.station.division_code if self.station else self.area.code
        return super().get_context_data(
            burden=held, twice=asked_twice(), tables_minutes=minutes_in_force(code), **kwargs
        )

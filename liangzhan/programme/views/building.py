"""Deeds about one station: begin construction, count it to a plan."""

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm
from liangzhan.programme.forms.siting import CountForm
from liangzhan.programme.queries.plan import plans_under_way
from liangzhan.programme.services.building import count_in_plan, start_building
from liangzhan.stations.models import Station

STATIONS = Station.objects.select_related("site__division")


class StartBuilding(RowDeed):
    action = Action.STATION_EDIT
    queryset = STATIONS
    success_message = "已开始建设，请填写建设档案。"

    def run(self):
        return start_building(station=self.row, by=self.actor)

    def get_success_url(self):
        return reverse("programme:checklist", args=[self.row.pk])


class CountStation(RowForm):
    """A station that exists already takes a place in a plan."""

    action = Action.SITE_CONFIRM
    template_name = "programme/reason_form.html"
    queryset = STATIONS
    form_class = CountForm
    button = "计入计划"
    success_message = "站点已计入计划。"

    def get_title(self):
        return f"{self.row.name}计入计划"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "plans": plans_under_way()}

    def run(self, form):
        return count_in_plan(station=self.row, plan=form.cleaned_data["plan"], by=self.actor)

    def get_success_url(self):
        return reverse("programme:checklist", args=[self.row.pk])

"""开站."""

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowForm
from liangzhan.programme.forms.acceptance import OpenStationForm
from liangzhan.programme.services.opening import open_station
from liangzhan.stations.models import Station

STATIONS = Station.objects.select_related("site")


class OpenStation(RowForm):
    """An accepted station begins its work."""

    action = Action.STATION_OPEN
    queryset = STATIONS
    form_class = OpenStationForm
    template_name = "programme/open_station.html"
    button = "开站"
    success_message = "已开站。接下来请按开放时间值守，并记录服务。"

    def get_title(self):
        return f"开站：{self.row.name}"

    def run(self, form):
        return open_station(station=self.row, on=form.cleaned_data["on"], by=self.actor)

    def get_success_url(self):
        return reverse("programme:checklist", args=[self.row.pk])

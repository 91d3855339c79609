"""What the pages of the room share: the station they speak of, where they lead back to, who may do what there."""

from urllib.parse import quote

from django.http import HttpResponse
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail, ScopedList
from liangzhan.funds.forms.fields import StationForm
from liangzhan.funds.queries.seats import rights_at, stations_for
from liangzhan.stations.models import Station

STATIONS = Station.objects.select_related("site__division")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
VERBS = {
    "manage": Action.ASSET_MANAGE,
    "witness": Action.ASSET_WITNESS,
    "decide": Action.ASSET_DECIDE,
    "fund": Action.FUND_VIEW,
    "record": Action.FUND_RECORD,
    "claim": Action.CLAIM_MAKE,
    "approve": Action.CLAIM_APPROVE,
    "cashier": Action.CASHIER,
    "budget": Action.BUDGET_MANAGE,
    "donate": Action.DONATION_MANAGE,
    "talent": Action.TALENT_VIEW,
}


def download(content, name, media_type):
    """A file to take away, under a Chinese name."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "no-store"
    return response


class Here:
    """The station of the row; `back` is the URL name of the row's own page."""

    back = "asset-list"
    hint = ""

    @property
    def station(self):
        return self.row.station

    def back_args(self):
        return {"pk": self.row.pk}

    def get_success_url(self):
        return reverse(f"funds:{self.back}", kwargs=self.back_args())

    def get_subtitle(self):
        return self.station.name

    def get_context_data(self, **kwargs):
        rights = rights_at(self.actor, self.station, **VERBS)
        return super().get_context_data(
            station=self.station, back=self.get_success_url(), hint=self.hint, rights=rights, **kwargs
        )


class OfStation(Here):
    """The row is the station itself."""

    queryset = STATIONS

    @property
    def station(self):
        return self.row


class FormHere(Here, RowForm):
    """A form about a row of the room; forms that offer rows of the station are told which."""

    template_name = "funds/form.html"

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return {**kwargs, "station": self.station} if issubclass(self.form_class, StationForm) else kwargs


class StationFormPage(OfStation, FormHere):
    """A form about a station."""


class DetailHere(Here, ScopedDetail):
    """A row to read."""


class StationDetail(OfStation, ScopedDetail):
    """A page about a station."""


class DeedHere(Here, RowDeed):
    """A button."""


class ListHere(ScopedList):
    """A list over the reader's stations, with a station filter and the stations where the reader works."""

    own_action = Action.ASSET_MANAGE

    def get_form(self):
        stations = stations_for(self.scope, self.action)
        return self.filter_form(self.request.GET or None, actor=self.actor, stations=stations)

    def get_context_data(self, **kwargs):
        own = stations_for(self.scope, self.own_action)[:6] if self.actor.may(self.own_action) else []
        return super().get_context_data(own=own, **kwargs)

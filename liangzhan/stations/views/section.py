"""What the sections of the construction file share: a form about a station, and a page that shows one."""

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail
from liangzhan.stations.models import Station
from liangzhan.stations.queries.states import file_problem_of

STATIONS = Station.objects.select_related("site__division__parent__parent")


class Section:
    """Where one is: the station of the row, the page one came from."""

    back = "station-page"

    @property
    def station(self):
        return self.row

    def get_subtitle(self):
        return self.station.name

    def get_success_url(self):
        return reverse(f"stations:{self.back}", kwargs={"pk": self.station.pk})

    def get_context_data(self, **kwargs):
        at = {"code": self.station.division_code, "station_id": self.station.pk}
        return super().get_context_data(station=self.station, back=self.get_success_url(), at=at, **kwargs)


class SectionForm(Section, RowForm):
    """A form of the construction file; refused in words while the file rests."""

    action = Action.STATION_EDIT
    queryset = STATIONS
    template_name = "stations/section_form.html"
    hint = ""
    draft = False

    def get_context_data(self, **kwargs):
        return super().get_context_data(hint=self.hint, draft=self.draft, **kwargs)


class SectionPage(Section, ScopedDetail):
    """A section to read, with its links to change it for whoever may."""

    action = Action.STATION_VIEW
    queryset = STATIONS

    def get_context_data(self, **kwargs):
        at = {"code": self.station.division_code, "station_id": self.station.pk}
        return super().get_context_data(
            rests=file_problem_of(self.station.site),
            may_edit=self.actor.may_at(Action.STATION_EDIT, **at),
            **kwargs,
        )


class SectionDeed(Section, RowDeed):
    """A button of a section."""

    action = Action.STATION_EDIT
    queryset = STATIONS

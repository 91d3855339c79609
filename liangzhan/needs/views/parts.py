"""What pages of this room share: a row of the address by its uuid, files to take away."""

from django.http import Http404, HttpResponse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header

from liangzhan.audit.services import record_reading
from liangzhan.needs.queries.places import places_for
from liangzhan.toolkit.periods import today


class ByUuid:
    """One row by the uuid of the address within the reader's scope, or 404."""

    @cached_property
    def row(self):
        action = self.row_action or self.action
        found = self.get_rows().within(self.scope, action).filter(uuid=self.kwargs["uuid"]).first()
        if found is None:
            raise Http404("没有找到这条记录，或者不在您的范围内。")
        return found

    @cached_property
    def manages(self):
        return self.actor.may_at(self.manage_action, code=self.row.division_code, station_id=self.row.station_id)

    def get_context_data(self, **kwargs):
        return super().get_context_data(manages=self.manages, **kwargs)


class AtStations:
    """A form for whoever may write at some station; with none there is no form."""

    @cached_property
    def places(self):
        found = places_for(self.scope, self.action)
        if not found.exists():
            raise Http404("您没有可以登记的站点。")
        return found

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "stations": self.places}


def note_words_read(page, needs, by):
    """Residents' own words stand on the page, with a name behind them or without: one reading for all of them."""
    if ids := [need.uuid for need in needs]:
        record_reading(page=page, ids=ids, shown_class="P3", by=by)


def as_file(content, media_type, name):
    """A workbook or paper to take away, dated."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name.format(day=f"{today():%Y%m%d}"))
    return response

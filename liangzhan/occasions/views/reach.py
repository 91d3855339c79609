"""How a page reaches its occasion: by the uuid of the address, within the reader's scope, else 404."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail
from liangzhan.audit.services import record_reading
from liangzhan.occasions.queries.reaching import managed
from liangzhan.occasions.queries.roll import roll_rows
from liangzhan.occasions.rules.arranging import when_words

MISSING = "没有找到这项日程，或者它不在您的范围内。"


def address(name, row):
    return reverse(f"occasions:{name}", args=[row.uuid])


def found(row, missing=MISSING):
    """The row, or 404."""
    if row is None:
        raise Http404(missing)
    return row


def roll_of(view, row):
    """The roll of an occasion as the reader may see it; names of children are recorded as read."""
    rows = roll_rows(row, view.actor)
    if ids := [one.attendee.person.uuid for one in rows if one.sensitive]:
        page = view.request.resolver_match.view_name
        record_reading(page=page, ids=ids, shown_class="P3", by=view.actor)
    return rows


class OfOccasion:
    """Beside RowMixin's `row`: found by `uuid`. Neighbours' occasions do not exist for this reader."""

    action = Action.OCCASION_MANAGE

    @cached_property
    def row(self):
        return found(managed(self.scope, self.kwargs["uuid"]))

    def get_subtitle(self):
        return f"{self.row.title} · {when_words(self.row.starts_at, self.row.ends_at)}"

    def get_success_url(self):
        return address("roll", self.row)

    def get_context_data(self, **kwargs):
        back = address(getattr(self, "back", "roll"), self.row)
        return super().get_context_data(back=back, **kwargs)


class OccasionDetail(OfOccasion, ScopedDetail):
    """A page about one occasion."""


class OccasionForm(OfOccasion, RowForm):
    """A form about one occasion."""

    template_name = "occasions/occasion_form.html"


class OccasionDeed(OfOccasion, RowDeed):
    """A button about one occasion."""

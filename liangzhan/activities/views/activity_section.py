"""How pages reach their group, session or activity: by the uuid of the address, within the reader's scope, else 404."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.activities.queries.activity_leaders import leader_choices, own_stations, room_at, rooms_of, worker_at
from liangzhan.activities.queries.activity_page import ACTIVITIES
from liangzhan.activities.queries.group_page import GROUPS, SESSIONS
from liangzhan.staff.queries.workers import worker_of

MISSING = "没有找到这条记录，或者它不在您的范围内。"


def found(row):
    """The row, or 404."""
    if row is None:
        raise Http404(MISSING)
    return row


class ByUuid:
    """Beside RowMixin's `row`."""

    action = Action.ACTIVITY_MANAGE
    hint = ""

    @cached_property
    def row(self):
        action = self.row_action or self.action
        return found(self.get_rows().within(self.scope, action).filter(uuid=self.kwargs["uuid"]).first())

    def get_success_url(self):
        return reverse(self.page, args=[self.row.uuid])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{"back": reverse(self.page, args=[self.row.uuid]), "hint": self.hint, **kwargs}
        )


class OfGroup(ByUuid):
    queryset = GROUPS
    page = "activities:group-page"
    template_name = "activities/plan_form.html"

    def get_subtitle(self):
        return self.row.name


class OfSession(ByUuid):
    queryset = SESSIONS
    page = "activities:session-page"
    template_name = "activities/plan_form.html"

    def get_subtitle(self):
        return f"{self.row.group.name} · {self.row}"


class OfActivity(ByUuid):
    queryset = ACTIVITIES
    page = "activities:activity-page"
    template_name = "activities/plan_form.html"

    def get_subtitle(self):
        return self.row.name


class AtStation:
    """A new plan: `?station=` among the reader's own, the first one unless told."""

    action = Action.ACTIVITY_MANAGE
    template_name = "activities/plan_form.html"

    @cached_property
    def stations(self):
        return list(own_stations(self.actor))

    @cached_property
    def station(self):
        wanted = self.request.GET.get("station", "")
        chosen = [one for one in self.stations if str(one.pk) == wanted] if wanted else self.stations
        return found(chosen[0] if chosen else None)

    def get_initial(self):
        mine = worker_of(self.actor)
        return {"leader": str(mine.pk)} if mine else {}

    def get_context_data(self, **kwargs):
        others = [one for one in self.stations if one != self.station]
        shown = {"at_station": self.station, "other_stations": others, "back": reverse(self.list_page), "hint": ""}
        return super().get_context_data(**{**shown, **kwargs})


def leaders_for(station):
    """Choices of who leads."""
    return leader_choices(station)


def people_of(station, given):
    """{leader, helper} of a cleaned form, as rows."""
    leader, helper = given["leader"], given.get("helper")
    return {"leader": found(worker_at(station, leader)), "helper": worker_at(station, helper) if helper else None}


__all__ = [
    "AtStation",
    "OfActivity",
    "OfGroup",
    "OfSession",
    "found",
    "leaders_for",
    "people_of",
    "room_at",
    "rooms_of",
]

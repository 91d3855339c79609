"""Volunteer activities of the next day, and whom to remind."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.utils.timezone import make_aware

from liangzhan.volunteers.choices import SignUpState, VolunteerActivityState
from liangzhan.volunteers.models import SignUp, VolunteerActivity

STATES = (VolunteerActivityState.RECRUITING, VolunteerActivityState.CLOSED_RECRUIT)


def tomorrow(on: dt.date) -> QuerySet[VolunteerActivity]:
    """Activities that begin on the day after `on` and will take place."""
    first = make_aware(dt.datetime.combine(on + dt.timedelta(days=1), dt.time()))
    rows = VolunteerActivity.objects.filter(starts_at__gte=first, starts_at__lt=first + dt.timedelta(days=1))
    return rows.filter(state__in=STATES).order_by("pk")


def persons_taken(activity: VolunteerActivity) -> list[int]:
    """Ids of the persons taken for it, in the order of coming."""
    rows = SignUp.objects.filter(activity=activity, state=SignUpState.ACCEPTED).order_by("applied_at", "pk")
    return list(rows.values_list("volunteer__person_id", flat=True))

"""The dates a volunteer stands for."""

from __future__ import annotations

import datetime as dt

from liangzhan.occasions.models import Occasion
from liangzhan.volunteers.models import SignUp, Volunteer
from liangzhan.volunteers.rules.activities import HOLDING

BEHIND, MOST = dt.timedelta(days=60), 200


def own_occasions(volunteer: Volunteer, now: dt.datetime) -> list[Occasion]:
    """Occasions of activities one asked for or was taken for: two months back and all ahead. One query."""
    standing = SignUp.objects.filter(volunteer=volunteer, state__in=HOLDING).values("activity__occasion")
    rows = Occasion.objects.filter(pk__in=standing, starts_at__gte=now - BEHIND)
    return list(rows.defer("secret").order_by("starts_at", "pk")[:MOST])

"""Who holds a pass: the actor behind a session without an account."""

from __future__ import annotations

import datetime as dt
from typing import Any

from liangzhan.access.actor import ANONYMOUS, Actor
from liangzhan.access.roles import OWN_PASS
from liangzhan.accounts.models import Pass

SESSION_KEY = "own_matters"  # in the session: the number of the pass
OWN_LABEL = "本人"


def actor_of_pass(number: Any, *, on: dt.date) -> Actor:
    """The person behind a pass in force on the day, as an actor over himself; ANONYMOUS otherwise. One query."""
    row = Pass.objects.filter(uuid=number, ended_at__isnull=True, ends_on__gte=on).first() if number else None
    if row is None:
        return ANONYMOUS
    return Actor(uuid=row.person_uuid, label=OWN_LABEL, person_uuid=row.person_uuid, role_label=OWN_LABEL, own=OWN_PASS)

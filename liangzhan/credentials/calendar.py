"""Until the services of `occasions` are on main: the same functions, so that the switch is one line of imports."""

from __future__ import annotations

from typing import Any

from liangzhan.occasions.choices import AttendeeState, OccasionState
from liangzhan.occasions.models import Attendee, Occasion, Presence
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import Table, move


def arrange_occasion(*, by: Any, **facts: Any) -> Occasion:
    return Occasion.objects.create(secret="", state_since=today(), arranged_by=by, **facts)


def change_occasion(*, occasion: Occasion, by: Any, **changes: Any) -> Occasion:
    for name, value in changes.items():
        setattr(occasion, name, value)
    occasion.save(update_fields=list(changes))
    return occasion


def cancel_occasion(*, occasion: Occasion, reason: str, by: Any) -> Occasion:
    table = Table({OccasionState.PLANNED: (OccasionState.CANCELLED,)})
    return move(occasion, OccasionState.CANCELLED, table=table, by=by, reason=reason, cancelled_reason=reason)


def expect(*, occasion: Occasion, persons: Any, by: Any) -> Occasion:
    for person in persons:
        Attendee.objects.get_or_create(
            occasion=occasion, person=person, defaults={"state_since": today(), "added_by": by}
        )
    return occasion


def unexpect(*, occasion: Occasion, person: Any, by: Any) -> Occasion:
    Attendee.objects.filter(occasion=occasion, person=person).delete()
    return occasion


def present_ids(occasion: Occasion) -> set[int]:
    roll = Attendee.objects.filter(occasion=occasion, state=AttendeeState.PRESENT).values_list("person_id", flat=True)
    stays = Presence.objects.filter(occasion=occasion, voided_at__isnull=True).values_list("person_id", flat=True)
    return set(roll) | set(stays)

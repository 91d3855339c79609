"""An occasion is arranged, changed, cancelled; who is expected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.occasions.choices import OccasionEvent, OccasionKind, OccasionState
from liangzhan.occasions.models import Attendee, Occasion, Presence
from liangzhan.occasions.queries.holding import held_occasion
from liangzhan.occasions.queries.presence import VALID
from liangzhan.occasions.rules.arranging import STATES, place_problem, time_problem
from liangzhan.people.models import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.crypto import fresh_secret
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import move

DETAILS = ("place", "open_to_all", "longitude", "latitude", "radius_m")
CHANGEABLE = ("title", "starts_at", "ends_at", *DETAILS)


@recorded(OccasionEvent.ARRANGED, keep=["kind", "title", "starts_at", "station"])
def arrange_occasion(
    *,
    kind: OccasionKind | str,
    title: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    by: Actor,
    station: Station | None = None,
    division_code: str = "",
    expected: Iterable[Person] = (),
    **details: Any,
) -> Occasion:
    """Something will happen (or did) at a time and place; the room that arranges it keeps the row it returns.

    Of a station, or of the area of an office (`division_code`). An occasion over several days has the same hours each
    day. `details`: place, open_to_all, longitude, latitude, radius_m. Raises RuleBroken for times that cannot be, at the
    field.
    """
    if unknown := set(details) - set(DETAILS):
        raise TypeError(f"no details of an occasion: {sorted(unknown)}")
    row = Occasion(
        kind=OccasionKind(kind),
        title=title.strip(),
        station=station,
        division_code=station.division_code if station else division_code,
        starts_at=starts_at,
        ends_at=ends_at,
        secret=fresh_secret(),
        state_since=today(),
        arranged_by=by,
        **details,
    )
    _check(row)
    row.save()
    _put_on_roll(row, expected, by)
    return row


@recorded(OccasionEvent.CHANGED)
def change_occasion(*, occasion: Occasion, by: Actor, **changes: Any) -> Occasion:
    """Change title, place, times, radius or openness of what is still planned.

    Made shorter, the times cannot leave somebody outside who has checked in already. Raises RuleBroken at the field.
    """
    if unknown := set(changes) - set(CHANGEABLE):
        raise TypeError(f"cannot be changed: {sorted(unknown)}")
    held = held_occasion(occasion)
    was = (held.starts_at, held.ends_at)
    for name, value in changes.items():
        setattr(held, name, value.strip() if isinstance(value, str) else value)
    _check(held)
    if _leaves_out(held, *was):
        raise RuleBroken("已有人签到，新的时间把他们排除在外。请先作废有误的签到，或核对时间。", field="starts_at")
    held.save(update_fields=list(changes))
    for name in changes:
        setattr(occasion, name, getattr(held, name))
    return occasion


@recorded(OccasionEvent.CANCELLED, keep=["reason"])
def cancel_occasion(*, occasion: Occasion, reason: str, by: Actor) -> Occasion:
    """It will not take place. Raises RuleBroken without a reason, and when somebody has checked in."""
    if not reason.strip():
        raise RuleBroken("请写明取消的原因。", field="reason")
    held_occasion(occasion)
    if count := Presence.objects.filter(VALID, occasion=occasion).count():
        raise RuleBroken(f"已有 {count} 条签到记录，不能取消。如果签到有误，请先逐条作废；否则请确认签到。")
    words = reason.strip()[:200]
    return move(occasion, OccasionState.CANCELLED, table=STATES, by=by, reason=words, cancelled_reason=words)


@recorded(OccasionEvent.EXPECTED)
def expect(*, occasion: Occasion, persons: Iterable[Person], by: Actor) -> Occasion:
    """Put persons on the roll; who is on it already stays as he is."""
    held = held_occasion(occasion)
    _put_on_roll(held, persons, by)
    return occasion


@recorded(OccasionEvent.ROLL_LEFT)
def unexpect(*, occasion: Occasion, person: Person, by: Actor) -> Occasion:
    """Take a person off the roll; nothing happens when he is not on it. Raises RuleBroken for one who has checked in."""
    held = held_occasion(occasion)
    if Presence.objects.filter(VALID, occasion=held, person=person).exists():
        raise RuleBroken("这个人已签到，不能移出名单。签到有误的，请先作废。")
    Attendee.objects.filter(occasion=held, person=person).delete()
    return occasion


def _check(row: Occasion) -> None:
    if not row.title:
        raise RuleBroken("请填写名称。", field="title")
    if not row.division_code:
        raise RuleBroken("请说明是哪个站点或哪个区域的日程。", field="station")
    if problem := time_problem(row.starts_at, row.ends_at):
        raise RuleBroken(problem, field="ends_at")
    if problem := place_problem(row.longitude, row.latitude, row.radius_m):
        raise RuleBroken(problem, field="radius_m")


def _leaves_out(row: Occasion, started: dt.datetime, ended: dt.datetime) -> bool:
    """Did the new times cut off a stay? Who came a little after the end already is not cut off by a longer day."""
    taken = Presence.objects.filter(VALID, occasion=row)
    late = row.ends_at < ended and taken.filter(in_at__gt=row.ends_at).exists()
    return late or (row.starts_at > started and taken.filter(out_at__lt=row.starts_at).exists())


def _put_on_roll(row: Occasion, persons: Iterable[Person], by: Actor) -> None:
    Attendee.objects.bulk_create(
        [Attendee(occasion=row, person=person, added_by=by) for person in persons], ignore_conflicts=True
    )

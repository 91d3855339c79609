"""One person comes and goes."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.occasions.choices import AttendeeState, CheckInWay, OccasionEvent
from liangzhan.occasions.models import Attendee, Occasion, Presence
from liangzhan.occasions.queries.clashes import check_stay
from liangzhan.occasions.queries.holding import held_occasion, held_persons, limits_of, valid_stays
from liangzhan.occasions.queries.presence import VALID, open_stay
from liangzhan.occasions.rules.arranging import parts_of
from liangzhan.occasions.rules.presence import clock, in_problem, out_problem
from liangzhan.people.models import Person
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment


@recorded(OccasionEvent.CHECKED_IN, keep=["way", "at"])
def check_in(
    *,
    occasion: Occasion,
    person: Person,
    way: CheckInWay | str,
    at: dt.datetime,
    by: Actor,
    inside: bool | None = None,
    device: str = "",
) -> Presence:
    """The person comes at `at`. Whoever is not on the roll is added where the occasion is open to all.

    `inside` is what the phone itself says of the radius (None unknown), `device` a blind index. Raises RuleBroken: not
    open, not on the roll, too early or late, in already, or somewhere else at that time.
    """
    held = held_occasion(occasion)
    person = held_persons([person.pk])[person.pk]
    _check_on_roll(held, person)
    if already := open_stay(held, person.pk):
        raise RuleBroken(f"已在 {clock(already.in_at)} 签到，还没有签退，不用再签。")
    parts, limits = parts_of(held.starts_at, held.ends_at), limits_of(held)
    if problem := in_problem(parts, at, now=moment(), limits=limits):
        raise RuleBroken(problem)
    stay = Presence(occasion=held, person=person, in_at=at, in_way=CheckInWay(way), in_by=by)
    stay.inside, stay.device = inside, device
    check_stay(stay, _others(stay), limits, by=by)
    stay.save()
    _mark(held, person, AttendeeState.PRESENT, by)
    return stay


@recorded(OccasionEvent.CHECKED_OUT, keep=["way", "at"])
def check_out(
    *,
    occasion: Occasion,
    person: Person,
    way: CheckInWay | str,
    at: dt.datetime,
    by: Actor,
    inside: bool | None = None,
    device: str = "",
) -> Presence:
    """The person goes at `at`: ends the open stay. Raises RuleBroken when there is none, or the time cannot be.

    `inside` and `device` are those of coming; they are taken here only where coming did not know them.
    """
    held = held_occasion(occasion)
    held_persons([person.pk])
    stay = open_stay(held, person.pk)
    if stay is None:
        raise RuleBroken("还没有签到，不能签退。请先签到；如果签到漏了，请负责人补记。")
    stay.inside = inside if stay.inside is None else stay.inside
    stay.device = stay.device or device
    return _end(stay, at, CheckInWay(way), "", by)


@recorded(OccasionEvent.STAY_SETTLED, keep=["at", "reason"])
def settle_stay(*, presence: Presence, at: dt.datetime, reason: str, by: Actor) -> Presence:
    """忘记签退: the leader says when the person left, and why it is known. Raises RuleBroken at the field."""
    if not reason.strip():
        raise RuleBroken("请写明怎样得知离开时间，例如“与本人核对”。", field="reason")
    held_occasion(presence.occasion)
    held_persons([presence.person_id])
    stay = Presence.objects.select_related("occasion").get(pk=presence.pk)
    if stay.voided_at is not None or stay.out_at is not None:
        raise RuleBroken("这条签到刚刚已签退或作废，请刷新页面。")
    return _end(stay, at, CheckInWay.ROLL, reason.strip()[:200], by)


@recorded(OccasionEvent.STAY_ENTERED, keep=["in_at", "out_at", "way", "reason"])
def enter_stay(
    *,
    occasion: Occasion,
    person: Person,
    in_at: dt.datetime,
    out_at: dt.datetime,
    by: Actor,
    way: CheckInWay | str = CheckInWay.ROLL,
    reason: str = "",
) -> Presence:
    """补记: the leader enters when a person of the roll came and went, from memory or from the paper sheet.

    Raises RuleBroken at the field; from memory (not from the sheet) a reason is needed.
    """
    way = CheckInWay(way)
    if way != CheckInWay.SHEET and not reason.strip():
        raise RuleBroken("请写明补记的理由，例如“手机没电，现场核对”。", field="reason")
    held = held_occasion(occasion)
    person = held_persons([person.pk])[person.pk]
    _check_on_roll(held, person)
    parts, limits = parts_of(held.starts_at, held.ends_at), limits_of(held)
    if problem := in_problem(parts, in_at, now=moment(), limits=limits):
        raise RuleBroken(problem, field="in_at")
    if problem := out_problem(parts, in_at, out_at, way, now=moment(), limits=limits):
        raise RuleBroken(problem, field="out_at")
    stay = Presence(occasion=held, person=person, in_at=in_at, in_way=way, in_by=by)
    stay.out_at, stay.out_way, stay.out_by, stay.out_reason = out_at, way, by, reason.strip()[:200]
    check_stay(stay, _others(stay), limits, by=by)
    stay.save()
    _mark(held, person, AttendeeState.PRESENT, by)
    return stay


@recorded(OccasionEvent.PRESENCE_VOIDED, keep=["reason"])
def void_presence(*, presence: Presence, reason: str, by: Actor) -> Presence:
    """A stay that never was. The row stays to be seen, with who voided it and why; it counts nowhere any more.

    Without another valid stay the person is expected again. Raises RuleBroken without a reason, or when voided already.
    """
    if not reason.strip():
        raise RuleBroken("请写明作废的理由。", field="reason")
    held = held_occasion(presence.occasion)
    person = held_persons([presence.person_id])[presence.person_id]
    stay = Presence.objects.select_related("occasion").get(pk=presence.pk)
    if stay.voided_at is not None:
        raise RuleBroken("这条签到已经作废。")
    stay.voided_at, stay.voided_by, stay.voided_reason = moment(), by, reason.strip()[:200]
    stay.save(update_fields=["voided_at", "voided_by", "voided_reason"])
    if not Presence.objects.filter(VALID, occasion=held, person=person).exists():
        _mark(held, person, AttendeeState.EXPECTED, by)
    return stay


def _end(stay: Presence, at: dt.datetime, way: CheckInWay, reason: str, by: Actor) -> Presence:
    held, limits = stay.occasion, limits_of(stay.occasion)
    parts = parts_of(held.starts_at, held.ends_at)
    if problem := out_problem(parts, stay.in_at, at, way, now=moment(), limits=limits):
        raise RuleBroken(problem, field="at")
    stay.out_at, stay.out_way, stay.out_by, stay.out_reason = at, way, by, reason
    check_stay(stay, _others(stay), limits, by=by)
    stay.save(update_fields=["out_at", "out_way", "out_by", "out_reason", "inside", "device"])
    return stay


def _others(stay: Presence) -> list[Presence]:
    """The person's other stays near this one. The person's row is held already."""
    until = max(stay.occasion.ends_at, stay.out_at or stay.in_at) + dt.timedelta(days=1)
    found = valid_stays([stay.person_id], stay.in_at, until)[stay.person_id]
    return [one for one in found if one.pk != stay.pk]


def _check_on_roll(held: Occasion, person: Person) -> None:
    if not held.open_to_all and not Attendee.objects.filter(occasion=held, person=person).exists():
        raise RuleBroken("您不在这项日程的名单上。请负责人先把您列入名单，再扫码签到。")


def _mark(held: Occasion, person: Person, mark: AttendeeState, by: Actor) -> None:
    Attendee.objects.update_or_create(
        occasion=held, person=person, defaults={"mark": mark}, create_defaults={"mark": mark, "added_by": by}
    )

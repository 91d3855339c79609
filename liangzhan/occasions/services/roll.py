"""The leader's roll, the paper sheet, and the end of it."""

from __future__ import annotations

import uuid as uuid_module
from collections.abc import Mapping
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.documents.services import drop_file, keep_file
from liangzhan.occasions.choices import AttendeeState, CheckInWay, OccasionEvent, OccasionState
from liangzhan.occasions.models import Attendee, Occasion, Presence, RollCall, SheetPage
from liangzhan.occasions.queries.clashes import check_stay
from liangzhan.occasions.queries.holding import held_occasion, held_persons, limits_of, valid_stays
from liangzhan.occasions.queries.presence import OPEN
from liangzhan.occasions.rules.arranging import STATES, parts_of
from liangzhan.occasions.rules.presence import SELF, Limits, first_moment, part_for, roll_problem, unidentified_problem
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment
from liangzhan.toolkit.transitions import move

BY_ROLL = "点名时改为未到"


@recorded(OccasionEvent.ROLL_TAKEN, keep=["unidentified", "way"])
def take_roll(
    *,
    occasion: Occasion,
    marks: Mapping[int, AttendeeState | str],
    by: Actor,
    unidentified: int = 0,
    way: CheckInWay | str = CheckInWay.ROLL,
    key: uuid_module.UUID | None = None,
) -> Occasion:
    """Mark persons of the roll (by id) and set the number of heads without a name.

    到 makes a stay from the beginning of this day's part to its end (open until the end has come) where there is none;
    缺, 假 and 应到 void a stay that a roll or sheet made, and are refused for somebody who has scanned. The same `key`
    again changes nothing. Raises RuleBroken at `mark-<id>`; then nothing is saved.
    """
    held = held_occasion(occasion)
    if key and RollCall.objects.filter(key=key).exists():
        return occasion
    if problem := unidentified_problem(unidentified):
        raise RuleBroken(problem, field="unidentified")
    wanted = {person: AttendeeState(mark) for person, mark in marks.items()}
    rows = {row.person_id: row for row in Attendee.objects.filter(occasion=held, person_id__in=wanted)}
    if len(rows) < len(wanted):
        raise RuleBroken("名单里没有其中的人。请刷新页面，先列入名单，再点名。")
    if wanted:
        limits = limits_of(held)
        _check_time(held, wanted, limits)
        _mark_rows(held, wanted, CheckInWay(way), limits, by)
    for row in rows.values():
        row.mark = wanted[row.person_id]
    Attendee.objects.bulk_update(rows.values(), ["mark"], batch_size=200)
    held.unidentified_heads = occasion.unidentified_heads = unidentified
    held.save(update_fields=["unidentified_heads"])
    if key:
        RollCall.objects.create(occasion=held, key=key, taken_by=by)
    return occasion


@recorded(OccasionEvent.SHEET_KEPT)
def keep_sheet(*, occasion: Occasion, upload: Any, by: Actor) -> SheetPage:
    """Keep a photo or scan of the signed sheet beside the roll. Raises RuleBroken for what is neither picture nor PDF."""
    held = held_occasion(occasion)
    file = keep_file(upload=upload, title="签到表", kind="paper", by=by)
    return SheetPage.objects.create(occasion=held, file=file, kept_by=by)


@recorded(OccasionEvent.SHEETS_DROPPED)
def drop_sheets(*, occasion: Occasion, by: Actor) -> Occasion:
    """The file of the occasion is destroyed: the photos of its signed sheets go, the roll that was typed from them stays."""
    rows = SheetPage.objects.filter(occasion=occasion).select_related("file")
    files = [one.file for one in rows.order_by("pk")]
    rows.delete()
    for kept in files:
        drop_file(kept=kept, by=by)
    return occasion


@recorded(OccasionEvent.CLOSED)
def close_occasion(*, occasion: Occasion, by: Actor) -> Occasion:
    """Confirm who was there: whoever is still expected was absent, marks of the roll end with the occasion.

    Raises RuleBroken before the beginning, and while somebody who scanned has not checked out.
    """
    held = held_occasion(occasion)
    now = moment()
    if now < held.starts_at:
        raise RuleBroken("日程还没有开始，不能确认签到。")
    parts = parts_of(held.starts_at, held.ends_at)
    stays = list(Presence.objects.filter(OPEN, occasion=held).select_related("occasion").order_by("pk"))
    held_persons(stay.person_id for stay in stays)
    if scanned := sum(stay.in_way in SELF for stay in stays):
        raise RuleBroken(f"还有 {scanned} 人没有签退。请先在点名页补记他们离开的时间，或作废有误的签到，再确认。")
    for stay in stays:
        end = max(stay.in_at, min(part_for(parts, stay.in_at)[1], now))
        stay.out_at, stay.out_way, stay.out_by = end, stay.in_way, by
    Presence.objects.bulk_update(stays, ["out_at", "out_way", "out_by"], batch_size=200)
    Attendee.objects.filter(occasion=held, mark=AttendeeState.EXPECTED).update(mark=AttendeeState.ABSENT)
    return move(occasion, OccasionState.CLOSED, table=STATES, by=by)


@recorded(OccasionEvent.REOPENED, keep=["reason"])
def reopen_occasion(*, occasion: Occasion, reason: str, by: Actor) -> Occasion:
    """Open a confirmed roll again to correct it. Raises RuleBroken without a reason."""
    if not reason.strip():
        raise RuleBroken("请写明为什么要更正。", field="reason")
    return move(occasion, OccasionState.PLANNED, table=STATES, by=by, reason=reason.strip()[:200])


def _check_time(held: Occasion, wanted: Mapping[int, AttendeeState], limits: Limits) -> None:
    """Leave is known beforehand; who came or did not come is not."""
    opens, now = first_moment(held.starts_at, limits), moment()
    for person, mark in wanted.items():
        if problem := roll_problem(mark, opens, now=now):
            raise RuleBroken(problem, field=f"mark-{person}")


def _mark_rows(held: Occasion, wanted: Mapping[int, AttendeeState], way: CheckInWay, limits: Limits, by: Actor) -> None:
    """Stays follow the marks: made for those who came, voided for those who did not."""
    persons = held_persons(wanted)
    now = moment()
    start, end = part_for(parts_of(held.starts_at, held.ends_at), now)
    nearby = valid_stays(wanted, start, max(end, held.ends_at))
    made, voided = [], []
    for person_id, mark in wanted.items():
        here = [stay for stay in nearby[person_id] if stay.occasion_id == held.pk]
        if mark != AttendeeState.PRESENT:
            voided += _to_void(here, person_id, by)
        elif not any(start <= stay.in_at <= end or stay.out_at is None for stay in here):
            stay = Presence(occasion=held, person=persons[person_id], in_at=start, in_way=way, in_by=by)
            if now >= end:
                stay.out_at, stay.out_way, stay.out_by = end, way, by
            check_stay(stay, nearby[person_id], limits, by=by, field=f"mark-{person_id}", until=end)
            made.append(stay)
    Presence.objects.bulk_create(made, batch_size=200)
    Presence.objects.bulk_update(voided, ["voided_at", "voided_by", "voided_reason"], batch_size=200)


def _to_void(here: list[Presence], person_id: int, by: Actor) -> list[Presence]:
    for stay in here:
        if stay.in_way in SELF:
            raise RuleBroken(
                "此人已扫码签到，不能直接改为未到。签到有误的，请先在下方作废那条签到，并写明理由。",
                field=f"mark-{person_id}",
            )
        stay.voided_at, stay.voided_by, stay.voided_reason = moment(), by, BY_ROLL
    return here

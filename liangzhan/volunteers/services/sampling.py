"""民政部门抽查: drawn by a seed, each looked into, the result made public (Order 67 §21–22)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from liangzhan.volunteers.choices import RecordState, VolunteerEvent
from liangzhan.volunteers.models import DrawnRecord, SampleDraw
from liangzhan.volunteers.queries.sampling import population_of
from liangzhan.volunteers.record_hold import held_records
from liangzhan.volunteers.record_turns import refuse
from liangzhan.volunteers.rules.sampling import draw, draw_problem


@dataclass(frozen=True)
class Wish:
    """Verified records of these days of service, how many of them, by which seed; back entries alone if told."""

    starts_on: dt.date
    ends_on: dt.date
    size: int
    seed: str
    only_back: bool = False


@recorded(VolunteerEvent.DRAWN, keep=["division_code"])
def draw_sample(*, division_code: str, wish: Wish, by: Actor) -> SampleDraw:
    """Draw records of an area (12 digits). The same wish again answers the same draw.

    Raises RuleBroken: out of reach, days the wrong way round, nothing to draw from.
    """
    if not by.may_at(Action.HOURS_SAMPLE, code=division_code):
        raise RuleBroken("这个区域不在您的范围内。")
    if wish.ends_on < wish.starts_on:
        raise RuleBroken("截止日期早于起始日期。", field="ends_on")
    same = {"starts_on": wish.starts_on, "ends_on": wish.ends_on, "seed": wish.seed.strip(), "size": wish.size}
    found = SampleDraw.objects.filter(division_code=division_code, only_back=wish.only_back, **same).first()
    if found is not None:
        return found
    rows = population_of(division_code, wish.starts_on, wish.ends_on, only_back=wish.only_back)
    numbers = {str(uuid): pk for uuid, pk in rows.values_list("uuid", "pk").iterator()}
    if problem := draw_problem(wish.size, len(numbers)):
        raise RuleBroken(problem)
    made = SampleDraw.objects.create(
        division_code=division_code,
        only_back=wish.only_back,
        population=len(numbers),
        drawn_at=moment(),
        drawn_by=by,
        **same,
    )
    chosen = draw(numbers, seed=wish.seed.strip(), size=wish.size)
    DrawnRecord.objects.bulk_create([DrawnRecord(draw=made, record_id=numbers[one]) for one in chosen])
    return made


@recorded(VolunteerEvent.DRAWN_CHECKED, keep=["genuine"])
def check_drawn(*, drawn: DrawnRecord, genuine: bool, note: str, by: Actor) -> DrawnRecord:
    """Say what the check of one record found. What is not genuine no longer counts, and the volunteer is told.

    Raises RuleBroken: out of reach, without words, checked already, one's own service.
    """
    if not note.strip():
        raise RuleBroken("请写明怎样核查的。", field="note")
    held = DrawnRecord.objects.select_for_update(of=("self",)).select_related("draw", "record").get(pk=drawn.pk)
    if held.checked_at is not None:
        raise RuleBroken("这条记录已经核查过，请刷新页面。")
    record = held_records([held.record], by, Action.HOURS_SAMPLE)[0]
    held.genuine, held.note, held.checked_at, held.checked_by = genuine, note.strip()[:300], moment(), by
    held.save(update_fields=["genuine", "note", "checked_at", "checked_by"])
    if not genuine and record.state != RecordState.REJECTED:
        refuse(record, f"抽查不属实：{held.note}"[:300], by)
    return held


@recorded(VolunteerEvent.DRAWN_CHECKED)
def publish_draw(*, draw: SampleDraw, by: Actor) -> SampleDraw:
    """The result is made public (§22). Raises RuleBroken out of reach, and while records wait to be checked."""
    held = SampleDraw.objects.select_for_update(of=("self",)).get(pk=draw.pk)
    if not by.may_at(Action.HOURS_SAMPLE, code=held.division_code):
        raise RuleBroken("这个区域不在您的范围内。")
    if left := held.records.filter(checked_at__isnull=True).count():
        raise RuleBroken(f"还有 {left} 条没有核查，不能公布结果。")
    if held.published_on is None:
        held.published_on = today()
        held.save(update_fields=["published_on"])
    return held

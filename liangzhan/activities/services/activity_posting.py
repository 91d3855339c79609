"""The door through which groups and activities come into the ledger. Called by services that record their own deed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.activities.choices.activity import ActivityEvent
from liangzhan.activities.rules.activity_posting import lines_of, text_of
from liangzhan.audit.services import recorded
from liangzhan.ledger.rules.lines import Line
from liangzhan.ledger.services.posting import post
from liangzhan.occasions.choices import AttendeeState, OccasionState
from liangzhan.occasions.models import Occasion
from liangzhan.occasions.queries.presence import present_ids
from liangzhan.occasions.services.arranging import expect
from liangzhan.occasions.services.roll import close_occasion, take_roll
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station


@recorded(ActivityEvent.COUNTED)
def count_paper(*, paper: Any, station: Station, lines: Sequence[Line], by: Actor, reason: str = "") -> Any:
    """Post the next version of a paper and keep its lines beside it; the same lines again post nothing."""
    if paper.counted_version and lines_of(paper.counted) == list(lines):
        return paper
    version = paper.counted_version + 1
    post(voucher=paper.voucher, version=version, station=station, lines=lines, by=by, reason=reason)
    paper.counted, paper.counted_version = text_of(lines), version
    paper.save(update_fields=["counted", "counted_version"])
    return paper


@recorded(ActivityEvent.ROLL_CLOSED)
def close_roll(
    *, occasion: Occasion, leaders: Sequence[Worker], by: Actor, unidentified: int | None = None
) -> Occasion:
    """Whoever led was there; heads without a name as told; then the roll is confirmed. A confirmed roll stays as it is.

    Raises RuleBroken as `occasions` does: not begun, somebody has not checked out, a leader is somewhere else.
    """
    held = Occasion.objects.select_for_update(of=("self",), no_key=True).get(pk=occasion.pk)
    if held.state == OccasionState.CLOSED:
        return held
    here = present_ids(held)
    missing = [one for one in leaders if one.person_id not in here]
    expect(occasion=held, persons=[one.person for one in missing], by=by)
    heads = held.unidentified_heads if unidentified is None else unidentified
    marks = {one.person_id: AttendeeState.PRESENT for one in missing}
    take_roll(occasion=held, marks=marks, unidentified=heads, by=by)
    return close_occasion(occasion=held, by=by)

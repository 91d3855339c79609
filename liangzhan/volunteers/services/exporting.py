"""What became of a record or a number in the national system; called by `exchange` and by corrections (domain.md 6.8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.choices import ExportState, NationalState, VolunteerEvent
from liangzhan.volunteers.models import ServiceRecord, Volunteer
from liangzhan.volunteers.rules.exporting import EXPORT_STATES


@recorded(VolunteerEvent.EXPORT_MARKED, keep=["state"])
def mark_records(*, record_ids: Collection[int], state: str, by: Actor) -> int:
    """Move the export state of these records, all or none; answers how many moved.

    A record that stands there already is left alone, so the same receipt read twice changes nothing. Raises RuleBroken
    when the table does not allow a move.
    """
    held = dict(
        ServiceRecord.objects.select_for_update(of=("self",))
        .filter(pk__in=record_ids)
        .order_by("pk")
        .values_list("pk", "export_state")
    )
    for now in {one for one in held.values() if one != state}:
        if not EXPORT_STATES.allows(now, state):
            labels = dict(ExportState.choices)
            raise RuleBroken(f"报送状态现在是“{labels[now]}”，不能变为“{labels[state]}”。")
    moving = [pk for pk, now in held.items() if now != state]
    return ServiceRecord.objects.filter(pk__in=moving).update(export_state=state)


@recorded(VolunteerEvent.EXPORT_MARKED)
def mark_changed(*, record: ServiceRecord, by: Actor) -> bool:
    """A record was corrected: what the national system has of it is old. Nothing for one that was never sent."""
    kept = (ExportState.ACCEPTED, ExportState.EXPORTED)
    rows = ServiceRecord.objects.filter(pk=record.pk, export_state__in=kept)
    return bool(rows.update(export_state=ExportState.CHANGED_AFTER_EXPORT))


@recorded(VolunteerEvent.NATIONAL)
def mark_numbers(*, accepted: Mapping[int, str], by: Actor, on: dt.date | None = None) -> int:
    """The national system confirmed these numbers: {volunteer id: the number it answered for}; answers how many moved.

    A number that was changed here since it was sent is not confirmed by that answer.
    """
    moved = 0
    rows = Volunteer.objects.select_for_update(of=("self",)).filter(pk__in=accepted).order_by("pk")
    for row in rows:
        if row.national_state == NationalState.CLAIMED and row.national_no == accepted[row.pk]:
            row.national_state, row.national_on = NationalState.ACCEPTED, on or today()
            row.save(update_fields=["national_state", "national_on"])
            moved += 1
    return moved

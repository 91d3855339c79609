"""Hundreds of records from another platform at once, by the rules of `feed_record` and with the same result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.utils.timezone import localdate

from liangzhan.access.actor import Actor
from liangzhan.access.scope import Area
from liangzhan.audit.services import recorded
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.services import tell_persons
from liangzhan.toolkit.bulk import insert_columns, insert_few
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from liangzhan.volunteers.choices import ExportState, RecordSource, RecordState, VolunteerEvent
from liangzhan.volunteers.models import ServiceRecord, Volunteer, VolunteerActivity
from liangzhan.volunteers.queries.feeding import (
    Busy,
    activities_named,
    activity_keys,
    by_name,
    fed_signals,
    received_before,
    rostered,
    stays_near,
    volunteers_named,
)
from liangzhan.volunteers.record_hold import lock_persons
from liangzhan.volunteers.rules.feeding import (
    MOST_ROWS,
    OTHER_CONTENT,
    UNKNOWN_ACTIVITY,
    UNKNOWN_VOLUNTEER,
    Fed,
    FedRow,
    row_problem,
)
from liangzhan.volunteers.rules.grading import Signals, grade
from liangzhan.volunteers.rules.hours import Claim, Limits, activity_problem, claim_problem, within_problem
from liangzhan.volunteers.services.records import TOLD
from liangzhan.volunteers.settings_hours import limits_of, load_limits

FEW = 20  # below this a plain INSERT begins and ends sooner than COPY
Said = tuple[object, ...]


@dataclass(frozen=True)
class Taken:
    """A row that becomes a record."""

    uuid: Any
    row: FedRow
    claim: Claim
    volunteer: Volunteer
    activity: VolunteerActivity

    @property
    def pair(self) -> tuple[int, int]:
        return self.activity.pk, self.volunteer.pk


@dataclass
class Batch:
    """What one batch is compared with; `busy` and `before` grow row by row, so that a row sees those before it."""

    volunteers: dict[tuple[str, str], Volunteer]
    activities: dict[str, VolunteerActivity]
    before: dict[str, tuple[str, Said]]
    busy: dict[int, Busy]
    now: Any
    limits: dict[tuple[Any, str], tuple[Limits, int]] = field(default_factory=dict)
    loaded: Any = None

    def limits_for(self, day: Any, code: str) -> tuple[Limits, int]:
        """Of a day and a place, worked out once."""
        if (day, code) not in self.limits:
            self.limits[day, code] = limits_of(self.loaded, day, code)
        return self.limits[day, code]


@recorded(VolunteerEvent.FED, keep=["feeder"])
def feed_records(*, rows: Sequence[FedRow], area: Area, feeder: str, by: Actor) -> list[Fed]:
    """Take down many records in one transaction; row by row what became of it, as `feed_record` would have answered.

    A bad row stops no other. A dozen statements for 500 rows; every volunteer is told once for each activity. Raises
    RuleBroken for more rows than a batch may have.
    """
    if len(rows) > MOST_ROWS:
        raise RuleBroken(f"一批最多 {MOST_ROWS} 条记录，请分批送。", field="records")
    problems = [row_problem(row) for row in rows]
    good = [row for row, (_, problem) in zip(rows, problems, strict=True) if not problem]
    batch = _ready(good, area, feeder)
    taken: list[Taken] = []
    answers = [
        Fed(field=name, problem=problem) if problem else _take(batch, row, taken)
        for row, (name, problem) in zip(rows, problems, strict=True)
    ]
    if taken:
        _write(taken, feeder, by)
        _tell(taken, by)
    return answers


def _ready(rows: Sequence[FedRow], area: Area, feeder: str) -> Batch:
    """Locks the volunteers in one order, so that two batches about the same people wait for each other."""
    held = list(volunteers_named(rows, area).defer("emergency_contact", "health"))
    lock_persons({one.person_id for one in held})
    found = list(activities_named({row.activity_no for row in rows}, feeder, area).order_by("-pk"))
    before: dict[str, tuple[str, Said]] = {
        one.feeder_no: (
            str(one.uuid),
            (one.volunteer.person_id, one.activity_id, one.starts_at, one.ends_at, one.break_minutes),
        )
        for one in received_before(feeder, {row.feeder_no for row in rows})
    }
    busy: dict[int, Busy] = {}
    if rows and held:
        starts, ends = min(row.starts_at for row in rows), max(row.ends_at for row in rows)
        busy = stays_near({one.person_id for one in held}, starts, ends)
    # Backwards, so that of two activities with one number the first stands, as in `feed_record`.
    activities = {key: one for one in found for key in activity_keys(one, feeder)}
    return Batch(by_name(held), activities, before, busy, moment(), loaded=load_limits())


def _take(batch: Batch, row: FedRow, taken: list[Taken]) -> Fed:
    volunteer, activity = batch.volunteers.get(row.named), batch.activities.get(row.activity_no)
    if volunteer is None:
        return Fed(field="volunteer_no" if row.volunteer_no else "national_no", problem=UNKNOWN_VOLUNTEER)
    if activity is None:
        return Fed(field="activity_no", problem=UNKNOWN_ACTIVITY)
    said = (volunteer.person_id, activity.pk, *row.said)
    if (held := batch.before.get(row.feeder_no)) is not None:
        if held[1] != said:
            return Fed(field="record_no", problem=OTHER_CONTENT)
        return Fed(held[0], known=True)
    if problem := activity_problem(activity.state):
        return Fed(field="activity_no", problem=problem)
    registered_on = localdate(volunteer.confirmed_at) if volunteer.confirmed_at else None
    claim = Claim((row.starts_at, row.ends_at), localdate(row.starts_at), row.break_minutes, registered_on)
    busy = batch.busy[volunteer.person_id]
    limits, margin = batch.limits_for(claim.served_on, activity.division_code)
    already = busy.minutes.get(claim.served_on, 0)
    name, problem = claim_problem(claim, now=batch.now, others=busy.spans, already=already, limits=limits)
    if not problem:
        name, problem = "starts_at", within_problem(claim.span, (activity.starts_at, activity.ends_at), margin)
    if problem:
        return Fed(field=name, problem=problem)
    one = Taken(uuid4(), row, claim, volunteer, activity)
    busy.add(claim.span, claim.served_on, claim.minutes)
    batch.before[row.feeder_no] = (str(one.uuid), said)
    taken.append(one)
    return Fed(str(one.uuid))


def _write(taken: Sequence[Taken], feeder: str, by: Actor) -> None:
    """All new records by columns."""
    on_list = rostered({one.pair for one in taken})
    signals = [fed_signals(one.activity, one.row, on_list=one.pair in on_list) for one in taken]
    stored: dict[Signals, dict[str, bool | None]] = {one: one.stored() for one in set(signals)}
    same: dict[str, Any] = {
        "source": RecordSource.FEED.value,
        "feeder": feeder,
        "state": RecordState.RECORDED.value,
        "state_since": today(),
        "recorded_at": moment(),
        "recorded_by": by,
        "posted_version": 0,
        "export_state": ExportState.NOT_EXPORTED.value,
    }
    own: dict[str, list[Any]] = {
        "uuid": [one.uuid for one in taken],
        "station": [one.activity.station_id for one in taken],
        "division_code": [one.activity.division_code for one in taken],
        "activity": [one.activity.pk for one in taken],
        "volunteer": [one.volunteer.pk for one in taken],
        "sign_up": [on_list.get(one.pair) for one in taken],
        "served_on": [one.claim.served_on for one in taken],
        "starts_at": [one.row.starts_at for one in taken],
        "ends_at": [one.row.ends_at for one in taken],
        "break_minutes": [one.row.break_minutes for one in taken],
        "minutes": [one.claim.minutes for one in taken],
        "content": [one.row.content or one.activity.content[:200] for one in taken],
        "feeder_no": [one.row.feeder_no for one in taken],
        "grade": [grade(one, back_entry=False).value for one in signals],
        "signals": [stored[one] for one in signals],
    }
    columns = {**own, **{name: [value] * len(taken) for name, value in same.items()}}
    (insert_columns if len(taken) > FEW else insert_few)(ServiceRecord, columns)


def _tell(taken: Sequence[Taken], by: Actor) -> None:
    """Every volunteer once for each activity; the words are those of a record taken down here."""
    groups: dict[int, list[Taken]] = {}
    for one in taken:
        groups.setdefault(one.activity.pk, []).append(one)
    for group in groups.values():
        activity = group[0].activity
        tell_persons(
            persons=[one.volunteer.person_id for one in group],
            kind=NoticeKind.RESULT,
            subject=f"volunteers.VolunteerActivity:{activity.uuid}",
            text=TOLD.format(title=activity.title, day=localdate(activity.starts_at)),
            by=by,
        )

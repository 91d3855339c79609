"""A record from another platform, one at a time (domain.md 6.8). Thousands: `bulk_records`, on the same rules."""

from __future__ import annotations

from django.utils.timezone import localdate

from liangzhan.access.actor import Actor
from liangzhan.access.scope import Area
from liangzhan.audit.services import recorded
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.services import tell_persons
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from liangzhan.volunteers.choices import ActivitySource, RecordSource, VolunteerActivityState, VolunteerEvent
from liangzhan.volunteers.models import ServiceRecord, Volunteer, VolunteerActivity
from liangzhan.volunteers.queries.feeding import (
    activities_named,
    fed_signals,
    received_before,
    rostered,
    stays_near,
    volunteers_named,
)
from liangzhan.volunteers.record_hold import lock_persons
from liangzhan.volunteers.rules.feeding import (
    OTHER_CONTENT,
    UNKNOWN_ACTIVITY,
    UNKNOWN_VOLUNTEER,
    FedActivity,
    FedRow,
    fed_activity_problem,
    row_problem,
)
from liangzhan.volunteers.rules.grading import grade
from liangzhan.volunteers.rules.hours import Claim, activity_problem, claim_problem, within_problem
from liangzhan.volunteers.services.records import TOLD
from liangzhan.volunteers.settings_hours import limits_of, load_limits


@recorded(VolunteerEvent.FED, keep=["feeder"])
def feed_record(*, row: FedRow, area: Area, feeder: str, by: Actor) -> tuple[ServiceRecord, bool]:
    """Take down one record that another platform sends about the area's volunteers, and tell the volunteer.

    (record, whether it was new). The same number with the same content answers as before. It stays 已记录 until the station
    confirms and verifies it. Raises RuleBroken with the field.
    """
    _insist(row_problem(row))
    volunteer = volunteers_named([row], area).order_by("pk").first()
    activity = activities_named([row.activity_no], feeder, area).order_by("pk").first()
    if volunteer is None:
        field = "volunteer_no" if row.volunteer_no else "national_no"
        raise RuleBroken(UNKNOWN_VOLUNTEER, field=field)
    if activity is None:
        raise RuleBroken(UNKNOWN_ACTIVITY, field="activity_no")
    lock_persons([volunteer.person_id])
    if (held := received_before(feeder, [row.feeder_no]).first()) is not None:
        return _again(held, row, volunteer, activity), False
    _insist(("activity_no", activity_problem(activity.state)))
    claim = _claim(row, volunteer)
    busy = stays_near([volunteer.person_id], row.starts_at, row.ends_at)[volunteer.person_id]
    limits, margin = limits_of(load_limits(), claim.served_on, activity.division_code)
    already = busy.minutes[claim.served_on]
    _insist(claim_problem(claim, now=moment(), others=busy.spans, already=already, limits=limits))
    _insist(("starts_at", within_problem(claim.span, (activity.starts_at, activity.ends_at), margin)))
    record = _create(row, claim, volunteer, activity, feeder, by)
    tell_persons(
        persons=[volunteer.person_id],
        kind=NoticeKind.RESULT,
        subject=f"volunteers.VolunteerActivity:{activity.uuid}",
        text=TOLD.format(title=activity.title, day=localdate(activity.starts_at)),
        by=by,
    )
    return record, True


@recorded(VolunteerEvent.FED, keep=["station", "feeder"])
def feed_activity(*, facts: FedActivity, station: Station, feeder: str, by: Actor) -> tuple[VolunteerActivity, bool]:
    """Take down an activity that another platform held, so that its records have what Order 67 §7 asks for.

    (activity, whether it was new). The same number with the same content answers as before. Raises RuleBroken.
    """
    _insist(fed_activity_problem(facts, moment()))
    held = VolunteerActivity.objects.filter(feeder=feeder, feeder_no=facts.feeder_no).first()
    if held is not None:
        if held.station_id != station.pk or any(getattr(held, name) != value for name, value in facts.told().items()):
            raise RuleBroken("这个编号的活动已经收到过，内容与这次不同。", field="activity_no")
        return held, False
    activity = VolunteerActivity.objects.create(
        station=station,
        division_code=station.division_code,
        source=ActivitySource.FEED,
        feeder=feeder,
        feeder_no=facts.feeder_no,
        state=VolunteerActivityState.ENDED,
        state_since=today(),
        planned_at=moment(),
        planned_by=by,
        **facts.told(),
    )
    return activity, True


def _insist(problem: tuple[str, str]) -> None:
    if problem[1]:
        raise RuleBroken(problem[1], field=problem[0])


def _claim(row: FedRow, volunteer: Volunteer) -> Claim:
    registered_on = localdate(volunteer.confirmed_at) if volunteer.confirmed_at else None
    return Claim((row.starts_at, row.ends_at), localdate(row.starts_at), row.break_minutes, registered_on)


def _again(held: ServiceRecord, row: FedRow, volunteer: Volunteer, activity: VolunteerActivity) -> ServiceRecord:
    """The record as it was taken down, if this is the same one."""
    said = (held.volunteer.person_id, held.activity_id, held.starts_at, held.ends_at, held.break_minutes)
    if said != (volunteer.person_id, activity.pk, *row.said):
        raise RuleBroken(OTHER_CONTENT, field="record_no")
    return held


def _create(
    row: FedRow, claim: Claim, volunteer: Volunteer, activity: VolunteerActivity, feeder: str, by: Actor
) -> ServiceRecord:
    pair = (activity.pk, volunteer.pk)
    sign_up = rostered([pair]).get(pair)
    signals = fed_signals(activity, row, on_list=sign_up is not None)
    return ServiceRecord.objects.create(
        station=activity.station,
        division_code=activity.division_code,
        activity=activity,
        volunteer=volunteer,
        sign_up_id=sign_up,
        served_on=claim.served_on,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        break_minutes=row.break_minutes,
        minutes=claim.minutes,
        content=row.content or activity.content[:200],
        source=RecordSource.FEED,
        feeder=feeder,
        feeder_no=row.feeder_no,
        state_since=today(),
        grade=grade(signals, back_entry=False),
        signals=signals.stored(),
        recorded_at=moment(),
        recorded_by=by,
    )

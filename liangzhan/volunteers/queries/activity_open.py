"""Activities open to everybody, and to one volunteer with the reason why he may not (志愿服务条例 §12, §15). No personal data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Substr
from django.utils.timezone import localdate

from liangzhan.credentials.choices import EnrolmentState
from liangzhan.credentials.queries.clearance import minors_problems
from liangzhan.credentials.queries.persons import trainings_of
from liangzhan.divisions.models import Division
from liangzhan.people.queries.consents import told_birth
from liangzhan.toolkit.periods import moment, today
from liangzhan.volunteers.choices import SignUpState, VolunteerActivityState, VolunteerState
from liangzhan.volunteers.models import SignUp, Volunteer, VolunteerActivity, VolunteerPost
from liangzhan.volunteers.queries.activities import demand_of, expected_when
from liangzhan.volunteers.rules.activities import HOLDING, STANDING, overlaps, recruiting_problem
from liangzhan.volunteers.rules.ages import Gates
from liangzhan.volunteers.rules.suitability import Candidate, refusing, suitability
from liangzhan.volunteers.settings import gates_loaded
from liangzhan.volunteers.settings_training import trainings_loaded

S, U = VolunteerActivityState, SignUpState
COUNTY = 6  # digits of a county's code
STOOD = (*STANDING, U.ATTENDED, U.NO_SHOW)


def open_activities(place: str = "") -> QuerySet[VolunteerActivity]:
    """Recruiting in the open now, in the divisions whose code begins with `place`; the next first."""
    day = today()
    rows = VolunteerActivity.objects.filter(state=S.RECRUITING, restricted=False, starts_at__gt=moment())
    rows = rows.filter(Q(recruits_on__isnull=True) | Q(recruits_on__lte=day))
    rows = rows.filter(Q(recruit_ends_on__isnull=True) | Q(recruit_ends_on__gte=day))
    rows = rows.filter(division_code__startswith=place) if place else rows
    return rows.select_related("station__site").order_by("starts_at", "id")


def open_activity(uuid: UUID) -> VolunteerActivity | None:
    """One that was or is recruited for in the open, whatever became of it since; a draft is nobody's business."""
    rows = VolunteerActivity.objects.filter(uuid=uuid, restricted=False).exclude(state__in=(S.DRAFT, S.REVIEW))
    return rows.select_related("station__site", "project", "occasion").first()


def reachable_by(volunteer: Volunteer, uuid: UUID) -> VolunteerActivity | None:
    """An open activity, or one the volunteer was signed up for by the station."""
    found = open_activity(uuid)
    if found is not None:
        return found
    rows = VolunteerActivity.objects.filter(uuid=uuid, sign_ups__volunteer=volunteer).distinct()
    return rows.select_related("station__site", "project", "occasion").first()


def open_problem(activity: VolunteerActivity) -> str:
    """Why nobody can sign up by himself now, or ""."""
    return recruiting_problem(
        activity.state,
        now=moment(),
        today=today(),
        starts_at=activity.starts_at,
        recruits_on=activity.recruits_on,
        recruit_ends_on=activity.recruit_ends_on,
        himself=True,
        restricted=activity.restricted,
    )


def open_places() -> list[tuple[str, str]]:
    """(code of six digits, name) of the counties where something is open."""
    rows = open_activities().annotate(county=Substr("division_code", 1, COUNTY)).order_by("county")
    codes = list(rows.values_list("county", flat=True).distinct())
    names = Division.objects.filter(code__in=[f"{code}000000" for code in codes]).order_by("code")
    return [(one.code[:COUNTY], one.name) for one in names]


@dataclass(frozen=True)
class Knowledge:
    """What is known of one volunteer for many activities: read once."""

    volunteer: Volunteer
    born_on: dt.date | None
    trainings: frozenset[str]
    held: list[SignUp]
    expected: Callable[[VolunteerActivity], bool]
    minors: dict[dt.date, str]
    gates: Callable[[dt.date, str], Gates]
    by_risk: Callable[[str, dt.date, str], str]


def reasons_for(volunteer: Volunteer, activities: Iterable[VolunteerActivity]) -> dict[int, str]:
    """{activity id: "" when one of its posts may be asked for, else why not}. About eight queries for any number of rows.

    `posts` of the activities should be prefetched. Licence and training may follow after signing up, as in `sign_up`.
    """
    rows = list(activities)
    known = _known(volunteer, rows)
    return {row.pk: _reason(known, row) for row in rows}


def stands_on(volunteer: Volunteer, activities: Iterable[VolunteerActivity]) -> dict[int, SignUp]:
    """{activity id: the volunteer's sign-up that stands}."""
    rows = SignUp.objects.filter(volunteer=volunteer, activity__in=list(activities), state__in=STOOD)
    return {row.activity_id: row for row in rows.order_by("id")}


def own_sign_ups(volunteer: Volunteer) -> QuerySet[SignUp]:
    """One's own sign-ups, the latest activity first."""
    rows = SignUp.objects.filter(volunteer=volunteer).select_related("activity__occasion", "activity__station", "post")
    return rows.order_by("-activity__starts_at", "-id")


def _known(volunteer: Volunteer, rows: list[VolunteerActivity]) -> Knowledge:
    done = trainings_of([volunteer.person_id])[volunteer.person_id]
    held = SignUp.objects.filter(volunteer=volunteer, state__in=HOLDING).exclude(activity__state=S.CANCELLED)
    days = {localdate(row.starts_at) for row in rows if row.with_minors}
    return Knowledge(
        volunteer=volunteer,
        born_on=told_birth(volunteer.person, volunteer.station) or volunteer.person.born_on,
        trainings=frozenset(one.training.kind for one in done if one.state == EnrolmentState.COMPLETED),
        held=list(held.select_related("activity").order_by("id")),
        expected=expected_when(volunteer.person_id, rows),
        minors={day: minors_problems([volunteer.person_id], day)[volunteer.person_id] for day in sorted(days)},
        gates=gates_loaded(),
        by_risk=trainings_loaded(),
    )


def _reason(known: Knowledge, activity: VolunteerActivity) -> str:
    """The station's own words of `sign_up`, in the same order."""
    if problem := open_problem(activity):
        return problem
    state = known.volunteer.state
    if state != VolunteerState.ACTIVE:
        return f"您现在是“{VolunteerState(state).label}”，不能报名。"
    span = (activity.starts_at, activity.ends_at)
    for row in known.held:
        if row.activity_id != activity.pk and overlaps(span, (row.activity.starts_at, row.activity.ends_at)):
            return f"这个时间您已经报名“{row.activity.title}”。"
    if known.expected(activity):
        return "这个时间您已有其他安排。"
    return _unfit(known, activity)


def _unfit(known: Knowledge, activity: VolunteerActivity) -> str:
    """ "" when one of the posts fits; else the first reason."""
    day = localdate(activity.starts_at)
    candidate = Candidate(
        born_on=known.born_on,
        skills=frozenset(known.volunteer.skills),
        trainings=known.trainings,
        minors_problem=known.minors.get(day, "") if activity.with_minors else "",
    )
    gates = known.gates(day, activity.division_code)
    posts: list[VolunteerPost | None] = [*sorted(activity.posts.all(), key=lambda one: one.pk)]
    by_risk = known.by_risk(activity.risk_level, day, activity.division_code)
    found = [
        refusing(suitability(candidate, demand_of(activity, post, day, by_risk), gates), later=True)
        for post in posts or [None]
    ]
    return "" if "" in found else found[0]

"""Reading volunteer activities and who signed up."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection

from django.db.models import QuerySet
from django.utils.timezone import localdate

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.credentials.choices import EnrolmentState, TrainingKind
from liangzhan.credentials.queries.clearance import minors_problems
from liangzhan.credentials.queries.persons import trainings_of
from liangzhan.occasions.choices import AttendeeState, OccasionState
from liangzhan.occasions.models import Attendee
from liangzhan.occasions.rules.arranging import parts_of
from liangzhan.people.queries.consents import told_birth
from liangzhan.volunteers.choices import SignUpState, VolunteerActivityState
from liangzhan.volunteers.models import SignUp, Volunteer, VolunteerActivity, VolunteerPost
from liangzhan.volunteers.queries.insurance import uninsured
from liangzhan.volunteers.rules.activities import HOLDING, overlaps
from liangzhan.volunteers.rules.suitability import Candidate, Demand, Finding, suitability
from liangzhan.volunteers.settings import gates_at
from liangzhan.volunteers.settings_training import training_for


def activities_shown(scope: Scope, action: Action = Action.VOLUNTEERING_VIEW) -> QuerySet[VolunteerActivity]:
    """Activities of the reader's places, the latest first, with station, project and occasion."""
    rows = VolunteerActivity.objects.within(scope, action).select_related("station", "project", "occasion")
    return rows.order_by("-starts_at", "-id")


def sign_ups_shown(activity: VolunteerActivity, scope: Scope) -> QuerySet[SignUp]:
    """Who signed up for an activity of the reader's own stations, in the order of coming, with person and post."""
    rows = SignUp.objects.within(scope, Action.VOLUNTEERING_MANAGE).filter(activity=activity)
    return rows.select_related("volunteer__person", "volunteer__station", "post").order_by("applied_at", "id")


def accepted(activity: VolunteerActivity) -> list[SignUp]:
    """The roster, in the order of coming."""
    rows = SignUp.objects.filter(activity=activity, state=SignUpState.ACCEPTED)
    return list(rows.select_related("volunteer__person", "post").order_by("applied_at", "id"))


def seats_left(activity: VolunteerActivity) -> dict[int, int]:
    """{post id: free seats}; never below zero."""
    rows = SignUp.objects.filter(activity=activity, state=SignUpState.ACCEPTED).values_list("post_id", flat=True)
    taken = Counter(rows)
    return {post.pk: max(0, post.seats - taken[post.pk]) for post in activity.posts.order_by("pk")}


def clashing(
    volunteer_ids: Collection[int], starts_at: dt.datetime, ends_at: dt.datetime, *, but: VolunteerActivity
) -> dict[int, VolunteerActivity]:
    """{volunteer id: another activity at the same time for which he stands}; cancelled ones take no time."""
    rows = SignUp.objects.filter(
        volunteer__in=volunteer_ids,
        state__in=HOLDING,
        activity__starts_at__lt=ends_at,
        activity__ends_at__gt=starts_at,
    ).exclude(activity=but)
    rows = rows.exclude(activity__state=VolunteerActivityState.CANCELLED).select_related("activity")
    return {row.volunteer_id: row.activity for row in rows.order_by("-activity__starts_at", "-id")}


def expected_elsewhere(person_ids: Collection[int], activity: VolunteerActivity) -> set[int]:
    """Who is on the roll of another occasion at that time: a duty, a training, a group session. Never says which one."""
    rows = _expecting(person_ids, activity.starts_at, activity.ends_at).exclude(occasion=activity.occasion_id)
    wanted = parts_of(activity.starts_at, activity.ends_at)
    return {row.person_id for row in rows if _meets(row, wanted)}


def expected_when(person_id: int, activities: Collection[VolunteerActivity]) -> Callable[[VolunteerActivity], bool]:
    """The same for one person and many activities, asked once."""
    if not activities:
        return lambda activity: False
    first, last = min(one.starts_at for one in activities), max(one.ends_at for one in activities)
    rows = list(_expecting([person_id], first, last))

    def expected(activity: VolunteerActivity) -> bool:
        wanted = parts_of(activity.starts_at, activity.ends_at)
        return any(row.occasion_id != activity.occasion_id and _meets(row, wanted) for row in rows)

    return expected


def _expecting(person_ids: Collection[int], starts_at: dt.datetime, ends_at: dt.datetime) -> QuerySet[Attendee]:
    rows = Attendee.objects.filter(
        person__in=person_ids,
        occasion__state=OccasionState.PLANNED,
        occasion__starts_at__lt=ends_at,
        occasion__ends_at__gt=starts_at,
    )
    return rows.exclude(mark=AttendeeState.EXCUSED).select_related("occasion").order_by("pk")


def _meets(row: Attendee, wanted: list[tuple[dt.datetime, dt.datetime]]) -> bool:
    return any(overlaps(a, b) for a in wanted for b in parts_of(row.occasion.starts_at, row.occasion.ends_at))


def fitting(
    volunteer: Volunteer,
    activity: VolunteerActivity,
    post: VolunteerPost | None,
    *,
    licence_seen: bool = False,
    guardian_agreed: bool = False,
    guardian_present: bool = False,
) -> list[Finding]:
    """What does not fit between the volunteer and the post on the day of the activity (条例 §15)."""
    day = localdate(activity.starts_at)
    done = trainings_of([volunteer.person_id])[volunteer.person_id]
    candidate = Candidate(
        born_on=told_birth(volunteer.person, volunteer.station) or volunteer.person.born_on,
        skills=frozenset(volunteer.skills),
        trainings=frozenset(one.training.kind for one in done if one.state == EnrolmentState.COMPLETED),
        licence_seen=licence_seen,
        guardian_agreed=guardian_agreed,
        guardian_present=guardian_present,
        minors_problem=_minors(volunteer.person_id, day) if activity.with_minors else "",
    )
    return suitability(candidate, demand_of(activity, post, day), gates_at(day, activity.division_code))


def without_cover(volunteer_ids: Collection[int], activity: VolunteerActivity) -> set[int]:
    """Whoever is not insured on the first or the last day of the activity (条例 §17)."""
    days = {localdate(activity.starts_at), localdate(activity.ends_at)}
    return set().union(*(uninsured(volunteer_ids, activity.division_code, day) for day in days))


def _minors(person_id: int, on: dt.date) -> str:
    return minors_problems([person_id], on)[person_id]


def demand_of(
    activity: VolunteerActivity, post: VolunteerPost | None, day: dt.date, by_risk: str | None = None
) -> Demand:
    """The stricter of what activity and post ask; `by_risk` is the training of this risk when it was read already."""
    ages = [one for one in (activity.min_age, post.min_age if post else None) if one is not None]
    if by_risk is None:
        by_risk = training_for(activity.risk_level, day, activity.division_code)
    kinds = [one for one in (by_risk, activity.training, post.training if post else "") if one]
    return Demand(
        on=day,
        starts_at=activity.starts_at,
        ends_at=activity.ends_at,
        risk_level=activity.risk_level,
        min_age=max(ages, default=None),
        max_age=activity.max_age,
        skills=tuple(post.skills) if post else (),
        licence=post.licence if post else "",
        trainings={kind: str(TrainingKind(kind).label) for kind in kinds},
        with_minors=activity.with_minors,
    )

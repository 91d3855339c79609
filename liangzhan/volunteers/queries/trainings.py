"""Trainings of volunteers: what a volunteer may sign up for, what he learned, whether a community trains its own (2.6.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from liangzhan.credentials.choices import EnrolmentState, TrainingState
from liangzhan.credentials.models import Enrolment, Training
from liangzhan.credentials.queries.persons import trainings_of
from liangzhan.credentials.rules.training import LIVE, VOLUNTEER_KINDS
from liangzhan.occasions.rules.arranging import when_words
from liangzhan.toolkit.periods import moment
from liangzhan.volunteers.choices import NationalState, VolunteerState
from liangzhan.volunteers.models import Volunteer

OFFERED = 30


@dataclass(frozen=True)
class Learned:
    """What stands on a volunteer's own page of training; `hours` in 学时, apart from service hours."""

    offered: list[tuple[Training, str]]
    rows: list[tuple[Enrolment, str, bool]]
    hours: Decimal
    lacks_basic: bool


def open_trainings(volunteer: Volunteer) -> QuerySet[Training]:
    """Trainings of volunteers that have not begun and take the volunteer's station: its own, of an area above, of its zone."""
    reach = Training.objects.addressed_to({volunteer.division_code}, Q(kind__in=VOLUNTEER_KINDS))
    rows = Training.objects.filter(reach, state__in=(TrainingState.OPEN, TrainingState.SEATED))
    return (
        rows.filter(occasion__starts_at__gt=moment()).select_related("occasion").order_by("occasion__starts_at", "pk")
    )


def learned_by(volunteer: Volunteer) -> Learned:
    """The own page: what is offered, what one signed up for, what one completed. Three queries."""
    held = [one for one in trainings_of([volunteer.person_id])[volunteer.person_id] if _of_volunteers(one)]
    stands = {one.training_id for one in held if one.state in LIVE}
    done = [one for one in held if one.state == EnrolmentState.COMPLETED]
    kinds = {one.training.kind for one in done}
    now = moment()
    return Learned(
        offered=[(one, _when(one)) for one in open_trainings(volunteer)[:OFFERED] if one.pk not in stands],
        rows=[(one, _when(one.training), _leaves(one, now)) for one in held],
        hours=sum((one.hours or Decimal(0) for one in done), Decimal(0)),
        lacks_basic="VOLUNTEER_BASIC" not in kinds,
    )


def own_enrolment(volunteer: Volunteer, pk: int) -> Enrolment | None:
    """One of the volunteer's own lines, or None."""
    return Enrolment.objects.filter(person=volunteer.person, pk=pk).select_related("training__occasion").first()


def completed_kinds(person_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """{person id: kinds of training completed}; every person asked for is there. One query."""
    found: dict[int, set[str]] = {one: set() for one in person_ids}
    rows = Enrolment.objects.filter(person_id__in=list(person_ids), state=EnrolmentState.COMPLETED)
    for person, kind in rows.order_by().values_list("person_id", "training__kind"):
        found[person].add(kind)
    return {one: frozenset(kinds) for one, kinds in found.items()}


def trained_within(division_code: str, start: dt.date, end: dt.date) -> tuple[int, dt.date | None]:
    """(person-times of a community in trainings of volunteers that ended in these days, day of the last). One query."""
    rows = Enrolment.objects.filter(
        station__division_code=division_code,
        state=EnrolmentState.COMPLETED,
        training__kind__in=VOLUNTEER_KINDS,
        training__occasion__ends_at__date__gte=start,
        training__occasion__ends_at__date__lte=end,
    )
    ends = rows.order_by("-training__occasion__ends_at").values_list("training__occasion__ends_at", flat=True)
    days = [localdate(one) for one in ends]
    return len(days), days[0] if days else None


def in_books(division_code: str) -> tuple[int, int]:
    """(volunteers in the books of a community, those of them whom the national system accepted). One query."""
    rows = Volunteer.objects.filter(division_code=division_code, state=VolunteerState.ACTIVE)
    found = rows.aggregate(total=Count("pk"), known=Count("pk", filter=Q(national_state=NationalState.ACCEPTED)))
    return found["total"], found["known"]


def _of_volunteers(row: Enrolment) -> bool:
    return row.training.kind in VOLUNTEER_KINDS


def _when(training: Training) -> str:
    return when_words(training.occasion.starts_at, training.occasion.ends_at)


def _leaves(row: Enrolment, now: dt.datetime) -> bool:
    """May one still step back?"""
    return row.state in LIVE and row.training.occasion.starts_at > now

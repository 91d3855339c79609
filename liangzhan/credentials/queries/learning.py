"""Hours of continuing education, exact to a tenth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from decimal import Decimal

from django.db.models import Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.credentials.choices import LearningSource, LearningState
from liangzhan.credentials.models import Learning
from liangzhan.credentials.rules.learning import course_key
from liangzhan.people.models import Person

CHUNK = 5000


def hours_between(spans: Mapping[int, tuple[dt.date, dt.date]]) -> dict[int, Decimal]:
    """{person id: counted hours from the first to the last day, both included}; 0 for who has none.

    One query per 5,000 persons. A degree counts with its 90 hours on the day it was completed.
    """
    found = dict.fromkeys(spans, Decimal(0))
    wanted = sorted(spans)
    for at in range(0, len(wanted), CHUNK):
        part = wanted[at : at + CHUNK]
        rows = Learning.objects.filter(
            person_id__in=part,
            state=LearningState.COUNTED,
            completed_on__gte=min(spans[one][0] for one in part),
            completed_on__lte=max(spans[one][1] for one in part),
        )
        for person, day, hours in rows.order_by("id").values_list("person_id", "completed_on", "hours"):
            if spans[person][0] <= day <= spans[person][1]:
                found[person] += hours
    return found


def doubles_of(person_ids: Collection[int], title: str, completed_on: dt.date) -> list[Learning]:
    """The same course of these persons on the same day that counts or waits."""
    rows = Learning.objects.filter(person_id__in=person_ids, completed_on=completed_on)
    rows = rows.exclude(state=LearningState.REFUSED).order_by("id")
    return [row for row in rows if course_key(row.title) == course_key(title)]


def degree_held(person_id: int) -> bool:
    """Has this person a degree that counts or waits to be counted?"""
    rows = Learning.objects.filter(person_id=person_id, source=LearningSource.DEGREE)
    return rows.exclude(state=LearningState.REFUSED).exists()


def learning_of_person(person: Person) -> QuerySet[Learning]:
    """What one person learned, the newest first."""
    return Learning.objects.filter(person=person).select_related("proof", "station").order_by("-completed_on", "-id")


def waiting_for(actor: Actor) -> QuerySet[Learning]:
    """Learning on proof that this actor may check: not typed by him, not his own; a degree is the county's."""
    rows = Learning.objects.within(actor.scope, Action.LEARNING_DECIDE).filter(state=LearningState.WAITING)
    courses = Q(source=LearningSource.COURSE)
    degrees = Learning.objects.within(actor.scope, Action.STAFF_RECOGNISE).filter(source=LearningSource.DEGREE)
    rows = rows.filter(courses | Q(pk__in=degrees.values("pk"))).exclude(saved_by__startswith=f"{actor.uuid}|")
    return rows.exclude(person__uuid=actor.person_uuid) if actor.person_uuid else rows

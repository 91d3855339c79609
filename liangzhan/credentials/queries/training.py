"""Trainings, their rosters, and how many took part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db.models import Count, Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.querysets import code_range
from liangzhan.credentials.choices import EnrolmentState, TrainingState
from liangzhan.credentials.models import Enrolment, Training
from liangzhan.credentials.rules.seats import Applicant, seat_order
from liangzhan.credentials.rules.training import LIVE
from liangzhan.divisions.models import ZoneMember
from liangzhan.divisions.rules import ancestors, level_of, prefix
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import moment, today

CODE_LENGTH = 12


def held_training(training: Training) -> Training:
    """The row as it stands now, locked until the end of the transaction: seats are counted by one at a time."""
    return Training.objects.select_for_update(of=("self",)).select_related("occasion", "station").get(pk=training.pk)


def reaches(training: Training, station: Station) -> bool:
    """Is the training for this station: its own community, an area above, or the zone it belongs to?"""
    above = {station.division_code, *ancestors(station.division_code)}
    if training.division_code in above:
        return True
    return ZoneMember.objects.filter(zone__code=training.division_code, member__code__in=sorted(above)).exists()


def live_enrolments(training: Training) -> QuerySet[Enrolment]:
    """Applications that stand, in the order of signing up."""
    rows = training.enrolments.filter(state__in=LIVE).select_related("person", "station")
    return rows.order_by("applied_at", "id")


def applicants_of(training: Training) -> list[Applicant]:
    """The live applications as the rule of seats takes them."""
    rows = live_enrolments(training).values_list("id", "community_worker", "applied_at")
    return [Applicant(*row) for row in rows]


def seats_by_rule(training: Training) -> tuple[list[int], list[int]]:
    """(ids of enrolments that have a seat, ids of those who wait), in the order of the rule (4.2.1)."""
    seated, waiting = seat_order(applicants_of(training), training.seats)
    return [one.key for one in seated], [one.key for one in waiting]


def seated_count(training: Training) -> int:
    """How many hold a seat now."""
    return training.enrolments.filter(state=EnrolmentState.SEATED).count()


def under(path: str, code: str) -> Q:
    """Rows of the area with this 12-digit code; whatever else was typed finds nothing."""
    plain = len(code) == CODE_LENGTH and code.isdigit()
    return code_range(path, prefix(code, level_of(code)) if plain else code)


def narrowed(rows: QuerySet[Training], chosen: dict[str, Any]) -> QuerySet[Training]:
    """Apply the filters of the list: area, level, kind, state."""
    if code := chosen.get("area"):
        rows = rows.filter(under("division_code", code))
    given = {name: chosen[name] for name in ("level", "kind", "state") if chosen.get(name)}
    return rows.filter(**given)


def counts_of(training_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """{training id: (live applications, completed)} for a page of the list, in one query."""
    rows = Enrolment.objects.filter(training_id__in=training_ids).values("training_id").order_by("training_id")
    found = rows.annotate(live=Count("id", filter=Q(state__in=LIVE)), done=Count("id", filter=_DONE))
    return {row["training_id"]: (row["live"], row["done"]) for row in found}


_DONE = Q(state=EnrolmentState.COMPLETED)


def roster_for(training: Training, actor: Actor) -> QuerySet[Enrolment]:
    """The roster as the reader may see it: the organiser all, a head those of his stations, a worker himself."""
    rows = training.enrolments.select_related("person", "station")
    if not organises(training, actor):
        mine = Enrolment.objects.within(actor.scope, Action.TRAINING_ENROL_OTHERS).filter(training=training)
        own = Q(person__uuid=actor.person_uuid) if actor.person_uuid else Q(pk__in=[])
        rows = rows.filter(own | Q(pk__in=mine.values("pk")))
    return rows.order_by("applied_at", "id")


def organises(training: Training, actor: Actor) -> bool:
    """May the actor arrange this training: its station or its area is in his reach."""
    return actor.may_at(Action.TRAINING_MANAGE, code=training.division_code, station_id=training.station_id)


def overlapping(person_id: int, training: Training) -> Training | None:
    """Another training at the same time for which the person has signed up, or None."""
    occasion = training.occasion
    rows = Training.objects.filter(
        enrolments__person_id=person_id,
        enrolments__state__in=LIVE,
        state__in=[TrainingState.OPEN, TrainingState.SEATED],
        occasion__starts_at__lt=occasion.ends_at,
        occasion__ends_at__gt=occasion.starts_at,
    )
    return rows.exclude(pk=training.pk).select_related("occasion").order_by("id").first()


def attended_count(
    person_ids: Collection[int], *, start: dt.date, end: dt.date, kinds: Collection[str] = ()
) -> dict[int, int]:
    """{person id: trainings completed that ended on a day from start to end}; 0 for who has none."""
    found = dict.fromkeys(person_ids, 0)
    for row in _completed(start, end, kinds).filter(person_id__in=list(person_ids)).values("person_id").order_by():
        found[row["person_id"]] += 1
    return found


def station_attended_count(station: Station, *, start: dt.date, end: dt.date, kinds: Collection[str] = ()) -> int:
    """Person-times of the station's people in trainings that ended on a day from start to end (2.6.5)."""
    return _completed(start, end, kinds).filter(station=station).count()


def _completed(start: dt.date, end: dt.date, kinds: Collection[str]) -> QuerySet[Enrolment]:
    rows = Enrolment.objects.filter(
        state=EnrolmentState.COMPLETED,
        training__occasion__ends_at__date__gte=start,
        training__occasion__ends_at__date__lte=end,
    )
    return rows.filter(training__kind__in=kinds) if kinds else rows


def starting_soon(within_days: int) -> QuerySet[Training]:
    """Trainings with fixed seats that begin from tomorrow until so many days ahead."""
    first, last = today() + dt.timedelta(days=1), today() + dt.timedelta(days=within_days)
    rows = Training.objects.filter(state__in=[TrainingState.OPEN, TrainingState.SEATED])
    rows = rows.filter(occasion__starts_at__date__gte=first, occasion__starts_at__date__lte=last)
    return rows.select_related("occasion").order_by("id")


def seated_rows(training: Training) -> list[Enrolment]:
    """Who is to be confirmed, in the order of the rule: those with a seat; without a limit all who signed up."""
    states = [EnrolmentState.SEATED]
    if training.state == TrainingState.OPEN and training.seats is None:
        states.append(EnrolmentState.APPLIED)
    rows = training.enrolments.filter(state__in=states).select_related("station")
    return list(rows.order_by("-community_worker", "applied_at", "id"))


def ended_unconfirmed(actor: Actor) -> QuerySet[Training]:
    """Trainings this actor arranges that are over and wait for the confirmation who completed them."""
    rows = Training.objects.within(actor.scope, Action.TRAINING_MANAGE)
    rows = rows.filter(state__in=[TrainingState.OPEN, TrainingState.SEATED], occasion__ends_at__lt=moment())
    return rows.select_related("occasion").order_by("occasion__ends_at", "id")

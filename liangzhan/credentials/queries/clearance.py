"""Who may work with minors on a day, and whose query is due (未成年人保护法 §62)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import DateField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.credentials.choices import ClearanceResult
from liangzhan.credentials.models import MinorsClearance
from liangzhan.credentials.rules.clearance import Query, Stand, due_on, minors_sentence, stand_of
from liangzhan.people.choices import TieKind
from liangzhan.people.models import Person, Tie
from liangzhan.people.queries.finding import ids_of
from liangzhan.toolkit.parameters import values_of

INTERVAL, REMIND = "minor_check.interval.days", "minor_check.remind.days"
CHUNK = 5000
NEVER = dt.date(1900, 1, 1)


@dataclass(frozen=True)
class Clearance:
    """How a person stands: the newest query's day, the last day it holds, and the consequence; nothing of a hit."""

    stand: Stand
    queried_on: dt.date | None = None
    due_on: dt.date | None = None


def latest_queries(person_ids: Collection[int], on: dt.date) -> dict[int, Query]:
    """{person id: newest query up to the day}; on one day a hit goes before a clear result. Follows merged persons."""
    wanted, found = sorted(set(person_ids)), defaultdict[int, list[tuple[dt.date, bool, str]]](list)
    for at in range(0, len(wanted), CHUNK):
        part = wanted[at : at + CHUNK]
        rows = MinorsClearance.objects.filter(
            Q(person_id__in=part) | Q(person__merged_into_id__in=part), queried_on__lte=on
        )
        for person, kept, day, result in rows.order_by("id").values_list(
            "person_id", "person__merged_into_id", "queried_on", "result"
        ):
            for one in (person, kept):
                if one is not None:
                    found[one].append((day, result == ClearanceResult.HIT, result))
    return {one: Query(max(found[one])[0], max(found[one])[2]) for one in wanted if one in found}


def minors_problems(person_ids: Collection[int], on: dt.date) -> dict[int, str]:
    """{person id: why the person must not work with minors on the day, "" when nothing stands against it}."""
    interval = values_of([INTERVAL], on=on)[INTERVAL]
    latest = latest_queries(person_ids, on)
    return {one: minors_sentence(latest.get(one), on, interval=interval) for one in set(person_ids)}


def minors_problem(person: Person, on: dt.date) -> str:
    """Why this person must not work with minors on the day (a sentence that blocks), or ""."""
    kept = person.merged_into_id or person.pk
    return minors_problems([kept], on)[kept]


def clearances_of(person_ids: Collection[int], on: dt.date) -> dict[int, Clearance]:
    """{person id: how the person stands on the day}, for cards and lists."""
    given = values_of([INTERVAL, REMIND], on=on)
    latest, found = latest_queries(person_ids, on), {}
    for one in set(person_ids):
        held = latest.get(one)
        stand = stand_of(held, on, interval=given[INTERVAL], remind=given[REMIND])
        until = due_on(held.queried_on, given[INTERVAL]) if held and stand != Stand.BARRED else None
        found[one] = Clearance(stand, held.queried_on if held else None, until)
    return found


def history_of(person: Person) -> QuerySet[MinorsClearance]:
    """All queries about a person, the newest first."""
    rows = MinorsClearance.objects.filter(person_id__in=ids_of(person)).select_related("station", "file")
    return rows.order_by("-queried_on", "-id")


def persons_to_query(scope: Scope, *, kinds: Collection[str] = (TieKind.STAFF,)) -> QuerySet[Person]:
    """Persons whom a station of the scope must query, each once, with `last_on` (1900-01-01 for never) and `last_hit`."""
    ties = Tie.objects.live().within(scope, Action.CLEARANCE_MANAGE).filter(kind__in=kinds, person_id=OuterRef("pk"))
    queries = MinorsClearance.objects.filter(Q(person_id=OuterRef("pk")) | Q(person__merged_into_id=OuterRef("pk")))
    newest = queries.order_by("-queried_on", "-id").values("queried_on")[:1]
    hits = queries.filter(result=ClearanceResult.HIT, queried_on=OuterRef("last_on"))  # as in `latest_queries`
    return (
        Person.objects.found()
        .filter(Exists(ties))
        .annotate(last_on=Coalesce(Subquery(newest), Value(NEVER), output_field=DateField()))
        .annotate(last_hit=Exists(hits))
    )


def due_persons(scope: Scope, on: dt.date) -> QuerySet[Person]:
    """Those whose query is missing, overdue or due within the reminding days."""
    given = values_of([INTERVAL, REMIND], on=on)
    limit = on - dt.timedelta(days=given[INTERVAL] - given[REMIND])
    return persons_to_query(scope).filter(last_on__lte=limit, last_hit=False)

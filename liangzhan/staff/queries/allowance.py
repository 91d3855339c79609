"""Reading allowance: the rates of a place, the facts behind each person of a station's month, lists and sums."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.divisions.rules import ancestors
from liangzhan.staff.choices.posts import Employment, RegistrationState
from liangzhan.staff.choices.talent import LineKind, ListState
from liangzhan.staff.models import (
    AllowanceHold,
    AllowanceLine,
    AllowanceList,
    AllowanceRate,
    Certificate,
    Post,
    Registration,
    Worker,
)
from liangzhan.staff.rules.allowance import Facts, Held, InPost, Rate, Verdict, days_of, verdict
from liangzhan.stations.models import Station
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.transitions import moves_of


def rates_over(code: str) -> list[Rate]:
    """Every rate of the areas above a 12-digit place, as the rules read them."""
    rows = AllowanceRate.objects.filter(division_code__in=[*ancestors(code), code]).order_by("id")
    return [
        Rate(
            pk=row.pk,
            area_code=row.division_code,
            level=row.level,
            monthly_fen=row.monthly_fen,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            full_time_only=row.full_time_only,
            least_days=row.least_days,
            conditions=row.conditions,
        )
        for row in rows
    ]


def verdicts_of(station: Station, month: str) -> dict[int, Verdict]:
    """{worker id: who has the allowance of the month here, and why} for everybody in post here in the month.

    Eight queries whatever the number of workers.
    """
    first, last = days_of(month)
    here = Post.objects.filter(station=station).overlapping(first, last)
    ids = sorted(set(here.order_by("id").values_list("worker_id", flat=True)))
    facts = _facts(ids, station, month)
    rates = rates_over(station.division_code)
    least = value_of("allowance.least_days", on=last, division_code=station.division_code)
    return {pk: verdict(facts[pk], station.pk, station.division_code, month, rates, least) for pk in ids}


def _facts(ids: Sequence[int], station: Station, month: str) -> dict[int, Facts]:
    first, last = days_of(month)
    certificates = _certificates(ids)
    posts: dict[int, list[InPost]] = defaultdict(list)
    rows = Post.objects.filter(worker_id__in=ids).overlapping(first, last).select_related("station")
    for row in rows.order_by("id"):
        full_time = row.employment == Employment.FULL_TIME
        one = InPost(row.station_id, row.station.name, str(row.fte), full_time, row.starts_on, row.ends_on)
        posts[row.worker_id].append(one)
    holds: dict[int, list[tuple[dt.date, dt.date | None, str]]] = defaultdict(list)
    for hold in AllowanceHold.objects.filter(worker_id__in=ids).order_by("id"):
        holds[hold.worker_id].append((hold.starts_on, hold.ends_on, hold.reason))
    other = AllowanceLine.objects.filter(worker_id__in=ids, for_month=month, kind=LineKind.MONTH, eligible=True)
    other = other.exclude(allowance_list__station=station)
    elsewhere = dict(other.order_by("id").values_list("worker_id", "allowance_list__station__name"))
    return {pk: Facts(tuple(certificates[pk]), tuple(posts[pk]), tuple(holds[pk]), elsewhere.get(pk, "")) for pk in ids}


def _certificates(ids: Sequence[int]) -> dict[int, list[Held]]:
    issued: dict[int, list[tuple[dt.date, dt.date]]] = defaultdict(list)
    registrations = Registration.objects.filter(certificate__worker_id__in=ids, state=RegistrationState.ISSUED)
    for certificate, start, end in registrations.order_by("id").values_list("certificate_id", "valid_from", "valid_to"):
        if start is not None and end is not None:
            issued[certificate].append((start, end))
    found: dict[int, list[Held]] = defaultdict(list)
    rows = Certificate.objects.filter(worker_id__in=ids).order_by("id")
    for pk, worker, level, passed_on in rows.values_list("id", "worker_id", "level", "passed_on"):
        found[worker].append(Held(level, passed_on, tuple(issued[pk])))
    return found


def lines_of(held: AllowanceList) -> list[AllowanceLine]:
    """Lines with their worker: those who have it first, then corrections, then those who have not and why."""
    rows = held.lines.select_related("worker__person", "rate")
    return list(rows.order_by("-eligible", "-kind", "worker_id", "for_month", "id"))


def with_sums(rows: QuerySet[AllowanceList]) -> QuerySet[AllowanceList]:
    """Lists with the number of persons who have it, those who have not, and the sum in fen."""
    return rows.select_related("station").annotate(
        persons=Count("lines", filter=Q(lines__eligible=True, lines__kind=LineKind.MONTH)),
        refused=Count("lines", filter=Q(lines__eligible=False)),
        total_fen=Sum("lines__fen", default=0),
    )


def stations_for_lists(scope: Scope) -> QuerySet[Station]:
    """Stations whose lists this reader may draft."""
    staffed = Post.objects.filter(station=OuterRef("pk"))
    rows = Station.objects.within(scope, Action.ALLOWANCE_DRAFT).filter(Exists(staffed))
    return rows.order_by("division_code", "kind", "id")


def waiting(scope: Scope, action: Action, state: str) -> QuerySet[AllowanceList]:
    """Lists that wait for whoever holds the verb, the oldest month first."""
    rows = AllowanceList.objects.within(scope, action).filter(state=state)
    return rows.order_by("month", "division_code", "id")


def chosen_lists(scope: Scope, action: Action, state: str, pks: Iterable[str]) -> list[AllowanceList]:
    """The ticked lists that this reader may handle and that stand in the state."""
    wanted = [int(pk) for pk in pks if pk.isdigit()]
    return list(with_sums(waiting(scope, action, state).filter(pk__in=wanted)))


def stations_to_draft(month: str) -> list[int]:
    """Stations with people in the month, under an area that has a rate in force then, without a list yet."""
    first, last = days_of(month)
    staffed = Post.objects.filter(station=OuterRef("pk")).overlapping(first, last)
    listed = AllowanceList.objects.filter(station=OuterRef("pk"), month=month)
    rows = Station.objects.filter(Exists(staffed), ~Exists(listed)).order_by("id")
    paying = AllowanceRate.objects.filter(valid_from__lte=last).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=last))
    areas = set(paying.order_by("id").values_list("division_code", flat=True))
    return [pk for pk, code in rows.values_list("id", "division_code") if areas & {*ancestors(code), code}]


def last_mover(held: AllowanceList) -> str:
    """The user who made the last step (uuid); "" before the first one."""
    last = moves_of(held).last()
    return str(last.moved_by.uuid) if last else ""


def names_oneself(held: AllowanceList, actor: Actor) -> bool:
    """Is the actor a person of this list?"""
    if actor.person_uuid is None:
        return False
    return held.lines.filter(worker__person__uuid=actor.person_uuid).exists()


def paid_so_far(worker: Worker, month: str) -> int:
    """Fen that lists brought for the person and month up to now, corrections included."""
    rows = AllowanceLine.objects.filter(worker=worker, for_month=month)
    return int(rows.aggregate(n=Sum("fen", default=0))["n"])


def closed_list(station: Station, month: str) -> bool:
    """Is the list of that month approved or paid, so that only a later month can mend it?"""
    rows = AllowanceList.objects.filter(station=station, month=month)
    return rows.filter(state__in=[ListState.APPROVED, ListState.PAID]).exists()


def workers_for_adjustment(held: AllowanceList) -> QuerySet[Worker]:
    """Whoever ever had a post at the station of the list."""
    posts = Post.objects.filter(station=held.station).values("worker_id")
    return Worker.objects.filter(pk__in=posts).order_by("id")


def months_of_year(scope: Scope, year: int) -> list[dict[str, Any]]:
    """One row per month: lists, persons and fen, approved and paid apart. One query."""
    lists = AllowanceList.objects.within(scope, Action.TALENT_VIEW).filter(month__startswith=f"{year}-")
    lines = AllowanceLine.objects.filter(allowance_list__in=lists)
    month, state = F("allowance_list__month"), F("allowance_list__state")
    rows = (
        lines.values(month=month, state=state)
        .annotate(
            persons=Count("id", filter=Q(eligible=True, kind=LineKind.MONTH)),
            fen=Sum("fen"),
            lists=Count("allowance_list", distinct=True),
        )
        .order_by("month", "state")
    )
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        kept = found.setdefault(
            row["month"], {"month": row["month"], "lists": 0, "persons": 0, "fen": 0, "paid_fen": 0}
        )
        kept["lists"] += row["lists"]
        if row["state"] in (ListState.APPROVED, ListState.PAID):
            kept["persons"] += row["persons"]
            kept["fen"] += row["fen"]
        if row["state"] == ListState.PAID:
            kept["paid_fen"] += row["fen"]
    return list(found.values())


def last_line(worker: Worker) -> AllowanceLine | None:
    """The line of the latest month that names the worker, the one that pays first; corrections aside."""
    rows = AllowanceLine.objects.filter(worker=worker, kind=LineKind.MONTH).select_related("allowance_list")
    return rows.order_by("-for_month", "-eligible", "id").first()


def last_month_paid_by(rate: AllowanceRate) -> str:
    """The latest month that was approved or paid by this rate; "" for none."""
    rows = rate.lines.filter(allowance_list__state__in=[ListState.APPROVED, ListState.PAID])
    return rows.order_by("-for_month").values_list("for_month", flat=True).first() or ""


def holds_of_station(station: Station) -> list[AllowanceHold]:
    """What holds payment back for people listed at the station, the latest first."""
    rows = AllowanceHold.objects.filter(station=station).select_related("worker")
    return list(rows.order_by("-starts_on", "-id"))

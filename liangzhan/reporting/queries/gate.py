"""Requests for tables: the public register, what another table asks already, and the hours of it all."""

from __future__ import annotations

from django.db.models import Count, F, Q, QuerySet, Sum

from liangzhan.access.querysets import code_range
from liangzhan.divisions.models import Division
from liangzhan.divisions.queries import areas_of
from liangzhan.divisions.rules import level_of, prefix
from liangzhan.reporting.choices import RequestState, Verdict
from liangzhan.reporting.models import RequestColumn, TableRequest
from liangzhan.reporting.rules.gate import IN_FORCE
from liangzhan.reporting.rules.gate_match import plain
from liangzhan.stations.choices import State
from liangzhan.stations.models import Station
from liangzhan.stations.models.station import StationQuerySet

ASKED = (State.OPERATING, State.ACCEPTED, State.SUSPENDED)  # whom a table would reach


def stations_in(area: Division) -> StationQuerySet:
    """The stations of an area that would have to fill in a table."""
    included, left_out = areas_of(area)
    where = Q(pk__in=[])
    for one in included:
        where |= code_range("division_code", one)
    for one in left_out:
        where &= ~code_range("division_code", one)
    return Station.objects.filter(where, state__in=ASKED).order_by("division_code", "kind", "id")


def register() -> QuerySet[TableRequest]:
    """Every request of the province with its numbers of columns: public to every station, so not narrowed to a place."""
    counts = {
        name: Count("columns", filter=Q(columns__verdict=verdict))
        for name, verdict in (("known", Verdict.KNOWN), ("new", Verdict.NEW), ("maybe", Verdict.MAYBE))
    }
    return TableRequest.objects.annotate(
        **counts, total_minutes=F("stations_count") * F("minutes") * F("times")
    ).order_by("-asked_at", "-pk")


def requests() -> QuerySet[TableRequest]:
    """Requests to act on; narrow them with `within`."""
    return TableRequest.objects.order_by("-asked_at", "-pk")


def column_of(request: TableRequest, position: int) -> RequestColumn | None:
    """One column of a request."""
    return request.columns.filter(position=position).select_related("request").first()


def minutes_in_force(code: str) -> int:
    """Minutes that the tables in force cost one station of this place until they end."""
    reaching = [one for one in _in_force() if reaches(one.division_code, code)]
    return sum(one.minutes * one.times for one in reaching)


def in_force_count() -> dict[str, int]:
    """{"tables": how many are in force, "minutes": what all stations spend on them until they end}."""
    found = TableRequest.objects.filter(state__in=IN_FORCE).aggregate(
        tables=Count("pk"), minutes=Sum(F("stations_count") * F("minutes") * F("times"))
    )
    return {name: value or 0 for name, value in found.items()}


def waiting_for_decision(code_prefix: str) -> QuerySet[TableRequest]:
    """What a second official of this area has to decide."""
    rows = TableRequest.objects.filter(Q(state=RequestState.SUBMITTED) | Q(state=RequestState.URGENT) & ~Q(basis=""))
    return rows.filter(code_range("division_code", code_prefix)).order_by("asked_at", "pk")


def reaches(asked_code: str, code: str) -> bool:
    """Does a request about one area reach the place with this code?"""
    return code.startswith(prefix(asked_code, level_of(asked_code)))


def asked_elsewhere(request: TableRequest) -> dict[str, str]:
    """{heading: title of the table in force that asks the same of the same stations}."""
    wanted = {plain(one.heading): one.heading for one in request.columns.all() if one.verdict == Verdict.NEW}
    found: dict[str, str] = {}
    rows = RequestColumn.objects.filter(request__state__in=IN_FORCE, verdict=Verdict.NEW).select_related("request")
    for one in rows.exclude(request=request).order_by("pk"):
        heading = wanted.get(plain(one.heading))
        if heading and _overlap(one.request.division_code, request.division_code):
            found.setdefault(heading, one.request.title)
    return found


def asked_twice() -> list[tuple[str, str, str]]:
    """(heading, one table, another table) in force at the same stations: what must be none."""
    rows = RequestColumn.objects.filter(request__state__in=IN_FORCE, verdict=Verdict.NEW).select_related("request")
    seen: dict[str, list[RequestColumn]] = {}
    found = []
    for one in rows.order_by("pk"):
        name = plain(one.heading)
        for other in seen.get(name, []):
            same = other.request_id == one.request_id
            if not same and _overlap(other.request.division_code, one.request.division_code):
                found.append((one.heading, other.request.title, one.request.title))
        seen.setdefault(name, []).append(one)
    return found


def _in_force() -> QuerySet[TableRequest]:
    return TableRequest.objects.filter(state__in=IN_FORCE).order_by("pk")


def _overlap(one: str, other: str) -> bool:
    return reaches(one, other) or reaches(other, one)

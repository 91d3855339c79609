"""The numbers of the open tables: people counted once in every area of three levels, from one pass over the ledger."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable

import orjson
from django.db.models import QuerySet

from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.divisions.queries import areas_of, zone_members
from liangzhan.ledger.queries.figures import Sums, by_place
from liangzhan.ledger.rules.cells import Sum, union
from liangzhan.people.choices import GROUP_OF_CATEGORY, ClientCategory, ClientGroup
from liangzhan.reporting.models import Release
from liangzhan.reporting.queries.asked import ACTION, Question
from liangzhan.reporting.queries.stations import built_places
from liangzhan.reporting.rules.definitions import BY_CODE, CLIENT_KINDS
from liangzhan.reporting.rules.release_tables import TOTAL, Adds, OpenTable, Unit

GROUPS = (
    ClientGroup.ELDER,
    ClientGroup.MINOR,
    ClientGroup.DISABLED,
    ClientGroup.LEFT_BEHIND,
    ClientGroup.LOW_INCOME,
    ClientGroup.OTHER,
)
ONLY = ((TOTAL, "合计"),)
Parted = dict[str, Sums]


def releases() -> QuerySet[Release]:
    """Everything that was ever published: anybody may read it."""
    return Release.objects.order_by("-frozen_at", "-pk")


def hash_of(content: object) -> str:
    """SHA-256 of the tables as sorted JSON: whoever has the file can compare."""
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


def units_of(area: Division, on: object) -> list[Unit]:
    """The area, its cities, their counties, in order; a zone that reports on its own stands beside the cities."""
    cities = list(Division.objects.on(on).filter(level__in=[Level.CITY, Level.ZONE]).order_by("code"))
    counties = list(Division.objects.on(on).filter(level=Level.COUNTY).order_by("code"))
    members = {code for _, code in zone_members()}
    found = [Unit(area.code, area.name)]
    for city in cities:
        found.append(Unit(city.code, city.name, area.code))
        if city.level == Level.CITY:
            inside = [one for one in counties if one.code[:4] == city.code[:4] and one.code not in members]
            found += [Unit(one.code, one.name, city.code) for one in inside]
    return found


def open_tables(asked: Question, units: list[Unit]) -> list[OpenTable]:
    """Every table that is published of one period, exact; hiding is the rule's business."""
    leaf = _leaf_of(asked, units)
    parted = by_place(asked.asked_now, lambda _, code: leaf(code), scope=asked.scope, action=ACTION)
    return [_persons(parted, units), *_others(parted, units), _stations(asked, units, leaf)]


def _leaf_of(asked: Question, units: list[Unit]) -> Callable[[str], str]:
    """Which lowest row a community belongs to: a zone before the county it lies in."""
    tops = {unit.parent for unit in units}
    codes = {unit.code[:6]: unit.code for unit in units if unit.code not in tops}
    zones = Division.objects.on(asked.on).filter(level=Level.ZONE).order_by("code")
    members = zone_members()
    of_zone = {at: zone.code for zone in zones for at in areas_of(zone, members)[0]}

    def leaf(code: str) -> str:
        zone = next((of_zone[at] for at in of_zone if code.startswith(at)), "")
        return zone or codes.get(code[:6], "")

    return leaf


def _rolled(parted: dict[str, Sum], units: list[Unit]) -> dict[str, Sum]:
    """Every area: itself where it is lowest, otherwise the union over what lies below."""
    parent = {unit.code: unit.parent for unit in units}
    held: dict[str, list[Sum]] = defaultdict(list)
    for code, one in parted.items():
        at = code
        while at:
            held[at].append(one)
            at = parent.get(at, "")
    return {unit.code: union(held[unit.code]) for unit in units}


def _of(parted: Parted, kinds: Iterable[str], group: ClientGroup | None = None) -> dict[str, Sum]:
    wanted = set(kinds)
    return {
        code: union(
            one
            for (kind, category), one in sums.items()
            if kind in wanted and (group is None or _group(category) == group)
        )
        for code, sums in parted.items()
        if code
    }


def _group(category: str) -> ClientGroup:
    found = GROUP_OF_CATEGORY[ClientCategory(category)] if category else ClientGroup.OTHER
    return ClientGroup.OTHER if found == ClientGroup.SENSITIVE else found


def _persons(parted: Parted, units: list[Unit]) -> OpenTable:
    """I05 by area and by whom the notice serves first; somebody may belong to two groups within a period."""
    columns = {TOTAL: _rolled(_of(parted, CLIENT_KINDS), units)}
    columns |= {group.value: _rolled(_of(parted, CLIENT_KINDS, group), units) for group in GROUPS}
    return OpenTable(
        "I05",
        "服务人数",
        BY_CODE["I05"].definition,
        "人",
        Adds.UNION,
        (*ONLY, *((group.value, group.label) for group in GROUPS)),
        {(code, column): one.person_count for column, rows in columns.items() for code, one in rows.items()},
        parts=True,
        times=columns[TOTAL][units[0].code].times,
        times_words="服务人次",
    )


def _others(parted: Parted, units: list[Unit]) -> list[OpenTable]:
    """People with a file, active volunteers (distinct); cases opened (each is somebody's); groups and activities (things)."""
    made = []
    for code, title, kinds in (("I07", "建档人数", ("FILE_OPENED",)), ("I15", "活跃志愿者", ("VOLUNTEER_SERVICE",))):
        rows = _rolled(_of(parted, kinds), units)
        counts = {(at, TOTAL): one.person_count for at, one in rows.items()}
        made.append(OpenTable(code, title, BY_CODE[code].definition, "人", Adds.UNION, ONLY, counts))
    cases = _rolled(_of(parted, ("CASE_OPENED",)), units)
    counts = {(at, TOTAL): one.entries for at, one in cases.items()}
    made.append(OpenTable("I08", "个案开案", "期内开案的正式个案。", "个", Adds.SUM, ONLY, counts))
    kinds_of = {"groups": "GROUP_OPENED", "held": "ACTIVITY_HELD"}
    things = {name: _rolled(_of(parted, (kind,)), units) for name, kind in kinds_of.items()}
    counts = {(at, name): one.entries for name, rows in things.items() for at, one in rows.items()}
    words = (("groups", "小组"), ("held", "社区活动"))
    made.append(
        OpenTable("I10", "小组和社区活动", "期内开组数和已举办的活动场次。", "个、场", Adds.THINGS, words, counts)
    )
    return made


def _stations(asked: Question, units: list[Unit], leaf: Callable[[str], str]) -> OpenTable:
    parent = {unit.code: unit.parent for unit in units}
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for code, kind in built_places(asked):
        at = leaf(code)
        while at:
            counts[at, kind] += 1
            at = parent.get(at, "")
    words = (("SW", "社会工作站"), ("VS", "志愿服务站"))
    return OpenTable("I01", "建成站数", BY_CODE["I01"].definition, "个", Adds.THINGS, words, dict(counts))

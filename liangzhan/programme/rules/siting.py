"""Where to build: the score of a nomination and who may decide (4.1.4, domain.md 3.3). Pure: no query, no clock.

Score of 100, tagged D, every number a dated parameter:
  people      40  min(1, people in difficulty per 1000 residents / full_rate) × 40
  facility    20  half for an existing facility, half for a room: min(1, room m² / full_room) × 10
  access      15  10 × nearness (1 up to near metres, 0 from far metres on, straight in between; 0 when unknown), 5 accessible
  person      15  a suitable person is available
  balance     10  first station of the street, or no station within `apart` metres
People in difficulty = 低保 + 特困 + 低保边缘 + 残疾人 + 独居老年人 + 留守儿童 + 困境儿童 + 登记失业; a person may fall under
several heads, so this is an index of load and not a number of persons. 60+ is shown and not scored.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from liangzhan.programme.choices import NominationState
from liangzhan.toolkit.transitions import Table

N = NominationState
NOMINATION = Table(
    {
        N.NOMINATED: (N.CONFIRMED, N.REJECTED, N.RETURNED, N.WITHDRAWN),
        N.RETURNED: (N.NOMINATED, N.WITHDRAWN),
        N.CONFIRMED: (N.WITHDRAWN,),
        N.REJECTED: (),
        N.WITHDRAWN: (),
    }
)
OPEN = (N.NOMINATED, N.RETURNED)
DIFFICULTY_FIELDS = (
    "dibao_count",
    "tekun_count",
    "dibao_marginal_count",
    "disabled_count",
    "living_alone_count",
    "left_behind_children_count",
    "children_in_difficulty_count",
    "unemployed_count",
)
FACT_FIELDS = (
    "wants_sw",
    "wants_vs",
    "population",
    "households",
    *DIFFICULTY_FIELDS,
    "elderly_count",
    "facility_name",
    "facility_area",
    "room_area",
    "distance_metres",
    "accessible",
    "person_available",
    "longitude",
    "latitude",
    "committee_opinion",
    "street_opinion",
)
PART_LABELS = {
    "people": "困难群众较多",
    "facility": "现有设施可用",
    "access": "就近便利",
    "person": "已有合适人员",
    "balance": "布局均衡",
}


@dataclass(frozen=True)
class ScoreWeights:
    """Parameters of the score, in force on the day of saving."""

    people: float = 40
    facility: float = 20
    access: float = 15
    person: float = 15
    balance: float = 10
    full_rate: float = 100  # people in difficulty per 1000 residents that earn all points
    full_room: float = 40  # m² that earn all points of the room
    near: float = 300  # metres
    far: float = 2000
    apart: float = 2000

    def highest(self) -> dict[str, float]:
        return {part: getattr(self, part) for part in PART_LABELS}


@dataclass(frozen=True)
class SiteFacts:
    """What the score looks at."""

    population: int
    in_difficulty: int
    has_facility: bool
    room_area: float | None
    distance_metres: int | None
    accessible: bool
    person_available: bool
    first_in_street: bool
    nearest_station: float | None  # metres, None when positions are unknown


def score_parts(facts: SiteFacts, weights: ScoreWeights) -> dict[str, float]:
    """The five parts, one decimal each."""
    rate = facts.in_difficulty * 1000 / facts.population if facts.population else 0.0
    room = min(1.0, (facts.room_area or 0) / weights.full_room)
    facility = (0.5 if facts.has_facility else 0.0) + 0.5 * room
    access = nearness(facts.distance_metres, weights) * 2 / 3 + (1 / 3 if facts.accessible else 0.0)
    return {
        "people": round(weights.people * min(1.0, rate / weights.full_rate), 1),
        "facility": round(weights.facility * facility, 1),
        "access": round(weights.access * access, 1),
        "person": weights.person if facts.person_available else 0.0,
        "balance": weights.balance if is_balanced(facts, weights) else 0.0,
    }


def nearness(metres: int | None, weights: ScoreWeights) -> float:
    """1 near, 0 far or unknown, straight in between."""
    if metres is None or metres >= weights.far:
        return 0.0
    if metres <= weights.near:
        return 1.0
    return (weights.far - metres) / (weights.far - weights.near)


def is_balanced(facts: SiteFacts, weights: ScoreWeights) -> bool:
    """First in the street, or no station within the distance when positions are known."""
    return facts.first_in_street or (facts.nearest_station is not None and facts.nearest_station > weights.apart)


def metres_between(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (longitude, latitude) pairs, in metres."""
    (lon1, lat1), (lon2, lat2) = ((math.radians(x), math.radians(y)) for x, y in (a, b))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6_371_000 * math.asin(math.sqrt(half))


@dataclass(frozen=True)
class Ranked:
    """What ranking needs of a nomination."""

    key: int
    score: float
    override: int | None
    code: str


def ranking(rows: Sequence[Ranked]) -> list[int]:
    """Keys in order: by score; a row whom people gave a place stands there (the first wish wins a place)."""
    placed = sorted(
        (row for row in rows if row.override is not None), key=lambda row: (row.override, -row.score, row.code)
    )
    order = [row.key for row in sorted((r for r in rows if r.override is None), key=lambda r: (-r.score, r.code))]
    held: set[int] = set()
    for row in placed:
        at = min((row.override or 1) - 1, len(order))
        while at < len(order) and order[at] in held:
            at += 1
        order.insert(at, row.key)
        held.add(row.key)
    return order


def nomination_problems(
    *, population: int, households: int, wants_sw: bool, wants_vs: bool, counts: dict[str, int]
) -> list[str]:
    """Do the aggregate counts hold together? No head may count more people than live there."""
    found = []
    if not (wants_sw or wants_vs):
        found.append("请至少选择一类站点。")
    if population <= 0:
        found.append("常住人口要大于 0。")
    if households <= 0:
        found.append("户数要大于 0。")
    if 0 < population < households:
        found.append("户数不能多于常住人口。")
    found += [
        f"{label}（{count}）不能多于常住人口（{population}）。"
        for label, count in counts.items()
        if count > population > 0
    ]
    return found

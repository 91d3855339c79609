"""Returns: who writes and who accepts, when they are due, how they move, what is frozen. Pure (domain.md 9.1)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from liangzhan.access.roles import Role
from liangzhan.reporting.choices import ReturnCycle, ReturnLevel, ReturnState
from liangzhan.reporting.rules.periods import OCTOBER, Period, period_of, previous
from liangzhan.toolkit.transitions import Table

# An accepted return may still be sent back until it is locked; afterwards only a new version says something else.
RETURNS = Table(
    {
        ReturnState.DRAFT: (ReturnState.SUBMITTED,),
        ReturnState.SUBMITTED: (ReturnState.RETURNED, ReturnState.ACCEPTED),
        ReturnState.RETURNED: (ReturnState.SUBMITTED,),
        ReturnState.ACCEPTED: (ReturnState.RETURNED, ReturnState.LOCKED),
        ReturnState.LOCKED: (),
    }
)
OPEN = (ReturnState.DRAFT, ReturnState.RETURNED)
SENT = (ReturnState.SUBMITTED, ReturnState.ACCEPTED, ReturnState.LOCKED)
DONE = (ReturnState.ACCEPTED, ReturnState.LOCKED)

_ORDER = tuple(ReturnLevel)
_WRITERS: dict[str, frozenset[Role]] = {
    ReturnLevel.STATION: frozenset({Role.STATION_HEAD, Role.SOCIAL_WORKER, Role.VS_KEEPER}),
    ReturnLevel.STREET: frozenset({Role.STREET}),
    ReturnLevel.COUNTY: frozenset({Role.COUNTY}),
    ReturnLevel.CITY: frozenset({Role.CITY}),
    ReturnLevel.PROVINCE: frozenset(),
}
_OFFICERS = {
    Role.STREET: ReturnLevel.STREET,
    Role.COUNTY: ReturnLevel.COUNTY,
    Role.CITY: ReturnLevel.CITY,
    Role.PROVINCE: ReturnLevel.PROVINCE,
}


def level_above(level: str) -> ReturnLevel:
    """Who accepts a return of this level. ValueError for the province: nobody stands above it here."""
    at = _ORDER.index(ReturnLevel(level)) + 1
    if at == len(_ORDER):
        raise ValueError("nothing above the province")
    return _ORDER[at]


def level_below(level: str) -> ReturnLevel | None:
    """Whose returns this level accepts; None for a station."""
    at = _ORDER.index(ReturnLevel(level)) - 1
    return _ORDER[at] if at >= 0 else None


def levels_written(role: Role) -> list[str]:
    """The levels whose returns a role writes: its own and no other."""
    return [str(level) for level, roles in _WRITERS.items() if role in roles]


def levels_accepted(role: Role, *, next_only: bool = False) -> list[str]:
    """The levels a role accepts: the one below it; where nobody sits there, whoever stands higher may (`next_only`: not)."""
    own = _OFFICERS.get(role)
    if own is None:
        return []
    below = [str(level) for level in _ORDER[: _ORDER.index(own)]]
    return below[-1:] if next_only else below


def due_on(period: Period, days: int) -> dt.date:
    """So many days after the last day of the period (10 October for the October report of a station: ten)."""
    return period.end + dt.timedelta(days=days)


def latest_ended(cycle: str, today: dt.date) -> Period:
    """The newest period of a cycle that is over on this day."""
    codes = {
        ReturnCycle.MONTH: f"{today:%Y-%m}",
        ReturnCycle.QUARTER: f"{today.year}-Q{(today.month + 2) // 3}",
        ReturnCycle.HALF: f"{today.year}-H{1 if today.month <= 6 else 2}",
        ReturnCycle.YEAR: f"{today.year}",
        ReturnCycle.OCTOBER: f"{today.year}-{OCTOBER}",
    }
    found = named(codes[ReturnCycle(cycle)])
    return found if found.end < today else previous(found)


def named(code: str) -> Period:
    """The period of a code the platform wrote itself. ValueError for anything else."""
    found = period_of(code)
    if found is None:
        raise ValueError(code)
    return found


@dataclass(frozen=True)
class Figure:
    """One figure as it is kept: `value` without thousands marks ("" where there is none), `shown` as printed."""

    key: str
    heading: str
    unit: str
    value: str
    shown: str

    def as_dict(self) -> dict[str, str]:
        return {"key": self.key, "heading": self.heading, "unit": self.unit, "value": self.value, "shown": self.shown}


def figures_hash(figures: Sequence[Mapping[str, str]], definition_version: int) -> str:
    """SHA-256 of the frozen figures and the version of their definitions, in one canonical spelling."""
    told = json.dumps([definition_version, list(figures)], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True)
class Difference:
    """A figure that is not the same in two versions; a heading that stands in one alone reads "" in the other."""

    heading: str
    unit: str
    before: str
    after: str


def differences(before: Iterable[Mapping[str, str]], after: Iterable[Mapping[str, str]]) -> list[Difference]:
    """What changed, in the order of the later one; what stands in the earlier one alone comes last."""
    old, new = {one["key"]: one for one in before}, {one["key"]: one for one in after}
    found = []
    for key in [*new, *(key for key in old if key not in new)]:
        left, right = old.get(key), new.get(key)
        named: Any = right or left
        if left is None or right is None or left["value"] != right["value"]:
            texts = (left["shown"] if left else "", right["shown"] if right else "")
            found.append(Difference(named["heading"], named["unit"], *texts))
    return found


def words_missing(blocks: Iterable[tuple[str, str, bool]], words: Mapping[str, str]) -> list[str]:
    """Sentences for each block (key, heading, required) that must be written and is not."""
    return [f"请填写“{heading}”。" for key, heading, required in blocks if required and not words.get(key, "").strip()]


def sending_problem(state: str, ends_on: dt.date, today: dt.date) -> str:
    """Why a return cannot be handed in, or "": not over yet, in already, accepted, locked."""
    if ends_on >= today:
        return "统计期还没有结束，不能报送。"
    return {
        ReturnState.SUBMITTED: "这张报表已经报送，不用再报；需要修改时，请上级退回。",
        ReturnState.ACCEPTED: "这张报表已经审核通过；数字有变化时，请另报更正版。",
        ReturnState.LOCKED: "这张报表已经锁定，不能再报送；数字有变化时，请另报更正版。",
    }.get(ReturnState(state), "")


def timely(first_sent_on: dt.date | None, due: dt.date, today: dt.date) -> str:
    """ON_TIME, LATE (sent after the day), MISSING (the day has passed), OPEN (there is still time)."""
    if first_sent_on is not None:
        return "ON_TIME" if first_sent_on <= due else "LATE"
    return "MISSING" if today > due else "OPEN"

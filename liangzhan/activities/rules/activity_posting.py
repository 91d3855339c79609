"""What groups and activities bring into the ledger, line by line, and the same as a text that is kept. Pure."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from liangzhan.ledger.choices import EntryKind, Method
from liangzhan.ledger.rules.lines import Line

DAYS, MOMENTS = ("served_on",), ("starts_at", "ends_at")


@dataclass(frozen=True)
class Held:
    """One time people came together: when, who led it (id of Person), persons with minutes, heads without a name."""

    on: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime
    leader: int
    minutes: Mapping[int, int]
    heads: int = 0
    service_kind: str = ""

    @property
    def attended(self) -> int:
        """人次."""
        return len(self.minutes) + self.heads


def nameless(held: Held) -> Held:
    """The same with everybody as heads: who takes part in 社区矫正 or 戒毒康复 is never told (domain.md 5.8)."""
    return Held(held.on, held.starts_at, held.ends_at, held.leader, {}, held.attended, "")


def session_lines(held: Held, categories: Mapping[int, str]) -> list[Line]:
    """GROUP_SESSION once, GROUP_ATTENDANCE for each person and for the heads."""
    return _lines(held, categories, EntryKind.GROUP_SESSION, EntryKind.GROUP_ATTENDANCE, Method.GROUP)


def activity_lines(held: Held, categories: Mapping[int, str]) -> list[Line]:
    """ACTIVITY_HELD once, ACTIVITY_ATTENDANCE for each person and for the heads."""
    return _lines(held, categories, EntryKind.ACTIVITY_HELD, EntryKind.ACTIVITY_ATTENDANCE, Method.COMMUNITY)


def opening_lines(on: dt.date, leader: int) -> list[Line]:
    """A group opened: the day of its first session."""
    return [Line(kind=EntryKind.GROUP_OPENED, served_on=on, method=Method.GROUP.value, served_by=leader)]


def closing_lines(on: dt.date, leader: int) -> list[Line]:
    """A group ended with its report (G-08)."""
    return [Line(kind=EntryKind.GROUP_CLOSED, served_on=on, method=Method.GROUP.value, served_by=leader)]


def _lines(held: Held, categories: Mapping[int, str], once: EntryKind, each: EntryKind, method: Method) -> list[Line]:
    length = int((held.ends_at - held.starts_at).total_seconds() // 60)
    given = {"served_on": held.on, "method": method.value, "service_kind": held.service_kind, "served_by": held.leader}
    lines = [Line(kind=once, minutes=length, starts_at=held.starts_at, ends_at=held.ends_at, **given)]  # type: ignore[arg-type]
    for person in sorted(held.minutes):
        category = categories.get(person, "")
        minutes = held.minutes[person]
        lines.append(Line(kind=each, person=person, category=category, minutes=minutes, **given))  # type: ignore[arg-type]
    if held.heads:
        lines.append(Line(kind=each, heads=held.heads, **given))  # type: ignore[arg-type]
    return lines


def text_of(lines: Sequence[Line]) -> str:
    """Lines as the paper keeps them."""
    rows = [{name: value for name, value in asdict(line).items() if value not in (None, "", 0)} for line in lines]
    return json.dumps(rows, default=lambda value: value.isoformat(), separators=(",", ":"), sort_keys=True)


def lines_of(text: str) -> list[Line]:
    """The lines of a kept text; none for ""."""
    return [_line(row) for row in json.loads(text)] if text else []


def _line(row: dict[str, object]) -> Line:
    for name in DAYS:
        row[name] = dt.date.fromisoformat(str(row[name]))
    for name in MOMENTS:
        if name in row:
            row[name] = dt.datetime.fromisoformat(str(row[name]))
    return Line(**{**row, "kind": EntryKind(row["kind"])})  # type: ignore[arg-type, call-overload]


def attended_in(lines: Iterable[Line]) -> int:
    """人次 that stand in lines: persons and heads, without the line of the session or activity itself."""
    return sum(1 if line.person is not None else line.heads for line in lines)

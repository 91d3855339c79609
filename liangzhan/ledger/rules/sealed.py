"""What stands in the payloads of sealed postings: texts of one length, so that not even their length tells the kind. Pure."""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pyroaring import BitMap

from liangzhan.ledger.choices import EntryKind
from liangzhan.ledger.rules.cells import Fact, Sum
from liangzhan.ledger.rules.lines import Line

STEP = 640  # a line with the longest values fits


@dataclass(frozen=True)
class SealedLine:
    """A line with the `matter` (the sealed case, "room.Model:uuid") it belongs to; `sign` −1 takes one back."""

    line: Line
    matter: str
    sign: int = 1

    def fact(self) -> Fact:
        """The columns that add up."""
        one = self.line
        return Fact(one.kind, one.category, one.person, one.heads, self.sign, one.minutes, one.fen)


def padded(content: Any) -> str:
    """JSON, filled with blanks to whole steps."""
    text = json.dumps(content, separators=(",", ":"), sort_keys=True)
    return text.ljust(-(-len(text) // STEP) * STEP)


def line_text(line: Line, matter: str) -> str:
    """The payload of an entry."""
    plain = {name: value for name, value in asdict(line).items() if value not in (None, "", 0)}
    for name in ("served_on", "starts_at", "ends_at"):
        if name in plain:
            plain[name] = plain[name].isoformat()
    return padded({**plain, "matter": matter})


def line_of(text: str, *, sign: int = 1) -> SealedLine:
    """The line of a payload."""
    held = json.loads(text)
    matter = held.pop("matter")
    held["kind"] = EntryKind(held["kind"])
    held["served_on"] = dt.date.fromisoformat(held["served_on"])
    for name in ("starts_at", "ends_at"):
        if name in held:
            held[name] = dt.datetime.fromisoformat(held[name])
    return SealedLine(Line(**held), matter, sign)


def cell_text(sums: Mapping[tuple[str, str], Sum]) -> str:
    """The payload of a cell: every kind and category with its sums and its exact set of persons."""
    return padded(
        [
            [kind, category, one.entries, one.times, one.minutes, one.fen, _packed(one.persons)]
            for (kind, category), one in sorted(sums.items())
        ]
    )


def sums_of(text: str) -> dict[tuple[str, str], Sum]:
    """The sums of a cell's payload."""
    return {
        (kind, category): Sum(entries, times, minutes, fen, BitMap.deserialize(base64.b64decode(persons)))
        for kind, category, entries, times, minutes, fen, persons in json.loads(text)
    }


def added(parts: Iterable[Mapping[tuple[str, str], Sum]], alias_of: Mapping[int, int]) -> dict[tuple[str, str], Sum]:
    """Sums of several cells on top of each other, merged persons once. Cells hold persons as they were posted."""
    total: dict[tuple[str, str], Sum] = {}
    for part in parts:
        for key, one in part.items():
            total.setdefault(key, Sum()).add(one)
    for one in total.values():
        one.persons = BitMap([alias_of.get(person, person) for person in one.persons])
    return total


def matter_problem(matter: str, first: str | None) -> str:
    """A voucher belongs to one matter for good."""
    if not matter:
        return "限制查阅的凭证要写明所属的服务。"
    return "" if first in (None, matter) else "这张凭证已经记在另一项服务下，不能更换。"


def _packed(persons: BitMap) -> str:
    return base64.b64encode(persons.serialize()).decode()

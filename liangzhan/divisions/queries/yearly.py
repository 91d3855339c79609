"""What a newer yearly file says differently from the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.divisions.rules import LEVEL_ORDER, ancestors


@dataclass(frozen=True)
class Change:
    """A unit that goes on under another name or code."""

    old: Division
    code: str
    name: str


@dataclass(frozen=True)
class Differences:
    """Units that begin (code, name, level), units that end, units renamed or recoded."""

    new: tuple[tuple[str, str, Level], ...]
    gone: tuple[Division, ...]
    renamed: tuple[Change, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.gone or self.renamed)


def differences(units: Iterable[tuple[str, str, Level]]) -> Differences:
    """Compare (code, name, level) of a file with the live units.

    The same code with another name is a rename; a gone and a new unit of the same name under the same parent, one of
    each, is a change of code. Everything else begins or ends.
    """
    listed = {code: (name, level) for code, name, level in units}
    live = {
        one.code: one for one in Division.objects.filter(valid_to__isnull=True).exclude(level=Level.ZONE).order_by("id")
    }
    renamed = [
        Change(live[code], code, name) for code, (name, _) in listed.items() if code in live and live[code].name != name
    ]
    gone = {code: one for code, one in live.items() if code not in listed}
    new = {code: found for code, found in listed.items() if code not in live}
    recoded = _recoded(gone, new)
    renamed += [Change(live[old], code, new[code][0]) for code, old in recoded.items()]
    return Differences(
        tuple((code, name, level) for code, (name, level) in sorted(new.items()) if code not in recoded),
        tuple(gone[code] for code in sorted(gone) if code not in set(recoded.values())),
        tuple(sorted(renamed, key=lambda change: change.code)),
    )


def _recoded(gone: dict[str, Division], new: dict[str, tuple[str, Level]]) -> dict[str, str]:
    """{new code: old code} of units that kept name and parent; a parent that was recoded itself counts as the same."""
    found: dict[str, str] = {}
    for level in LEVEL_ORDER[1:]:
        left = {code: (_parent(code), one.name) for code, one in gone.items() if one.level == level}
        came = {
            code: (found.get(_parent(code), _parent(code)), name) for code, (name, one) in new.items() if one == level
        }
        departures, arrivals = Counter(left.values()), Counter(came.values())
        sources = {place: code for code, place in left.items()}
        for code, place in came.items():
            if departures[place] == 1 and arrivals[place] == 1:
                found[code] = sources[place]
    return found


def _parent(code: str) -> str:
    above = ancestors(code)
    return above[-1] if above else ""

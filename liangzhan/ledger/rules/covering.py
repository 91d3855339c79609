"""Which sums answer a question: of whole areas where they are in step, of stations only where they are not. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

COUNTY = 6
# Lengths of the code prefixes that have sums of their own: province, city, county.
LENGTHS = (2, 4, COUNTY)
# With more counties behind than this, a month is read by stations at once: the list would cost more than it saves.
MANY = 40


@dataclass(frozen=True)
class Below:
    """The areas with codes of `length` digits under a prefix, but for some that are looked at more closely."""

    prefix: str
    length: int
    without: tuple[str, ...]


@dataclass(frozen=True)
class Cover:
    """Areas taken whole, areas below a prefix, and prefixes under which stations are read one by one. No two overlap."""

    areas: tuple[str, ...] = ()
    below: tuple[Below, ...] = ()
    stations: tuple[str, ...] = ()


def cover(prefixes: Iterable[str], without: Collection[str], behind: Collection[str]) -> Cover:
    """Cover code prefixes ("" is everywhere) leaving out others, when the counties `behind` (6 digits) are not in step."""
    waiting, areas, below, stations = list(prefixes), [], [], []
    if len(behind) > MANY:
        return Cover(stations=tuple(waiting))
    left_out = tuple(without)
    while waiting:
        prefix = waiting.pop()
        if left_out and prefix.startswith(left_out):
            continue
        broken = {one for one in (*without, *behind) if one.startswith(prefix)}
        if prefix and len(prefix) not in LENGTHS:
            stations.append(prefix)
        elif prefix and not broken:
            areas.append(prefix)
        elif len(prefix) == COUNTY:
            stations.append(prefix)
        else:
            length = len(prefix) + 2
            closer = sorted({one[:length] for one in broken})
            below.append(Below(prefix, length, tuple(closer)))
            waiting += closer
    return Cover(tuple(sorted(areas)), tuple(below), tuple(sorted(stations)))


def areas_of_code(code: str) -> tuple[str, ...]:
    """The prefixes with sums of their own that a 12-digit code lies in, the widest first."""
    return tuple(code[:length] for length in LENGTHS)

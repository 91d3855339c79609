"""A year of a station with one pattern of fraud in it, or with all of them."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.volunteers.fraud.facts import Stay
from tests.volunteers.fraud.honest import honest_year
from tests.volunteers.fraud.patterns import PATTERNS


def year_with(seed: int, *names: str) -> list[Stay]:
    """The honest year of this seed and the stays of these patterns, numbered; the same seed makes the same year."""
    stays = honest_year(seed)
    for name in names:
        made = PATTERNS[name](Random(f"{seed} {name}"))
        stays += [replace(one, fraud=name) for one in made]
    return [replace(one, number=number) for number, one in enumerate(stays)]

"""The generator itself: the year is as large as it says, honest people are never in two places, every pattern adds."""

from collections import defaultdict

from tests.volunteers.fraud.patterns import PATTERNS
from tests.volunteers.fraud.year import year_with


def test_a_year_is_the_same_twice_and_honest_people_are_in_one_place():
    stays = year_with(1)
    assert stays == year_with(1) != year_with(2)
    assert len({one.activity for one in stays}) >= 145
    assert len({one.person for one in stays}) == 60
    held = defaultdict(list)
    for one in stays:
        held[one.person].append((one.starts_at, one.ends_at))
    for spans in held.values():
        spans.sort()
        assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))


def test_at_least_twelve_patterns_each_add_stays():
    assert len(PATTERNS) >= 12
    honest = len(year_with(3))
    for name in PATTERNS:
        year = year_with(3, name)
        assert len(year) - honest == sum(one.fraud == name for one in year) >= 8

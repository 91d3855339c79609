"""Nobody can work out a hidden number: suppression against a linear program over all tables of one release."""

import random

import pytest

from liangzhan.reporting.rules.disclosure import Bound, Mark, adds_up, at_most, is_union, protect
from tests.reporting.attack import Program

SMALL = 5


def known(counts, bounds, marks):
    """What an attacker may write down: shown cells as they stand, marks as they are explained, and how tables add up."""
    program = Program()
    for key, mark in marks.items():
        if mark is Mark.PRIMARY:
            program.add({key: 1}, "<", SMALL - 1)
        elif mark is Mark.COMPLEMENT:
            program.add({key: 1}, ">", SMALL)
    for bound in bounds:
        hidden = {key: factor for key, factor in bound.terms if key in marks}
        shown = sum(factor * counts[key] for key, factor in bound.terms if key not in marks)
        if hidden and bound.least is not None and bound.least == bound.most:
            program.add(hidden, "=", bound.least - shown)
        elif hidden and bound.least is not None:
            program.add(hidden, ">", bound.least - shown)
        elif hidden:
            program.add(hidden, "<", bound.most - shown)
    return program.solve()


def given_away(counts, bounds, marks):
    """The primary cells of which some value of 0–4 can be excluded."""
    if not marks:
        return []
    program = known(counts, bounds, marks)
    small = [key for key, count in counts.items() if count < SMALL]
    return [key for key in small if program.least(key) > 1e-6 or program.most(key) < SMALL - 1 - 1e-6]


def cross_table(rows, *, union=False):
    """A table of areas and columns with both totals; `rows` hold the inner cells."""
    wide, tall = len(rows[0]), len(rows)
    counts = {(r, c): rows[r][c] for r in range(tall) for c in range(wide)}
    counts |= {(r, "all"): sum(rows[r]) for r in range(tall)}
    counts |= {("all", c): sum(row[c] for row in rows) for c in range(wide)}
    counts[("all", "all")] = sum(map(sum, rows))
    tie = is_union if union else adds_up
    bounds = [one for r in range(tall) for one in tie((r, "all"), [(r, c) for c in range(wide)])]
    bounds += [one for c in range(wide) for one in tie(("all", c), [(r, c) for r in range(tall)])]
    bounds += tie(("all", "all"), [(r, "all") for r in range(tall)])
    bounds += tie(("all", "all"), [("all", c) for c in range(wide)])
    return counts, bounds


@pytest.mark.parametrize(
    "rows",
    [
        [[3, 20, 30], [40, 25, 12], [18, 33, 60]],
        [[0, 20, 30], [40, 0, 12], [18, 33, 4]],
        [[3, 2], [40, 25]],
        [[1, 9], [9, 9]],
        [[4, 0, 0], [0, 0, 0], [0, 0, 120]],
        [[2, 5, 5], [5, 5, 5]],
        [[3, 20]],
    ],
)
@pytest.mark.parametrize("union", [False, True])
def test_no_value_of_a_small_cell_can_be_excluded(rows, union):
    counts, bounds = cross_table(rows, union=union)
    assert given_away(counts, bounds, protect(counts, bounds, small=SMALL)) == []


def test_hiding_the_small_cells_alone_gives_them_away():
    """The second test of the attack: it must find what is to be found."""
    counts, bounds = cross_table([[3, 20, 30], [40, 25, 12], [18, 33, 60]])
    alone = {key: Mark.PRIMARY for key, count in counts.items() if count < SMALL}
    assert given_away(counts, bounds, alone) == [(0, 0)]


def test_one_partner_without_room_is_not_enough():
    """A partner of 6 could fall by one only, as it is not small: the cell of 3 could not be 4 and 0 alike."""
    counts = {"all": 109, "a": 3, "b": 6, "c": 100}
    bounds = adds_up("all", ["a", "b", "c"])
    thin = {"a": Mark.PRIMARY, "b": Mark.COMPLEMENT}
    assert given_away(counts, bounds, thin) == []  # 4 + 5, 0 + 9
    counts["b"], counts["all"] = 5, 108
    assert given_away(counts, bounds, thin) == ["a"]
    marks = protect(counts, bounds, small=SMALL)
    assert marks["a"] is Mark.PRIMARY and given_away(counts, bounds, marks) == []


def test_nothing_small_nothing_hidden():
    counts, bounds = cross_table([[30, 20], [40, 25]])
    assert protect(counts, bounds, small=SMALL) == {}


def test_hides_no_more_than_a_rectangle():
    counts, bounds = cross_table([[3, 20, 30], [40, 25, 12], [18, 33, 60]])
    marks = protect(counts, bounds, small=SMALL)
    assert sorted(mark.name for mark in marks.values()) == ["COMPLEMENT"] * 3 + ["PRIMARY"]


def test_several_small_cells_of_one_total():
    """Two small cells whose sum is known hide each other only as far as the sum allows."""
    counts = {"all": 52, "a": 1, "b": 1, "c": 50}
    bounds = adds_up("all", ["a", "b", "c"])
    both = {"a": Mark.PRIMARY, "b": Mark.PRIMARY}
    assert given_away(counts, bounds, both) == ["a", "b"]
    marks = protect(counts, bounds, small=SMALL)
    assert given_away(counts, bounds, marks) == [] and len(marks) == 3


def test_where_nothing_helps_everything_is_withheld():
    """A cell that must equal a number nobody hides: the whole of what hangs on it goes."""
    counts = {"a": 3, "b": 40}
    bounds = [Bound((("a", 1), ("b", 1)), 43, 43), Bound((("b", 1),), 40, 40)]
    assert set(protect(counts, bounds, small=SMALL).values()) == {Mark.WITHHELD}


def test_people_are_no_more_than_times():
    """Times of the whole, each at least one person: what is left for the small cell must still reach 4."""
    counts = {"all": 43, "a": 3, "b": 40}
    bounds = [*is_union("all", ["a", "b"]), *at_most(["a", "b"], 43)]
    marks = protect(counts, bounds, small=SMALL)
    assert marks["b"] is Mark.COMPLEMENT and given_away(counts, bounds, marks) == []


@pytest.mark.parametrize("seed", range(6))
def test_linked_tables_over_three_levels(seed):
    """Areas of three levels by columns, two tables that share the total of every area, thin on purpose."""
    chance = random.Random(seed)  # noqa: S311
    counts, bounds = linked(chance, ["1", "2", "3"], tie=(adds_up, is_union)[seed % 2])
    marks = protect(counts, bounds, small=SMALL)
    assert Mark.PRIMARY in marks.values()
    assert given_away(counts, bounds, marks) == []
    assert any(key not in marks for key in counts), "all of it hidden is no release"


def linked(chance, cities, *, tie):
    leaves = [f"{city}{county}" for city in cities for county in "abc"]
    inner = {
        (leaf, table, column): chance.choice([0, 2, 7, 12, 30, 55])
        for leaf in leaves
        for table in "xy"
        for column in "pq"
    }
    for leaf in leaves:  # both tables divide the same people
        spare = sum(inner[leaf, "x", c] for c in "pq") - sum(inner[leaf, "y", c] for c in "pq")
        inner[leaf, "y" if spare > 0 else "x", "p"] += abs(spare)
    counts, bounds = dict(inner), []
    for leaf in leaves:
        counts[leaf, "all"] = sum(inner[leaf, "x", c] for c in "pq")
    below = {city: [leaf for leaf in leaves if leaf[0] == city] for city in cities} | {"0": list(cities)}
    for area, parts in below.items():
        for column in [("all",), *((table, c) for table in "xy" for c in "pq")]:
            counts[(area, *column)] = sum(counts[(one, *column)] for one in parts)
            bounds += tie((area, *column), [(one, *column) for one in parts])
    for area in [*leaves, *below]:
        for table in "xy":
            bounds += tie((area, "all"), [(area, table, c) for c in "pq"])
    return counts, bounds

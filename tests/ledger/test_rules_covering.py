"""A cover holds every asked code once, takes no area whole that is behind, and leaves out what is left out."""

from hypothesis import given
from hypothesis import strategies as st

from liangzhan.ledger.rules.covering import MANY, Below, Cover, areas_of_code, cover

COUNTIES = [f"21{city:02d}{county:02d}" for city in (1, 2, 3) for county in (1, 2, 3)]
CODES = [f"{county}{street:03d}{place:03d}" for county in COUNTIES for street in (1, 2) for place in (1, 2)]
PREFIXES = ["", "21", *{one[:4] for one in COUNTIES}, *COUNTIES, *{one[:9] for one in CODES}, *CODES]


def times_held(held, code):
    found = sum(code.startswith(one) for one in (*held.areas, *held.stations))
    for one in held.below:
        found += code.startswith(one.prefix) and code[: one.length] not in one.without
    return found


def taken_whole(held, county):
    below = any(county.startswith(one.prefix) and county[: one.length] not in one.without for one in held.below)
    return below or any(county.startswith(one) for one in held.areas)


@given(
    st.sampled_from(PREFIXES),
    st.sets(st.sampled_from([one for one in PREFIXES if len(one) in (4, 6, 9)]), max_size=3),
    st.sets(st.sampled_from(COUNTIES), max_size=4),
)
def test_every_code_once(prefix, without, behind):
    held = cover([prefix], tuple(without), behind)
    for code in CODES:
        left_out = any(code.startswith(one) for one in without)
        # Stations are read with what is left out as a condition of its own; areas must not hold any of it.
        wanted = code.startswith(prefix) and not left_out
        by_station = sum(code.startswith(one) for one in held.stations)
        assert times_held(held, code) - (by_station if left_out else 0) == wanted
    assert not {one for one in behind if taken_whole(held, one)}


def test_the_shape_of_an_answer():
    assert cover(["21"], (), ()) == Cover(areas=("21",))
    assert cover(["2101"], ("210102",), ()) == Cover(below=(Below("2101", 6, ("210102",)),))
    assert cover(["210102"], (), ("210102",)) == Cover(stations=("210102",))
    assert cover(["210102001"], (), ()) == Cover(stations=("210102001",))
    assert cover(["21"], (), ("210102",)) == Cover(
        below=(Below("21", 4, ("2101",)), Below("2101", 6, ("210102",))), stations=("210102",)
    )


def test_many_behind_are_read_by_stations():
    behind = [f"2101{one:02d}" for one in range(MANY + 1)]
    assert cover(["21"], (), behind) == Cover(stations=("21",))
    assert cover(["21"], (), behind[1:]).below


def test_areas_of_a_code():
    assert areas_of_code("210102001001") == ("21", "2101", "210102")

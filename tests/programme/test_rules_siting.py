"""The score of a nomination, and the ranking."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangzhan.programme.rules.siting import (
    DIFFICULTY_FIELDS,
    FACT_FIELDS,
    NOMINATION,
    OPEN,
    Ranked,
    ScoreWeights,
    SiteFacts,
    metres_between,
    nearness,
    nomination_problems,
    ranking,
    score_parts,
)

W = ScoreWeights()
NOTHING = SiteFacts(1000, 0, False, None, None, False, False, False, None)


def with_(**facts):
    return dataclasses.replace(NOTHING, **facts)


@pytest.mark.parametrize(
    ("facts", "part", "points"),
    [
        (NOTHING, "people", 0),
        (with_(in_difficulty=50), "people", 20),
        (with_(in_difficulty=100), "people", 40),
        (with_(in_difficulty=900), "people", 40),
        (with_(population=0, in_difficulty=9), "people", 0),
        (with_(has_facility=True), "facility", 10),
        (with_(room_area=20), "facility", 5),
        (with_(room_area=400), "facility", 10),
        (with_(has_facility=True, room_area=40), "facility", 20),
        (with_(distance_metres=300), "access", 10),
        (with_(distance_metres=1150), "access", 5),
        (with_(distance_metres=2000), "access", 0),
        (with_(accessible=True), "access", 5),
        (with_(accessible=True, distance_metres=1), "access", 15),
        (with_(person_available=True), "person", 15),
        (NOTHING, "balance", 0),
        (with_(first_in_street=True), "balance", 10),
        (with_(first_in_street=True, nearest_station=10.0), "balance", 10),
        (with_(nearest_station=2000.0), "balance", 0),
        (with_(nearest_station=2000.1), "balance", 10),
    ],
)
def test_each_part(facts, part, points):
    assert score_parts(facts, W)[part] == points


def test_the_best_place_has_a_hundred():
    best = SiteFacts(1000, 100, True, 40, 100, True, True, True, None)
    assert sum(score_parts(best, W).values()) == 100
    assert sum(W.highest().values()) == 100


@given(
    st.builds(
        SiteFacts,
        st.integers(0, 10**6),
        st.integers(0, 10**6),
        st.booleans(),
        st.none() | st.floats(0, 10**5),
        st.none() | st.integers(0, 10**5),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.none() | st.floats(0, 10**6),
    )
)
def test_every_score_lies_between_zero_and_a_hundred(facts):
    parts = score_parts(facts, W)
    assert 0 <= sum(parts.values()) <= 100.000001
    assert all(0 <= got <= W.highest()[key] for key, got in parts.items())


def test_the_table_of_a_nomination():
    assert {state.value: " ".join(follow) for state, follow in NOMINATION.moves.items()} == {
        "NOMINATED": "CONFIRMED REJECTED RETURNED WITHDRAWN",
        "RETURNED": "NOMINATED WITHDRAWN",
        "CONFIRMED": "WITHDRAWN",
        "REJECTED": "",
        "WITHDRAWN": "",
    }
    assert OPEN == ("NOMINATED", "RETURNED")


def test_the_heads_of_difficulty_and_the_parts():
    assert " ".join(DIFFICULTY_FIELDS) == (
        "dibao_count tekun_count dibao_marginal_count disabled_count living_alone_count left_behind_children_count "
        "children_in_difficulty_count unemployed_count"
    )
    assert " ".join(FACT_FIELDS) == (
        f"wants_sw wants_vs population households {' '.join(DIFFICULTY_FIELDS)} elderly_count facility_name "
        "facility_area room_area distance_metres accessible person_available longitude latitude committee_opinion "
        "street_opinion"
    )
    assert W.highest() == {"people": 40, "facility": 20, "access": 15, "person": 15, "balance": 10}


@pytest.mark.parametrize(("metres", "share"), [(300, 1), (301, 1699 / 1700), (1999, 1 / 1700), (2000, 0)])
def test_nearness_falls_straight(metres, share):
    assert nearness(metres, W) == pytest.approx(share)


def test_points_have_one_decimal():
    assert score_parts(with_(in_difficulty=33), W)["people"] == 13.2
    rate = dataclasses.replace(W, people=10_000, full_rate=1000)
    assert score_parts(with_(population=2000, in_difficulty=1500), rate)["people"] == 7500.0
    assert score_parts(with_(population=3000, in_difficulty=100), W)["people"] == 13.3
    assert score_parts(with_(room_area=13), W)["facility"] == 3.2
    assert score_parts(with_(distance_metres=301), W)["access"] == 10.0
    assert score_parts(with_(distance_metres=777), W)["access"] == 7.2


def test_two_who_wish_the_same_place():
    rows = [Ranked(1, 50, 1, "b"), Ranked(2, 70, 1, "c"), Ranked(3, 90, None, "a")]
    assert ranking(rows) == [2, 1, 3]  # of two the better one has the place, the other the next
    assert ranking([Ranked(1, 50, 2, "b"), Ranked(2, 50, 2, "a"), Ranked(3, 9, None, "c")]) == [3, 2, 1]
    assert ranking([Ranked(1, 5, 1, "a"), Ranked(2, 4, 1, "b"), Ranked(3, 3, 2, "c"), Ranked(4, 9, None, "d")]) == [
        1, 2, 3, 4,
    ]  # fmt: skip


def test_unknown_distance_earns_nothing():
    assert nearness(None, W) == 0


def test_metres_between_two_places():
    assert metres_between((123.43, 41.80), (123.43, 41.80)) == 0
    assert metres_between((123.43, 41.80), (123.43, 41.81)) == pytest.approx(1112, abs=1)


def test_metres_between_places_east_and_north():
    assert metres_between((123.43, 41.80), (123.44, 41.80)) == pytest.approx(829, abs=1)
    assert metres_between((121.62, 38.91), (123.43, 41.80)) == pytest.approx(356_200, abs=1000)


def test_ranking_by_score_then_code():
    rows = [Ranked(1, 50, None, "b"), Ranked(2, 70, None, "c"), Ranked(3, 50, None, "a")]
    assert ranking(rows) == [2, 3, 1]


def test_a_place_given_by_hand_holds():
    rows = [Ranked(1, 50, 1, "b"), Ranked(2, 70, None, "c"), Ranked(3, 90, None, "a"), Ranked(4, 10, 99, "d")]
    assert ranking(rows) == [1, 3, 2, 4]
    assert ranking([Ranked(1, 50, 1, "b"), Ranked(2, 70, 2, "c")]) == [1, 2]


@given(st.lists(st.tuples(st.floats(0, 100), st.none() | st.integers(1, 9)), max_size=12))
def test_ranking_loses_nobody(rows):
    keyed = [Ranked(at, score, override, str(at)) for at, (score, override) in enumerate(rows)]
    assert sorted(ranking(keyed)) == list(range(len(rows)))


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"wants_sw": False, "wants_vs": False}, ["请至少选择一类站点。"]),
        ({"population": 0}, ["常住人口要大于 0。"]),
        ({"households": 0}, ["户数要大于 0。"]),
        ({"households": 4000}, ["户数不能多于常住人口。"]),
        ({"households": 3000}, []),
        ({"households": 1}, []),
        ({"wants_sw": False, "wants_vs": True}, []),
        ({"population": 1, "households": 1, "counts": {"低保人数": 1}}, []),
        ({"population": 0, "counts": {"低保人数": 3}}, ["常住人口要大于 0。"]),
        (
            {"population": 1, "households": 2, "counts": {"低保人数": 2}},
            ["户数不能多于常住人口。", "低保人数（2）不能多于常住人口（1）。"],
        ),
        ({"counts": {"低保人数": 3001}}, ["低保人数（3001）不能多于常住人口（3000）。"]),
    ],
)
def test_counts_hold_together(changed, found):
    facts = {"population": 3000, "households": 1000, "wants_sw": True, "wants_vs": False, "counts": {"低保人数": 3000}}
    assert nomination_problems(**{**facts, **changed}) == found

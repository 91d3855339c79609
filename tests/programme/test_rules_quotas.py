"""Dividing the task: sums, largest remainder, floors."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangzhan.programme.choices import TransferState
from liangzhan.programme.rules.quotas import (
    KINDS,
    TRANSFER,
    Share,
    Taken,
    allocation_problems,
    combined_weights,
    confirm_problem,
    floor_problem,
    is_divided,
    largest_remainder,
    own_added,
    share_problems,
    split_problems,
    transfer_problem,
)
from liangzhan.stations.choices import StationKind

A, B = Share("210100000000", "沈阳市", 6, 4), Share("210200000000", "大连市", 4, 6)
EXPECTED = {A.code: A.name, B.code: B.name}


@given(st.integers(0, 5000), st.lists(st.integers(0, 10_000), min_size=1, max_size=40))
def test_largest_remainder_sums_exactly(whole, weights):
    parts = largest_remainder(whole, weights)
    assert sum(parts) == whole
    assert min(parts) >= 0


@given(st.integers(0, 5000), st.lists(st.integers(1, 10_000), min_size=1, max_size=40))
def test_no_part_strays_more_than_one_from_its_share(whole, weights):
    exact = [Fraction(whole * weight, sum(weights)) for weight in weights]
    assert all(abs(part - share) < 1 for part, share in zip(largest_remainder(whole, weights), exact, strict=True))


@pytest.mark.parametrize(
    ("whole", "weights", "parts"),
    [
        (10, [1, 1, 1], [4, 3, 3]),
        (1000, [3, 2, 1], [500, 333, 167]),
        (10, [2, 1], [7, 3]),
        (10, [1, 2], [3, 7]),
        (5, [0, 0], [3, 2]),
        (2, [0, 1], [0, 2]),
        (0, [1, 2], [0, 0]),
        (7, [], []),
    ],
)
def test_largest_remainder(whole, weights, parts):
    assert largest_remainder(whole, weights) == parts


@pytest.mark.parametrize(
    ("communities", "people", "weights"),
    [
        ([10, 30], [None, 5], [10, 30]),
        ([10, 30], [0, 0], [10, 30]),
        ([0, 0], [1, 1], [0, 0]),
        ([10, 30], [3, 1], [Fraction(1, 2), Fraction(1, 2)]),
    ],
)
def test_weights_use_people_only_when_all_are_known(communities, people, weights):
    assert combined_weights(communities, people, community_share=Fraction(1, 2)) == weights


@pytest.mark.parametrize(
    ("shares", "found"),
    [
        ([A, B], []),
        ([A], ["缺少大连市的任务（没有任务请填 0）。"]),
        ([A, A, B], ["沈阳市出现了 2 次。"]),
        ([A, B, Share("9", "某市", 1, 1)], ["某市不在应分配的地区之内。"]),
        ([A, Share(B.code, B.name, -1, 0)], ["大连市的任务不能是负数。"]),
        ([A, Share(B.code, B.name, 0, -1)], ["大连市的任务不能是负数。"]),
        ([A, Share(B.code, B.name, 0, 0)], []),
        ([A, B, Share("9", "某市", 1, 1), Share("9", "某市", 1, 1)], ["某市不在应分配的地区之内。"] * 2),
    ],
)
def test_every_area_exactly_once(shares, found):
    assert share_problems(shares, EXPECTED) == found


def test_a_zone_may_be_missing_or_there():
    zone = Share("21Z000000001", "沈抚示范区", 1, 1)
    assert share_problems([A, B], EXPECTED, {zone.code: zone.name}) == []
    assert share_problems([A, B, zone], EXPECTED, {zone.code: zone.name}) == []
    assert share_problems([A, B, zone, zone], EXPECTED, {zone.code: zone.name}) == ["沈抚示范区出现了 2 次。"]


def test_both_sums_meet_both_targets():
    assert allocation_problems([A, B], target_sw=10, target_vs=10) == []
    assert allocation_problems([A, B], target_sw=11, target_vs=8) == [
        "社会工作站合计 10 个，应为 11 个，少 1 个。",
        "志愿服务站合计 10 个，应为 8 个，多 2 个。",
    ]


@pytest.mark.parametrize(
    ("sw", "vs", "found"),
    [
        (7, 9, []),
        (8, 9, ["社会工作站合计 7 个，应为 8 个，少 1 个。"]),
        (6, 9, ["社会工作站合计 7 个，应为 6 个，多 1 个。"]),
        (7, 10, ["志愿服务站合计 9 个，应为 10 个，少 1 个。"]),
        (7, 8, ["志愿服务站合计 9 个，应为 8 个，多 1 个。"]),
    ],
)
def test_each_kind_is_summed_by_itself(sw, vs, found):
    shares = [Share("210100000000", "沈阳市", 5, 3), Share("210200000000", "大连市", 2, 6)]
    assert allocation_problems(shares, target_sw=sw, target_vs=vs) == found


def test_a_split_that_is_one_short():
    shares = [Share("210102000000", "和平区", 5, 3)]
    assert split_problems(shares, sw=6, vs=3, own_reason="") == [
        "社会工作站还有 1 个没有分解（任务 6 个，已分解 5 个）。"
    ]
    assert split_problems(shares, sw=5, vs=4, own_reason="") == [
        "志愿服务站还有 1 个没有分解（任务 4 个，已分解 3 个）。"
    ]
    assert own_added(shares, sw=4, vs=1) == (1, 2)


def test_a_transfer_is_decided_once():
    assert TRANSFER.moves == {
        TransferState.REQUESTED: (TransferState.APPROVED, TransferState.REJECTED),
        TransferState.APPROVED: (),
        TransferState.REJECTED: (),
    }


def test_nothing_taken_is_nothing():
    assert [Taken().floor(kind) for kind in KINDS] == [0, 0]
    assert [Taken(1, 2, 3, 4).floor(kind) for kind in KINDS] == [4, 6]
    assert [Taken(1, 2, 3, 4).counted(kind) for kind in KINDS] == [1, 2]
    assert KINDS == (StationKind.SW, StationKind.VS)
    assert Share("210100000000", "沈阳市", 5, 3).note == ""


def test_a_split_carries_the_whole_task_and_more_needs_a_reason():
    assert split_problems([A, B], sw=10, vs=10, own_reason="") == []
    assert split_problems([A, B], sw=12, vs=10, own_reason="") == [
        "社会工作站还有 2 个没有分解（任务 12 个，已分解 10 个）。"
    ]
    assert split_problems([A, B], sw=9, vs=10, own_reason=" ") == [
        "分解合计多于下达的任务，多出的是自加任务，请写明理由。"
    ]
    assert split_problems([A, B], sw=9, vs=10, own_reason="市政府实事") == []
    assert own_added([A, B], sw=9, vs=12) == (1, 0)


@pytest.mark.parametrize(
    ("before", "after", "taken", "refused"),
    [
        (5, 5, Taken(sw=9), False),
        (5, 6, Taken(sw=9), False),
        (5, 4, Taken(sw=4), False),
        (5, 3, Taken(sw=4), True),
        (5, 3, Taken(sw=2, waiting_sw=2), True),
        (5, 3, Taken(vs=5, waiting_vs=5), False),
    ],
)
def test_a_task_does_not_fall_below_what_is_taken(before, after, taken, refused):
    assert bool(floor_problem("和平区", "SW", before=before, after=after, taken=taken)) is refused


def test_transfer_problems_say_what_is_wrong():
    assert transfer_problem("和平区", "VS", before=3, count=0, taken=Taken()) == "调剂数量要大于 0。"
    assert "只有 3 个" in transfer_problem("和平区", "VS", before=3, count=4, taken=Taken())
    assert "已确认 2 个、已推荐待确认 1 个" in transfer_problem(
        "和平区", "VS", before=3, count=1, taken=Taken(vs=2, waiting_vs=1)
    )
    assert transfer_problem("和平区", "VS", before=3, count=1, taken=Taken(vs=2)) == ""
    assert transfer_problem("和平区", "VS", before=3, count=3, taken=Taken()) == ""


def test_no_room_names_both_ways_out():
    assert confirm_problem("和平区", "SW", task=2, counted=1) == ""
    sentence = confirm_problem("和平区", "SW", task=2, counted=2)
    assert "任务调剂" in sentence and "自加任务" in sentence


def test_only_the_first_level_is_divided_and_only_under_way():
    assert is_divided(None, "ISSUED") is True
    assert is_divided(3, "ISSUED") is False
    assert is_divided(None, "DRAFT") is False

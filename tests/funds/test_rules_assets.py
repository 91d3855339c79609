"""Whose a thing is, who decides, what a count says, what goes out first."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangzhan.funds.choices import AssetState, CountResult, DisposalState
from liangzhan.funds.rules import assets
from liangzhan.funds.rules.supplies import Stock, allocate, expiry_problem, is_expired

DAY = dt.date(2026, 9, 15)
BEFORE, AFTER = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("owner", "source", "form", "problem"),
    [
        ("COMMITTEE", "BOUGHT", "FILED_COMMUNITY_ORG", ""),
        ("STATION", "BOUGHT", "FILED_COMMUNITY_ORG", "不是法人"),
        ("STATION", "BOUGHT", "", "不是法人"),
        ("STATION", "BOUGHT", "SOCIAL_GROUP", ""),
        ("STATION", "BORROWED", "SOCIAL_GROUP", "不归本站所有"),
        ("STATION", "SHARED", "SOCIAL_GROUP", "不归本站所有"),
        ("OTHER", "BORROWED", "SOCIAL_GROUP", ""),
        ("OTHER", "BOUGHT", "SOCIAL_GROUP", "请核对来源"),
        ("STREET", "SHARED", "", ""),
    ],
)
def test_whose_it_is(owner, source, form, problem):
    said = assets.owner_problem(owner, source, form)
    assert problem in said if problem else said == ""


def test_days():
    assert assets.day_problem(DAY, DAY) == ""
    assert "不能晚于今天" in assets.day_problem(AFTER, DAY)
    assert "不能早于 2026-09-15" in assets.day_problem(BEFORE, DAY, not_before=DAY)


@pytest.mark.parametrize(
    ("source", "state", "problem"),
    [
        ("BOUGHT", "IN_USE", ""),
        ("BOUGHT", "LOST", ""),
        ("BORROWED", "IN_USE", "归还"),
        ("BOUGHT", "LENT", "归还后"),
        ("BOUGHT", "DISPOSED", "已经处置"),
    ],
)
def test_what_may_be_disposed_of(source, state, problem):
    said = assets.disposal_problem(source, state)
    assert problem in said if problem else said == ""


@pytest.mark.parametrize(("value", "street"), [(100_000, False), (100_001, True), (0, False)])
def test_above_the_limit_the_street_decides(value, street):
    assert assets.needs_street(value, 100_000) is street


@pytest.mark.parametrize(
    ("state", "needs", "street", "committee", "paper", "after", "problem"),
    [
        ("REQUESTED", False, False, True, False, "APPROVED", ""),
        ("REQUESTED", False, True, False, False, "APPROVED", ""),
        ("REQUESTED", True, False, True, False, "COMMITTEE", ""),
        ("REQUESTED", True, True, False, False, "", "先由两委审批"),
        ("REQUESTED", True, True, False, True, "APPROVED", ""),
        ("REQUESTED", True, False, False, True, "", "先由两委审批"),
        ("COMMITTEE", True, False, True, False, "", "现在由乡镇（街道）审批"),
        ("COMMITTEE", True, True, False, False, "APPROVED", ""),
    ],
)
def test_the_way_of_an_approval(state, needs, street, committee, paper, after, problem):
    found = assets.next_disposal_state(state, needs_street=needs, by_street=street, by_committee=committee, paper=paper)
    assert found[0] == after
    assert problem in found[1] if problem else found[1] == ""
    assert DisposalState.APPROVED in assets.DISPOSAL.moves[state]


def test_two_signatures_are_two_persons():
    assert assets.second_signer_problem("a", "b", paper=False) == ""
    assert assets.second_signer_problem("a", "a", paper=True) == ""
    assert "另一个人" in assets.second_signer_problem("a", "a", paper=False)


@pytest.mark.parametrize(
    ("expected", "booked", "found", "room", "there", "result"),
    [
        (True, 4, 4, 1, 1, CountResult.CORRECT),
        (True, 4, 4, 1, None, CountResult.CORRECT),
        (True, 4, 4, None, None, CountResult.CORRECT),
        (True, 4, 4, None, 1, CountResult.MOVED),
        (True, 4, 4, 1, 2, CountResult.MOVED),
        (True, 4, 3, 1, 2, CountResult.SHORT),
        (True, 4, 5, 1, 1, CountResult.SHORT),
        (True, 4, 0, 1, 1, CountResult.MISSING),
        (False, 4, 4, 1, 1, CountResult.UNEXPECTED),
        (False, 4, 0, 1, 1, CountResult.MISSING),
    ],
)
def test_what_a_count_says(expected, booked, found, room, there, result):
    said = assets.result_of(
        expected=expected, booked_quantity=booked, found_quantity=found, booked_room=room, found_room=there
    )
    assert said == result


@pytest.mark.parametrize(
    ("results", "differs"),
    [
        ([], False),
        (["CORRECT", "MOVED", "UNEXPECTED"], False),
        (["CORRECT", "PENDING"], True),
        (["MISSING"], True),
        (["SHORT"], True),
    ],
)
def test_where_a_reason_is_asked(results, differs):
    assert assets.has_difference(results) is differs


def test_when_the_next_count_is_due():
    assert assets.stocktake_due(None, DAY, 365) == dt.date(2027, 9, 15)
    assert assets.stocktake_due(AFTER, DAY, 1) == DAY + dt.timedelta(days=2)


def test_what_is_lent_is_neither_repaired_nor_disposed_of():
    assert set(assets.ASSET.moves[AssetState.LENT]) == {AssetState.IN_USE, AssetState.LOST}
    assert AssetState.DISPOSED not in assets.ASSET.moves


def test_first_expiring_first_and_never_what_expired():
    stocks = [
        Stock(1, 5, BEFORE, None),
        Stock(2, 5, BEFORE, AFTER),
        Stock(3, 5, BEFORE, BEFORE),
        Stock(4, 5, BEFORE, DAY),
        Stock(5, 0, BEFORE, DAY),
    ]
    assert allocate(stocks, 7, DAY) == ([(4, 5), (2, 2)], 0)
    assert allocate(stocks, 20, DAY) == ([(4, 5), (2, 5), (1, 5)], 5)


def test_of_two_alike_the_one_that_came_first():
    assert allocate([Stock(2, 1, DAY), Stock(3, 1, BEFORE), Stock(1, 1, DAY)], 2, DAY)[0] == [(3, 1), (1, 1)]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(-3, 3)), max_size=6), st.integers(1, 40))
def test_allocation_takes_what_is_asked_and_no_more_than_there_is(rows, quantity):
    stocks = [Stock(at, left, DAY, DAY + dt.timedelta(days=days)) for at, (left, days) in enumerate(rows)]
    parts, missing = allocate(stocks, quantity, DAY)
    held = {one.pk: one for one in stocks}
    assert sum(taken for _, taken in parts) + missing == quantity
    assert all(0 < taken <= held[pk].balance and held[pk].expires_on >= DAY for pk, taken in parts)
    assert missing == 0 or missing == quantity - sum(one.balance for one in stocks if one.expires_on >= DAY)


def test_days_of_a_batch():
    assert is_expired(BEFORE, DAY)
    assert not is_expired(DAY, DAY)
    assert not is_expired(None, DAY)
    assert expiry_problem(DAY, AFTER, DAY) == ("", "")
    assert expiry_problem(AFTER, None, DAY)[0] == "received_on"
    assert expiry_problem(DAY, BEFORE, DAY)[0] == "expires_on"


@pytest.mark.parametrize(
    ("state", "quantity", "part", "refused"),
    [
        ("IN_USE", 2, 1, False),
        ("IDLE", 9, 8, False),
        ("IN_USE", 2, 2, True),
        ("IN_USE", 2, 0, True),
        ("IN_USE", 1, 1, True),
        ("LENT", 2, 1, True),
        ("LOST", 2, 1, True),
    ],
)
def test_some_of_several_that_stand_here_are_split(state, quantity, part, refused):
    assert bool(assets.split_problem(state, quantity, part)[1]) is refused


@pytest.mark.parametrize(
    ("way", "state", "refused"),
    [
        ("SELL", "APPROVED", False),
        ("SCRAP", "APPROVED", False),
        ("LOSS", "APPROVED", False),
        ("ALLOT", "APPROVED", True),
        ("DONATE", "APPROVED", True),
        ("SELL", "COMMITTEE", True),
        ("SELL", "REFUSED", True),
    ],
)
def test_what_brings_something_in(way, state, refused):
    assert bool(assets.proceeds_problem(way, state)) is refused

"""When a session may be, when it is confirmed, what a rating shows (domain.md 4.4)."""

import datetime as dt
from decimal import Decimal

import pytest

from liangzhan.staff.rules.supervision import (
    ACTION,
    AGENDA,
    SESSION,
    action_problem,
    emergency_open,
    is_confirmed,
    may_check,
    needs_paper,
    people_problem,
    shown_rating,
    time_problem,
)

DAY = dt.date(2026, 10, 15)


def test_state_tables():
    assert SESSION.moves == {"PLANNED": ("HELD", "CANCELLED"), "HELD": ("CONFIRMED",)}
    assert ACTION.moves == {"OPEN": ("DONE",), "DONE": ("CHECKED", "OPEN")}
    assert AGENDA.moves == {
        "WAITING": ("TAKEN", "POSTPONED", "SETTLED"),
        "POSTPONED": ("TAKEN", "WAITING", "SETTLED"),
        "TAKEN": ("SETTLED", "WAITING", "POSTPONED"),
    }


@pytest.mark.parametrize(
    ("days", "minutes", "field"),
    [
        (0, 60, ""),
        (0, 10, ""),
        (0, 9, "minutes"),
        (0, 600, ""),
        (0, 601, "minutes"),
        (366, 60, ""),
        (367, 60, "held_on"),
        (-60, 60, ""),
        (-61, 60, "held_on"),
    ],
)
def test_time(days, minutes, field):
    found = time_problem(DAY + dt.timedelta(days=days), minutes, on=DAY, back_days=60)
    assert (found[0], bool(found[1])) == (field, bool(field))


@pytest.mark.parametrize(
    ("form", "count", "others", "problem"),
    [
        ("INDIVIDUAL", 1, "", ""),
        ("INDIVIDUAL", 2, "", "个别督导只能选一名受督导人；多人请选团体督导。"),
        ("GROUP", 0, "", "请选择受督导人。"),
        ("GROUP", 5, "", ""),
        ("ONSITE", 1, "", ""),
        ("PEER", 2, "", ""),
        ("PEER", 1, "外站李某", ""),
        ("PEER", 1, "  ", "同辈督导至少两人：请再选一名同工，或在“其他参加人”里写明外站同工的姓名和单位。"),
    ],
)
def test_people(form, count, others, problem):
    assert people_problem(form, count, others) == problem


@pytest.mark.parametrize(
    ("has_account", "form", "others", "needed"),
    [
        (True, "INDIVIDUAL", "", False),
        (True, "GROUP", "外站李某", True),
        (False, "INDIVIDUAL", "", True),
        (False, "PEER", "", False),
        (False, "PEER", "外站李某", True),
    ],
)
def test_paper(has_account, form, others, needed):
    assert needs_paper(has_account=has_account, form=form, others=others) is needed


@pytest.mark.parametrize(
    ("signed", "paper", "needed", "confirmed"),
    [
        ([True, True], False, False, True),
        ([True, False], False, False, False),
        ([True, True], False, True, False),
        ([False], True, True, True),
        ([False], True, False, True),
        ([], False, False, False),
    ],
)
def test_confirmed(signed, paper, needed, confirmed):
    assert is_confirmed(signed, paper=paper, paper_needed=needed) is confirmed


@pytest.mark.parametrize(
    ("text", "due", "problem"),
    [
        ("回访", DAY, ""),
        (" ", DAY, "请写明行动内容。"),
        ("回访", None, "请写明行动的完成期限。"),
        ("回访", DAY - dt.timedelta(days=1), "行动的完成期限不能早于督导日期。"),
    ],
)
def test_action(text, due, problem):
    assert action_problem(text, due, held_on=DAY) == problem


@pytest.mark.parametrize(
    ("owner", "supervisor", "peer", "covers", "may"),
    [
        (False, True, False, False, True),
        (False, False, True, False, True),
        (False, False, False, True, True),
        (False, False, False, False, False),
        (True, True, True, True, False),
    ],
)
def test_who_checks(owner, supervisor, peer, covers, may):
    assert may_check(is_owner=owner, is_supervisor=supervisor, is_peer=peer, covers_owner=covers) is may


def test_rating_needs_different_raters():
    assert shown_rating([(1, 5), (1, 4), (1, 3)], least=3) is None
    assert shown_rating([(1, 5), (2, 4), (3, 4)], least=3) == Decimal("4.3")
    assert shown_rating([(1, 5), (2, 4)], least=3) is None
    assert shown_rating([(1, 2), (2, 3), (3, 2), (3, 3)], least=3) == Decimal("2.5")
    assert shown_rating([], least=0) is None


def test_emergency_hours():
    start = dt.datetime(2026, 10, 15, 9, tzinfo=dt.UTC)
    end = start + dt.timedelta(hours=4)
    moments = [start - dt.timedelta(seconds=1), start, end - dt.timedelta(seconds=1), end]
    assert [emergency_open(start, end, one) for one in moments] == [False, True, True, False]

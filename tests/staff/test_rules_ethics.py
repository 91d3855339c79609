"""The register of conflicts and gifts, and the rules of complaints."""

import datetime as dt

import pytest

from liangzhan.staff.rules.complaints import (
    COMPLAINT,
    acknowledge_due,
    answer_due,
    answer_problem,
    desk_for,
    due_of,
    next_step,
    passing_problem,
    sees_identity,
)
from liangzhan.staff.rules.ethics import declaration_problem, may_look, may_sign_seen

DAY = dt.date(2026, 10, 15)


@pytest.mark.parametrize(
    ("kind", "disposal", "value", "note", "days", "field"),
    [
        ("GIFT", "REFUSED", 0, "", 0, ""),
        ("GIFT", "REFUSED", None, "", 0, "value"),
        ("GIFT", "REFUSED", -1, "", 0, "value"),
        ("GIFT", "HANDED_IN", 10_000_000_000, "", 0, ""),
        ("GIFT", "HANDED_IN", 10_000_000_001, "", 0, "value"),
        ("GIFT", "RECUSED", 0, "", 0, "disposal"),
        ("GIFT", "KEPT", 500, "", 0, "disposal_note"),
        ("GIFT", "KEPT", 500, "锦旗", 0, ""),
        ("GIFT", "PENDING", 500, " ", 0, "disposal_note"),
        ("CONFLICT", "RECUSED", None, "", 0, ""),
        ("CONFLICT", "REFUSED", None, "", 0, "disposal"),
        ("CONFLICT", "DISCLOSED", None, "", 1, "happened_on"),
        ("CONFLICT", "REASSIGNED", None, "", -400, ""),
    ],
)
def test_what_fits_together(kind, disposal, value, note, days, field):
    found = declaration_problem(kind, disposal, value, note, DAY + dt.timedelta(days=days), on=DAY)
    assert (found[0], bool(found[1])) == (field, bool(field))


def test_the_sentence_names_what_fits():
    assert declaration_problem("CONFLICT", "KEPT", None, "", DAY, on=DAY)[1] == (
        "利益冲突的处理请选：本人回避、改由他人办理、已向各方说明、待商定。"
    )


@pytest.mark.parametrize(
    ("own", "of_head", "as_head_only", "looks", "signs"),
    [
        (True, False, True, True, False),
        (True, True, True, True, False),
        (False, False, True, True, True),
        (False, True, True, False, False),
        (False, True, False, True, True),
        (True, True, False, True, False),
    ],
)
def test_who_looks_and_who_signs(own, of_head, as_head_only, looks, signs):
    facts = {"is_own": own, "of_head": of_head, "as_head_only": as_head_only}
    assert (may_look(**facts), may_sign_seen(**facts)) == (looks, signs)


def test_complaint_states():
    assert COMPLAINT.moves == {
        "RECEIVED": ("ACCEPTED", "NOT_ACCEPTED"),
        "ACCEPTED": ("HANDLING",),
        "HANDLING": ("ANSWERED",),
        "ANSWERED": ("CLOSED",),
    }


@pytest.mark.parametrize(
    ("about", "wished", "desk"),
    [
        ("HEAD", "STATION", "STREET"),
        ("HEAD", "COUNTY", "COUNTY"),
        ("WORKER", "STATION", "STATION"),
        ("SERVICE", "STREET", "STREET"),
    ],
)
def test_desk(about, wished, desk):
    assert desk_for(about, wished) == desk


def test_identity_is_hidden_from_the_station():
    assert [sees_identity(one) for one in ("STATION", "STREET", "COUNTY")] == [False, True, True]


@pytest.mark.parametrize(
    ("desk", "to", "allowed"),
    [
        ("STATION", "STREET", True),
        ("STATION", "COUNTY", True),
        ("STREET", "COUNTY", True),
        ("COUNTY", "STREET", True),
        ("STREET", "STATION", False),
        ("COUNTY", "STATION", False),
        ("STREET", "STREET", False),
    ],
)
def test_passing(desk, to, allowed):
    assert (passing_problem(desk, to) == "") is allowed


def test_deadlines_are_workdays():
    assert acknowledge_due(dt.date(2026, 10, 16), 1) == dt.date(2026, 10, 19)  # Friday → Monday
    assert answer_due(dt.date(2026, 10, 16), 2) == dt.date(2026, 10, 20)


@pytest.mark.parametrize(
    ("state", "due"),
    [("RECEIVED", 1), ("ACCEPTED", 2), ("HANDLING", 2), ("ANSWERED", None), ("CLOSED", None), ("NOT_ACCEPTED", None)],
)
def test_which_deadline_runs(state, due):
    days = {1: DAY, 2: DAY + dt.timedelta(days=9), None: None}
    assert due_of(state, days[1], days[2]) == days[due]


@pytest.mark.parametrize(
    ("outcome", "opinion", "employer", "answer", "field"),
    [
        ("OPINION", "已改", "", "谢谢", ""),
        ("OPINION", " ", "某社", "谢谢", "opinion"),
        ("TRANSFERRED", "", "某社", "谢谢", ""),
        ("TRANSFERRED", "已改", "", "谢谢", "employer"),
        ("OPINION", "已改", "", " ", "answer"),
    ],
)
def test_answer(outcome, opinion, employer, answer, field):
    assert answer_problem(outcome, opinion, employer, answer)[0] == field


def test_every_state_says_what_comes_next():
    assert all(next_step(one) for one in ("RECEIVED", "ACCEPTED", "HANDLING", "ANSWERED", "NOT_ACCEPTED", "CLOSED"))

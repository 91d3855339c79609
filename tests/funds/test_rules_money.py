"""Fen exactly, months, whose money, which three persons, what from which source."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangzhan.funds.choices import Custodian, FundSource, Spending
from liangzhan.funds.rules import money

DAY = dt.date(2026, 9, 15)


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("320.50", 32050),
        ("320.5", 32050),
        ("0.01", 1),
        (".5", 50),
        ("1,234", 123400),
        ("￥12.30 元", 1230),
        ("１２．３", 1230),
        ("1.", 100),
        ("0.29", 29),
        ("1000000000", 100000000000),
    ],
)
def test_yuan_become_fen_exactly(typed, fen):
    assert money.fen_of(typed) == (fen, "")


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "请填写金额"),
        ("约三百", "请填写金额"),
        ("1e5", "请填写金额"),
        ("1.2.3", "请填写金额"),
        ("0", "必须大于 0"),
        ("-5", "必须大于 0"),
        ("1.005", "两位小数"),
        ("1000000000.01", "金额过大"),
    ],
)
def test_what_is_no_amount(typed, problem):
    fen, said = money.fen_of(typed)
    assert fen == 0
    assert problem in said


@given(st.integers(min_value=1, max_value=10**11))
def test_there_and_back(fen):
    assert money.fen_of(f"{fen // 100}.{fen % 100:02d}") == (fen, "")
    assert money.fen_of(money.yuan_words(fen)) == (fen, "")


def test_months():
    assert money.period_of(DAY) == 202609
    assert [money.next_period(one) for one in (202609, 202612)] == [202610, 202701]
    assert money.period_words(202609) == "2026年9月"
    assert money.first_day_of(202609) == dt.date(2026, 9, 1)
    assert money.yuan_words(-123450) == "-1,234.50 元"


@pytest.mark.parametrize(
    ("form", "legal"),
    [("SOCIAL_SERVICE_ORG", True), ("SOCIAL_GROUP", True), ("FILED_COMMUNITY_ORG", False), ("", False)],
)
def test_only_a_registered_organisation_is_a_legal_person(form, legal):
    assert money.is_legal_person(form) is legal
    assert bool(money.custodian_problem(form, Custodian.STATION)) is not legal
    assert money.custodian_problem(form, Custodian.COMMITTEE) == ""


@pytest.mark.parametrize(
    ("booked", "happened", "closed", "problem"),
    [
        (DAY, DAY, 0, ""),
        (DAY, DAY - dt.timedelta(days=60), 202608, ""),
        (DAY + dt.timedelta(days=1), DAY, 0, "不能晚于今天"),
        (DAY, DAY + dt.timedelta(days=1), 0, "业务日期不能晚于记账日期"),
        (
            dt.date(2026, 8, 31),
            dt.date(2026, 8, 31),
            202608,
            "2026年8月已结账，不能再记账。请把记账日期改为 2026-09-01",
        ),
        (dt.date(2026, 9, 1), dt.date(2026, 8, 31), 202608, ""),
    ],
)
def test_a_closed_month_stays_as_it_is(booked, happened, closed, problem):
    said = money.booking_problem(booked, happened, closed_through=closed, today=DAY)
    assert problem in said if problem else said == ""


@pytest.mark.parametrize(
    ("period", "closed", "first", "problem"),
    [
        (202608, 0, 202608, ""),
        (202608, 202607, 202605, ""),
        (202608, 0, None, "还没有记账"),
        (202608, 202608, 202605, "已经结账"),
        (202608, 202606, 202605, "下一个是2026年7月"),
        (202607, 0, 202605, "下一个是2026年5月"),
        (202609, 202608, 202605, "还没有结束"),
    ],
)
def test_months_close_one_after_another(period, closed, first, problem):
    said = money.closing_problem(period, closed_through=closed, first=first, today=DAY)
    assert problem in said if problem else said == ""


@pytest.mark.parametrize("source", FundSource)
def test_a_sign_is_paid_from_two_sources_only(source):
    field, _ = money.source_problem(source, Spending.X5, sign=True, donation=source == FundSource.F6)
    assert field == ("" if source in (FundSource.F3, FundSource.F4) else "source")


@pytest.mark.parametrize(
    ("source", "account", "sign", "donation", "field"),
    [
        ("F3", "X2", False, False, ""),
        ("F3", "X5", False, False, "sign"),
        ("F3", "X2", True, False, "account"),
        ("F6", "X2", False, False, "donation"),
        ("F6", "X2", False, True, ""),
        ("F3", "X2", False, True, "source"),
    ],
)
def test_source_account_sign_and_donation_fit(source, account, sign, donation, field):
    assert money.source_problem(source, account, sign=sign, donation=donation)[0] == field


@pytest.mark.parametrize(
    ("line", "used", "amount", "problem"),
    [
        (10000, 0, 10000, ""),
        (10000, 1, 10000, "还可用 99.99 元"),
        (10000, 20000, 1, "还可用 0.00 元"),
        (None, 0, 1, "没有核定预算"),
    ],
)
def test_nothing_beyond_its_budget_line(line, used, amount, problem):
    said = money.budget_problem(line, used, amount)
    assert problem in said if problem else said == ""


def test_a_source_is_not_overdrawn():
    assert money.balance_problem("F3", 100, 100) == ""
    assert "社区工作经费结余只有 1.00 元，不够支付 1.01 元" in money.balance_problem("F3", 100, 101)


@pytest.mark.parametrize(
    ("handler", "legal", "outside", "problem"),
    [
        (False, False, True, ""),
        (False, True, False, ""),
        (True, False, True, "不能是同一人"),
        (True, True, True, "不能是同一人"),
        (False, False, False, "代管"),
    ],
)
def test_who_approves(handler, legal, outside, problem):
    said = money.approver_problem(is_handler=handler, legal_person=legal, outside=outside)
    assert problem in said if problem else said == ""


@pytest.mark.parametrize(
    ("handler", "approver", "legal", "outside", "problem"),
    [
        (False, False, False, True, ""),
        (False, False, True, False, ""),
        (True, False, True, True, "经办人和出纳"),
        (False, True, True, True, "审批人和出纳"),
        (False, False, False, False, "代管"),
    ],
)
def test_who_pays(handler, approver, legal, outside, problem):
    said = money.cashier_problem(is_handler=handler, is_approver=approver, legal_person=legal, outside=outside)
    assert problem in said if problem else said == ""


@pytest.mark.parametrize("typed", ["12345678", " 1234-5678 ", "１２３４５６７８", "1234 5678"])
def test_one_spelling_of_an_invoice_number(typed):
    assert money.invoice_key(typed) == "12345678"


def test_letters_of_an_invoice_number_are_capitals():
    assert money.invoice_key("ab-01") == "AB01"
    assert money.invoice_key("示例 01_2") == "示例012"


@pytest.mark.parametrize(
    ("invoice", "basis", "allowance", "field"),
    [
        ("1", "", False, ""),
        ("", "签领单", False, ""),
        ("", "", True, ""),
        ("", " ", False, "basis"),
        ("-", "", False, "basis"),
    ],
)
def test_every_expense_rests_on_a_paper(invoice, basis, allowance, field):
    assert money.paper_problem(invoice, basis, allowance=allowance)[0] == field


@pytest.mark.parametrize(
    ("account", "state", "amount", "field"),
    [
        ("X1", "APPROVED", 100, ""),
        ("X1", "PAID", 100, ""),
        ("X1", "REVIEWED", 100, "allowance"),
        ("X1", "RETURNED", 100, "allowance"),
        ("X2", "APPROVED", 100, "account"),
        ("X1", "APPROVED", 99, "amount"),
        ("X1", "APPROVED", 101, "amount"),
    ],
)
def test_an_approved_list_of_allowances_is_paid_whole(account, state, amount, field):
    assert money.allowance_problem(account, state, 100, amount)[0] == field


@pytest.mark.parametrize(
    ("form", "custodian", "refused"),
    [
        ("FILED_COMMUNITY_ORG", "STATION", True),
        ("FILED_COMMUNITY_ORG", "STREET", False),
        ("SOCIAL_GROUP", "STATION", False),
    ],
)
def test_books_take_no_line_while_their_custodian_is_not_lawful(form, custodian, refused):
    assert bool(money.custody_problem(form, custodian)) is refused

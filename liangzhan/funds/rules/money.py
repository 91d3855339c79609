"""Money: exact fen, months, who may own, who may sign, what may be spent from which source. Pure."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal, InvalidOperation

from liangzhan.funds.choices import ClaimState, Custodian, FundSource, Spending
from liangzhan.staff.choices.talent import ListState
from liangzhan.stations.choices import LegalForm
from liangzhan.toolkit.transitions import Table

SIGN_SOURCES = (FundSource.F3, FundSource.F4)
"""标识牌制作费用从社区建设或社区工作经费列支 [N 二(三)], 2.3.5."""
LEGAL_PERSONS = (LegalForm.SOCIAL_SERVICE_ORG, LegalForm.SOCIAL_GROUP)
MOST_FEN = 10**11  # a thousand million yuan: beyond it somebody typed a zero too many
NOT_FOR_ACCOUNTS = (
    "本台账为辅助台账，不替代会计账簿；资金由{custodian}，审批和出纳在居（村）民委员会或乡镇（街道）办理。"
)

CLAIM = Table(
    {
        ClaimState.SUBMITTED: (ClaimState.APPROVED, ClaimState.RETURNED, ClaimState.WITHDRAWN),
        ClaimState.RETURNED: (ClaimState.SUBMITTED, ClaimState.WITHDRAWN),
        ClaimState.APPROVED: (ClaimState.PAID, ClaimState.RETURNED),
        ClaimState.PAID: (ClaimState.REVERSED,),
    }
)


def fen_of(text: str) -> tuple[int, str]:
    """Typed yuan → (fen, problem). Exact: no float ever; at most two decimals; commas, 元 and full width are allowed."""
    plain = unicodedata.normalize("NFKC", str(text)).strip().removesuffix("元").strip().lstrip("¥￥").replace(",", "")
    if not re.fullmatch(r"-?\d+(\.\d*)?|-?\.\d+", plain):
        return 0, "请填写金额，例如 320.50。"
    try:
        amount = Decimal(plain)
    except InvalidOperation:  # pragma: no cover -- the pattern above lets nothing else through
        return 0, "请填写金额，例如 320.50。"
    fen = amount * 100
    if fen != fen.to_integral_value():
        return 0, "金额最多两位小数（到分）。"
    if fen <= 0:
        return 0, "金额必须大于 0。"
    if fen > MOST_FEN:
        return 0, "金额过大，请核对单位（元）。"
    return int(fen), ""


def period_of(day: dt.date) -> int:
    """202608"""
    return day.year * 100 + day.month


def next_period(period: int) -> int:
    """The month after."""
    return period + 1 if period % 100 < 12 else (period // 100 + 1) * 100 + 1


def period_words(period: int) -> str:
    """2026年8月"""
    return f"{period // 100}年{period % 100}月"


def first_day_of(period: int) -> dt.date:
    """The first day of the month."""
    return dt.date(period // 100, period % 100, 1)


def is_legal_person(legal_form: str) -> bool:
    """Only a registered organisation is one; a filed station is not, nor one that has neither yet (domain.md 3.2)."""
    return legal_form in LEGAL_PERSONS


def custodian_problem(legal_form: str, custodian: str) -> str:
    """A filed station may hold no account: its money lies with the committee or the street (domain.md 3.2)."""
    if custodian == Custodian.STATION and not is_legal_person(legal_form):
        return "本站不是法人，不能设立账户。请选择由居（村）民委员会或乡镇（街道）代管。"
    return ""


def booking_problem(booked_on: dt.date, happened_on: dt.date, *, closed_through: int, today: dt.date) -> str:
    """May a line be booked on the day? A closed month stays as it is; what came late goes to the next one."""
    if booked_on > today:
        return "记账日期不能晚于今天。"
    if happened_on > booked_on:
        return "业务日期不能晚于记账日期。"
    if period_of(booked_on) <= closed_through:
        late = first_day_of(next_period(closed_through))
        return (
            f"{period_words(period_of(booked_on))}已结账，不能再记账。请把记账日期改为 {late:%Y-%m-%d} 或以后，"
            "业务日期照实填写。"
        )
    return ""


def custody_problem(legal_form: str, custodian: str) -> str:
    """Books whose custodian is no longer lawful (the station lost its registration) take no line until it is put right."""
    if custodian_problem(legal_form, custodian):
        return (
            "本站现在不是法人，资金不能由本站账户保管。请先在台账的“资金保管”中改为居（村）民委员会或乡镇（街道）代管。"
        )
    return ""


def closing_problem(period: int, *, closed_through: int, first: int | None, today: dt.date) -> str:
    """Months are closed one after another, and only when they are over."""
    if first is None:
        return "还没有记账，不用结账。"
    if period <= closed_through:
        return f"{period_words(period)}已经结账。"
    due = next_period(closed_through) if closed_through else first
    if period != due:
        return f"请按月顺序结账，下一个是{period_words(due)}。"
    if period >= period_of(today):
        return f"{period_words(period)}还没有结束，{first_day_of(next_period(period)):%Y-%m-%d} 以后再结账。"
    return ""


def source_problem(source: str, account: str, *, sign: bool, donation: bool) -> tuple[str, str]:
    """(field, sentence): the rule of 2.3.5 for signs, and charity money only with the donation it came from."""
    if account == Spending.X5 and source not in SIGN_SOURCES:
        return "source", "标识制作费用只能从社区工作经费或社区建设经费列支（《通知》二（三））。"
    if account == Spending.X5 and not sign:
        return "sign", "请选择是哪一块标识牌的费用；还没有登记标识牌的，请先登记。"
    if sign and account != Spending.X5:
        return "account", "标识牌费用请选择科目“标识制作”。"
    if source == FundSource.F6 and not donation:
        return "donation", "慈善捐赠资金要按约定用途使用，请选择是哪一笔捐赠。"
    if donation and source != FundSource.F6:
        return "source", "使用捐赠资金时，资金来源请选择“慈善捐赠”。"
    return "", ""


def paper_problem(invoice_no: str, basis: str, *, allowance: bool) -> tuple[str, str]:
    """(field, sentence): every expense rests on an invoice, on a list of allowances, or says on what instead."""
    if invoice_key(invoice_no) or basis.strip() or allowance:
        return "", ""
    return "basis", "没有发票的，请写明依据，例如签领单、会议纪要。"


def allowance_problem(account: str, state: str, total_fen: int, amount_fen: int) -> tuple[str, str]:
    """(field, sentence): a claim pays a whole approved list, as what is spent on persons ([N 四(二)], X1)."""
    if account != Spending.X1:
        return "account", f"发放职业津贴的支出科目请选择“{Spending.X1.label}”。"
    if state not in (ListState.APPROVED, ListState.PAID):
        return "allowance", f"这份津贴名单现在是“{ListState(state).label}”，县级核准后才能报账。"
    if amount_fen != total_fen:
        return "amount", f"这份津贴名单合计 {yuan_words(total_fen)}，金额要和名单一致。"
    return "", ""


def budget_problem(line_fen: int | None, used_fen: int, amount_fen: int) -> str:
    """Nothing is spent beyond its budget line. All in fen; `line_fen` None where no line was set."""
    if line_fen is None:
        return "这个资金来源和科目还没有核定预算，请先在“预算”中核定。"
    if used_fen + amount_fen > line_fen:
        left = max(line_fen - used_fen, 0)
        return f"超出预算：预算 {yuan_words(line_fen)}，已用和待付 {yuan_words(used_fen)}，还可用 {yuan_words(left)}。"
    return ""


def balance_problem(source: str, balance_fen: int, amount_fen: int) -> str:
    """A source is never overdrawn."""
    if amount_fen > balance_fen:
        label = FundSource(source).label
        return f"{label}结余只有 {yuan_words(balance_fen)}，不够支付 {yuan_words(amount_fen)}。请先登记收入。"
    return ""


def approver_problem(*, is_handler: bool, legal_person: bool, outside: bool) -> str:
    """Approver and handler are two; of a filed station the approver sits at the committee or the street (domain.md 8.1)."""
    if is_handler:
        return "经办人和审批人不能是同一人，请由两委或乡镇（街道）的另一位人员审批。"
    if not legal_person and not outside:
        return "本站资金由居（村）民委员会或乡镇（街道）代管，请由两委或乡镇（街道）审批。"
    return ""


def cashier_problem(*, is_handler: bool, is_approver: bool, legal_person: bool, outside: bool) -> str:
    """Handler, approver and cashier are three (domain.md 8.1); two officers of one street may be the second and third."""
    if is_handler:
        return "经办人和出纳不能是同一人，请由两委或乡镇（街道）的另一位人员支付。"
    if is_approver:
        return "审批人和出纳不能是同一人，请由两委或乡镇（街道）的另一位人员支付。"
    if not legal_person and not outside:
        return "本站资金由居（村）民委员会或乡镇（街道）代管，请由两委或乡镇（街道）支付。"
    return ""


def invoice_key(number: str) -> str:
    """One spelling of an invoice number: full width narrowed, blanks and dashes dropped, capitals."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", number).upper())


def yuan_words(fen: int) -> str:
    """1,234.50 元; for sentences."""
    sign, rest = ("-" if fen < 0 else ""), abs(fen)
    return f"{sign}{rest // 100:,}.{rest % 100:02d} 元"

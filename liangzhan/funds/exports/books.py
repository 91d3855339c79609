"""Books and yearly statement as workbooks; amounts in yuan with two decimals, exact."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from liangzhan.funds.choices import EntryKind
from liangzhan.funds.models import Entry
from liangzhan.funds.queries.books import balance_of, budget_table, yearly_statement
from liangzhan.funds.rules.money import period_words
from liangzhan.stations.models import Station
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes

LEDGER = [
    Column("记账日期", "booked_on", "date"),
    Column("凭证号", "voucher", width=12),
    Column("业务日期", "happened_on", "date"),
    Column("摘要", "summary", width=30),
    Column("往来单位", "other_party"),
    Column("资金来源", "source", width=14),
    Column("支出科目", "account", width=16),
    Column("收入（元）", "income", "number"),
    Column("支出（元）", "expense", "number"),
    Column("结余（元）", "balance", "number"),
    Column("经办", "handler", width=12),
    Column("审批", "approver", width=12),
    Column("出纳", "cashier", width=12),
]
SUMS = [
    Column("项目", "label", width=20),
    Column("年初结余（元）", "opening", "number"),
    Column("收入（元）", "income", "number"),
    Column("支出（元）", "expense", "number"),
    Column("年末结余（元）", "closing", "number"),
]
SPENT = [Column("支出科目", "label", width=26), Column("金额（元）", "amount", "number")]
BUDGET = [
    Column("资金来源", "source", width=16),
    Column("支出科目", "account", width=24),
    Column("预算（元）", "budget", "number"),
    Column("已支出（元）", "spent", "number"),
    Column("待支付（元）", "waiting", "number"),
    Column("可用（元）", "left", "number"),
]


def yuan(fen: int) -> Decimal:
    """Fen as an exact decimal of yuan."""
    return Decimal(fen) / 100


def _lines(station: Station, year: int) -> Iterator[dict[str, object]]:
    running = balance_of(station.entries.filter(period__lt=year * 100))
    rows = station.entries.filter(period__gt=year * 100, period__lt=(year + 1) * 100)
    for entry in rows.order_by("period", "year", "number").iterator(500):
        running += entry.effect_fen
        yield {**_entry(entry), "balance": yuan(running)}


def _entry(entry: Entry) -> dict[str, object]:
    names = ("booked_on", "voucher", "happened_on", "summary", "other_party", "handler", "approver")
    income = entry.kind == EntryKind.INCOME
    return {
        **{name: getattr(entry, name) for name in names},
        "source": entry.get_source_display(),
        "account": entry.get_account_display() if entry.account else "",
        "income": yuan(entry.amount_fen) if income else None,
        "expense": None if income else yuan(entry.amount_fen),
        "cashier": entry.booked_by.label,
    }


def books_workbook(station: Station, year: int, aux: str) -> bytes:
    """Every line of a year with running balances, then the sums; `aux` is the line of a filed station."""
    heading = f"{station.name} {year} 年经费台账"
    lines = Sheet("台账", LEDGER, _lines(station, year), heading=heading, note=aux)
    return workbook_bytes([lines, *_sums(station, year, aux)])


def _sums(station: Station, year: int, aux: str) -> list[Sheet]:
    found = yearly_statement(station, year)
    rows = [
        {
            "label": one.label,
            "opening": yuan(one.opening_fen),
            "income": yuan(one.income_fen),
            "expense": yuan(one.expense_fen),
            "closing": yuan(one.closing_fen),
        }
        for one in (*found.sources, found.whole)
    ]
    spent = [{"label": label, "amount": yuan(fen)} for label, fen in found.accounts]
    budget = [
        {
            "source": one.line.get_source_display(),
            "account": one.line.get_account_display(),
            "budget": yuan(one.line.amount_fen),
            "spent": yuan(one.spent_fen),
            "waiting": yuan(one.waiting_fen),
            "left": yuan(one.left_fen),
        }
        for one in budget_table(station, year)
    ]
    closed = "、".join(period_words(one) for one in found.closed) or "无"
    return [
        Sheet("按资金来源", SUMS, rows, heading=f"{year} 年收支表", note=f"{aux}已结账月份：{closed}。"),
        Sheet("按支出科目", SPENT, spent),
        Sheet("预算执行", BUDGET, budget),
    ]


def statement_workbook(station: Station, year: int, aux: str) -> bytes:
    """The yearly statement; `aux` is the line of a filed station."""
    return workbook_bytes(_sums(station, year, aux))

"""预算: what may be spent in a year from a source on an account."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.funds.choices import FundsEvent, FundSource, Spending
from liangzhan.funds.models import BudgetLine
from liangzhan.funds.queries.books import used_of_budget
from liangzhan.funds.rules.money import SIGN_SOURCES, yuan_words
from liangzhan.funds.services.posting import OpenBook
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken


@recorded(FundsEvent.BUDGET_SET, keep=["year", "source", "account", "amount_fen", "reason"])
def set_budget(
    *, station: Station, year: int, source: str, account: str, amount_fen: int, by: Actor, reason: str = ""
) -> BudgetLine:
    """Set a line or change it (with a reason); never below what is spent or approved already. 0 closes a line."""
    OpenBook(station)
    if source == FundSource.F6:
        raise RuleBroken("慈善捐赠按约定用途和余额控制，不另设预算。", field="source")
    if account == Spending.X5 and source not in SIGN_SOURCES:
        raise RuleBroken("标识制作费用只能从社区工作经费或社区建设经费列支（《通知》二（三））。", field="source")
    if not amount_fen >= 0:
        raise RuleBroken("预算不能小于 0。", field="amount")
    used = used_of_budget(station, year, source, account)
    if amount_fen < used:
        raise RuleBroken(f"已用和待付 {yuan_words(used)}，预算不能低于这个数。", field="amount")
    line = BudgetLine.objects.filter(station=station, year=year, source=source, account=account).first()
    if line is not None and line.amount_fen != amount_fen and not reason.strip():
        raise RuleBroken("调整已有预算请写明理由。", field="reason")
    row = line or BudgetLine(
        station=station, division_code=station.division_code, year=year, source=source, account=account
    )
    row.amount_fen, row.set_by = amount_fen, by
    row.save()
    return row

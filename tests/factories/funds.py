"""Things and money written through the services where numbers matter, else directly."""

import datetime as dt
import itertools
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.funds.models import Asset, Book, BudgetLine, Claim, Donation, Entry, Stocktake, Supply, SupplyBatch
from liangzhan.funds.services.assets import register_asset
from liangzhan.funds.services.books import book_income, open_book
from liangzhan.funds.services.budget import set_budget
from liangzhan.funds.services.claims import make_claim
from liangzhan.funds.services.donations import register_donation
from liangzhan.funds.services.stocktakes import open_stocktake
from liangzhan.funds.services.supplies import receive_supply, save_supply
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today

BY = Actor.system("测试")
_serials = itertools.count(1)


def make_asset(station: Station, **fields: Any) -> Asset:
    """A table of the committee's, unless told."""
    given: dict[str, Any] = {
        "name": "折叠桌",
        "category": "FURNITURE",
        "kind": "DESK",
        "source": "ALLOCATED",
        "owner": "COMMITTEE",
        "acquired_on": dt.date(2020, 6, 3),
        "keeper": "示例管理员",
        "price_fen": 30000,
        "by": BY,
    }
    return register_asset(station=station, **{**given, **fields})


def make_stocktake(station: Station, **fields: Any) -> Stocktake:
    """A count that is open."""
    return open_stocktake(station=station, **{"by": BY, **fields})


def make_book(station: Station, custodian: str = "COMMITTEE") -> Book:
    """Books kept by the committee."""
    return open_book(station=station, custodian=custodian, custodian_name="示例居委会", by=BY)


def make_income(station: Station, amount_fen: int = 1_000_000, source: str = "F3", **fields: Any) -> Entry:
    """Money of the committee's work budget."""
    given: dict[str, Any] = {"summary": "年度拨入", "happened_on": today(), "by": BY}
    return book_income(station=station, source=source, amount_fen=amount_fen, **{**given, **fields})


def make_budget(station: Station, amount_fen: int = 500_000, source: str = "F3", account: str = "X2") -> BudgetLine:
    """A line of this year."""
    return set_budget(station=station, year=today().year, source=source, account=account, amount_fen=amount_fen, by=BY)


def make_claim_row(station: Station, by: Actor = BY, **fields: Any) -> Claim:
    """An expense for an activity, handed in."""
    given: dict[str, Any] = {
        "summary": "重阳节活动用品",
        "source": "F3",
        "account": "X2",
        "amount_fen": 32_050,
        "spent_on": today(),
        "payee": "示例商店",
        "invoice_no": f"示例{next(_serials):08d}",
        "by": by,
    }
    return make_claim(station=station, **{**given, **fields})


def make_donation(station: Station, **fields: Any) -> Donation:
    """Money of a firm, received by the committee for activities."""
    given: dict[str, Any] = {
        "donor_kind": "ORGANISATION",
        "donor_name": "示例商贸公司",
        "kind": "CASH",
        "amount_fen": 200_000,
        "receiver": "COMMITTEE",
        "receiver_name": "示例居委会",
        "receipt": "LAWFUL",
        "issuer": "COMMITTEE",
        "issuer_name": "示例居委会",
        "receipt_no": f"示例票{next(_serials):06d}",
        "purpose": "为老服务活动",
        "accounts": ["X2"],
        "received_on": today(),
        "by": BY,
    }
    return register_donation(station=station, **{**given, **fields})


def make_supply(station: Station, name: str = "医用口罩", **fields: Any) -> Supply:
    """A kind of thing without stock."""
    return save_supply(station=station, name=name, unit="只", by=BY, **fields)


def make_batch(supply: Supply, quantity: int = 100, **fields: Any) -> SupplyBatch:
    """A batch that came today."""
    return receive_supply(supply=supply, quantity=quantity, source="BOUGHT", **{"by": BY, **fields})

"""Tables of the room, by noun."""

from liangzhan.funds.models.asset import HERE, KEPT, Asset, AssetChange, Disposal, Handover, HandoverLine, Loan
from liangzhan.funds.models.donation import Donation, DonationUse, PurposeChange
from liangzhan.funds.models.money import Book, BudgetLine, Claim, ClaimScan, Entry, MonthClose
from liangzhan.funds.models.stocktake import Stocktake, StocktakeLine
from liangzhan.funds.models.supply import Supply, SupplyBatch, SupplyMove

__all__ = [
    "HERE",
    "KEPT",
    "Asset",
    "AssetChange",
    "Book",
    "BudgetLine",
    "Claim",
    "ClaimScan",
    "Disposal",
    "Donation",
    "DonationUse",
    "Entry",
    "Handover",
    "HandoverLine",
    "Loan",
    "MonthClose",
    "PurposeChange",
    "Stocktake",
    "StocktakeLine",
    "Supply",
    "SupplyBatch",
    "SupplyMove",
]

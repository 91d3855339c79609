"""Words of the room, by noun."""

from liangzhan.funds.choices.assets import (
    AssetCategory,
    AssetSource,
    AssetState,
    ChangeKind,
    CountResult,
    DisposalState,
    DisposalWay,
    HandoverState,
    Owner,
    StocktakeState,
    SupplyMoveKind,
)
from liangzhan.funds.choices.donations import DonationKind, DonorKind, Party, RaisedBy, ReceiptKind
from liangzhan.funds.choices.events import FundsEvent
from liangzhan.funds.choices.money import ClaimState, Custodian, EntryKind, FundSource, Spending

__all__ = [
    "AssetCategory",
    "AssetSource",
    "AssetState",
    "ChangeKind",
    "ClaimState",
    "CountResult",
    "Custodian",
    "DisposalState",
    "DisposalWay",
    "DonationKind",
    "DonorKind",
    "EntryKind",
    "FundSource",
    "FundsEvent",
    "HandoverState",
    "Owner",
    "Party",
    "RaisedBy",
    "ReceiptKind",
    "Spending",
    "StocktakeState",
    "SupplyMoveKind",
]

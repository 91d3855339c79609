"""Things: states, whose they are, who approves a disposal, what a count says. Pure; domain.md 8.1."""

from __future__ import annotations

import datetime as dt

from liangzhan.funds.choices import (
    AssetSource,
    AssetState,
    CountResult,
    DisposalState,
    DisposalWay,
    HandoverState,
    Owner,
    StocktakeState,
)
from liangzhan.funds.rules.money import is_legal_person
from liangzhan.toolkit.transitions import Table

ASSET = Table(
    {
        AssetState.IN_USE: (
            AssetState.IDLE,
            AssetState.REPAIR,
            AssetState.LENT,
            AssetState.LOST,
            AssetState.DISPOSED,
        ),
        AssetState.IDLE: (
            AssetState.IN_USE,
            AssetState.REPAIR,
            AssetState.LENT,
            AssetState.LOST,
            AssetState.DISPOSED,
        ),
        AssetState.REPAIR: (AssetState.IN_USE, AssetState.LOST, AssetState.DISPOSED),
        AssetState.LENT: (AssetState.IN_USE, AssetState.LOST),
        AssetState.LOST: (AssetState.IN_USE, AssetState.DISPOSED),
    }
)
DISPOSAL = Table(
    {
        DisposalState.REQUESTED: (DisposalState.COMMITTEE, DisposalState.APPROVED, DisposalState.REFUSED),
        DisposalState.COMMITTEE: (DisposalState.APPROVED, DisposalState.REFUSED),
    }
)
STOCKTAKE = Table(
    {
        StocktakeState.OPEN: (StocktakeState.SETTLED, StocktakeState.CANCELLED),
        StocktakeState.SETTLED: (StocktakeState.SIGNED,),
    }
)
HANDOVER = Table({HandoverState.OPEN: (HandoverState.SIGNED, HandoverState.CANCELLED)})

# States in which a count expects to find the thing at the station.
EXPECTED = (AssetState.IN_USE, AssetState.IDLE)
# Of these a paper alone is not enough: the thing is somebody else's and goes back, it is not disposed of.
NOT_OURS = (AssetSource.BORROWED, AssetSource.SHARED)
# Ways of disposal that bring nothing in.
NO_PROCEEDS = (DisposalWay.ALLOT, DisposalWay.DONATE)


def owner_problem(owner: str, source: str, legal_form: str) -> str:
    """A filed station owns nothing: it uses and keeps what the committee or the street owns (domain.md 8.1)."""
    if owner == Owner.STATION and not is_legal_person(legal_form):
        return "本站不是法人，是使用和保管人。权属请选择居（村）民委员会或乡镇（街道）。"
    if source in NOT_OURS and owner == Owner.STATION:
        return "借用、共用的资产不归本站所有，请选择出借或共用单位。"
    if source not in NOT_OURS and owner == Owner.OTHER:
        return "只有借用、共用的资产属于出借或共用单位，请核对来源。"
    return ""


def day_problem(day: dt.date, today: dt.date, *, not_before: dt.date | None = None) -> str:
    """A deed is not dated in the future, nor before the thing was there."""
    if day > today:
        return "日期不能晚于今天。"
    if not_before is not None and day < not_before:
        return f"日期不能早于 {not_before:%Y-%m-%d}。"
    return ""


def disposal_problem(source: str, state: str) -> str:
    """What may be put up for disposal."""
    if source in NOT_OURS:
        return "借用、共用的资产不作处置，请归还出借或共用单位后登记停用。"
    if state == AssetState.LENT:
        return "这件资产借出未还，归还后才能处置。"
    if state == AssetState.DISPOSED:
        return "这件资产已经处置。"
    return ""


def split_problem(state: str, quantity: int, part: int) -> tuple[str, str]:
    """(field, sentence): of several alike that stand here, some get a number of their own; at least one stays."""
    if state not in EXPECTED:
        return "", "只有在用或闲置的资产可以拆分，请先归还、修复或找回。"
    if not 0 < part < quantity:
        return "quantity", f"拆出的数量要在 1 和 {quantity - 1} 之间。" if quantity > 1 else "只有一件，不用拆分。"
    return "", ""


def proceeds_problem(way: str, state: str) -> str:
    """What an approved disposal may bring in: a sale, scrap value, a compensation; never what was given away."""
    if state != DisposalState.APPROVED:
        return "这项处置还没有批准，批准后才能登记处置收入。"
    if way in NO_PROCEEDS:
        return f"{DisposalWay(way).label}没有处置收入。"
    return ""


def needs_street(value_fen: int, limit_fen: int) -> bool:
    """Above the limit the street approves after the 两委 (domain.md 8.1: station → 两委 → street)."""
    return value_fen > limit_fen


def next_disposal_state(
    state: str, *, needs_street: bool, by_street: bool, by_committee: bool, paper: bool
) -> tuple[str, str]:
    """(next state, problem) of an approval. The street may act for the 两委 with their written opinion."""
    if state == DisposalState.REQUESTED and needs_street:
        if by_street and paper:
            return DisposalState.APPROVED, ""
        if by_committee:
            return DisposalState.COMMITTEE, ""
        return "", "价值超过限额，先由两委审批；两委没有账户的，请上传两委的纸质意见。"
    if state == DisposalState.COMMITTEE and not by_street:
        return "", "价值超过限额，两委已同意，现在由乡镇（街道）审批。"
    return DisposalState.APPROVED, ""


def second_signer_problem(first: object, second: object, *, paper: bool) -> str:
    """Two signatures are two persons; a signed paper stands for whoever has no account."""
    if first == second and not paper:
        return "第二签字人要是另一个人：本站其他人员、两委、乡镇（街道）或督导；也可以上传签字的纸质表。"
    return ""


def result_of(
    *,
    expected: bool,
    booked_quantity: int,
    found_quantity: int,
    booked_room: int | None,
    found_room: int | None,
) -> CountResult:
    """What one count says. Room ids; no room given at the count, or none in the books, is no difference."""
    if found_quantity == 0:
        return CountResult.MISSING
    if not expected:
        return CountResult.UNEXPECTED
    if found_quantity != booked_quantity:
        return CountResult.SHORT
    if found_room is not None and found_room != booked_room:
        return CountResult.MOVED
    return CountResult.CORRECT


def has_difference(results: list[str]) -> bool:
    """Is there something whose reason must be told?"""
    return any(one in (CountResult.PENDING, CountResult.MISSING, CountResult.SHORT) for one in results)


def stocktake_due(last_on: dt.date | None, first_on: dt.date, interval: int) -> dt.date:
    """The day by which the next count is due: so many days after the last one, or after the first thing came."""
    return (last_on or first_on) + dt.timedelta(days=interval)

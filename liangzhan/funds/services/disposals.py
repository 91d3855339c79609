"""处置: asked for by the station, approved by value (domain.md 8.1)."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.audit.services import recorded
from liangzhan.funds import messages
from liangzhan.funds.choices import AssetState, ChangeKind, DisposalState, FundsEvent
from liangzhan.funds.models import Asset, AssetChange, Disposal
from liangzhan.funds.queries.seats import holds_at
from liangzhan.funds.rules.assets import ASSET, DISPOSAL, disposal_problem, needs_street, next_disposal_state
from liangzhan.stations.uploads import kept_paper
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move


@recorded(FundsEvent.DISPOSAL_REQUESTED, keep=["way"])
def request_disposal(*, asset: Asset, way: str, reason: str, by: Actor) -> Disposal:
    """The station asks; whether the street decides as well follows from the value and the limit of the day."""
    held = Asset.objects.select_for_update(of=("self",)).get(pk=asset.pk)
    if problem := disposal_problem(held.source, held.state):
        raise RuleBroken(problem)
    if not reason.strip():
        raise RuleBroken("请写明处置理由。", field="reason")
    if held.disposals.filter(state__in=[DisposalState.REQUESTED, DisposalState.COMMITTEE]).exists():
        raise RuleBroken("这件资产已有处置申请在办。")
    limit = value_of("asset.disposal.street_above", on=today(), division_code=held.division_code)
    disposal = Disposal.objects.create(
        asset=asset,
        way=way,
        value_fen=held.value_fen,
        needs_street=needs_street(held.value_fen, int(limit) * 100),
        reason=reason.strip(),
        state_since=today(),
        requested_by=by,
    )
    messages.disposal_waits(disposal, levels=("COMMUNITY", "STREET"), by=by)
    return disposal


@recorded(FundsEvent.DISPOSAL_DECIDED, keep=["agrees"])
def decide_disposal(*, disposal: Disposal, agrees: bool, by: Actor, note: str = "", paper: Any = None) -> Disposal:
    """The 两委 approve; above the limit the street as well. Refusing needs a reason. Approved, the thing is disposed of.

    Whoever asked does not decide. The street may act for a committee without an account, with its written opinion.
    """
    station = disposal.asset.station
    if by.uuid == disposal.requested_by.uuid:
        raise RuleBroken("申请人和审批人不能是同一人，请由两委或乡镇（街道）的另一位人员审批。")
    if not agrees:
        if not note.strip():
            raise RuleBroken("请写明不同意的理由。", field="note")
        return _refuse(disposal, note, by)
    state, problem = next_disposal_state(
        disposal.state,
        needs_street=disposal.needs_street,
        by_street=holds_at(by, station, Role.STREET),
        by_committee=holds_at(by, station, Role.COMMITTEE),
        paper=bool(paper),
    )
    if problem:
        raise RuleBroken(problem)
    also: dict[str, Any] = {"note": note.strip()[:300], "decided_at": moment(), "decided_by": by}
    if file := kept_paper(paper, "两委处置意见", by, field="paper"):
        also["paper"] = file
    move(disposal, state, table=DISPOSAL, by=by, reason=note, **also)
    if state == DisposalState.COMMITTEE:
        messages.disposal_settled(disposal, by=by)
        messages.disposal_waits(disposal, levels=("STREET",), by=by)
        return disposal
    asset = disposal.asset
    words = f"{disposal.get_way_display()}：{disposal.reason}"
    move(asset, AssetState.DISPOSED, table=ASSET, by=by, reason=disposal.reason)
    AssetChange.objects.create(asset=asset, kind=ChangeKind.DISPOSED, on=today(), note=words[:300], written_by=by)
    messages.disposal_decided(disposal, by=by)
    return disposal


def _refuse(disposal: Disposal, note: str, by: Actor) -> Disposal:
    move(
        disposal,
        DisposalState.REFUSED,
        table=DISPOSAL,
        by=by,
        reason=note,
        note=note.strip()[:300],
        decided_at=moment(),
        decided_by=by,
    )
    messages.disposal_decided(disposal, by=by)
    return disposal

"""保管交接: all that one keeper held passes to another, with two signatures."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.funds import messages
from liangzhan.funds.choices import ChangeKind, FundsEvent, HandoverState
from liangzhan.funds.models import Asset, AssetChange, Handover, HandoverLine
from liangzhan.funds.rules.assets import HANDOVER, second_signer_problem
from liangzhan.stations.models import Station
from liangzhan.stations.uploads import kept_paper
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move


@recorded(FundsEvent.HANDOVER_OPENED)
def open_handover(*, station: Station, from_keeper: str, to_keeper: str, by: Actor, note: str = "") -> Handover:
    """List all that the keeper holds; whoever opens it signs for the giving side."""
    if from_keeper.strip() == to_keeper.strip():
        raise RuleBroken("移交人和接收人不能相同。", field="to_keeper")
    Station.objects.select_for_update(of=("self",)).get(pk=station.pk)
    held = list(Asset.objects.kept().filter(station=station, keeper=from_keeper.strip()).order_by("number"))
    if not held:
        raise RuleBroken(f"{from_keeper.strip()}名下没有在册资产，请核对姓名。", field="from_keeper")
    if station.handovers.filter(state=HandoverState.OPEN, from_keeper=from_keeper.strip()).exists():
        raise RuleBroken("这位保管人已有交接在办，请先签收或取消。", field="from_keeper")
    handover = Handover.objects.create(
        station=station,
        division_code=station.division_code,
        from_keeper=from_keeper.strip(),
        to_keeper=to_keeper.strip(),
        note=note.strip(),
        state_since=today(),
        opened_by=by,
    )
    HandoverLine.objects.bulk_create(
        [HandoverLine(handover=handover, asset=one, quantity=one.quantity, state_then=one.state) for one in held]
    )
    href = reverse("funds:handover-page", args=[handover.pk])
    messages.signature_wanted(handover, href, "财物交接", by=by)
    return handover


@recorded(FundsEvent.HANDOVER_SIGNED)
def sign_handover(*, handover: Handover, by: Actor, paper: Any = None) -> Handover:
    """The receiving side signs: another person, or the signed list on paper. The things are the new keeper's."""
    if problem := second_signer_problem(handover.opened_by.uuid, by.uuid, paper=bool(paper)):
        raise RuleBroken(problem, field="paper")
    file = kept_paper(paper, "财物交接清单", by, field="paper")
    move(handover, HandoverState.SIGNED, table=HANDOVER, by=by, signed_at=moment(), signed_by=by, paper=file)
    ids = list(handover.lines.order_by("id").values_list("asset_id", flat=True))
    Asset.objects.filter(pk__in=ids).update(keeper=handover.to_keeper)
    words = f"{handover.from_keeper} → {handover.to_keeper}"
    AssetChange.objects.bulk_create(
        [AssetChange(asset_id=pk, kind=ChangeKind.HANDED, on=today(), note=words, written_by=by) for pk in ids]
    )
    messages.signature_done(handover, by=by)
    return handover


@recorded(FundsEvent.HANDOVER_CANCELLED)
def cancel_handover(*, handover: Handover, reason: str, by: Actor) -> Handover:
    """Nothing changes hands."""
    if not reason.strip():
        raise RuleBroken("请写明取消理由。", field="reason")
    messages.signature_done(handover, by=by)
    return move(handover, HandoverState.CANCELLED, table=HANDOVER, by=by, reason=reason)

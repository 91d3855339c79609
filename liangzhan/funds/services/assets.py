"""The register of things: receive, move, repair, lend, lose, find."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.funds.choices import AssetState, ChangeKind, FundsEvent, StocktakeState
from liangzhan.funds.models import Asset, AssetChange, Loan
from liangzhan.funds.rules.assets import ASSET, day_problem, owner_problem, split_problem
from liangzhan.stations.choices import EquipmentKind
from liangzhan.stations.models import Room, Station
from liangzhan.stations.uploads import kept_photo
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.numbering import next_number
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import move

KIND_OF = {
    AssetState.IDLE: ChangeKind.IDLE,
    AssetState.IN_USE: ChangeKind.USED,
    AssetState.REPAIR: ChangeKind.REPAIR,
    AssetState.LOST: ChangeKind.LOST,
}
BACK_FROM = {AssetState.REPAIR: ChangeKind.REPAIRED, AssetState.LOST: ChangeKind.FOUND}


class _Life:
    """Writes what happened to a thing."""

    def __init__(self, by: Actor) -> None:
        self.by = by

    def note(self, asset: Asset, kind: ChangeKind, on: dt.date, words: str = "") -> AssetChange:
        return AssetChange.objects.create(asset=asset, kind=kind, on=on, note=words[:300], written_by=self.by)


def _check(station: Station, owner: str, source: str, acquired_on: dt.date, room: Room | None, quantity: int) -> None:
    if quantity < 1:
        raise RuleBroken("数量至少为 1。", field="quantity")
    if problem := owner_problem(owner, source, station.legal_form):
        raise RuleBroken(problem, field="owner")
    if problem := day_problem(acquired_on, today()):
        raise RuleBroken(problem, field="acquired_on")
    if room is not None and room.site_id != station.site_id:
        raise RuleBroken("所选房间不在本站场所。", field="room")


@recorded(FundsEvent.ASSET_REGISTERED, keep=["category", "kind", "quantity", "owner"])
def register_asset(
    *,
    station: Station,
    name: str,
    category: str,
    source: str,
    owner: str,
    acquired_on: dt.date,
    keeper: str,
    by: Actor,
    kind: str = EquipmentKind.OTHER,
    quantity: int = 1,
    room: Room | None = None,
    photo: Any = None,
    **details: Any,
) -> Asset:
    """Enter a thing, or several alike; it gets the station's next number, which stands on its label.

    `details`: spec, unit, price_fen (per piece), fund (source of the money), spot.
    """
    _check(station, owner, source, acquired_on, room, quantity)
    asset = Asset.objects.create(
        station=station,
        division_code=station.division_code,
        number=next_number(f"asset:{station.pk}"),
        name=name.strip(),
        category=category,
        kind=kind,
        quantity=quantity,
        source=source,
        owner=owner,
        acquired_on=acquired_on,
        room=room,
        keeper=keeper.strip(),
        photo=kept_photo(photo, f"{station.name}资产照片", by),
        state_since=acquired_on,
        registered_by=by,
        **details,
    )
    return _received(asset, by)


def _received(asset: Asset, by: Actor) -> Asset:
    words = f"{asset.get_source_display()}，{asset.quantity} {asset.unit}"
    _Life(by).note(asset, ChangeKind.RECEIVED, asset.acquired_on, words)
    return asset


EDITABLE = ("name", "category", "kind", "spec", "unit", "price_fen", "source", "fund", "owner", "acquired_on")


@recorded(FundsEvent.ASSET_EDITED, keep=["reason"])
def edit_asset(*, asset: Asset, reason: str, by: Actor, photo: Any = None, **changes: Any) -> Asset:
    """Correct what the register says (not place, keeper or quantity, which have deeds of their own). Says why."""
    if not reason.strip():
        raise RuleBroken("请写明更正理由。", field="reason")
    wanted = {name: changes.get(name, getattr(asset, name)) for name in EDITABLE}
    _check(asset.station, wanted["owner"], wanted["source"], wanted["acquired_on"], None, 1)
    for name, value in wanted.items():
        setattr(asset, name, value)
    if file := kept_photo(photo, f"{asset.station.name}资产照片", by):
        asset.photo = file
    asset.save(update_fields=[*EDITABLE, "photo"])
    _Life(by).note(asset, ChangeKind.EDITED, today(), reason.strip())
    return asset


@recorded(FundsEvent.ASSET_MOVED, keep=["on"])
def move_asset(*, asset: Asset, room: Room | None, by: Actor, spot: str = "", on: dt.date | None = None) -> Asset:
    """The thing stands elsewhere now."""
    day = on or today()
    if problem := day_problem(day, today(), not_before=asset.acquired_on):
        raise RuleBroken(problem, field="on")
    if room is not None and room.site_id != asset.station.site_id:
        raise RuleBroken("所选房间不在本站场所。", field="room")
    before = asset.place or "未登记位置"
    asset.room, asset.spot = room, spot.strip()
    asset.save(update_fields=["room", "spot"])
    _Life(by).note(asset, ChangeKind.MOVED, day, f"{before} → {asset.place or '未登记位置'}")
    return asset


@recorded(FundsEvent.ASSET_SPLIT, keep=["quantity"])
def split_asset(*, asset: Asset, quantity: int, reason: str, by: Actor) -> Asset:
    """Some of several alike get a number and a label of their own, so that only they are lent, repaired or disposed of."""
    held = Asset.objects.select_for_update(of=("self",)).get(pk=asset.pk)
    field, problem = split_problem(held.state, held.quantity, quantity)
    if problem:
        raise RuleBroken(problem, field=field)
    if held.station.stocktakes.filter(state=StocktakeState.OPEN).exists():
        raise RuleBroken("本站正在盘点，盘点结束后再拆分。")
    part = held.part(quantity, next_number(f"asset:{held.station_id}"), by)
    part.save()
    held.quantity -= quantity
    held.save(update_fields=["quantity"])
    words = f"{held.label} 拆出 {quantity} {held.unit}为 {part.label}：{reason.strip()}"
    for one in (held, part):
        _Life(by).note(one, ChangeKind.SPLIT, today(), words)
    return part


@recorded(FundsEvent.ASSET_STATE, keep=["to", "on"])
def set_asset_state(*, asset: Asset, to: str, reason: str, by: Actor, on: dt.date | None = None) -> Asset:
    """Put aside, into use, to repair, lost, found again. Lending and disposal have deeds of their own."""
    day = on or today()
    if to not in KIND_OF:
        raise RuleBroken("借出、归还和处置请用各自的办理页面。")
    if asset.state == AssetState.LENT and to != AssetState.LOST:
        raise RuleBroken("这件资产借出未还，请先登记归还。")
    if problem := day_problem(day, today(), not_before=asset.acquired_on):
        raise RuleBroken(problem, field="on")
    if to == AssetState.LOST and not reason.strip():
        raise RuleBroken("请写明遗失经过。", field="reason")
    before = AssetState(asset.state)
    move(asset, to, table=ASSET, by=by, reason=reason, on=day)
    if before == AssetState.LENT:
        asset.loans.filter(returned_on__isnull=True).update(
            returned_on=day, returned_by=by, condition_back="借用期间遗失"
        )
    kind = BACK_FROM.get(before, KIND_OF[AssetState(to)]) if to == AssetState.IN_USE else KIND_OF[AssetState(to)]
    _Life(by).note(asset, kind, day, reason.strip())
    return asset


@recorded(FundsEvent.ASSET_LENT, keep=["due_on"])
def lend_asset(
    *,
    asset: Asset,
    borrower: str,
    due_on: dt.date,
    by: Actor,
    lent_on: dt.date | None = None,
    condition: str = "",
) -> Loan:
    """Lend to an office or an activity (no private names). A thing that is lent is not lent again."""
    day = lent_on or today()
    if problem := day_problem(day, today(), not_before=asset.acquired_on):
        raise RuleBroken(problem, field="lent_on")
    if due_on < day:
        raise RuleBroken("应还日期不能早于借出日期。", field="due_on")
    move(asset, AssetState.LENT, table=ASSET, by=by, reason=borrower, on=day)
    try:
        with transaction.atomic():
            loan = Loan.objects.create(
                asset=asset,
                borrower=borrower.strip(),
                lent_on=day,
                due_on=due_on,
                condition_out=condition,
                lent_by=by,
            )
    except IntegrityError as clash:
        raise RuleBroken("这件资产已借出，归还后才能再借。") from clash
    _Life(by).note(asset, ChangeKind.LENT, day, f"{loan.borrower}，应还 {due_on:%Y-%m-%d}")
    return loan


@recorded(FundsEvent.ASSET_RETURNED, keep=["on"])
def return_asset(*, asset: Asset, by: Actor, condition: str = "", on: dt.date | None = None) -> Loan:
    """The thing came back."""
    day = on or today()
    loan = asset.loans.filter(returned_on__isnull=True).first()
    if loan is None:
        raise RuleBroken("这件资产没有未还的借用。")
    if problem := day_problem(day, today(), not_before=loan.lent_on):
        raise RuleBroken(problem, field="on")
    move(asset, AssetState.IN_USE, table=ASSET, by=by, reason="归还", on=day)
    loan.returned_on, loan.returned_by, loan.condition_back = day, by, condition
    loan.save(update_fields=["returned_on", "returned_by", "condition_back"])
    _Life(by).note(asset, ChangeKind.RETURNED, day, condition or loan.borrower)
    return loan

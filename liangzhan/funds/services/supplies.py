"""物资: in by batch, out first-expiring first, never more than there is."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.funds.choices import FundsEvent, SupplyMoveKind
from liangzhan.funds.models import Supply, SupplyBatch, SupplyMove
from liangzhan.funds.rules.supplies import Stock, allocate, expiry_problem, is_expired
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.numbering import next_number
from liangzhan.toolkit.periods import today

MOST = 1_000_000


@recorded(FundsEvent.SUPPLY_SAVED)
def save_supply(
    *, station: Station, name: str, unit: str, by: Actor, low_mark: int = 0, supply: Supply | None = None
) -> Supply:
    """Enter a kind of thing, or change one."""
    row = supply or Supply(station=station, division_code=station.division_code, added_by=by)
    row.name, row.unit, row.low_mark = name.strip(), unit.strip(), low_mark
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as clash:
        raise RuleBroken("本站已有同名同单位的物资，请直接入库。", field="name") from clash
    return row


class _Shelf:
    """All batches of one supply, locked: two who take from it do so one after the other."""

    def __init__(self, supply: Supply, by: Actor) -> None:
        Supply.objects.select_for_update(of=("self",)).get(pk=supply.pk)
        self.supply, self.by = supply, by
        self.batches = {one.pk: one for one in supply.batches.filter(balance__gt=0).order_by("id")}

    def slip(self) -> int:
        return next_number(f"supply:{self.supply.station_id}")

    def put(
        self,
        batch: SupplyBatch,
        kind: SupplyMoveKind,
        quantity: int,
        *,
        slip: int,
        on: dt.date,
        receiver: str = "",
        note: str = "",
    ) -> SupplyMove:
        batch.balance += quantity
        batch.save(update_fields=["balance"])
        return SupplyMove.objects.create(
            batch=batch,
            kind=kind,
            quantity=quantity,
            slip=slip,
            on=on,
            receiver=receiver.strip(),
            note=note.strip(),
            written_by=self.by,
        )


def _check_quantity(quantity: int) -> None:
    if not 0 < quantity <= MOST:
        raise RuleBroken("数量要大于 0、不超过 1,000,000。", field="quantity")


@recorded(FundsEvent.SUPPLY_IN, keep=["quantity"])
def receive_supply(
    *,
    supply: Supply,
    quantity: int,
    source: str,
    by: Actor,
    received_on: dt.date | None = None,
    expires_on: dt.date | None = None,
    batch: str = "",
    note: str = "",
) -> SupplyBatch:
    """A batch came in."""
    _check_quantity(quantity)
    day = received_on or today()
    field, problem = expiry_problem(day, expires_on, today())
    if problem:
        raise RuleBroken(problem, field=field)
    shelf = _Shelf(supply, by)
    row = SupplyBatch.objects.create(
        supply=supply, batch=batch.strip(), source=source, received_on=day, expires_on=expires_on
    )
    shelf.put(row, SupplyMoveKind.IN, quantity, slip=shelf.slip(), on=day, note=note)
    return row


@recorded(FundsEvent.SUPPLY_OUT, keep=["quantity"])
def issue_supply(
    *, supply: Supply, quantity: int, receiver: str, by: Actor, on: dt.date | None = None, note: str = ""
) -> list[SupplyMove]:
    """Give out to an office or an activity: the first to expire goes first, expired ones never. One slip number."""
    _check_quantity(quantity)
    day = on or today()
    if day > today():
        raise RuleBroken("日期不能晚于今天。", field="on")
    if not receiver.strip():
        raise RuleBroken("请填写领用的单位或活动。", field="receiver")
    shelf = _Shelf(supply, by)
    stocks = [Stock(one.pk, one.balance, one.received_on, one.expires_on) for one in shelf.batches.values()]
    parts, missing = allocate(stocks, quantity, day)
    if missing:
        there, when = f"{quantity - missing} {supply.unit}", "" if day == today() else f"在 {day:%Y-%m-%d} "
        problem = f"{supply.name}{when}可用结存只有 {there}，不够领用 {quantity} {supply.unit}。"
        raise RuleBroken(problem, field="quantity")
    slip = shelf.slip()
    return [
        shelf.put(shelf.batches[pk], SupplyMoveKind.OUT, -taken, slip=slip, on=day, receiver=receiver, note=note)
        for pk, taken in parts
    ]


@recorded(FundsEvent.SUPPLY_WRITTEN_OFF, keep=["quantity"])
def write_off_supply(*, batch: SupplyBatch, quantity: int, reason: str, by: Actor) -> SupplyMove:
    """What expired or broke leaves the books with a reason."""
    _check_quantity(quantity)
    if not reason.strip():
        raise RuleBroken("请写明核销理由。", field="reason")
    shelf = _Shelf(batch.supply, by)
    held = shelf.batches.get(batch.pk)
    if held is None or held.balance < quantity:
        left = held.balance if held else 0
        raise RuleBroken(f"这批只剩 {left} {batch.supply.unit}，不能核销 {quantity}。", field="quantity")
    return shelf.put(held, SupplyMoveKind.WRITE_OFF, -quantity, slip=shelf.slip(), on=today(), note=reason)


@recorded(FundsEvent.SUPPLY_IN, keep=["quantity"])
def take_back_supply(*, batch: SupplyBatch, quantity: int, receiver: str, by: Actor, note: str = "") -> SupplyMove:
    """What was not used comes back into its batch, never more than had gone out of it."""
    _check_quantity(quantity)
    shelf = _Shelf(batch.supply, by)
    held = SupplyBatch.objects.get(pk=batch.pk)
    if is_expired(held.expires_on, today()):
        raise RuleBroken("这批物资已过有效期，不能退回。")
    moves = held.moves.filter(kind__in=[SupplyMoveKind.OUT, SupplyMoveKind.BACK])
    out = -sum(moves.order_by("id").values_list("quantity", flat=True))
    if quantity > out:
        raise RuleBroken(f"这批领出未退的只有 {out} {batch.supply.unit}。", field="quantity")
    return shelf.put(held, SupplyMoveKind.BACK, quantity, slip=shelf.slip(), on=today(), receiver=receiver, note=note)

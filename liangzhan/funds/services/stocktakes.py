"""盘点 by phone: open, count, settle with one tap, second signature. A count that is sent twice counts once."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.funds import messages
from liangzhan.funds.choices import CountResult, FundsEvent, StocktakeState
from liangzhan.funds.models import Asset, Stocktake, StocktakeLine
from liangzhan.funds.rules.assets import (
    EXPECTED,
    STOCKTAKE,
    has_difference,
    result_of,
    second_signer_problem,
)
from liangzhan.funds.services.settling import Settling
from liangzhan.stations.models import Room, Station
from liangzhan.stations.uploads import kept_paper
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move


@recorded(FundsEvent.STOCKTAKE_OPENED)
def open_stocktake(*, station: Station, by: Actor, room: Room | None = None) -> Stocktake:
    """Lay down what the books say of the station (or of one room). One count of a station at a time."""
    Station.objects.select_for_update(of=("self",)).get(pk=station.pk)
    if station.stocktakes.filter(state=StocktakeState.OPEN).exists():
        raise RuleBroken("本站已有盘点在进行，请继续或先取消。")
    if room is not None and room.site_id != station.site_id:
        raise RuleBroken("所选房间不在本站场所。", field="room")
    rows = Asset.objects.filter(station=station, state__in=EXPECTED)
    if room is not None:
        rows = rows.filter(room=room)
    held = list(rows.select_related("room").order_by("number"))
    if not held:
        where = room.name if room else "本站"
        raise RuleBroken(f"{where}没有在册资产，请先登记资产。", field="room")
    stocktake = Stocktake.objects.create(
        station=station,
        division_code=station.division_code,
        room=room,
        place=room.name if room else "全站",
        state_since=today(),
        opened_by=by,
    )
    StocktakeLine.objects.bulk_create(
        [StocktakeLine(stocktake=stocktake, expected=True, **_booked(asset)) for asset in held]
    )
    return stocktake


def _booked(asset: Asset) -> dict[str, Any]:
    return {
        "asset": asset,
        "booked_quantity": asset.quantity,
        "booked_place": asset.place,
        "booked_state": asset.state,
    }


def _held(stocktake: Stocktake) -> Stocktake:
    """The count, locked; refused when it is no longer open."""
    held = Stocktake.objects.select_for_update(of=("self",)).select_related("station").get(pk=stocktake.pk)
    if held.state != StocktakeState.OPEN:
        raise RuleBroken(f"这次盘点现在是“{held.get_state_display()}”，不能再计数。")
    return held


@recorded(FundsEvent.STOCKTAKE_COUNTED)
def count_asset(
    *, stocktake: Stocktake, asset: Asset, by: Actor, room: Room | None = None, found: int | None = None
) -> StocktakeLine:
    """One thing was seen, in `room` when one stands in a room; `found` is how many (all of them when not said).

    Counting it again overwrites the earlier count, so a scan that is sent twice changes nothing. The label of another
    station is refused.
    """
    held = _held(stocktake)
    if asset.station_id != held.station_id:
        raise RuleBroken(f"这是{asset.station.name}的标签，不计入{held.station.name}的盘点。")
    line = StocktakeLine.objects.filter(stocktake=held, asset=asset).first()
    if line is None:
        expected = asset.state in EXPECTED  # of another room: it stands in the books, only elsewhere
        line = StocktakeLine(stocktake=held, expected=expected, **_booked(asset))
    quantity = asset.quantity if found is None else found
    if not 0 <= quantity <= 9999:
        raise RuleBroken("数量应在 0 到 9999 之间。", field="found")
    where = room or held.room
    line.found_quantity, line.found_room = quantity, where
    line.result = result_of(
        expected=line.expected,
        booked_quantity=line.booked_quantity,
        found_quantity=quantity,
        booked_room=asset.room_id,
        found_room=where.pk if where else None,
    )
    line.counted_at, line.counted_by = moment(), by
    line.save()
    return line


@recorded(FundsEvent.STOCKTAKE_COUNTED)
def count_unlabelled(*, stocktake: Stocktake, name: str, quantity: int, by: Actor) -> StocktakeLine:
    """A thing that nobody registered: kept on the list, to be registered afterwards."""
    held = _held(stocktake)
    if not name.strip():
        raise RuleBroken("请填写物品名称。", field="extra_name")
    if not 1 <= quantity <= 9999:
        raise RuleBroken("数量应在 1 到 9999 之间。", field="found")
    line, _ = StocktakeLine.objects.update_or_create(
        stocktake=held,
        extra_name=name.strip()[:60],
        defaults={
            "expected": False,
            "found_quantity": quantity,
            "found_room": held.room,
            "result": CountResult.UNEXPECTED,
            "counted_at": moment(),
            "counted_by": by,
        },
    )
    return line


@recorded(FundsEvent.STOCKTAKE_SETTLED)
def settle_stocktake(*, stocktake: Stocktake, by: Actor, reason: str = "") -> Stocktake:
    """With one tap the register follows what was found: places, quantities, what is lost, what turned up again.

    A reason is asked where something is missing or short; what is missing of several alike gets a number of its own, so
    that writing it off is approved as every disposal is. Whoever settles signs first.
    """
    held = _held(stocktake)
    lines = list(held.lines.select_related("asset__room", "found_room").order_by("id"))
    if has_difference([line.result for line in lines]) and not reason.strip():
        raise RuleBroken("有未盘到或数量不符的资产，请写明原因。", field="reason")
    held.lines.filter(result=CountResult.PENDING).update(result=CountResult.MISSING)
    Settling(held.station, lines, reason.strip(), by).run()
    move(
        held,
        StocktakeState.SETTLED,
        table=STOCKTAKE,
        by=by,
        settled_at=moment(),
        settled_by=by,
        reason=reason.strip()[:300],
    )
    messages.signature_wanted(held, reverse("funds:stocktake-page", args=[held.pk]), "资产盘点", by=by)
    return held


@recorded(FundsEvent.STOCKTAKE_SIGNED)
def sign_stocktake(*, stocktake: Stocktake, by: Actor, signer: str = "", paper: Any = None) -> Stocktake:
    """The second person signs: of the station, the 两委, the street or the area's supervisor; or on paper with a name."""
    if stocktake.state == StocktakeState.OPEN:
        raise RuleBroken("盘点还没有结算，结算后才能签字。")
    first = stocktake.settled_by.uuid if stocktake.settled_by else None
    if problem := second_signer_problem(first, by.uuid, paper=bool(paper)):
        raise RuleBroken(problem, field="paper")
    if paper and not signer.strip():
        raise RuleBroken("请填写纸质签字人的职务和姓名。", field="signer")
    file = kept_paper(paper, "签字的盘点表", by, field="paper")
    move(
        stocktake,
        StocktakeState.SIGNED,
        table=STOCKTAKE,
        by=by,
        signed_at=moment(),
        signed_by=by,
        signer=signer.strip()[:40],
        paper=file,
    )
    messages.signature_done(stocktake, by=by)
    return stocktake


@recorded(FundsEvent.STOCKTAKE_CANCELLED)
def cancel_stocktake(*, stocktake: Stocktake, reason: str, by: Actor) -> Stocktake:
    """Stop a count that was begun by mistake; the register stays as it is."""
    if not reason.strip():
        raise RuleBroken("请写明取消理由。", field="reason")
    return move(stocktake, StocktakeState.CANCELLED, table=STOCKTAKE, by=by, reason=reason)

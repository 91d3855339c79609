"""After a count the register follows what was found, in a handful of statements however many lines differ."""

from __future__ import annotations

from collections.abc import Iterable

from liangzhan.access.actor import Actor
from liangzhan.funds.choices import AssetState, ChangeKind, CountResult
from liangzhan.funds.models import Asset, AssetChange, Loan, StocktakeLine
from liangzhan.funds.rules.assets import ASSET, EXPECTED
from liangzhan.stations.models import Station
from liangzhan.toolkit.numbering import next_numbers
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import move_all

GONE = (CountResult.MISSING, CountResult.PENDING)
AWAY = (AssetState.LOST, AssetState.REPAIR, AssetState.LENT)


class Settling:
    """Lines of one count; `run` writes places, quantities, what is lost and what turned up, each with a line of its life."""

    def __init__(self, station: Station, lines: Iterable[StocktakeLine], reason: str, by: Actor) -> None:
        self.station, self.reason, self.by = station, reason, by
        self.differing = [one for one in lines if one.asset is not None and one.result != CountResult.CORRECT]
        self.words: dict[int, list[str]] = {}

    def run(self) -> None:
        """In the caller's transaction."""
        missing = self._missing_parts()
        self._lose()
        self._welcome()
        self._place()
        self._write([*self.differing], missing)

    def _say(self, asset: Asset, words: str) -> None:
        self.words.setdefault(asset.pk, []).append(words)

    def _assets(self, *results: CountResult) -> list[tuple[Asset, StocktakeLine]]:
        return [(one.asset, one) for one in self.differing if one.result in results and one.asset is not None]

    def _lose(self) -> None:
        """What was not found; not what left in the meantime by a deed of its own."""
        lost = [asset for asset, _ in self._assets(*GONE) if asset.state in EXPECTED]
        move_all(lost, AssetState.LOST, table=ASSET, by=self.by, reason=f"盘亏：{self.reason}")
        for asset in lost:
            self._say(asset, f"盘亏：{self.reason}")

    def _welcome(self) -> None:
        """What turned up though the books had it elsewhere. What was disposed of is only written down."""
        found = self._assets(CountResult.UNEXPECTED)
        for asset, _ in found:
            if asset.state in AWAY:
                self._say(asset, f"账面“{asset.get_state_display()}”，盘点见到实物，改为在用")
            elif asset.state == AssetState.DISPOSED:
                self._say(asset, "盘点中见到实物，账面已处置，请核实")
        back = [asset for asset, _ in found if asset.state in AWAY]
        Loan.objects.filter(asset__in=back, returned_on__isnull=True).update(
            returned_on=today(), returned_by=self.by, condition_back="盘点时已在站内"
        )
        move_all(back, AssetState.IN_USE, table=ASSET, by=self.by, reason="盘点见到实物")

    def _place(self) -> None:
        """Rooms and quantities as they were found; of what is disposed of nothing is written."""
        changed = []
        for asset, line in self._assets(CountResult.MOVED, CountResult.SHORT, CountResult.UNEXPECTED):
            if asset.state == AssetState.DISPOSED:
                continue
            if line.found_room is not None and line.found_room_id != asset.room_id:
                self._say(asset, f"{asset.place or '未登记位置'} → {line.found_room.name}")
                asset.room, asset.spot = line.found_room, ""
            if line.result == CountResult.SHORT and line.found_quantity:
                asset.quantity = line.found_quantity
            changed.append(asset)
        Asset.objects.bulk_update(changed, ["room", "spot", "quantity"], batch_size=200)

    def _missing_parts(self) -> list[Asset]:
        """Of several alike some are missing: they get a number of their own as lost, so that writing them off is approved."""
        short = [(asset, line.found_quantity or 0) for asset, line in self._assets(CountResult.SHORT)]
        less = [(asset, asset.quantity - found) for asset, found in short if found < asset.quantity]
        for asset, found in short:
            if found > asset.quantity:
                self._say(asset, f"盘盈：数量 {asset.quantity} → {found}：{self.reason}")
        if not less:
            return []
        numbers = next_numbers(f"asset:{self.station.pk}", len(less))
        parts = [asset.part(quantity, number, self.by) for (asset, quantity), number in zip(less, numbers, strict=True)]
        Asset.objects.bulk_create(parts)
        for (asset, quantity), part in zip(less, parts, strict=True):
            left = asset.quantity - quantity
            self._say(asset, f"数量 {asset.quantity} → {left}：{self.reason}；少的 {quantity} 件记为 {part.label}")
        there = [one for one in parts if one.state in EXPECTED]
        return move_all(there, AssetState.LOST, table=ASSET, by=self.by, reason=f"盘亏：{self.reason}")

    def _write(self, lines: list[StocktakeLine], missing: list[Asset]) -> None:
        told = [(line.asset_id, "；".join(self.words[line.asset_id])) for line in lines if line.asset_id in self.words]
        told += [(part.pk, f"盘亏：{self.reason}") for part in missing]
        kind, on = ChangeKind.COUNTED, today()
        AssetChange.objects.bulk_create(
            [AssetChange(asset_id=pk, kind=kind, on=on, note=words[:300], written_by=self.by) for pk, words in told]
        )

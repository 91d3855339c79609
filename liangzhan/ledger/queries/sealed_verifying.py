"""Do sealed cells equal sealed entries, and these the sealed vouchers? Apart from `verifying`, whose answer they never touch."""

from __future__ import annotations

from liangzhan.ledger.models import SealedCell, SealedEntry, SealedPosting
from liangzhan.ledger.queries.digests import SEALED, kept
from liangzhan.ledger.queries.sealed import facts_of_posting, fold_sealed_month
from liangzhan.ledger.queries.verifying import Difference, compare_vouchers
from liangzhan.ledger.rules.sealed import sums_of
from liangzhan.ledger.vouchers import SEALED_SOURCES


def sealed_differences() -> list[Difference]:
    """All of them; to be shown on the machine itself, never on a page."""
    return [*sealed_cell_differences(), *sealed_voucher_differences()]


def sealed_cell_differences() -> list[Difference]:
    """Station-months whose sealed cell is not what its entries say."""
    held = {(one.station_id, one.month): sums_of(one.payload) for one in SealedCell.objects.all()}
    places = set(held) | set(SealedEntry.objects.order_by().values_list("station_id", "month").distinct())
    return [
        Difference(f"站点 {station}，{month:%Y-%m}（限制查阅）", "汇总与台账明细不一致。")
        for station, month in sorted(places)
        if held.get((station, month), {}) != fold_sealed_month(station, month)
    ]


def sealed_voucher_differences() -> list[Difference]:
    """Sealed vouchers whose latest posting is missing, of another version, or of other lines than the room has now."""
    latest: dict[str, tuple[int, str]] = {}
    for one in SealedPosting.objects.order_by("version"):
        latest[facts_of_posting(one)["voucher"]] = (one.version, one.digest)
    found: list[Difference] = []
    for name, source in sorted(SEALED_SOURCES.items()):
        posted = {voucher: held for voucher, held in latest.items() if voucher.startswith(f"{name}:")}
        found += compare_vouchers(posted, source, lambda digest: kept(digest, purpose=SEALED))
    return found

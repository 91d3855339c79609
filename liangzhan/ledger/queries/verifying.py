"""Do the cells equal the entries, and the entries the vouchers? Reads only; whoever finds a difference repairs it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyroaring import BitMap

from liangzhan.ledger.models import AreaCell, AreaMark, Cell, DirtyMark, Entry, Posting
from liangzhan.ledger.queries.area_sums import COLUMNS as SUM_COLUMNS
from liangzhan.ledger.queries.area_sums import folded, sums_of_areas, sums_of_cells
from liangzhan.ledger.queries.digests import kept
from liangzhan.ledger.queries.folding import fold_station_month
from liangzhan.ledger.rules.cells import Sum
from liangzhan.ledger.rules.covering import COUNTY, LENGTHS
from liangzhan.ledger.vouchers import SOURCES, Source

AREA_WORDS = {2: "省", 4: "市", 6: "县（市、区）"}
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Difference:
    """Where two accounts of one thing differ, in one sentence."""

    place: str
    sentence: str


def cell_differences(progress: Progress = lambda done, total, words: None) -> list[Difference]:
    """Station-months whose cells are not what their entries say; those marked for rebuilding are left out."""
    months = set(Cell.objects.order_by().values_list("station_id", "month").distinct())
    days = Entry.objects.order_by().values_list("station_id", "served_on").distinct()
    months |= {(station, day.replace(day=1)) for station, day in days}
    months -= set(DirtyMark.objects.order_by().values_list("station_id", "month"))
    found: list[Difference] = []
    for done, (station, month) in enumerate(sorted(months), 1):
        if _held(station, month) != _said(fold_station_month(station, month)):
            found.append(Difference(f"站点 {station}，{month:%Y-%m}", "汇总与台账明细不一致。"))
        if done % 200 == 0:
            progress(done, len(months), "核对汇总")
    return found


def area_differences(progress: Progress = lambda done, total, words: None) -> list[Difference]:
    """Areas whose sums are not the union of what lies below them; months with marked counties are left out."""
    months = {*AreaCell.objects.order_by().values_list("month", flat=True).distinct()}
    months |= {*Cell.objects.order_by().values_list("month", flat=True).distinct()}
    months -= {*AreaMark.objects.order_by().values_list("month", flat=True)}
    found: list[Difference] = []
    for done, month in enumerate(sorted(months), 1):
        wrong = [length for length in LENGTHS if not _in_step(month, length)]
        if wrong:
            words = "、".join(AREA_WORDS[length] for length in wrong)
            found.append(Difference(f"地区汇总（{words}），{month:%Y-%m}", "地区汇总与站点汇总不一致。"))
        progress(done, len(months), "核对地区汇总")
    return found


def _in_step(month: dt.date, length: int) -> bool:
    below = [""]
    said = sums_of_cells(below, month) if length == COUNTY else sums_of_areas(below, month, length + 2)
    rows = AreaCell.objects.filter(month=month, length=length).order_by().values_list("area", *SUM_COLUMNS)
    held = folded(rows)
    return {area: _said(sums) for area, sums in held.items()} == {area: _said(sums) for area, sums in said.items()}


def voucher_differences(progress: Progress = lambda done, total, words: None) -> list[Difference]:
    """Vouchers whose latest posting is missing, of another version, or of other lines than the room has now."""
    found: list[Difference] = []
    for name, source in sorted(SOURCES.items()):
        found += compare_vouchers(dict(_latest(name)), source, kept)
        progress(1, 1, f"核对凭证 {name}")
    return found


def compare_vouchers(
    posted: dict[str, tuple[int, str]], source: Source, kept_as: Callable[[str], str]
) -> list[Difference]:
    """What is `posted` ({voucher: (latest version, kept digest)}) against what the source's room expects."""
    found: list[Difference] = []
    for voucher, version, digest in source.expected():
        held = posted.pop(voucher, None)
        if held is None:
            found.append(Difference(voucher, "凭证没有入账。"))
        elif held != (version, kept_as(digest)):
            found.append(Difference(voucher, f"台账中是第 {held[0]} 版，凭证是第 {version} 版，或内容不同。"))
    return found + [Difference(voucher, "台账中有入账，凭证已不在。") for voucher in sorted(posted)]


def _latest(name: str) -> Iterator[tuple[str, tuple[int, str]]]:
    """(voucher, (latest version, its digest)) of one kind of voucher."""
    rows = Posting.objects.filter(voucher__startswith=f"{name}:").order_by("voucher", "version")
    for voucher, version, digest in rows.values_list("voucher", "version", "digest").iterator():
        yield voucher, (version, digest)  # the last one of a voucher stays in the dict


def _held(station: int, month: dt.date) -> dict[tuple[str, str], tuple[object, ...]]:
    rows = Cell.objects.filter(station_id=station, month=month).order_by()
    columns = ("kind", "category", "entries", "times", "minutes", "fen", "persons")
    return {
        (kind, category): (*sums, tuple(BitMap.deserialize(bytes(persons))))
        for kind, category, *sums, persons in rows.values_list(*columns)
    }


def _said(sums: dict[tuple[str, str], Sum]) -> dict[tuple[str, str], tuple[object, ...]]:
    return {key: (one.entries, one.times, one.minutes, one.fen, tuple(one.persons)) for key, one in sums.items()}

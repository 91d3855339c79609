"""Vouchers of sealed services come into a ledger of their own. The cells are written at once: no mark, no task tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction

from liangzhan.access.actor import Actor
from liangzhan.ledger.models import SealedCell, SealedEntry, SealedPosting
from liangzhan.ledger.queries.digests import SEALED, kept, voucher_index
from liangzhan.ledger.queries.sealed import facts_of_posting, fold_sealed_month
from liangzhan.ledger.rules.cells import month_of
from liangzhan.ledger.rules.lines import Line, digest_of, kind_of_posting, problems_of, version_problem
from liangzhan.ledger.rules.sealed import cell_text, line_text, matter_problem, padded
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today

Place = tuple[int, dt.date]


@transaction.atomic
def post_sealed(
    *, voucher: str, version: int, station: Station, matter: str, lines: Sequence[Line], by: Actor, reason: str = ""
) -> SealedPosting:
    """Post one version of a sealed voucher, on the rules of `services.posting.post`. `matter` is the sealed case.

    Raises RuleBroken for impossible lines, a version out of turn or sent again with other lines, and another matter.
    """
    digest = kept(digest_of(lines), purpose=SEALED)
    versions = _versions(voucher)
    if 1 <= version <= len(versions):
        held = versions[version - 1]
        if held.digest != digest:
            raise RuleBroken("这张凭证的这一版已经入账，内容不同，请作为新版本更正。")
        return held
    last = versions[-1] if versions else None
    problem = version_problem(version, last.version if last else None)
    problem = problem or matter_problem(matter, facts_of_posting(last)["matter"] if last else None)
    if problem:
        raise RuleBroken(problem)
    if problems := problems_of(lines, today=today(), sealed=True):
        raise RuleBroken(*problems)
    facts = {"voucher": voucher, "matter": matter, "kind": kind_of_posting(version, len(lines)), "reason": reason[:200]}
    posting = SealedPosting.objects.create(
        station=station,
        voucher_index=voucher_index(voucher),
        version=version,
        digest=digest,
        posted_at=moment(),
        payload=padded({**facts, "by": f"{by.uuid}|{by.label}"}),
    )
    taken_back = _take_back(posting, last) if last else []
    fresh = [_entry(posting, number, line, matter) for number, line in enumerate(lines, len(taken_back) + 1)]
    SealedEntry.objects.bulk_create([*taken_back, *fresh])
    _write_cells({(one.station_id, one.month) for one in (*taken_back, *fresh)})
    return posting


@transaction.atomic
def reverse_sealed(*, voucher: str, reason: str, by: Actor) -> SealedPosting:
    """Take a sealed voucher back for good. Raises RuleBroken without a reason or without a posting."""
    if not reason.strip():
        raise RuleBroken("请写明冲销的理由。", field="reason")
    versions = _versions(voucher)
    if not versions:
        raise RuleBroken("这张凭证没有入账，无需冲销。")
    last = versions[-1]
    matter = facts_of_posting(last)["matter"]
    return post_sealed(
        voucher=voucher, version=last.version + 1, station=last.station, matter=matter, lines=(), by=by, reason=reason
    )


@transaction.atomic
def rebuild_sealed_cells() -> int:
    """Every sealed cell is computed again from its entries, e.g. after a repair. Returns how many station-months."""
    places = set(SealedEntry.objects.order_by().values_list("station_id", "month").distinct())
    places |= set(SealedCell.objects.values_list("station_id", "month"))
    _write_cells(places)
    return len(places)


def _versions(voucher: str) -> list[SealedPosting]:
    """All versions of a voucher, 1 first, locked."""
    rows = SealedPosting.objects.select_for_update(of=("self",)).filter(voucher_index=voucher_index(voucher))
    return list(rows.order_by("version"))


def _take_back(posting: SealedPosting, last: SealedPosting) -> list[SealedEntry]:
    """Entries that undo what the last version still counts; sealed again, since a payload opens in its own row only."""
    return [
        SealedEntry(
            posting=posting,
            line=number,
            station_id=entry.station_id,
            month=entry.month,
            payload=entry.payload,
            reverses=entry,
        )
        for number, entry in enumerate(last.entries.filter(reverses__isnull=True).order_by("line"), 1)
    ]


def _entry(posting: SealedPosting, number: int, line: Line, matter: str) -> SealedEntry:
    return SealedEntry(
        posting=posting,
        line=number,
        station_id=posting.station_id,
        month=month_of(line.served_on),
        payload=line_text(line, matter),
    )


def _write_cells(places: Iterable[Place]) -> None:
    """The station's row is the lock, as for ordinary cells; it does not hinder rows that point to the station."""
    for station, month in sorted(places):
        Station.objects.select_for_update(of=("self",), no_key=True).get(pk=station)
        sums = fold_sealed_month(station, month)
        SealedCell.objects.filter(station_id=station, month=month).delete()
        if sums:
            SealedCell.objects.create(station_id=station, month=month, payload=cell_text(sums))

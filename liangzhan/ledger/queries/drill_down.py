"""From a figure to the entries it adds up, and on to their vouchers as far as the reader's role allows. Never to persons."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.ledger.choices import EntryKind
from liangzhan.ledger.models import Entry
from liangzhan.ledger.queries.figures import Asked, entries_of
from liangzhan.ledger.vouchers import SOURCES
from liangzhan.toolkit.keyset import KeysetPage, page_of

UNKNOWN = "凭证"


@dataclass(frozen=True)
class EntryBehind:
    """One entry of a figure: when, where, what it adds (negative where one is taken back), and its voucher.

    `href` is "" where the reader may not open the voucher. Neither person nor category: those stand in the voucher.
    """

    number: int
    served_on: dt.date
    posted_at: dt.datetime
    station_id: int
    station: str
    kind: str
    times: int
    minutes: int
    fen: int
    title: str
    href: str


def entries_behind(
    asked: Asked,
    *,
    actor: Actor,
    action: Action,
    station_id: int | None = None,
    known_at: dt.datetime | None = None,
    cursor: str = "",
    size: int = 20,
) -> KeysetPage:
    """A page of EntryBehind within the actor's scope for this verb, the latest first; entries taken back stand beside
    what takes them back, so that the page adds up to the figure. One query, and what the sources ask for their links.

    `station_id` narrows to one station; `known_at` to what was posted by then, as `figure_as_known` does.
    """
    rows = entries_of(asked, asked.start, asked.end, actor.scope, action)
    if station_id is not None:
        rows = rows.filter(station_id=station_id)
    if known_at is not None:
        rows = rows.filter(posting__posted_at__lte=known_at)
    shown = ("served_on", "kind", "heads", "sign", "minutes", "fen", "person_id", "station__name")
    rows = rows.select_related("station", "posting").only(*shown, "posting__voucher", "posting__posted_at")
    page = page_of(rows, order=("-served_on", "-id"), cursor=cursor, size=size)
    links = _links([entry.posting.voucher for entry in page.items], actor)
    return KeysetPage([_shown(entry, links) for entry in page.items], page.next_cursor, page.previous_cursor)


def _links(vouchers: list[str], actor: Actor) -> dict[str, str]:
    """{voucher: its page or ""}, each source asked once."""
    by_source: dict[str, list[str]] = defaultdict(list)
    for voucher in dict.fromkeys(vouchers):
        name, _, uuid = voucher.partition(":")
        if name in SOURCES:
            by_source[name].append(uuid)
    return {
        f"{name}:{uuid}": href for name, uuids in by_source.items() for uuid, href in SOURCES[name].links(uuids, actor)
    }


def _shown(entry: Entry, links: dict[str, str]) -> EntryBehind:
    voucher = entry.posting.voucher
    source = SOURCES.get(voucher.partition(":")[0])
    return EntryBehind(
        number=entry.pk,
        served_on=entry.served_on,
        posted_at=entry.posting.posted_at,
        station_id=entry.station_id,
        station=entry.station.name,
        kind=EntryKind(entry.kind).label,
        times=entry.sign * (entry.heads if entry.person_id is None else 1),
        minutes=entry.sign * entry.minutes,
        fen=entry.sign * entry.fen,
        title=source.title if source else UNKNOWN,
        href=links.get(voucher, ""),
    )

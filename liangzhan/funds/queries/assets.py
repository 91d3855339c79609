"""Finding things: by label, by what is filtered; who keeps what."""

from __future__ import annotations

import re
import uuid as uuid_module
from typing import Any

from django.db.models import Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.funds.choices import DisposalState, StocktakeState
from liangzhan.funds.models import Asset, Disposal, Entry, Loan, Stocktake
from liangzhan.funds.rules.assets import NO_PROCEEDS
from liangzhan.stations.models import Station

UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def asset_by_label(station: Station, text: str) -> Asset | None:
    """The thing behind what was scanned or typed: a link of any station's label, or a number of this station."""
    if found := UUID.search(text):
        return Asset.objects.select_related("station", "room").filter(uuid=uuid_module.UUID(found[0])).first()
    digits = re.sub(r"\D", "", text)
    if not digits or len(digits) > 9:
        return None
    return Asset.objects.select_related("station", "room").filter(station=station, number=int(digits)).first()


def asset_by_uuid(uuid: uuid_module.UUID) -> Asset | None:
    """The thing behind a label, whosever it is; the caller asks whether the reader may see it."""
    return Asset.objects.select_related("station").filter(uuid=uuid).first()


def narrowed(rows: QuerySet[Asset], chosen: dict[str, Any]) -> QuerySet[Asset]:
    """The filters of the register."""
    for name in ("station", "state", "category"):
        if chosen.get(name):
            rows = rows.filter(**{name: chosen[name]})
    if text := str(chosen.get("name") or "").strip():
        rows = rows.filter(Q(number=int(text)) if text.isdigit() and len(text) < 9 else Q(name__icontains=text))
    return rows


def open_count_for(asset: Asset, actor: Actor) -> Stocktake | None:
    """The count that is going on at the thing's own station, when the reader may count there."""
    rows = Stocktake.objects.within(actor.scope, Action.ASSET_MANAGE)
    return rows.filter(station=asset.station_id, state=StocktakeState.OPEN).first()


def own_open_count(actor: Actor) -> Stocktake | None:
    """The one count that this person is in the middle of, wherever it is."""
    rows = Stocktake.objects.within(actor.scope, Action.ASSET_MANAGE).filter(state=StocktakeState.OPEN)
    found = [one for one in rows.order_by("-id")[:5] if one.opened_by.uuid == actor.uuid]
    return found[0] if len(found) == 1 else None


def labels_of(station: Station, numbers: str = "") -> list[Asset]:
    """Things whose labels are printed: all that are kept, or from-to ("3-8,12")."""
    rows = Asset.objects.kept().filter(station=station).select_related("room").order_by("number")
    wanted: Q | None = None
    for part in re.findall(r"\d{1,8}(?:-\d{1,8})?", numbers):
        low, _, high = part.partition("-")
        span = Q(number__gte=int(low), number__lte=int(high or low))
        wanted = span if wanted is None else wanted | span
    return list(rows.filter(wanted) if wanted is not None else rows)


def disposals_that_pay(station: Station) -> QuerySet[Disposal]:
    """Approved disposals of the station that may bring money in, newest first."""
    rows = Disposal.objects.filter(asset__station=station, state=DisposalState.APPROVED).exclude(way__in=NO_PROCEEDS)
    return rows.select_related("asset").order_by("-decided_at", "-id")


def proceeds_of(disposal: Disposal) -> tuple[list[Entry], int]:
    """The lines of the books that a disposal brought in, red ones too, and their sum in fen (one query)."""
    lines = list(disposal.proceeds.order_by("id"))
    return lines, sum(one.effect_fen for one in lines)


def open_loan(asset: Asset) -> Loan | None:
    """Where the thing is lent to."""
    return asset.loans.filter(returned_on__isnull=True).first()

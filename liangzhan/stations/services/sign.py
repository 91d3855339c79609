"""醒目标识牌 [N 二(三)] and the pattern of annex 2."""

from __future__ import annotations

import datetime as dt
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.documents.choices import FileKind
from liangzhan.documents.models import KeptFile
from liangzhan.documents.services import keep_file
from liangzhan.stations.choices import SignVariant, StationEvent, StationKind
from liangzhan.stations.models import Sign, SignTemplate, Station
from liangzhan.stations.queries.states import require_open_file
from liangzhan.stations.rules.place import cost_problem
from liangzhan.stations.uploads import kept_photo
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


@recorded(StationEvent.SIGN_SAVED, keep=["place", "hung_on"])
def save_sign(
    *,
    station: Station,
    place: str,
    hung_on: dt.date,
    by: Actor,
    sign: Sign | None = None,
    variant: str = SignVariant.GRAPHIC_AND_NAME,
    spot: str = "",
    size: str = "",
    material: str = "",
    conspicuous: bool = False,
    correct_graphic: bool = False,
    correct_words: bool = False,
    photo: Any = None,
) -> Sign:
    """Enter a sign, or change one; a new photo replaces the old. What it cost is a line of the books (`note_cost`)."""
    require_open_file(station.site)
    if hung_on > today():
        raise RuleBroken("悬挂日期不能晚于今天。", field="hung_on")
    row = sign or Sign(station=station)
    if row.removed_on is not None:
        raise RuleBroken("这块标识牌已经撤下，请登记新的标识牌。")
    row.place, row.hung_on, row.variant, row.spot = place, hung_on, variant, spot
    row.size, row.material = size, material
    row.conspicuous, row.correct_graphic, row.correct_words = conspicuous, correct_graphic, correct_words
    if file := kept_photo(photo, f"{station.name}标识牌照片", by):
        row.photo = file
    row.save()
    return row


@recorded(StationEvent.SIGN_COST, keep=["cost_fen", "fund_account"])
def note_cost(*, sign: Sign, cost_fen: int | None, fund_account: str, by: Actor) -> Sign:
    """What was paid for a sign and from which account (2.3.5), as the books say. Only the room of money calls this."""
    if problem := cost_problem(cost_fen, fund_account):
        raise RuleBroken(problem)
    sign.cost_fen, sign.fund_account = cost_fen, fund_account
    sign.save(update_fields=["cost_fen", "fund_account"])
    return sign


@recorded(StationEvent.SIGN_REMOVED, keep=["on"])
def remove_sign(*, sign: Sign, by: Actor, on: dt.date | None = None) -> Sign:
    """Note that a sign was taken down; its record stays."""
    day = on or today()
    if sign.removed_on is not None:
        raise RuleBroken("这块标识牌已经撤下。")
    if day > today() or day < sign.hung_on:
        raise RuleBroken("撤下日期应在悬挂日期之后，且不晚于今天。", field="on")
    sign.removed_on, sign.removed_by = day, by
    sign.save(update_fields=["removed_on", "removed_by"])
    return sign


@recorded(StationEvent.SIGN_TEMPLATE, keep=["kind", "valid_from"])
def upload_sign_template(
    *, kind: StationKind | str, file: Any, valid_from: dt.date, by: Actor, note: str = ""
) -> SignTemplate:
    """The province uploads the pattern of annex 2; the latest in force is shown beside the station's photo."""
    held = (
        file
        if isinstance(file, KeptFile)
        else keep_file(upload=file, title=f"{StationKind(kind).label}标识牌样式", kind=FileKind.PAPER, by=by)
    )
    return SignTemplate.objects.create(kind=kind, file=held, note=note, valid_from=valid_from, uploaded_by=by)

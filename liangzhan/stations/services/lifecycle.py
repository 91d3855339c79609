"""The one door through which a station changes its state, and the closing checklist."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.stations.choices import ClosingItemKind, State, StationEvent
from liangzhan.stations.models import ClosingItem, Station
from liangzhan.stations.queries.closing import open_closing_items
from liangzhan.stations.rules.lifecycle import LIFECYCLE, dates_of_move, move_problems
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import move


@recorded(StationEvent.STATE_MOVED, keep=["to", "on"])
def move_station(
    *,
    station: Station,
    to: State | str,
    by: Actor,
    reason: str = "",
    on: dt.date | None = None,
    closing_reason: str = "",
) -> Station:
    """Move a station to another state of the table and write the dates that follow (验收合格, 开站, 关闭).

    Closing before acceptance is a withdrawal and frees the quota; closing later passes 关闭中 and its checklist.
    """
    now = today()
    day = on or now
    held = Station.objects.select_for_update(of=("self",)).get(pk=station.pk)
    closing = open_closing_items(held) if held.state == State.CLOSING else []
    if LIFECYCLE.allows(held.state, str(to)):
        problems = move_problems(
            held.state,
            str(to),
            on=day,
            today=now,
            accepted_on=held.accepted_on,
            reason=reason,
            closing_reason=closing_reason,
            closing_open=[str(one) for one in closing],
        )
        if problems:
            raise RuleBroken(*problems)
    dates = dates_of_move(held.state, str(to), day, reason=reason, closing_reason=closing_reason)
    return move(station, str(to), table=LIFECYCLE, by=by, reason=reason, on=day, **dates)


@recorded(StationEvent.CLOSING_ITEM, keep=["item"])
def settle_closing_item(*, station: Station, item: ClosingItemKind | str, note: str, by: Actor) -> ClosingItem:
    """Note that one item of the closing checklist is seen to (or does not apply, said in words)."""
    if station.state != State.CLOSING:
        raise RuleBroken("只有关闭中的站点要办结关闭清单。")
    if not note.strip():
        raise RuleBroken("请写明办理情况；没有这一事项的，写“无”。", field="note")
    row, _ = ClosingItem.objects.update_or_create(
        station=station, item=item, defaults={"note": note.strip()[:200], "confirmed_by": by}
    )
    return row

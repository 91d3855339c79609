"""Does anything stand in the way of a stay? Asked while the person's row is held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from liangzhan.access.actor import Actor
from liangzhan.occasions.models import Presence
from liangzhan.occasions.queries.holding import span_of
from liangzhan.occasions.rules.presence import Limits, Span, clock, day_problem, first_clash
from liangzhan.toolkit.errors import RuleBroken

Moment = dt.datetime | None


def check_stay(
    stay: Presence, others: Iterable[Presence], limits: Limits, *, by: Actor, field: str = "", until: Moment = None
) -> None:
    """Raises RuleBroken when the person is somewhere else at that time, or the day becomes too long.

    `until` is when an open stay is bound to end (a mark of the roll lasts to the end of its part).

    The person himself reads where he is; anybody else reads only when, because the other occasion may be a neighbour's.
    """
    known = list(others)
    clash = first_clash(span_of(stay), [span_of(one) for one in known])
    if clash is not None:
        raise RuleBroken(_sentence(clash, stay, own=by.person_uuid == stay.person.uuid), field=field)
    end = stay.out_at or until
    if end is None:
        return
    ended = [(one.in_at, one.out_at) for one in known if one.out_at is not None]
    if problem := day_problem(ended, (stay.in_at, end), limits=limits):
        raise RuleBroken(problem, field=field)


def _sentence(clash: Span, stay: Presence, *, own: bool) -> str:
    if clash.occasion_id == stay.occasion_id:
        return f"与本项日程已有的一次签到（{clock(clash.start)} 起）时间重叠。"
    when = f"{clock(clash.start)} 至 {clock(clash.end)}"
    if own:
        return f"您在“{clash.title}”有签到（{when}），同一时间不能在两处。请先到那里签退；如果那次有误，请那里的负责人作废。"
    return f"此人同一时间已在别处签到（{when}），不能在两处。请与本人核对时间。"

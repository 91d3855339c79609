"""Rows taken in hand before something is written: the occasion, the persons, what stands in their way.

Always in this order, the occasion first and persons by id, so that two writers never wait for each other.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from liangzhan.occasions.models import Occasion, Presence
from liangzhan.occasions.rules.arranging import MOST_DAYS, open_problem, parts_of
from liangzhan.occasions.rules.presence import Limits, Span, taken_until
from liangzhan.people.models import Person
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import values_of

LIMIT_KEYS = ("checkin.before.minutes", "checkin.after.minutes", "checkin.out.minutes", "hours.day.reject")


def held_occasion(occasion: Occasion) -> Occasion:
    """The row as it stands now, locked until the transaction ends. Raises RuleBroken when its roll is not open."""
    held = Occasion.objects.select_for_update(of=("self",), no_key=True).get(pk=occasion.pk)
    if problem := open_problem(held.state):
        raise RuleBroken(problem)
    return held


def held_persons(ids: Iterable[int]) -> dict[int, Person]:
    """{id: person}, each row locked: whoever else writes a stay of one of them waits here.

    Raises RuleBroken for a person who is not there any more (merged, or the data were deleted).
    """
    wanted = set(ids)
    rows = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=wanted).order_by("pk")
    held = {row.pk: row for row in rows}
    if len(held) < len(wanted) or any(row.state in ("MERGED", "FORGOTTEN") for row in held.values()):
        raise RuleBroken("名单里有人的登记已合并或删除，请刷新页面后再试。")
    return held


def limits_of(occasion: Occasion) -> Limits:
    """Settings in force at the place of the occasion on its first day."""
    found = values_of(LIMIT_KEYS, on=occasion.starts_at.date(), division_code=occasion.division_code)
    before, after, out_after, hours = (int(found[key]) for key in LIMIT_KEYS)
    return Limits(before=before, after=after, out_after=out_after, day_most=hours * 60)


def valid_stays(person_ids: Iterable[int], start: dt.datetime, end: dt.datetime) -> dict[int, list[Presence]]:
    """{person: stays that are not voided and begin from a month before `start` (the longest occasion) up to `end`}."""
    found: dict[int, list[Presence]] = defaultdict(list)
    since = start - dt.timedelta(days=MOST_DAYS)
    rows = Presence.objects.filter(person_id__in=list(person_ids), in_at__gte=since, in_at__lt=end)
    for row in rows.filter(voided_at__isnull=True).select_related("occasion").order_by("in_at", "pk"):
        found[row.person_id].append(row)
    return found


def span_of(stay: Presence) -> Span:
    """A stay as far as clashes go."""
    held = stay.occasion
    until = taken_until(parts_of(held.starts_at, held.ends_at), stay.in_at, stay.out_at)
    return Span(stay.in_at, until, held.kind, held.station_id, held.pk, held.title)

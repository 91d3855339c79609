"""Rows of hours taken in hand before something is written: persons by id, then records as they stand now."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.people.models import Person
from liangzhan.people.queries.finding import person_of
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.volunteers.choices import RecordState
from liangzhan.volunteers.models import ServiceRecord
from liangzhan.volunteers.rules.hours import Span
from liangzhan.volunteers.rules.states import own_problem

CHANGED = "有记录的状态刚刚变了，请刷新页面、核对后再办理。"
OUT_OF_REACH = "有记录不在您的范围内，不能办理。"
TOLD_BACK = ("state", "state_since", "confirmed_at", "confirmed_by", "verified_at", "verified_by") + (
    *("posted_version", "posted_as", "starts_at", "ends_at", "break_minutes", "minutes", "served_on", "content"),
)


def lock_persons(ids: Collection[int]) -> None:
    """Whoever else writes hours of one of these persons waits until the transaction ends; always in order of ids."""
    list(Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk"))


def held_records(records: Sequence[ServiceRecord], by: Actor, *actions: Action) -> list[ServiceRecord]:
    """The rows as they are now, locked, with volunteer, station and activity.

    Raises RuleBroken when one is no longer in the state the reader saw, lies outside the places where he holds one of the
    verbs, or is his own service (nobody says of himself that he served).
    """
    seen = {one.pk: one.state for one in records}
    rows = ServiceRecord.objects.select_for_update(of=("self",)).filter(pk__in=seen).order_by("pk")
    held = list(rows.select_related("volunteer__person", "station", "activity"))
    himself = person_of(by)
    for row in held:
        if row.state != seen[row.pk]:
            raise RuleBroken(CHANGED)
        if himself is not None and (problem := own_problem(row.volunteer.person_id, himself.pk)):
            raise RuleBroken(problem)
        if not any(by.may_at(action, code=row.division_code, station_id=row.station_id) for action in actions):
            raise RuleBroken(OUT_OF_REACH)
    return held


def told_back(records: Sequence[ServiceRecord], held: Sequence[ServiceRecord]) -> list[ServiceRecord]:
    """The caller's own rows say what the locked ones say now."""
    now = {one.pk: one for one in held}
    for one in records:
        for name in TOLD_BACK:
            setattr(one, name, getattr(now[one.pk], name))
    return list(held)


def own_accounts(uuids: Iterable[UUID], by: Actor) -> set[UUID]:
    """Which of these accounts belong to the person who acts now: his own one, and any other he has."""
    asked = set(uuids)
    mine = {by.uuid} & asked
    if by.person_uuid is not None:
        mine |= {by.person_uuid} & asked
        mine |= set(User.objects.filter(uuid__in=asked, person_uuid=by.person_uuid).values_list("uuid", flat=True))
    return mine


@dataclass
class Held:
    """What stands of some persons around some days: spans and minutes of records that are not refused."""

    spans: dict[int, list[tuple[int, Span]]] = field(default_factory=lambda: defaultdict(list))
    minutes: dict[tuple[int, dt.date], int] = field(default_factory=lambda: defaultdict(int))

    def add(self, person: int, record: ServiceRecord) -> None:
        """One more record of the person."""
        self.spans[person].append((record.pk, (record.starts_at, record.ends_at)))
        self.minutes[person, record.served_on] += record.minutes

    def others(self, person: int) -> list[Span]:
        """The spans of the person."""
        return [span for _, span in self.spans[person]]


def held_hours(person_ids: Collection[int], days: Iterable[dt.date], *, but: ServiceRecord | None = None) -> Held:
    """Records of these persons from the day before the first to the day after the last day; one query."""
    wanted, found, day = list(days), Held(), dt.timedelta(days=1)
    if not wanted:
        return found
    rows = ServiceRecord.objects.filter(
        volunteer__person__in=person_ids, served_on__gte=min(wanted) - day, served_on__lte=max(wanted) + day
    ).exclude(state=RecordState.REJECTED)
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    for row in rows.select_related("volunteer").order_by("pk"):
        found.add(row.volunteer.person_id, row)
    return found

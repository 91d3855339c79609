"""What happened with a person at the reader's own stations."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.people.models import Card, Consent, Person
from liangzhan.people.queries.cards import TieRow
from liangzhan.toolkit.actors import ActorStamp


@dataclass(frozen=True)
class Happening:
    """A line of the story: the day, what, who, and a word on it."""

    on: dt.date
    what: str
    who: str = ""
    why: str = ""


def happenings(card: Card | None, ties: list[TieRow], consents: list[Consent]) -> list[Happening]:
    """Registered, tied, consented, withdrawn, checked: the latest first. Made of rows the page has read already."""
    found: list[Happening] = []
    if card is not None:
        found.append(Happening(_day(card.registered_at), "登记", card.registered_by.label, card.station.name))
        if card.checked_at and card.checked_by:
            found.append(Happening(_day(card.checked_at), "核对证件无误", card.checked_by.label))
    for row in ties:
        tie = row.tie
        words = f"“{tie.get_kind_display()}”"
        found.append(Happening(tie.opened_on, f"建立关联{words}", tie.opened_by.label, tie.station.name))
        if tie.ended_on:
            found.append(Happening(tie.ended_on, f"结束关联{words}", _who(tie.ended_by), tie.station.name))
    for one in consents:
        words = f"“{one.text.get_purpose_display()}”"
        found.append(Happening(one.given_on, f"同意{words}", one.recorded_by.label, one.get_way_display()))
        if one.withdrawn_on:
            found.append(Happening(one.withdrawn_on, f"撤回同意{words}", _who(one.withdrawn_by), one.withdrawn_reason))
    return sorted(found, key=lambda one: one.on, reverse=True)


def person_rows(scope: Scope, action: Action, uuid: object) -> QuerySet[Person]:
    """The one person of an address within reach; the address of an alias leads to the person it was merged into."""
    rows = Person.objects.within(scope, action)
    return rows.filter(uuid=uuid) | rows.filter(pk__in=Person.objects.filter(uuid=uuid).values("merged_into"))


def _who(stamp: ActorStamp | None) -> str:
    return stamp.label if stamp else ""


def _day(moment: dt.datetime) -> dt.date:
    return timezone.localtime(moment).date()

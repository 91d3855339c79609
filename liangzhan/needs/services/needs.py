"""Needs are raised from anywhere, and corrected while they are new."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict, Unpack

from django.db import IntegrityError, transaction

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.needs.choices import NeedEvent, NeedGroup
from liangzhan.needs.models import Need
from liangzhan.needs.models.need import WAITING
from liangzhan.needs.queries.needs import naming_problem, of_voucher
from liangzhan.needs.rules.needs import need_problems, raised_problem
from liangzhan.people.models import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.numbering import next_number
from liangzhan.toolkit.periods import moment, today


class Details(TypedDict, total=False):
    """What more may be known: whom it concerns, how to call somebody back who asked for it, the day it was raised."""

    group: str
    contact: str
    raised_on: dt.date


@recorded(NeedEvent.RAISED, keep=["station", "category", "source", "urgency"])
def raise_need(
    *,
    station: Station,
    category: str,
    description: str,
    source: str,
    by: Actor,
    person: Person | None = None,
    urgency: int = 2,
    importance: int = 3,
    persons_concerned: int = 1,
    voucher: str = "",
    **details: Unpack[Details],
) -> Need:
    """Write down a need, once for each `voucher` ("room.Model:uuid"): the same voucher again answers the same need.

    `person` only when `queries.needs.naming_problem` has nothing against it. Raises RuleBroken naming the field.
    """
    if (held := of_voucher(voucher)) is not None:
        return held
    need = Need(station=station, source=source, person=person, category=category, voucher=voucher, raised_by=by)
    need.description = description.strip()
    need.urgency, need.importance, need.persons_concerned = urgency, importance, persons_concerned
    need.division_code, need.raised_at = station.division_code, moment()
    need.group = details.get("group", NeedGroup.OTHER)
    need.contact = details.get("contact", "").strip()
    need.contact_agreed = bool(need.contact)
    need.raised_on = need.state_since = details.get("raised_on") or today()
    _check(need)
    return _numbered(need)


@recorded(NeedEvent.CORRECTED, keep=["category", "urgency", "importance"])
def correct_need(
    *,
    need: Need,
    category: str,
    description: str,
    group: str,
    urgency: int,
    importance: int,
    persons_concerned: int,
    by: Actor,
) -> Need:
    """Put a need right before it is answered. Raises RuleBroken afterwards, and for what `raise_need` refuses."""
    need = Need.objects.select_for_update(of=("self",)).select_related("station").get(pk=need.pk)
    if need.state not in WAITING:
        raise RuleBroken(f"需求{need.get_state_display()}，不能再改内容；有变化的请写在办理说明里。")
    need.category, need.description, need.group = category, description.strip(), group
    need.urgency, need.importance, need.persons_concerned = urgency, importance, persons_concerned
    _check(need)
    need.save(update_fields=["category", "description", "group", "urgency", "importance", "persons_concerned"])
    return need


@recorded(NeedEvent.NAMED)
def name_need(*, need: Need, person: Person, by: Actor) -> Need:
    """Write a need down under the person who has it, once the station knows the person and the person agreed."""
    need = Need.objects.select_for_update(of=("self",)).select_related("station").get(pk=need.pk)
    if need.person is not None:
        raise RuleBroken("这条需求已经记到个人名下。")
    need.person = person
    _check(need)
    need.contact = ""  # whoever is registered is reached through the card
    need.save(update_fields=["person", "contact"])
    return need


def _check(need: Need) -> None:
    """What is wrong first, at its field."""
    facts = ("category", "description", "source", "group", "urgency", "importance", "persons_concerned")
    problems = need_problems(**{name: getattr(need, name) for name in facts}, named=need.is_named)
    if problem := raised_problem(need.raised_on, today=today()):
        problems["raised_on"] = problem
    if need.person is not None and (problem := naming_problem(need.person, need.station, today())):
        problems["person"] = problem
    for field, sentence in problems.items():
        raise RuleBroken(sentence, field=field)


def _numbered(need: Need) -> Need:
    """Saved with the next number; of two at the same moment with one voucher the first stands and no number is lost."""
    try:
        with transaction.atomic():
            series = f"need:{need.division_code}:{need.raised_on.year}"
            need.number = f"{need.division_code}-NEED-{need.raised_on.year}-{next_number(series):04d}"
            need.save(force_insert=True)
    except IntegrityError:
        held = of_voucher(need.voucher)
        if held is None:
            raise
        return held
    return need

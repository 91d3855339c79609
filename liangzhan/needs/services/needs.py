"""Needs are raised from anywhere, and corrected while they are new."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.needs.choices import NeedEvent, NeedGroup
from liangzhan.needs.models import Need
from liangzhan.needs.queries.needs import naming_problem, of_voucher
from liangzhan.needs.rules.needs import need_problems, raised_problem
from liangzhan.people.models import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.numbering import next_number
from liangzhan.toolkit.periods import moment, today


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
    group: str = NeedGroup.OTHER,
    contact: str = "",
    raised_on: dt.date | None = None,
) -> Need:
    """Write down a need, once for each `voucher` ("room.Model:uuid"): the same voucher again answers the same need.

    `person` only when `queries.needs.naming_problem` has nothing against it; `contact` of somebody who asked to be
    called back. Raises RuleBroken naming the field.
    """
    if (held := of_voucher(voucher)) is not None:
        return held
    need = Need(
        station=station,
        division_code=station.division_code,
        source=source,
        person=person,
        contact=contact.strip(),
        contact_agreed=bool(contact.strip()),
        group=group,
        category=category,
        description=description.strip(),
        persons_concerned=persons_concerned,
        urgency=urgency,
        importance=importance,
        raised_on=raised_on or today(),
        state_since=raised_on or today(),
        voucher=voucher,
        raised_at=moment(),
        raised_by=by,
    )
    _check(need)
    return _numbered(need)


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

"""Whom a code may go to."""

from __future__ import annotations

from typing import Any

from liangzhan.accounts.models import Pass
from liangzhan.notices.channels import GATEWAYS, Simulator
from liangzhan.notices.choices import Channel
from liangzhan.people.models import Person
from liangzhan.people.queries.finding import mobile_index
from liangzhan.people.rules.identity import same_name
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.choices import ConfirmWay
from liangzhan.volunteers.models import Volunteer
from liangzhan.volunteers.queries.register import live_of


def sms_on() -> bool:
    """Does an SMS really reach a phone? The embedded gateway only pretends to."""
    chosen = str(Channel.SMS) in value_of("notices.channels", on=today())
    return chosen and not isinstance(GATEWAYS[str(Channel.SMS)], Simulator)


def volunteer_known_by(name: str, mobile: str) -> Volunteer | None:
    """The live volunteer with this name whose number of record this is; for sending a code, never for a page."""
    index = mobile_index(mobile)
    persons = Person.objects.found().filter(mobile_index=index, shadow=False).order_by("id")[:20] if index else []
    rows = (live_of(person) for person in persons if same_name(person.name, name))
    return next((row for row in rows if row is not None), None)


def way_of_pass(number: Any) -> ConfirmWay:
    """How the holder of a session came in: by SMS, or by the code he was given at the desk (an account counts as that)."""
    row = Pass.objects.filter(uuid=number).first() if number else None
    return ConfirmWay.SMS if row is not None and row.way == "SMS" else ConfirmWay.DESK

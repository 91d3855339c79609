"""Registering a person once, and knowing again who is known."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.audit.services import recorded
from liangzhan.people.choices import PersonEvent, PersonState, TieKind
from liangzhan.people.models import Card, Person, Tie
from liangzhan.people.queries.finding import person_by_number
from liangzhan.people.queries.writing import columns, filled
from liangzhan.people.rules.identity import PersonFacts, problems_of, same_name, tidy
from liangzhan.people.rules.states import PERSON_STATES
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import move


@recorded(PersonEvent.REGISTERED, keep=["station", "tie"])
def register_person(
    *, facts: PersonFacts, station: Station, tie: TieKind, by: Actor, on: dt.date | None = None
) -> Person:
    """Register a person, write the station's own card, and open the tie through which the station may know the person.

    A number that is known already under the same name is the same person: what is empty there is filled in, nothing is
    overwritten, and the caller cannot tell it from a new one: the station reads only its own card. Under another name a
    shadow row is made, which asks the station to look at the document again. Raises RuleBroken naming the field.
    """
    facts = tidy(facts)
    for field, sentence in problems_of(facts, today=today()).items():
        raise RuleBroken(sentence, field=field)
    day = on or today()
    if day > today():
        raise RuleBroken("登记日期不能晚于今天。", field="on")
    person = _person(facts, by)
    _write_card(person, station, facts, by)
    _tie(person, station, tie, day, by)
    return person


@recorded(PersonEvent.TIE_OPENED, keep=["station", "kind", "on"])
def open_tie(*, person: Person, station: Station, kind: TieKind, on: dt.date, by: Actor) -> Tie:
    """The station may know this person from `on`; an open tie of the kind stays as it is (the earlier day holds).

    A person met again after being frozen is in use again (a new purpose). Without a card of its own the station sees no
    more than the name. Raises RuleBroken for an alias or a person whose data were deleted.
    """
    return _tie(person, station, kind, on, by)


@recorded(PersonEvent.TIE_OPENED, keep=["station", "kind", "on"])
def introduce_person(
    *, person: Person, station: Station, facts: PersonFacts, kind: TieKind, on: dt.date, by: Actor
) -> Tie:
    """Another station was told of this person: it gets a tie, and a card with exactly what it was told (`facts`).

    What it knew already stays; empty fields are filled in. Raises RuleBroken as `open_tie` does, or for a nameless card.
    """
    told = tidy(facts)
    for field, sentence in problems_of(told, today=today()).items():
        raise RuleBroken(sentence, field=field)
    tie = _tie(person, station, kind, on, by)
    _write_card(person, station, told, by)
    return tie


@recorded(PersonEvent.TIE_ENDED, keep=["station", "kind", "on"])
def end_tie(*, person: Person, station: Station, kind: TieKind, on: dt.date, by: Actor) -> Tie | None:
    """The reason for knowing this person has gone; nothing happens when there was none. Returns the ended tie."""
    tie = Tie.objects.live().filter(person=person, station=station, kind=kind).first()
    if tie is not None:
        tie.ended_on, tie.ended_by = max(on, tie.opened_on), by
        tie.save(update_fields=["ended_on", "ended_by"])
    return tie


@recorded(PersonEvent.USER_LINKED)
def link_user(*, user: User, person: Person, by: Actor) -> User:
    """The account belongs to this person. Raises RuleBroken when either is linked already."""
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)  # two accounts of one person wait for each other
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if user.person_uuid == person.uuid:
        return user
    if user.person_uuid is not None:
        raise RuleBroken("这个账户已关联另一人，请先核对。")
    if User.objects.filter(person_uuid=person.uuid).exists():
        raise RuleBroken("这个人已有账户，不能再关联一个。")
    user.person_uuid = person.uuid
    user.save(update_fields=["person_uuid"])
    return user


@recorded(PersonEvent.USER_UNLINKED)
def unlink_user(*, user: User, by: Actor) -> User:
    """The account belongs to no person any more; what was done through it stays as it was recorded."""
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if user.person_uuid is None:
        raise RuleBroken("这个账户没有关联人员。")
    user.person_uuid = None
    user.save(update_fields=["person_uuid"])
    return user


def _person(facts: PersonFacts, by: Actor) -> Person:
    """Who holds this number under this name, or a new row; when somebody else has just taken the number, look again."""
    holder = person_by_number(facts.id_kind, facts.id_number)
    if holder is None:
        try:
            with transaction.atomic():
                return _make(facts, by)
        except IntegrityError:
            holder = person_by_number(facts.id_kind, facts.id_number)
    return (_known(holder, facts) if holder else None) or _make(facts, by, shadow=True)


def _known(holder: Person, facts: PersonFacts) -> Person | None:
    """The holder of the number, locked and with empty fields filled in; None when the name is another one."""
    held = Person.objects.select_for_update(of=("self",)).get(pk=holder.pk)
    still = held.id_number_index == holder.id_number_index and held.state in (PersonState.ACTIVE, PersonState.FROZEN)
    if not still or not same_name(held.name, facts.name):
        return None
    if changed := filled(held, facts):
        held.save(update_fields=changed)
    return held


def _make(facts: PersonFacts, by: Actor, *, shadow: bool = False) -> Person:
    return Person.objects.create(**columns(facts), shadow=shadow, state_since=today(), registered_by=by)


def _write_card(person: Person, station: Station, facts: PersonFacts, by: Actor) -> Card:
    """The station's card; what it wrote down before is only filled in."""
    card, made = Card.objects.get_or_create(
        person=person, station=station, defaults={**columns(facts), "registered_by": by}
    )
    if not made and (changed := filled(card, facts)):
        card.save(update_fields=changed)
    return card


def _tie(person: Person, station: Station, kind: TieKind, on: dt.date, by: Actor) -> Tie:
    if person.state == PersonState.FROZEN:
        move(person, PersonState.ACTIVE, table=PERSON_STATES, by=by, reason="重新登记")
    if person.state != PersonState.ACTIVE:
        raise RuleBroken(f"这条人员记录{person.get_state_display()}，不能再建立关联。")
    tie, made = Tie.objects.get_or_create(
        person=person,
        station=station,
        kind=kind,
        ended_on=None,
        defaults={"division_code": station.division_code, "opened_on": on, "opened_by": by},
    )
    if not made and on < tie.opened_on:
        tie.opened_on = on
        tie.save(update_fields=["opened_on"])
    return tie

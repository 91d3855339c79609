"""Registering whom a sealed service is for. Called inside `audit.sealed.sealed_deeds` by the room that owns the case."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.audit.sealed import sealed_subject
from liangzhan.audit.services import recorded
from liangzhan.people.choices import PersonEvent
from liangzhan.people.models import Person, SealedCard
from liangzhan.people.rules.identity import PersonFacts, problems_of, tidy
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


@recorded(PersonEvent.REGISTERED)
def register_sealed(*, facts: PersonFacts, station: Station, by: Actor) -> Person:
    """An empty person with a sealed card; no tie, no index. An alias is required: it is what screens show.

    Raises RuleBroken naming the field; RuntimeError outside a sealed block, where the deed would be told.
    """
    if sealed_subject() is None:
        raise RuntimeError("register_sealed outside sealed_deeds")
    facts = _checked(facts)
    person = Person.objects.create(state_since=today(), registered_by=by)
    SealedCard.objects.create(person=person, station=station, saved_by=by, **_columns(facts))
    return person


@recorded(PersonEvent.EDITED)
def edit_sealed(*, person: Person, facts: PersonFacts, by: Actor) -> Person:
    """Mend what was typed. Raises like `register_sealed`."""
    if sealed_subject() is None:
        raise RuntimeError("edit_sealed outside sealed_deeds")
    card = SealedCard.objects.select_for_update(of=("self",)).get(person=person)
    for name, value in _columns(_checked(facts)).items():
        setattr(card, name, value)
    card.saved_by = by
    card.save()
    return person


def _checked(facts: PersonFacts) -> PersonFacts:
    facts = tidy(facts)
    if not facts.alias:
        raise RuleBroken("请填写化名：页面和纸面上只显示化名。", field="alias")
    for field, sentence in problems_of(facts, today=today()).items():
        raise RuleBroken(sentence, field=field)
    return facts


def _columns(facts: PersonFacts) -> dict[str, str]:
    return {
        "name": facts.name,
        "alias": facts.alias,
        "sex": facts.sex,
        "birth": facts.born_on.isoformat() if facts.born_on else "",
        "id_number": facts.id_number,
        "mobile": facts.mobile,
        "address": facts.address,
    }

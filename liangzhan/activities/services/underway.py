"""A visit begins with one tap and ends with another; the minutes follow. Nothing counts until it is written down."""

from __future__ import annotations

from uuid import UUID, uuid4

from liangzhan.access.actor import Actor
from liangzhan.activities.choices import VisitEvent
from liangzhan.activities.models import VisitUnderway
from liangzhan.audit.services import recorded
from liangzhan.people.models import Person
from liangzhan.people.rules.identity import PersonFacts, problems_of, tidy
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today


@recorded(VisitEvent.STARTED, keep=["station", "worker"])
def start_visit(
    *,
    worker: Worker,
    station: Station,
    by: Actor,
    person: Person | None = None,
    newcomer: PersonFacts | None = None,
) -> VisitUnderway:
    """The worker stands at the door. A tap sent twice begins once; another person's visit must be ended first.

    `newcomer`: a name or an alias is enough; the person is registered when the visit is written down.
    """
    Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)
    facts = tidy(newcomer) if newcomer else PersonFacts()
    if newcomer is not None:
        for field, sentence in problems_of(facts, today=today()).items():
            raise RuleBroken(sentence, field=field)
    running = VisitUnderway.objects.filter(worker=worker).select_related("person", "station").first()
    if running is not None:
        same = (running.person_id, running.name, running.alias) == (
            person.pk if person else None,
            facts.name,
            facts.alias,
        )
        if same and running.ended_at is None:
            return running
        raise RuleBroken("上一次探访还没有记录，请先写完或放弃那一次。")
    return VisitUnderway.objects.create(
        worker=worker,
        station=station,
        person=person,
        name=facts.name,
        alias=facts.alias,
        legal_basis=facts.legal_basis,
        started_at=moment(),
        form_key=uuid4(),
    )


@recorded(VisitEvent.STOPPED)
def stop_visit(*, underway: VisitUnderway, by: Actor) -> VisitUnderway:
    """The worker leaves: the end is fixed, the record can be written later. A second tap changes nothing."""
    row = VisitUnderway.objects.select_for_update(of=("self",)).get(pk=underway.pk)
    if row.ended_at is None:
        row.ended_at = moment()
        row.save(update_fields=["ended_at"])
    return row


@recorded(VisitEvent.DROPPED)
def drop_visit(*, underway: VisitUnderway, by: Actor) -> UUID:
    """Nothing is written: it was a slip, or nobody was visited. Returns the key that will not be used."""
    VisitUnderway.objects.filter(pk=underway.pk).delete()
    return underway.form_key

"""Requests under PIPL §44–50: taken down, decided with reasons, copied out."""

from __future__ import annotations

from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.people.choices import PersonState
from liangzhan.people.choices_family import Asker, ClientEvent, RightKind, RightState
from liangzhan.people.models import Person, RightsRequest, Tie
from liangzhan.people.queries.finding import ids_of
from liangzhan.people.rights import Asked, Part, everything_held
from liangzhan.people.rules.rights import RIGHT_STATES, RightFacts, decision_problems, request_problems
from liangzhan.people.settings import RIGHTS_WORKDAYS
from liangzhan.people.signals import right_asked, right_decided
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.numbering import next_number
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import add_workdays, today
from liangzhan.toolkit.transitions import move


@recorded(ClientEvent.RIGHT_ASKED, keep=["station"])
def take_request(*, person: Person, station: Station, facts: RightFacts, by: Actor) -> RightsRequest:
    """Take a request down and number it; it is due so many workdays (parameter) after it was received. The head is told."""
    for field, sentence in request_problems(facts, today=today()).items():
        raise RuleBroken(sentence, field=field)
    if person.state not in (PersonState.ACTIVE, PersonState.FROZEN):
        raise RuleBroken(f"这条人员记录{person.get_state_display()}。")
    if not Tie.objects.filter(person=person, station=station).exists():
        raise RuleBroken("本站没有登记过这个人。")
    year = facts.received_on.year
    days = int(value_of(RIGHTS_WORKDAYS, on=facts.received_on, division_code=station.division_code))
    row = RightsRequest.objects.create(
        person=person,
        station=station,
        number=f"{station.division_code}-PI-{year}-{next_number(f'people.rights:{station.division_code}:{year}'):04d}",
        kind=facts.kind,
        asker=facts.asker,
        asker_name=facts.asker_name.strip(),
        way=facts.way,
        identity=facts.identity,
        words=facts.words.strip(),
        received_on=facts.received_on,
        due_on=add_workdays(facts.received_on, days),
        state_since=today(),
        saved_by=by,
    )
    right_asked.send(None, request=row, by=by)
    return row


@recorded(ClientEvent.RIGHT_DECIDED, keep=["outcome", "ground"])
def decide_request(*, request: RightsRequest, outcome: str, words: str, by: Actor, ground: str = "") -> RightsRequest:
    """The head answers with reasons; a refusal, also in part, names the law's ground. Nothing else is done by this: the
    correction or the deletion itself is a deed on the person's page."""
    for field, sentence in decision_problems(request.kind, outcome, ground, words).items():
        raise RuleBroken(sentence, field=field)
    row = move(request, RightState(outcome), table=RIGHT_STATES, by=by, ground=ground)
    row.decision, row.decided_at, row.decided_by = words.strip(), timezone.now(), by
    row.save(update_fields=["decision", "decided_at", "decided_by"])
    right_decided.send(None, request=row, by=by)
    return row


@recorded(ClientEvent.RIGHT_WITHDRAWN)
def withdraw_request(*, request: RightsRequest, by: Actor) -> RightsRequest:
    """Whoever asked takes it back."""
    row = move(request, RightState.WITHDRAWN, table=RIGHT_STATES, by=by)
    right_decided.send(None, request=row, by=by)
    return row


@recorded(ClientEvent.RIGHT_COPIED)
def copy_everything(*, request: RightsRequest, by: Actor) -> list[Part]:
    """Everything held about the person at the station, from all rooms, for a granted request to see or copy.

    Recorded each time. Raises RuleBroken while the request is not granted.
    """
    granted = request.state in (RightState.GRANTED, RightState.PARTLY)
    if not granted or request.kind not in (RightKind.SEE, RightKind.COPY):
        raise RuleBroken("同意查阅或者复制以后，才能提供副本。")
    asked = Asked(request.person, tuple(ids_of(request.person)), request.station, by)
    return everything_held(asked, himself=request.asker == Asker.SELF)

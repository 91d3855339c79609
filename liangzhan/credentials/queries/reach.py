"""Which places one arranges trainings for, and which single rows one may touch."""

from __future__ import annotations

from django.db.models import Q

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.credentials.models import Commitment, Enrolment, Learning, Training
from liangzhan.divisions.models import Division
from liangzhan.divisions.rules import full
from liangzhan.stations.models import Station


def training_places(actor: Actor) -> dict[str, str]:
    """{key: words} of the areas and stations this actor arranges trainings for; two queries at most."""
    area = actor.scope.area(Action.TRAINING_MANAGE)
    codes = [full(one) if one.isdigit() else one for one in area.prefixes]
    found: dict[str, str] = {}
    if codes:
        for code, name in Division.objects.filter(code__in=codes).order_by("code").values_list("code", "name"):
            found[f"area-{code}"] = name
    if area.stations:
        rows = Station.objects.filter(pk__in=area.stations).order_by("division_code", "kind")
        found |= {f"station-{one.pk}": one.name for one in rows}
    return found


def place_of_key(key: str) -> tuple[Station | None, str]:
    """(station, "") or (None, 12-digit code) of a key of `training_places`."""
    kind, _, value = key.partition("-")
    return (Station.objects.get(pk=value), "") if kind == "station" else (None, value)


def enrolment_for(actor: Actor, pk: int) -> Enrolment | None:
    """One line of a roster that this actor may end: his own, his people's, or of a training he arranges."""
    own = Q(person__uuid=actor.person_uuid) if actor.person_uuid else Q(pk__in=[])
    people = Enrolment.objects.within(actor.scope, Action.TRAINING_ENROL_OTHERS)
    trainings = Training.objects.within(actor.scope, Action.TRAINING_MANAGE)
    reach = own | Q(pk__in=people.values("pk")) | Q(training__in=trainings.values("pk"))
    return Enrolment.objects.filter(reach, pk=pk).select_related("training__occasion", "person", "station").first()


def learning_for(actor: Actor, pk: int) -> Learning | None:
    """One row of learning whose proof this actor may read: his own, of his station's people, or one he may check."""
    own = Q(person__uuid=actor.person_uuid) if actor.person_uuid else Q(pk__in=[])
    reach = own
    for verb in (Action.STAFF_MANAGE, Action.LEARNING_DECIDE):
        reach |= Q(pk__in=Learning.objects.within(actor.scope, verb).values("pk"))
    return Learning.objects.filter(reach, pk=pk).select_related("proof", "station", "person").first()


def commitment_for(actor: Actor, pk: int) -> Commitment | None:
    """One signature on paper that this actor may read: his own, or of his station's people."""
    own = Q(person__uuid=actor.person_uuid) if actor.person_uuid else Q(pk__in=[])
    people = Commitment.objects.within(actor.scope, Action.STAFF_MANAGE)
    return Commitment.objects.filter(own | Q(pk__in=people.values("pk")), pk=pk).select_related("paper").first()

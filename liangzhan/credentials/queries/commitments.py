"""Which text is in force, and who signed it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.credentials import model_texts
from liangzhan.credentials.choices import CommitmentKind
from liangzhan.credentials.models import Commitment, CommitmentText
from liangzhan.credentials.queries.people import holders
from liangzhan.credentials.rules.commitments import write_scenarios
from liangzhan.people.choices import TieKind
from liangzhan.people.models import Person
from liangzhan.people.queries.finding import ids_of

CHUNK = 5000
STAFF = (TieKind.STAFF,)


def text_on(kind: str, on: dt.date) -> CommitmentText | None:
    """The version in force on the day, or None when the province has published none."""
    rows = CommitmentText.objects.filter(kind=kind, valid_from__lte=on)
    return rows.order_by("-valid_from", "-version").first()


def texts() -> QuerySet[CommitmentText]:
    """All versions, the newest first."""
    return CommitmentText.objects.order_by("kind", "-version")


def signed_ids(person_ids: Collection[int], kind: str, year: int) -> set[int]:
    """Those of the persons who signed the commitment for the year (any version). Follows merged persons."""
    wanted, found = sorted(set(person_ids)), set[int]()
    for at in range(0, len(wanted), CHUNK):
        part = wanted[at : at + CHUNK]
        rows = Commitment.objects.filter(
            Q(person_id__in=part) | Q(person__merged_into_id__in=part), text__kind=kind, year=year
        )
        for person, kept in rows.order_by("id").values_list("person_id", "person__merged_into_id"):
            found |= {person} if kept is None else {person, kept}
    return found & set(wanted)


def commitments_of(person: Person) -> QuerySet[Commitment]:
    """What one person signed, the newest first."""
    rows = Commitment.objects.filter(person_id__in=ids_of(person)).select_related("text", "station", "paper")
    return rows.order_by("-year", "-id")


def text_with(pk: int) -> CommitmentText | None:
    """One version, or None. Texts are public inside the platform (P0)."""
    return CommitmentText.objects.filter(pk=pk).first()


def station_board(actor: Actor, on: dt.date) -> dict[str, Any]:
    """The people of the actor's stations with each kind's signature of the year; no more than one choice holds."""
    found = {one.person.pk: one for one in reversed(holders(actor, Action.STAFF_MANAGE, on=on, kinds=STAFF))}
    people = sorted(found.values(), key=lambda one: (one.station.division_code, one.station.pk, one.label))
    signed = {kind.value: signed_ids(found, kind, on.year) for kind in CommitmentKind}
    current = {kind.value: text_on(kind, on) for kind in CommitmentKind}
    return {"people": people, "signed": signed, "current": current, "kinds": CommitmentKind, "year": on.year}


def initial_text(kind: str) -> dict[str, Any]:
    """With what the next version begins: the latest one, else the platform's sample."""
    last = texts().filter(kind=kind).first()
    source: dict[str, Any] = (
        {"title": last.title, "basis": last.basis, "text": last.text, "scenarios": last.scenarios}
        if last
        else model_texts.sample(kind)
    )
    return {**source, "kind": kind, "scenarios": write_scenarios(source["scenarios"])}

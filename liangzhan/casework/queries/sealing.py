"""Sealed cases: their commissions, who reviews an emergency, what the team sees beyond the ordinary case."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.access.scope import Scope
from liangzhan.accounts.models import Grant, User
from liangzhan.casework.choices.sealing import CommissionKind
from liangzhan.casework.models import Case, CaseMember, Commission, EmergencyAccess
from liangzhan.casework.rules.sealing import CATEGORY, Span, gate_problem, women_problem
from liangzhan.people.queries.cards import faces_of
from liangzhan.people.queries.sealed import facts_on_sealed, sealed_card, sealed_face
from liangzhan.people.rules.showing import Face
from liangzhan.staff.models import Post, Worker
from liangzhan.stations.models import Station


def commissions_of(case: Case) -> list[Commission]:
    """The commissions of a case, the latest first."""
    return list(Commission.objects.filter(case=case).select_related("paper").order_by("-from_on", "-id"))


def spans_of(case: Case) -> list[Span]:
    """The days that a commission covers."""
    rows = Commission.objects.filter(case=case).order_by("from_on", "id").values_list("from_on", "to_on")
    return [Span(from_on, to_on) for from_on, to_on in rows]


def sealed_category(case: Case) -> str:
    """X1 or X2 as the first commission says; "" for other sealed services and when the label has dropped."""
    label = Commission.objects.filter(case=case).order_by("from_on", "id").values_list("label", flat=True).first()
    return CATEGORY.get(CommissionKind(label), "") if label else ""


def head_workers(station: Station, on: dt.date) -> QuerySet[Worker]:
    """Workers behind the accounts of the station's heads: they stand on the team of a sealed case by default."""
    held = Grant.objects.in_force(on).filter(station=station, role=Role.STATION_HEAD)
    people = User.objects.filter(is_active=True, pk__in=held.values("user_id"), person_uuid__isnull=False)
    return Worker.objects.filter(person__uuid__in=people.values("person_uuid")).order_by("id")


def unseen_sealed(on: dt.date) -> QuerySet[Case]:
    """Open sealed cases without a member who holds a post at the station, or heads it, on the day."""
    posts = Post.objects.in_force(on).filter(worker=OuterRef("worker"), station=OuterRef("case__station"))
    heads = Grant.objects.in_force(on).filter(
        station=OuterRef("case__station"), role=Role.STATION_HEAD, user__person_uuid=OuterRef("worker__person__uuid")
    )
    seeing = CaseMember.objects.live().filter(Exists(posts) | Exists(heads), case=OuterRef("pk"))
    return Case.objects.running().filter(~Exists(seeing), sealed=True).select_related("station").order_by("id")


@dataclass(frozen=True)
class SealedPart:
    """What the case page adds: the identity in full, the commissions, why nothing may be recorded, the women's rule."""

    face: Any
    commissions: list[Commission]
    gate: str
    group: str


def sealed_part(case: Case, on: dt.date) -> SealedPart | None:
    """Three queries for a sealed case, none for another one."""
    if not case.sealed:
        return None
    found, card = commissions_of(case), sealed_card(case.person)
    spans = [Span(one.from_on, one.to_on) for one in found]
    kinds = {one.label for one in found if one.from_on <= on <= one.to_on}
    group = ""
    if CommissionKind.CORRECTION in kinds:
        team = CaseMember.objects.live().filter(case=case).values_list("worker__person__sex", flat=True)
        group = women_problem(CommissionKind.CORRECTION, card.sex, team)
    return SealedPart(sealed_face(card, full=True), found, "" if case.closed_on else gate_problem(spans, on), group)


def face_of_case(case: Case, actor: Actor) -> Face:
    """Whom the case is about, for the head of its page: of a sealed one the alias alone."""
    if case.sealed:
        return sealed_face(sealed_card(case.person))
    return faces_of([case.person], actor)[case.person_id]


def case_by_number(number: str, scope: Scope) -> Case | None:
    """A sealed case with exactly this number at a station where the reader may ask for emergency access."""
    area = scope.area(Action.EMERGENCY_ACCESS)
    case = Case.objects.filter(number=number.strip(), sealed=True).select_related("station").first()
    if case is None or not area.covers_station(case.station_id, case.division_code):
        return None
    return case


def running_emergency(case: Case, actor: Actor, now: dt.datetime) -> EmergencyAccess | None:
    """The access that the actor holds now, if any."""
    return EmergencyAccess.objects.filter(case=case, user_uuid=actor.uuid, closes_at__gt=now).first()


def emergencies_to_review(actor: Actor) -> QuerySet[EmergencyAccess]:
    """Emergency accesses of the reviewer's area, never one's own, those that wait first."""
    rows = EmergencyAccess.objects.within(actor.scope, Action.EMERGENCY_REVIEW).exclude(user_uuid=actor.uuid)
    return rows.select_related("station").order_by("reviewed_at", "-opened_at")


def commission_at(case: Case, pk: int) -> Commission | None:
    """One commission of this very case."""
    return Commission.objects.filter(case=case, pk=pk).first()


def client_facts(case: Case) -> dict[str, Any]:
    """What is known of the person, by the names of the form."""
    return asdict(facts_on_sealed(sealed_card(case.person)))

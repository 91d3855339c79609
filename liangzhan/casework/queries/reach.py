"""Who stands where to a case: on the team, head of the station, supervisor of the area; who can be the second person."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db.models import QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.accounts.models import Grant, User
from liangzhan.casework.choices import MemberRole, Second
from liangzhan.casework.models import Case, CaseMember
from liangzhan.casework.rules.closing import second_person
from liangzhan.people.models import Person
from liangzhan.staff.models import Worker
from liangzhan.staff.queries.supervision_people import supervisors_at
from liangzhan.stations.models import Station


def lead_of(case: Case) -> Worker | None:
    """The worker who leads the case now, if any; without a query where `case_rows` loaded the team."""
    team = getattr(case, "team", None)
    if team is not None:
        found: Worker | None = next((one.worker for one in team if one.role == MemberRole.LEAD), None)
        return found
    row = case.members.live().filter(role=MemberRole.LEAD).select_related("worker__person").first()
    return row.worker if row else None


def reaches(case: Case, actor: Actor, action: Action) -> bool:
    """Is the case within reach of the actor with this verb?"""
    return Case.objects.within(actor.scope, action).filter(pk=case.pk).exists()


def has_running_case(person: Person, station: Station) -> bool:
    """Does a case of this person run at this station?"""
    return bool(Case.objects.running().filter(person=person, station=station).exists())


def second_of(case: Case, on: dt.date, *, besides: UUID | None = None) -> tuple[Second, list[User]]:
    """Who may approve the closing on a day: (kind, accounts). Neither the worker who leads the case nor the account that asks.

    Of a sealed case only heads who stand on its team are asked; a supervisor never hears of one.
    """
    heads = _heads(case, on)
    supervisors = User.objects.none() if case.sealed else supervisors_at(case.station, on)
    lead = lead_of(case)
    found = []
    for rows in (heads, supervisors):
        if lead is not None:
            rows = rows.exclude(person_uuid=lead.person.uuid)
        if besides is not None:
            rows = rows.exclude(uuid=besides)
        found.append(list(rows))
    kind = second_person(heads=found[0], supervisors=found[1])
    return kind, found[0] if kind == Second.HEAD else found[1] if kind == Second.SUPERVISOR else []


def _heads(case: Case, on: dt.date) -> QuerySet[User]:
    held = Grant.objects.in_force(on).filter(station=case.station_id, role=Role.STATION_HEAD)
    rows = User.objects.filter(is_active=True, pk__in=held.values("user_id")).order_by("id")
    if not case.sealed:
        return rows
    team = CaseMember.objects.live().filter(case=case)
    return rows.filter(person_uuid__in=team.values("worker__person__uuid"))

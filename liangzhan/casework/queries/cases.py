"""One case as a page reads it, and who stands on its team."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.casework.choices import MemberRole
from liangzhan.casework.models import Case, CaseMember
from liangzhan.casework.queries.phases import standing_of, with_standing
from liangzhan.casework.rules.phases import WORKED_ON, phase_of
from liangzhan.casework.sections import CaseReading
from liangzhan.casework.settings import limits_at
from liangzhan.people.models import Person
from liangzhan.people.queries.cards import VIEW
from liangzhan.staff.models import Post, Worker


def case_rows() -> Any:
    """Cases with their standing, station, person and live team."""
    team = CaseMember.objects.live().select_related("worker__person").order_by("role", "id")
    rows = with_standing(Case.objects.select_related("station", "person"))
    return rows.prefetch_related(Prefetch("members", queryset=team, to_attr="team"))


def reading_of(case: Any, actor: Actor, on: dt.date) -> CaseReading:
    """What the sections of the page go by; `case` came through `case_rows`."""
    limits = limits_at(on, case.division_code)
    standing = standing_of(case)
    works = (
        case.state in WORKED_ON
        and case.closed_on is None
        and actor.may_at(Action.CASE_WORK, code=case.division_code, station_id=case.station_id)
    )
    return CaseReading(
        case=case,
        actor=actor,
        on=on,
        standing=standing,
        phase=phase_of(standing, min_contacts=limits.min_contacts),
        works=works,
        team=case.team,
        limits=limits,
    )


def reachable_client(uuid: UUID, scope: Scope) -> Person | None:
    """A person whom a station of the reader knows, by the public number."""
    return Person.objects.within(scope, VIEW).found().filter(uuid=uuid).first()


def open_cases_of(persons: Iterable[Person], scope: Scope) -> dict[int, list[Case]]:
    """{person id: cases that run and that the reader reaches}: shown before another one is opened."""
    rows = Case.objects.within(scope, Action.CASE_VIEW).running().filter(person__in=[one.pk for one in persons])
    found: dict[int, list[Case]] = {}
    for case in rows.select_related("station").order_by("-opened_on", "-id"):
        found.setdefault(case.person_id, []).append(case)
    return found


def joinable(case: Case, on: dt.date) -> QuerySet[Worker]:
    """Workers with a post at the station who are not on the team."""
    posts = Post.objects.in_force(on).filter(station=case.station_id)
    team = CaseMember.objects.live().filter(case=case)
    rows = Worker.objects.filter(pk__in=posts.values("worker_id")).exclude(pk__in=team.values("worker_id"))
    return rows.order_by("display_name", "id")


def live_member(case: Case, pk: int) -> CaseMember | None:
    """A present member of this very case."""
    return CaseMember.objects.live().filter(case=case, pk=pk).select_related("worker", "case").first()


def may_manage_team(case: Case, actor: Actor) -> bool:
    """The head of the station (not of a sealed case, unless on its team), or whoever leads the case."""
    if not case.sealed and actor.may_at(Action.CASE_OVERSEE, code=case.division_code, station_id=case.station_id):
        return True
    if actor.person_uuid is None:
        return False
    team = getattr(case, "team", None)  # loaded by `case_rows`
    if team is None:
        team = CaseMember.objects.live().filter(case=case).select_related("worker__person").order_by("id")
    leading = (MemberRole.LEAD, MemberRole.HEAD)
    return any(one.worker.person.uuid == actor.person_uuid and one.role in leading for one in team)


def case_within(scope: Scope, pk: int) -> Case | None:
    """One case that the reader may read, or None."""
    return case_rows().within(scope, Action.CASE_VIEW).filter(pk=pk).first()


def case_of_file(uuid: UUID) -> Case:
    """A case for a job whose asker had reached it, with station and person."""
    return Case.objects.select_related("station", "person").get(uuid=uuid)


def case_by_uuid(uuid: UUID) -> Case:
    """A case for the registry of files, locked until the end of the transaction."""
    return Case.objects.select_for_update(of=("self",)).get(uuid=uuid)


def sealed_reach(scope: Scope) -> Any:
    """Uuids of the sealed cases the reader may read: their teams."""
    return Case.objects.within(scope, Action.CASE_VIEW).filter(sealed=True).values("uuid")

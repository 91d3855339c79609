"""What a worker's cases wait for today, and what a year of casework comes to for the appraisal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.casework.choices import CaseSide, MemberRole
from liangzhan.casework.models import Case, CaseMember, Contact
from liangzhan.casework.queries.phases import standing_of, with_standing
from liangzhan.casework.rules.limits import Due, due_of, next_contact_of
from liangzhan.casework.settings import limits_at, limits_loader


@dataclass(frozen=True)
class Waiting:
    """A case that the worker leads with what it waits for."""

    case: Case
    due: Due


def waiting_cases(actor: Actor, on: dt.date) -> list[Waiting]:
    """What is late or due soon in the cases that the reader leads, the earliest first; two queries."""
    if actor.person_uuid is None:
        return []
    leads = CaseMember.objects.live().filter(role=MemberRole.LEAD, worker__person__uuid=actor.person_uuid)
    rows: Any = Case.objects.within(actor.scope, Action.CASE_WORK).filter(pk__in=leads.values("case_id"))
    rows = rows.filter(closed_on__isnull=True, state__in=[CaseSide.ACTIVE, CaseSide.REOPENED])
    loaded, found = limits_loader(), []
    for case in with_standing(rows).order_by("opened_on", "id"):
        one = standing_of(case)
        dues = (due_of(one, limits_at(on, case.division_code, loaded), on=on), next_contact_of(one, on=on))
        found += [Waiting(case, due) for due in dues if due is not None and due.soon(on)]
    return sorted(found, key=lambda held: (held.due.due_on, held.case.pk))


def late_by_worker(actor: Actor, on: dt.date) -> dict[str, int]:
    """{leading worker: cases with a limit that is over} of the stations that the reader oversees."""
    from_station = Case.objects.within(actor.scope, Action.CASE_OVERSEE)
    rows: Any = from_station.filter(closed_on__isnull=True, state__in=[CaseSide.ACTIVE, CaseSide.REOPENED])
    loaded, late = limits_loader(), []
    for case in with_standing(rows).order_by("id"):
        due = due_of(standing_of(case), limits_at(on, case.division_code, loaded), on=on)
        if due is not None and due.late:
            late.append(case.pk)
    team = CaseMember.objects.live().filter(case__in=late, role=MemberRole.LEAD).order_by("worker__display_name")
    return dict(team.values_list("worker__display_name").annotate(n=Count("id")))


def contact_counts(worker_ids: Sequence[int], year: int) -> QuerySet[Any]:
    """(worker id, contacts with clients in the year) for the appraisal; sealed cases are told to nobody, not even as a number."""
    rows = Contact.objects.filter(worker__in=worker_ids, on__year=year, with_client=True, case__sealed=False).order_by()
    return rows.values_list("worker_id").annotate(n=Count("id"))


def case_counts(worker_ids: Sequence[int], year: int) -> QuerySet[Any]:
    """(worker id, formal cases led at any time of the year) for the appraisal; none that is sealed."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    rows = CaseMember.objects.filter(worker__in=worker_ids, role=MemberRole.LEAD, since_on__lte=last)
    rows = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=first), case__formal_on__lte=last, case__sealed=False)
    rows = rows.filter(Q(case__closed_on__isnull=True) | Q(case__closed_on__gte=first)).order_by()
    return rows.values_list("worker_id").annotate(n=Count("case_id", distinct=True))

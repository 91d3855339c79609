"""One case as a page reads it, and who stands on its team."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Prefetch, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.casework.models import Case, CaseMember
from liangzhan.casework.queries.phases import standing_of, with_standing
from liangzhan.casework.rules.phases import WORKED_ON, phase_of
from liangzhan.casework.sections import CaseReading
from liangzhan.casework.settings import limits_at


def case_rows() -> QuerySet[Case]:
    """Cases with their standing, station, person and live team."""
    team = CaseMember.objects.live().select_related("worker").order_by("role", "id")
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

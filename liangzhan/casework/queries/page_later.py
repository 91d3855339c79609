"""What the sections of the case page show of closing, follow-up, referral and opinions."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actions import Action
from liangzhan.casework.choices import CaseSide
from liangzhan.casework.models import Closing, FollowUp, Opinion
from liangzhan.casework.queries.closings import current_closing
from liangzhan.casework.queries.referrals import referrals_of
from liangzhan.casework.sections import CaseReading


def closing(reading: CaseReading) -> dict[str, Any]:
    """How the case ends: C-08, follow-ups, and the deeds that lead out of it and back."""
    case = reading.case
    row = current_closing(case)
    closed, running = case.closed_on is not None, case.accepted_on is not None and case.closed_on is None
    rows = FollowUp.objects.filter(closing=row).order_by("due_on", "id") if row is not None and closed else []
    words, tone = _stand(row)
    return {
        "closing": row,
        "words": words,
        "tone": tone,
        "follow_ups": list(rows),
        "withdrawn": reading.standing.withdrawn_on is not None,
        "mine": _may(reading, Action.CASE_WORK),
        "may_close": reading.works and running and (row is None or row.returned_on is not None),
        "may_reopen": closed or (case.state == CaseSide.REFERRED and not running),
        "may_suspend": running and case.state in (CaseSide.ACTIVE, CaseSide.REOPENED),
        "may_resume": running and case.state == CaseSide.SUSPENDED,
        "may_bind": closed and bool(case.number),
        "may_transfer": not closed and case.state != CaseSide.NOT_ACCEPTED,
    }


def referrals(reading: CaseReading) -> dict[str, Any] | None:
    """C-07; nothing for a case that was not accepted and not referred."""
    rows = list(referrals_of(reading.case))
    open_ = reading.case.closed_on is None and reading.case.state != CaseSide.NOT_ACCEPTED
    if not rows and not open_:
        return None
    return {"rows": rows, "may_add": open_ and _may(reading, Action.CASE_WORK)}


def opinions(reading: CaseReading) -> dict[str, Any] | None:
    """C-11, the latest first; the head adds one unless he leads the case himself."""
    rows = list(Opinion.objects.filter(case=reading.case).order_by("-on", "-id"))
    leads = reading.actor.person_uuid in {one.worker.person.uuid for one in reading.team if one.role == "LEAD"}
    may_add = not leads and _may(reading, Action.CASE_OVERSEE)
    return {"rows": rows, "may_add": may_add} if rows or may_add else None


def _may(reading: CaseReading, action: Action) -> bool:
    case = reading.case
    return reading.actor.may_at(action, code=case.division_code, station_id=case.station_id)


def _stand(row: Closing | None) -> tuple[str, str]:
    if row is None:
        return "", ""
    if row.approved_on is not None:
        return f"已结案 {row.approved_on:%Y-%m-%d}", "met"
    return ("已退回", "miss") if row.returned_on else ("等待审批", "wait")

"""Flagged work comes before the supervisor: late, worse at a follow-up, ethics (domain.md 4.4). Risks: `protection`."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.casework.choices import CaseEvent, FlagReason
from liangzhan.casework.models import Case
from liangzhan.casework.queries.flagged import late_to_flag
from liangzhan.casework.queries.reach import lead_of
from liangzhan.staff.models import AgendaItem, Post
from liangzhan.staff.services.agenda import put_on_agenda
from liangzhan.toolkit.periods import today


@recorded(CaseEvent.FLAGGED, keep=["reason"])
def flag_case(*, case: Case, reason: FlagReason, by: Actor) -> AgendaItem | None:
    """Put the case on the agenda of the worker who leads it; the same reason again gives the same item.

    A sealed case is not told to a supervisor. Where nobody leads or the post has ended there is no agenda: the case then
    stands on the head's list. Neither is an error.
    """
    lead = lead_of(case)
    if case.sealed or lead is None or not Post.objects.in_force(today()).filter(worker=lead).exists():
        return None
    words = FlagReason(reason).label
    return put_on_agenda(worker=lead, voucher=case.voucher, reason=words, title=words, by=by)


@recorded(CaseEvent.FLAGGED, keep=["on"])
def flag_work(*, on: dt.date, by: Actor) -> int:
    """Everything that is late for days, each once. Returns how many items were added."""
    found = [flag_case(case=case, reason=FlagReason.LATE, by=by) for case in late_to_flag(on)]
    return sum(item is not None for item in found)

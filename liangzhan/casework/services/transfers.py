"""转案: another worker takes the lead, the case stays open (domain.md 5.1)."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.casework.choices import CaseEvent, MemberRole, TransferReason
from liangzhan.casework.models import Case, CaseMember
from liangzhan.casework.rules.sides import day_problem, transfer_problem
from liangzhan.casework.teaming import tell_team
from liangzhan.staff.models import Post, Worker
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


@recorded(CaseEvent.TRANSFERRED, keep=["reason", "client_agreed", "on"])
def transfer_case(
    *, case: Case, to: Worker, reason: str, client_agreed: bool, by: Actor, on: dt.date | None = None
) -> CaseMember:
    """One lead ends, another begins on the same day; what the client said to it is kept with it.

    Whoever had the lead leaves the team and does not see the case any more. Where nobody leads (the post ended), a lead
    is given. Also possible after a withdrawal of consent, so that somebody can bring the case to its end. Raises
    RuleBroken naming the field. Returns the new lead.
    """
    case = Case.objects.select_for_update(of=("self",)).select_related("station").get(pk=case.pk)
    day = on or today()
    if reason not in TransferReason.values:
        raise RuleBroken("请选择转案原因。", field="reason")
    if problem := day_problem(day, opened_on=case.opened_on, today=today()):
        raise RuleBroken(problem, field="on")
    team = CaseMember.objects.live().select_for_update(of=("self",)).filter(case=case)
    lead = team.filter(role=MemberRole.LEAD).first()
    problem = transfer_problem(
        closed=case.closed_on is not None,
        same=lead is not None and lead.worker_id == to.pk,
        in_post=Post.objects.in_force(today()).filter(worker=to, station=case.station_id).exists(),
    )
    if problem:
        raise RuleBroken(problem, field="to")
    words = TransferReason(reason).label
    for member in (lead, team.filter(worker=to).first()):
        if member is not None:
            _end(member, day, words)
    lead = CaseMember.objects.create(
        case=case,
        worker=to,
        role=MemberRole.LEAD,
        since_on=day,
        reason=words,
        client_agreed=client_agreed,
        added_by=by,
    )
    tell_team(case, by=by)
    return lead


def _end(member: CaseMember, day: dt.date, words: str) -> None:
    member.ended_on, member.reason = max(day, member.since_on), words
    member.save(update_fields=["ended_on", "reason"])

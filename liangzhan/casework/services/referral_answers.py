"""What becomes of a referral: the receiving station answers, the sender follows up (C-07)."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.casework.choices import CaseEvent, ReferralState
from liangzhan.casework.models import Referral
from liangzhan.casework.queries.reach import has_running_case, lead_of
from liangzhan.casework.queries.referrals import sent_with
from liangzhan.casework.rules.referral import OPEN, REFERRAL, move_problem
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.services import tell
from liangzhan.people.choices import TieKind
from liangzhan.people.services.register import end_tie, introduce_person
from liangzhan.staff.queries.workers import account_of
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import move


@recorded(CaseEvent.REFERRAL_ANSWERED, keep=["to"])
def answer_referral(*, referral: Referral, to: str, by: Actor, answer: str = "") -> Referral:
    """The receiving station accepts, declines, returns or completes. Who accepts gets a tie and a card with exactly the
    named items; who returns loses the tie unless a case of its own runs. The sender's worker is told."""
    referral = _held(referral)
    if referral.to_station is None:
        raise RuleBroken("这份转介不是转给平台站点的。")
    referral = _move(referral, to, by, answer, receiver=True)
    _tie(referral, by)
    _tell_sender(referral, by)
    return referral


@recorded(CaseEvent.REFERRAL_ANSWERED, keep=["to", "follow_up_on"])
def settle_referral(
    *, referral: Referral, to: str, by: Actor, answer: str = "", follow_up_on: dt.date | None = None
) -> Referral:
    """The sender writes down what an outside agency said, or how it ended; or (`to` "") only looks again another day."""
    referral = _held(referral)
    if follow_up_on is not None:
        if follow_up_on < today():
            raise RuleBroken("下次跟进日期不能早于今天。", field="follow_up_on")
        if referral.state not in OPEN:
            raise RuleBroken("这份转介已经了结，不用再跟进。", field="follow_up_on")
        referral.follow_up_on = follow_up_on
        referral.save()
    if not to:
        if follow_up_on is None:
            raise RuleBroken("请选择结果，或填写下次跟进日期。", field="to")
        return referral
    return _move(referral, to, by, answer, receiver=False)


def _held(referral: Referral) -> Referral:
    rows = Referral.objects.select_for_update(of=("self",)).select_related(
        "to_station", "case__station", "case__person"
    )
    return rows.get(pk=referral.pk)


def _move(referral: Referral, to: str, by: Actor, answer: str, *, receiver: bool) -> Referral:
    if to not in ReferralState.values or to == ReferralState.REFERRED_AGAIN:
        raise RuleBroken("请选择结果。", field="to")
    problem = move_problem(to, receiver=receiver, to_station=referral.to_station is not None, answer=answer)
    if problem:
        raise RuleBroken(problem, field="answer")
    moved = move(referral, to, table=REFERRAL, by=by, answered_on=today(), answered_by=by)
    if answer.strip():
        moved.answer = answer.strip()
        moved.save()
    return moved


def _tie(referral: Referral, by: Actor) -> None:
    station, person = referral.to_station, referral.case.person
    if station is None:
        return
    if referral.state == ReferralState.ACCEPTED:
        introduce_person(
            person=person,
            station=station,
            facts=sent_with(referral).facts,
            kind=TieKind.CLIENT,
            on=today(),
            by=by,
        )
    elif referral.state == ReferralState.RETURNED and not has_running_case(person, station):
        end_tie(person=person, station=station, kind=TieKind.CLIENT, on=today(), by=by)


def _tell_sender(referral: Referral, by: Actor) -> None:
    """Whoever leads the case; no word of the client stands in a notice."""
    lead = lead_of(referral.case)
    user = account_of(lead) if lead else None
    if user is not None:
        tell(
            recipients=[user],
            kind=NoticeKind.RESULT,
            subject=f"casework.Referral:{referral.uuid}",
            text=f"一份转介：{referral.get_state_display()}",
            href=reverse("casework:case-page", args=[referral.case_id]) + "#referrals",
            by=by,
        )

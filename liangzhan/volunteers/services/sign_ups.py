"""Signing up for a volunteer activity, being taken, stepping back, the roster (domain.md 6.5, 6.6).

Locks: first the activity, then volunteers in the order of their keys; so two who meet wait and nobody is stuck.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.services import tell_persons
from liangzhan.occasions.services.arranging import expect, unexpect
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move
from liangzhan.volunteers.choices import (
    RiskLevel,
    SignUpState,
    VolunteerActivityState,
    VolunteerEvent,
    VolunteerState,
)
from liangzhan.volunteers.models import SignUp, Volunteer, VolunteerActivity, VolunteerPost
from liangzhan.volunteers.opened import held_activity, kept_paper, locked, subject_of
from liangzhan.volunteers.queries.activities import (
    accepted,
    clashing,
    expected_elsewhere,
    fitting,
    seats_left,
    without_cover,
)
from liangzhan.volunteers.rules.activities import ACTIVITY_STATES, SIGN_UP_STATES, STANDING, recruiting_problem
from liangzhan.volunteers.rules.suitability import refusing

A = VolunteerActivityState
U = SignUpState


@recorded(VolunteerEvent.SIGNED_UP)
def sign_up(
    *,
    activity: VolunteerActivity,
    volunteer: Volunteer,
    post: VolunteerPost,
    by: Actor,
    note: str = "",
    guardian_agreed_on: dt.date | None = None,
    guardian_present: bool = False,
    guardian_paper: Any = None,
) -> SignUp:
    """The volunteer himself, or the station for him (the paper way), asks for a post; a full post puts him on the waiting list.

    Raises RuleBroken: not recruiting, not in the books, twice, elsewhere at that time, does not fit (条例 §15). Licence and
    training may follow until he is taken.
    """
    held = held_activity(activity)
    who = locked(volunteer)
    himself = by.person_uuid is not None and by.person_uuid == who.person.uuid
    _check_open(held, himself=himself)
    if post.activity_id != held.pk:
        raise RuleBroken("请选择这项活动的岗位。", field="post")
    _check_volunteer(held, who)
    consent = {"guardian_agreed": guardian_agreed_on is not None, "guardian_present": guardian_present}
    if problem := refusing(fitting(who, held, post, **consent), later=True):
        raise RuleBroken(problem)
    return SignUp.objects.create(
        activity=held,
        post=post,
        volunteer=who,
        state=U.APPLIED if seats_left(held)[post.pk] else U.WAITLIST,
        state_since=today(),
        note=note.strip()[:200],
        guardian_agreed_on=guardian_agreed_on,
        guardian_present=guardian_present,
        guardian_paper=kept_paper(guardian_paper, by),
        applied_at=moment(),
        applied_by=by,
    )


@recorded(VolunteerEvent.SIGN_UP_DECIDED, keep=["state"])
def decide_sign_up(*, sign_up: SignUp, state: str, by: Actor, reason: str = "", licence_seen: bool = False) -> SignUp:
    """Take him, put him on the waiting list, or decline (with a reason, told to him).

    Raises RuleBroken: the roster is published, the post is full, something that blocks, elsewhere at that time.
    """
    held = held_activity(sign_up.activity)
    if held.state != A.RECRUITING:
        raise RuleBroken(f"活动“{A(held.state).label}”，名单不能再改。")
    row = _held(sign_up)
    if state == U.REJECTED and not reason.strip():
        raise RuleBroken("请写明没有录取的原因，本人看得到。", field="reason")
    if licence_seen and not row.licence_seen:
        row.licence_seen = True
        row.save(update_fields=["licence_seen"])
    if state == U.ACCEPTED:
        locked(row.volunteer)
        if row.post_id is not None and not seats_left(held)[row.post_id]:
            raise RuleBroken("这个岗位已经满员，请列入候补。")
        if problem := _hindrance(row, held):
            raise RuleBroken(problem)
    return move(row, state, table=SIGN_UP_STATES, by=by, reason=reason.strip()[:200])


@recorded(VolunteerEvent.WITHDRAWN)
def withdraw(*, sign_up: SignUp, by: Actor, reason: str = "") -> SignUp:
    """Step back, without a reason, until it begins; the first who waits for the post and fits moves up and is told."""
    held = held_activity(sign_up.activity)
    if held.state not in (A.RECRUITING, A.CLOSED_RECRUIT):
        raise RuleBroken(f"活动“{A(held.state).label}”，不能再退出报名。")
    row = _held(sign_up)
    was_taken = row.state == U.ACCEPTED
    words = reason.strip()[:200]
    move(row, U.WITHDRAWN, table=SIGN_UP_STATES, by=by, reason=words)
    SignUp.objects.filter(pk=row.pk).update(reason=words)
    if was_taken:
        if held.state == A.CLOSED_RECRUIT and held.occasion is not None:
            unexpect(occasion=held.occasion, person=row.volunteer.person, by=by)
        _move_up(held, row.post_id, by)
    return row


@recorded(VolunteerEvent.ROSTER_PUBLISHED)
def publish_roster(*, activity: VolunteerActivity, by: Actor) -> VolunteerActivity:
    """Recruiting ends: whoever is taken stands on the roll of the occasion and is told.

    Everything is looked at again. Raises RuleBroken: nobody taken, somebody waits for an answer, somebody who no longer fits
    (each by the number of the register, with the reason), where risk is HIGH somebody without insurance (条例 §17).
    """
    held = held_activity(activity)
    if count := SignUp.objects.filter(activity=held, state=U.APPLIED).count():
        raise RuleBroken(f"还有 {count} 人的报名没有答复，请先录取、列入候补或者谢绝。")
    rows = accepted(held)
    if not rows:
        raise RuleBroken("还没有录取志愿者，不能公布名单。")
    if missing := _uncovered(held, rows):
        raise RuleBroken(
            f"这项活动风险高，{len(missing)} 人在活动当天没有人身意外伤害保险：{'、'.join(missing[:10])}。请先登记保险。"
        )
    hindered = [(row.volunteer.number, _hindrance(row, held)) for row in rows]
    if reasons := [f"{number}：{reason}" for number, reason in hindered if reason]:
        raise RuleBroken(*reasons)
    move(held, A.CLOSED_RECRUIT, table=ACTIVITY_STATES, by=by)
    if held.occasion is not None:
        expect(occasion=held.occasion, persons=[row.volunteer.person for row in rows], by=by)
    _tell_taken(held, rows, by)
    return held


def _check_open(held: VolunteerActivity, *, himself: bool) -> None:
    problem = recruiting_problem(
        held.state,
        now=moment(),
        today=today(),
        starts_at=held.starts_at,
        recruits_on=held.recruits_on,
        recruit_ends_on=held.recruit_ends_on,
        himself=himself,
        restricted=held.restricted,
    )
    if problem:
        raise RuleBroken(problem)


def _check_volunteer(held: VolunteerActivity, who: Volunteer) -> None:
    """In the books, not here twice, not elsewhere at that time."""
    if who.state != VolunteerState.ACTIVE:
        raise RuleBroken(f"现在是“{VolunteerState(who.state).label}”，不能报名。")
    if SignUp.objects.filter(activity=held, volunteer=who, state__in=[*STANDING, U.ATTENDED, U.NO_SHOW]).exists():
        raise RuleBroken("已经报过名，不用重复报名。")
    if other := clashing([who.pk], held.starts_at, held.ends_at, but=held).get(who.pk):
        raise RuleBroken(f"这个时间已经报名“{other.title}”，请先退出那一项。")
    if expected_elsewhere([who.person_id], held):
        raise RuleBroken("这个时间已有其他安排，不能报名。")


def _hindrance(row: SignUp, held: VolunteerActivity) -> str:
    """Why who has signed up cannot be taken now, or ""."""
    if row.volunteer.state != VolunteerState.ACTIVE:
        return f"这名志愿者现在是“{VolunteerState(row.volunteer.state).label}”，不能录取。"
    if other := clashing([row.volunteer_id], held.starts_at, held.ends_at, but=held).get(row.volunteer_id):
        return f"这名志愿者这个时间已经报名“{other.title}”。"
    if expected_elsewhere([row.volunteer.person_id], held):
        return "这名志愿者这个时间已有其他安排。"
    findings = fitting(
        row.volunteer,
        held,
        row.post,
        licence_seen=row.licence_seen,
        guardian_agreed=row.guardian_agreed_on is not None,
        guardian_present=row.guardian_present,
    )
    return refusing(findings)


def _held(sign_up: SignUp) -> SignUp:
    rows = SignUp.objects.select_for_update(of=("self",)).select_related("volunteer__person", "post")
    rows = rows.select_related("volunteer__station")
    return rows.get(pk=sign_up.pk)


def _uncovered(held: VolunteerActivity, rows: list[SignUp]) -> list[str]:
    """Numbers of the register of who is not insured, where the risk asks for it."""
    if held.risk_level != RiskLevel.HIGH:
        return []
    missing = without_cover([row.volunteer_id for row in rows], held)
    return [row.volunteer.number for row in rows if row.volunteer_id in missing]


def _move_up(held: VolunteerActivity, post_id: int | None, by: Actor) -> None:
    """The first on the waiting list of the post whom nothing hinders takes the seat."""
    rows = SignUp.objects.select_for_update(of=("self",)).filter(activity=held, post=post_id, state=U.WAITLIST)
    waiting = list(rows.order_by("applied_at", "id"))
    people = Volunteer.objects.select_for_update(of=("self",)).select_related("person", "station")
    known = {one.pk: one for one in people.filter(pk__in=[row.volunteer_id for row in waiting]).order_by("pk")}
    for row in waiting:
        row.volunteer = known[row.volunteer_id]
        if _hindrance(row, held) or (held.state == A.CLOSED_RECRUIT and _uncovered(held, [row])):
            continue
        move(row, U.ACCEPTED, table=SIGN_UP_STATES, by=by, reason="有人退出，由候补递补")
        if held.state == A.CLOSED_RECRUIT and held.occasion is not None:
            expect(occasion=held.occasion, persons=[row.volunteer.person], by=by)
        _tell_taken(held, [row], by)
        return


def _tell_taken(held: VolunteerActivity, rows: list[SignUp], by: Actor) -> None:
    text = f"您已被录取参加志愿活动“{held.title}”。请按时到场，不能来的请提前退出。"
    persons = [row.volunteer.person_id for row in rows]
    tell_persons(persons=persons, kind=NoticeKind.RESULT, subject=subject_of(held), text=text, by=by)

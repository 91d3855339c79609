"""Whom a deed about a sealed case tells: its team, and who reviews an emergency. Never a name, never what it is about."""

from __future__ import annotations

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.casework.models import CaseMember, EmergencyAccess
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.queries import users_with
from liangzhan.notices.services import settle, tell
from liangzhan.toolkit.periods import today


def _subject(access: EmergencyAccess) -> str:
    return f"casework.emergency:{access.uuid}"


def emergency_opened(access: EmergencyAccess, *, by: Actor) -> None:
    """The team learns of it at once; whoever may review it is asked to, by the next workday."""
    team = CaseMember.objects.live().filter(case=access.case).values("worker__person__uuid")
    members = list(User.objects.filter(is_active=True, person_uuid__in=team).exclude(uuid=by.uuid).order_by("id"))
    page = reverse("casework:case-page", args=[access.case_id])
    text = "您参与的一个限制查阅个案被紧急调阅，请核对。"
    tell(recipients=members, kind=NoticeKind.RESULT, subject=_subject(access), text=text, href=page, by=by)
    officers = users_with(Action.EMERGENCY_REVIEW, code=access.division_code, on=today())
    tell(
        recipients=[user for user in officers if user.uuid != by.uuid and user not in members],
        kind=NoticeKind.TODO,
        subject=_subject(access),
        text="有一次紧急调阅待复核。",
        href=reverse("casework:emergency-list"),
        due_on=access.review_due_on,
        by=by,
    )


def joined(member: CaseMember, *, by: Actor) -> None:
    """A head finds a case that nobody of the team could see any more."""
    people = list(User.objects.filter(is_active=True, person_uuid=member.worker.person.uuid))
    text = "一个限制查阅的个案已没有在岗的团队成员，现由您负责，请安排社工接手。"
    page = reverse("casework:case-page", args=[member.case_id])
    tell(recipients=people, kind=NoticeKind.TODO, subject=f"casework.team:{member.pk}", text=text, href=page, by=by)


def emergency_reviewed(access: EmergencyAccess, *, by: Actor) -> None:
    """Nobody else need look at it any more."""
    settle(subject=_subject(access), by=by)

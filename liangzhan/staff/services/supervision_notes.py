"""Confidential notes, and the exception for risk to life (docs/decisions/0013)."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.accounts.models import User
from liangzhan.audit.services import recorded
from liangzhan.staff import supervision_messages as messages
from liangzhan.staff.choices.supervision import SessionState, SupervisionEvent
from liangzhan.staff.models import ConfidentialNote, EmergencyAccess, SupervisionPart, SupervisionSession, Worker
from liangzhan.staff.queries.supervision import own_part
from liangzhan.staff.queries.supervision_people import homes
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import moment, today

REVIEWERS = (Role.COMMITTEE, Role.STREET, Role.COUNTY)


@recorded(SupervisionEvent.NOTE_WRITTEN)
def write_note(
    *, session: SupervisionSession, text: str, by: Actor, about: Worker | None = None, shared: bool = False
) -> ConfidentialNote:
    """Supervisor or supervisee writes down what only he reads, or also the other party when `shared`.

    A supervisor says about whom (`about`); a supervisee writes about his own part.
    """
    if session.state == SessionState.CANCELLED:
        raise RuleBroken("这次督导已取消。")
    if not text.strip():
        raise RuleBroken("请写明内容。", field="text")
    part = _part_for(session, about, by)
    note = ConfidentialNote(
        session=session, part=part, author=User.objects.get(uuid=by.uuid), text=text.strip(), written_by=by
    )
    if shared:
        note.shared_at, note.shared_by = moment(), by
    note.save()
    return note


@recorded(SupervisionEvent.NOTE_SHARED)
def share_note(*, note: ConfidentialNote, by: Actor) -> ConfidentialNote:
    """The author opens a note to the other party; it cannot be taken back."""
    if note.author.uuid != by.uuid:
        raise RuleBroken("只有作者能开放自己的保密记录。")
    if note.shared_at is not None:
        raise RuleBroken("这条保密记录已经开放。")
    note.shared_at, note.shared_by = moment(), by
    note.save(update_fields=["shared_at", "shared_by"])
    return note


@recorded(SupervisionEvent.EMERGENCY_OPENED)
def open_emergency(*, worker: Worker, reason: str, by: Actor) -> EmergencyAccess:
    """Risk to life: the actor may read this worker's supervision for some hours. Everybody concerned is told at once."""
    if not reason.strip() or len(reason.strip()) < 10:
        raise RuleBroken("请写明危及谁的生命安全、为什么必须查阅（至少十个字）。", field="reason")
    post = homes([worker], today()).get(worker.pk) or worker.posts.order_by("-starts_on", "-id").first()
    if post is None or not by.may_at(Action.SUPERVISION_EMERGENCY, code=post.division_code):
        raise RuleBroken("这名工作人员不在您的范围内。")
    now = moment()
    hours = value_of("supervision.emergency.hours", on=today(), division_code=post.division_code)
    access = EmergencyAccess.objects.create(
        worker=worker,
        station_id=post.station_id,
        division_code=post.division_code,
        reason=reason.strip(),
        opened_at=now,
        opened_by=by,
        closes_at=now + dt.timedelta(hours=hours),
        review_due_on=today() + dt.timedelta(days=1),
    )
    messages.emergency_opened(access, by=by)
    return access


@recorded(SupervisionEvent.EMERGENCY_REVIEWED, keep=["justified"])
def review_emergency(*, access: EmergencyAccess, justified: bool, review: str, by: Actor) -> EmergencyAccess:
    """Another person than the reader says whether it was an emergency. He reads the reason, never the notes."""
    held = EmergencyAccess.objects.select_for_update(of=("self",)).get(pk=access.pk)
    if held.reviewed_at is not None:
        raise RuleBroken("这次紧急调阅已经复核。")
    if held.opened_by.uuid == by.uuid:
        raise RuleBroken("不能复核自己的调阅，请由另一人办理。")
    if not by.unlimited and not (by.holds(*REVIEWERS) and by.may_at(Action.COMPLAINT_HANDLE, code=held.division_code)):
        raise RuleBroken("复核由社区两委、乡镇（街道）或县（市、区）的另一人办理。")
    if not review.strip():
        raise RuleBroken("请写明复核意见。", field="review")
    held.justified, held.review = justified, review.strip()
    held.reviewed_at, held.reviewed_by = moment(), by
    held.save(update_fields=["justified", "review", "reviewed_at", "reviewed_by"])
    messages.emergency_reviewed(held, by=by)
    return held


def _part_for(session: SupervisionSession, about: Worker | None, by: Actor) -> SupervisionPart:
    if session.supervisor is not None and session.supervisor.uuid == by.uuid:
        parts = SupervisionPart.objects.filter(session=session)
        part = parts.filter(worker=about).first() if about is not None else None
        if part is None:
            raise RuleBroken("请选择这条记录是关于谁的。", field="about")
        return part
    part = own_part(session, by)
    if part is None:
        raise RuleBroken("只有参加了这次督导的人能写保密记录。")
    return part

"""A record is confirmed by those it is about, on the page or on paper; then it is locked (domain.md 4.4)."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.staff import supervision_messages as messages
from liangzhan.staff.choices.supervision import AgendaState, SessionState, SupervisionEvent
from liangzhan.staff.models import AgendaItem, SupervisionAddendum, SupervisionPart, SupervisionSession
from liangzhan.staff.queries.supervision import own_part, writes
from liangzhan.staff.rules.supervision import AGENDA, SESSION, is_confirmed, needs_paper
from liangzhan.stations.uploads import kept_paper
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move


@recorded(SupervisionEvent.SIGNED)
def sign_session(*, session: SupervisionSession, by: Actor) -> SupervisionSession:
    """A supervisee confirms the record; the last one locks it. Where paper is needed it stays open until the scan is there."""
    held = _held(session)
    part = own_part(held, by)
    if part is None or not part.attended:
        raise RuleBroken("这次督导没有您的到场记录，不用确认。")
    if part.signed_at is not None:
        raise RuleBroken("您已经确认过。")
    part.signed_at, part.signed_by = moment(), by
    part.save(update_fields=["signed_at", "signed_by"])
    return _confirm_if_whole(held, by)


@recorded(SupervisionEvent.PAPER_KEPT)
def keep_signed_paper(*, session: SupervisionSession, paper: Any, by: Actor) -> SupervisionSession:
    """A scan of the record signed by everybody confirms it: for whoever has no account or no phone."""
    held = _held(session)
    if not by.unlimited and not writes(held, by, own_part(held, by)):
        raise RuleBroken("签字件由督导上传；没有督导账户的，由参加人上传。")
    if paper is None:
        raise RuleBroken("请选择签字件的照片或扫描件。", field="paper")
    held.paper = kept_paper(paper, "督导记录签字件", by, field="paper")
    held.save(update_fields=["paper"])
    return _confirm_if_whole(held, by)


@recorded(SupervisionEvent.RATED)
def rate_session(*, session: SupervisionSession, score: int, by: Actor) -> SupervisionSession:
    """A supervisee rates the session, once. The supervisor sees the mean of a past quarter only. Returns the session."""
    part = own_part(session, by)
    if part is None or not part.attended or session.state not in (SessionState.HELD, SessionState.CONFIRMED):
        raise RuleBroken("只有参加了这次督导的人能评价。")
    if session.supervisor is None:
        raise RuleBroken("这次督导没有平台内的督导，不用评价。")
    if part.feedback is not None:
        raise RuleBroken("您已经评价过，评价不能修改。")
    if not 1 <= score <= 5:
        raise RuleBroken("请选择 1 至 5 分。", field="score")
    part.feedback, part.feedback_on = score, today()
    part.save(update_fields=["feedback", "feedback_on"])
    return session


@recorded(SupervisionEvent.ADDED)
def add_addendum(*, session: SupervisionSession, text: str, by: Actor) -> SupervisionAddendum:
    """Add to a confirmed record; what was confirmed stays as it is."""
    if session.state != SessionState.CONFIRMED:
        raise RuleBroken("督导记录还没有确认，请直接修改记录。")
    part = own_part(session, by)
    if not by.unlimited and part is None and not writes(session, by, part):
        raise RuleBroken("只有参加了这次督导的人能补充。")
    if not text.strip():
        raise RuleBroken("请写明补充内容。", field="text")
    return SupervisionAddendum.objects.create(session=session, text=text.strip(), written_by=by)


def _held(session: SupervisionSession) -> SupervisionSession:
    """The row, locked: two who sign at once both count."""
    held = SupervisionSession.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if held.state != SessionState.HELD:
        raise RuleBroken(f"这次督导{held.get_state_display()}，不能这样做。")
    return held


def _confirm_if_whole(session: SupervisionSession, by: Actor) -> SupervisionSession:
    parts = SupervisionPart.objects.filter(session=session, attended=True).order_by("id")
    signed = [part.signed_at is not None for part in parts]
    wanted = needs_paper(has_account=session.supervisor_id is not None, form=session.form, others=session.others)
    if not is_confirmed(signed, paper=session.paper_id is not None, paper_needed=wanted):
        return session
    row = move(session, SessionState.CONFIRMED, table=SESSION, by=by)
    parts.update(counted_on=row.held_on)
    for item in AgendaItem.objects.filter(session=row, state=AgendaState.TAKEN).order_by("id"):
        move(item, AgendaState.SETTLED, table=AGENDA, by=by)
    messages.confirmed(row, by=by)
    return row

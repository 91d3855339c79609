"""整改: answered by the station with a proof, accepted or sent back by the county."""

from __future__ import annotations

from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.documents.models import KeptFile
from liangzhan.programme.choices import ProgrammeEvent, RectificationState
from liangzhan.programme.models import Rectification
from liangzhan.programme.rules.acceptance import RECTIFICATION
from liangzhan.stations.choices import State
from liangzhan.stations.services.lifecycle import move_station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.transitions import move


@recorded(ProgrammeEvent.RECTIFICATION_ANSWERED)
def answer_rectification(
    *, rectification: Rectification, answer: str, by: Actor, proof: KeptFile | None = None
) -> Rectification:
    """The station says what was mended; a proof helps but words are enough (evidence photos are optional, 9.5)."""
    if not answer.strip():
        raise RuleBroken("请写明整改情况。", field="answer")
    return move(
        rectification,
        RectificationState.ANSWERED,
        table=RECTIFICATION,
        by=by,
        answer=answer.strip()[:500],
        proof=proof or rectification.proof,
        answered_at=timezone.now(),
        answered_by=by,
    )


@recorded(ProgrammeEvent.RECTIFICATION_DECIDED, keep=["accepts", "reason"])
def decide_rectification(*, rectification: Rectification, accepts: bool, by: Actor, reason: str = "") -> Rectification:
    """The county accepts the answer or sends it back with a reason. With the last one accepted the station is pending again.

    A fresh visit (usually on papers) then closes it as 整改后合格.
    """
    if not accepts and not reason.strip():
        raise RuleBroken("退回要写明理由。", field="reason")
    to = RectificationState.ACCEPTED if accepts else RectificationState.OPEN
    done = {"decided_at": timezone.now(), "decided_by": by} if accepts else {"decided_at": None, "decided_by": None}
    move(rectification, to, table=RECTIFICATION, by=by, reason=reason, **done)
    station = rectification.visit_station.station
    waiting = Rectification.objects.filter(visit_station__station=station).exclude(state=RectificationState.ACCEPTED)
    if accepts and not waiting.exists() and station.state == State.RECTIFYING:
        move_station(station=station, to=State.ACCEPTANCE_PENDING, by=by, reason="整改完成，等待复验")
    return rectification

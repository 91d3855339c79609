"""整改: answered by the station with a proof, accepted or sent back by the county."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.documents.models import KeptFile
from liangzhan.programme import messages
from liangzhan.programme.choices import ProgrammeEvent, RectificationState
from liangzhan.programme.models import Rectification
from liangzhan.programme.queries.checklist import settings_at
from liangzhan.programme.rules.acceptance import RECTIFICATION
from liangzhan.programme.rules.checklist import BY_CODE
from liangzhan.stations.choices import State
from liangzhan.stations.models import Station
from liangzhan.stations.services.lifecycle import move_station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import add_workdays, moment, today
from liangzhan.toolkit.transitions import move


@recorded(ProgrammeEvent.RECTIFICATION_ANSWERED)
def answer_rectification(
    *, rectification: Rectification, answer: str, by: Actor, proof: KeptFile | None = None
) -> Rectification:
    """The station says what was mended; a proof helps but words are enough (evidence photos are optional, 9.5)."""
    if not answer.strip():
        raise RuleBroken("请写明整改情况。", field="answer")
    move(
        rectification,
        RectificationState.ANSWERED,
        table=RECTIFICATION,
        by=by,
        answer=answer.strip()[:500],
        proof=proof or rectification.proof,
        answered_at=moment(),
        answered_by=by,
    )
    messages.rectification_answered(rectification, BY_CODE[rectification.item].title, by=by)
    return rectification


@recorded(ProgrammeEvent.RECTIFICATION_DECIDED, keep=["accepts", "reason"])
def decide_rectification(*, rectification: Rectification, accepts: bool, by: Actor, reason: str = "") -> Rectification:
    """The county accepts the answer or sends it back with a reason. With the last one accepted the station is pending again.

    A fresh visit (usually on papers) then closes it as 整改后合格.
    """
    if not accepts and not reason.strip():
        raise RuleBroken("退回要写明理由。", field="reason")
    # The station's row is locked first: of two officers who accept the last two at once, the later one sees both.
    station = Station.objects.select_for_update(of=("self",)).get(pk=rectification.visit_station.station_id)
    if not accepts:
        move(rectification, RectificationState.OPEN, table=RECTIFICATION, by=by, reason=reason)
        title = BY_CODE[rectification.item].title
        messages.rectification_returned(rectification, title, reason.strip(), by=by)
        return rectification
    decided: dict[str, Any] = {"decided_at": moment(), "decided_by": by}
    move(rectification, RectificationState.ACCEPTED, table=RECTIFICATION, by=by, **decided)
    messages.rectification_accepted(rectification, by=by)
    waiting = Rectification.objects.filter(visit_station__station=station).exclude(state=RectificationState.ACCEPTED)
    if not waiting.exists() and station.state == State.RECTIFYING:
        _ready_for_recheck(station, by)
    return rectification


def _ready_for_recheck(station: Station, by: Actor) -> None:
    move_station(station=station, to=State.ACCEPTANCE_PENDING, by=by, reason="整改完成，等待复验")
    messages.station_settled(station, by=by)
    due_on = add_workdays(today(), int(settings_at(station.division_code, today())["acceptance.visit_days"]))
    messages.acceptance_wanted(station.site, f"{station.name}整改完成，请复验（可看材料）。", due_on=due_on, by=by)

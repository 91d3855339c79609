"""The volunteer says that a record is wrong, and somebody answers (Order 67 §13; domain.md 6.7)."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.services import tell_persons
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move
from liangzhan.volunteers.choices import DisputeReason, DisputeState, RecordState, VolunteerEvent
from liangzhan.volunteers.counting import count_record
from liangzhan.volunteers.models import Dispute, ServiceRecord
from liangzhan.volunteers.record_hold import held_records, lock_persons
from liangzhan.volunteers.record_turns import Corrected, put_right
from liangzhan.volunteers.rules.states import DISPUTE_STATES, RECORD_STATES
from liangzhan.volunteers.services.records import DECIDE

NOT_OWN = "只能对自己的服务记录提出异议。"
CLOSED = "这条记录不予认定，不能再提出异议；请与站点联系。"
ANSWERED = "您对一条志愿服务记录提出的异议已有答复，请在“我的时长”里查看，或向站点询问。"


@recorded(VolunteerEvent.DISPUTED, keep=["reason"])
def dispute(*, record: ServiceRecord, reason: str, by: Actor, text: str = "") -> Dispute:
    """One tap of the volunteer himself: the record is DISPUTED and does not count until somebody answers.

    Tapped again it answers the open dispute. Raises RuleBroken for a stranger, an unknown reason, or a refused record.
    """
    held = ServiceRecord.objects.select_for_update(of=("self",)).select_related("volunteer__person").get(pk=record.pk)
    if by.person_uuid is None or held.volunteer.person.uuid != by.person_uuid:
        raise RuleBroken(NOT_OWN)
    if reason not in DisputeReason.values:
        raise RuleBroken("请选择哪里不对。", field="reason")
    if open_one := held.disputes.filter(state=DisputeState.OPEN).first():
        return open_one
    if held.state == RecordState.REJECTED:
        raise RuleBroken(CLOSED)
    move(held, RecordState.DISPUTED, table=RECORD_STATES, by=by)
    count_record(held, by, "本人提出异议")
    return Dispute.objects.create(
        record=held, reason=reason, text=text, state_since=today(), raised_at=moment(), raised_by=by
    )


@recorded(VolunteerEvent.DISPUTE_ANSWERED, keep=["upheld"])
def answer_dispute(
    *, dispute: Dispute, upheld: bool, answer: str, by: Actor, right: Corrected | None = None
) -> Dispute:
    """Answer in words the volunteer reads.

    Upheld with `right`: the record is corrected and waits for a second person to verify it; upheld without: it no longer
    counts. Otherwise it waits to be confirmed anew. Raises RuleBroken without an answer, out of reach, when it was
    answered meanwhile, and when somebody would answer his own dispute.
    """
    if not answer.strip():
        raise RuleBroken("请写明答复，本人会看到。", field="answer")
    lock_persons([dispute.record.volunteer.person_id])
    record = held_records([dispute.record], by, *DECIDE)[0]
    state = DisputeState.UPHELD if upheld else DisputeState.DISMISSED
    words = answer.strip()[:500]
    move(dispute, state, table=DISPUTE_STATES, by=by, answered_at=moment(), answered_by=by)
    dispute.answer = words
    dispute.save(update_fields=["answer"])
    _settle(record, right, words, by, upheld=upheld)
    dispute.record = record
    tell_persons(
        persons=[record.volunteer.person_id],
        kind=NoticeKind.RESULT,
        subject=f"volunteers.Dispute:{dispute.uuid}",
        text=ANSWERED,
        by=by,
    )
    return dispute


def _settle(record: ServiceRecord, right: Corrected | None, words: str, by: Actor, *, upheld: bool) -> None:
    """What becomes of the record; the words of the answer are told to the volunteer alone, not to the log."""
    if upheld and right is not None:
        put_right(record, right, "本人提出异议，核对属实", by)
    elif upheld:
        move(record, RecordState.REJECTED, table=RECORD_STATES, by=by, reason="本人提出异议，核对属实")
    else:
        cleared = {"confirmed_at": None, "confirmed_by": None, "verified_at": None, "verified_by": None}
        move(record, RecordState.RECORDED, table=RECORD_STATES, by=by, reason="异议已答复，重新确认", **cleared)

"""A record that says the wrong thing is corrected: what it said stays, a second person verifies anew (Order 67 §6, §13)."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.services import tell_persons
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.volunteers.choices import DisputeState, RecordState, VolunteerEvent
from liangzhan.volunteers.models import ServiceRecord
from liangzhan.volunteers.record_hold import held_records, lock_persons, told_back
from liangzhan.volunteers.record_turns import Corrected, put_right
from liangzhan.volunteers.services.records import DECIDE

TOLD = "{title}（{day:%Y年%m月%d日}）：您的服务记录已更正，核实后计入时长。更正的内容请看“我的时长”，或向站点询问。"


@recorded(VolunteerEvent.CORRECTED, keep=[])
def correct_record(*, record: ServiceRecord, right: Corrected, reason: str, by: Actor) -> ServiceRecord:
    """Put it right: RECORDED stays so; whatever was confirmed or verified is CONFIRMED by the corrector and waits for another.

    What was counted is taken back on its own day until then. Raises RuleBroken at the field: no reason, nothing changed,
    times that cannot be, one's own service, out of reach, a dispute that waits for its answer.
    """
    if not reason.strip():
        raise RuleBroken("请写明更正的理由，本人会看到。", field="reason")
    lock_persons([record.volunteer.person_id])
    held = held_records([record], by, *DECIDE)
    row = held[0]
    if row.state == RecordState.REJECTED:
        raise RuleBroken("这条记录不予认定，不能更正；确有服务的，请补录。")
    if row.disputes.filter(state=DisputeState.OPEN).exists():
        raise RuleBroken("本人的异议还没有答复，请在“异议”里更正并答复。")
    put_right(row, right, reason.strip(), by)
    tell_persons(
        persons=[row.volunteer.person_id],
        kind=NoticeKind.RESULT,
        subject=f"volunteers.ServiceRecord:{row.uuid}",
        text=TOLD.format(title=row.activity.title, day=row.served_on),
        by=by,
    )
    told_back([record], held)
    return row

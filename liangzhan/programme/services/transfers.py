"""任务调剂: a task moves between two areas of the same parent, the sum stays (4.1.5)."""

from __future__ import annotations

from django.db.models import F
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.services import settle, tell
from liangzhan.programme.choices import PlanState, ProgrammeEvent, TransferState
from liangzhan.programme.models import Quota, QuotaChange, Transfer
from liangzhan.programme.queries.quotas import officers_of, setter_of, sits_over, taken_by
from liangzhan.programme.rules.quotas import NOTHING_TAKEN, TRANSFER, transfer_problem
from liangzhan.stations.choices import StationKind
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move


@recorded(ProgrammeEvent.TRANSFER_REQUESTED, keep=["kind", "count", "reason"])
def request_transfer(
    *, source: Quota, target: Quota, kind: StationKind | str, count: int, reason: str, by: Actor
) -> Transfer:
    """Ask to move part of a task; the level that set both tasks decides. Asked by that level itself it is done at once."""
    _check_pair(source, target, by)
    if not reason.strip():
        raise RuleBroken("请写明调剂理由。", field="reason")
    _check_room(source, kind, count)
    row = Transfer.objects.create(
        plan=source.plan,
        source=source,
        target=target,
        kind=kind,
        count=count,
        reason=reason.strip(),
        state_since=today(),
        requested_by=by,
    )
    if sits_over(by, Action.QUOTA_TRANSFER_DECIDE, setter_of(source)):
        return decide_transfer(transfer=row, approve=True, note="由任务下达单位直接调剂", by=by)
    tell(
        recipients=officers_of([setter_of(source)], Action.QUOTA_TRANSFER_DECIDE, on=today()),
        kind=NoticeKind.TODO,
        subject=f"programme.transfer:{row.pk}",
        text=f"{source.division}申请向{target.division}调剂{StationKind(kind).label} {count} 个，请办理。",
        href=reverse("programme:transfer-page", args=[row.pk]),
        by=by,
    )
    return row


def _check_pair(source: Quota, target: Quota, by: Actor) -> None:
    if source.pk == target.pk:
        raise RuleBroken("调出和调入地区不能相同。", field="target")
    if source.plan_id != target.plan_id or source.parent_id != target.parent_id:
        raise RuleBroken("只能在同一上级的地区之间调剂，合计才不变。", field="target")
    if source.plan.state != PlanState.ISSUED:
        raise RuleBroken("计划没有下达或已经结束，现在不能调剂。")
    own = any(sits_over(by, Action.QUOTA_TRANSFER, one.division) for one in (source, target))
    if not own and not sits_over(by, Action.QUOTA_TRANSFER_DECIDE, setter_of(source)):
        raise RuleBroken("任务调剂由调出或调入的地区申请，或由下达任务的单位直接办理。")


def _check_room(source: Quota, kind: StationKind | str, count: int) -> None:
    taken = taken_by(source.plan, [source.division]).get(source.division_code, NOTHING_TAKEN)
    problem = transfer_problem(str(source.division), str(kind), before=source.count(kind), count=count, taken=taken)
    if problem:
        raise RuleBroken(problem, field="count")


@recorded(ProgrammeEvent.TRANSFER_DECIDED, keep=["approve", "note"])
def decide_transfer(*, transfer: Transfer, approve: bool, note: str, by: Actor) -> Transfer:
    """Approve or refuse. On approval both tasks change in this transaction, each with a line of history."""
    source, target = _locked_pair(transfer)
    if not sits_over(by, Action.QUOTA_TRANSFER_DECIDE, setter_of(source)):
        raise RuleBroken(f"这项调剂由{setter_of(source)}办理。")
    if not approve and not note.strip():
        raise RuleBroken("不批准请写明理由。", field="note")
    if approve and source.plan.state != PlanState.ISSUED:
        raise RuleBroken("计划没有下达或已经结束，现在不能调剂。")
    if approve:
        _check_room(source, transfer.kind, transfer.count)
    to = TransferState.APPROVED if approve else TransferState.REJECTED
    move(
        transfer,
        to,
        table=TRANSFER,
        by=by,
        reason=note,
        decided_at=moment(),
        decided_by=by,
        decision_note=note.strip(),
    )
    if approve:
        _shift(source, transfer, -transfer.count, by)
        _shift(target, transfer, transfer.count, by)
        if source.parent_id is not None:
            Quota.objects.filter(pk=source.parent_id).update(version=F("version") + 1)
    _tell_both(transfer, by)
    return transfer


def _locked_pair(transfer: Transfer) -> tuple[Quota, Quota]:
    """Both tasks locked in the order of their keys (and before them the parent's), so that two officers never wait in a ring."""
    if transfer.source.parent_id is not None:
        Quota.objects.select_for_update(of=("self",)).get(pk=transfer.source.parent_id)
    keys = [transfer.source_id, transfer.target_id]
    rows = Quota.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    found = {row.pk: row for row in rows.select_related("plan__province", "division", "parent__division")}
    return found[transfer.source_id], found[transfer.target_id]


def _shift(quota: Quota, transfer: Transfer, by_count: int, by: Actor) -> None:
    before = (quota.sw, quota.vs)
    if transfer.kind == StationKind.SW:
        quota.sw += by_count
    else:
        quota.vs += by_count
    quota.version += 1
    quota.save(update_fields=["sw", "vs", "version"])
    QuotaChange.objects.create(
        quota=quota,
        sw_before=before[0],
        vs_before=before[1],
        sw_after=quota.sw,
        vs_after=quota.vs,
        reason=f"任务调剂：{transfer.reason}"[:200],
        changed_by=by,
    )


def _tell_both(transfer: Transfer, by: Actor) -> None:
    settle(subject=f"programme.transfer:{transfer.pk}", by=by)
    tell(
        recipients=officers_of([transfer.source.division, transfer.target.division], Action.QUOTA_TRANSFER, on=today()),
        kind=NoticeKind.RESULT,
        subject=f"programme.transfer:{transfer.pk}",
        text=f"{transfer.source.division}向{transfer.target.division}调剂"
        f"{transfer.get_kind_display()} {transfer.count} 个：{transfer.get_state_display()}。",
        href=reverse("programme:transfer-page", args=[transfer.pk]),
        by=by,
    )

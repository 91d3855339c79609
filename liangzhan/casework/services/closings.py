"""C-08: asking for the closing, approving it, returning it. What closes a case counts, and follow-ups are set."""

from __future__ import annotations

from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.casework.choices import (
    CaseEvent,
    CaseSide,
    ClosingReason,
    FlagReason,
    OpinionOn,
    ScaleMoment,
    Second,
)
from liangzhan.casework.counting import count
from liangzhan.casework.filing import file_case
from liangzhan.casework.models import Case, Closing, FollowUp, Opinion
from liangzhan.casework.opened import locked, sent_before
from liangzhan.casework.queries.closings import current_closing, standing_before_closing
from liangzhan.casework.queries.crises import has_open_crisis
from liangzhan.casework.queries.papers import objectives_in_force
from liangzhan.casework.queries.reach import second_of
from liangzhan.casework.rules.closing import ClosingFacts, closing_problems, follow_up_days, goal_percent
from liangzhan.casework.rules.scale import packed
from liangzhan.casework.rules.sides import SIDES
from liangzhan.casework.scoring import write_scores
from liangzhan.casework.services.flags import flag_case
from liangzhan.casework.settings_later import FOLLOW_UP_MONTHS, closing_limits
from liangzhan.ledger.choices import EntryKind
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import move


@recorded(CaseEvent.CLOSING, keep=["form_key"])
def request_closing(*, case: Case, facts: ClosingFacts, by: Actor, form_key: UUID | None = None) -> Closing:
    """Write C-08 and ask for approval; one that was returned is written anew. The same form again answers the same.

    Where neither a head nor a supervisor is there beside the worker, the case is closed at once and says so
    (`self_closed`): never a block. Raises RuleBroken naming the field.
    """
    case = locked(case)
    if found := sent_before(Closing, form_key, case=case):
        return found
    if case.accepted_on is None or case.closed_on is not None:
        raise RuleBroken("个案已经结案。" if case.closed_on else "还没有决定接案，不用结案；请在接案登记中写明决定。")
    closing = current_closing(case) or Closing(case=case)
    if not closing._state.adding and closing.waits:  # keys are random: a new row has one already
        raise RuleBroken("已经申请结案，正在等待审批。")
    limits = closing_limits(today(), case.division_code)
    standing = standing_before_closing(case, facts.on, attempt_days=limits.attempt_days)
    known = [str(one.uuid) for one in objectives_in_force(case)]
    facts = _with_progress(facts, known)
    for field, sentence in closing_problems(facts, standing, limits, today=today()).items():
        raise RuleBroken(sentence, field=field)
    _write(closing, case, facts, by, form_key)
    kind, _ = second_of(case, today(), besides=by.uuid)
    return _close(closing, case, by, alone=True) if kind == Second.NOBODY else closing


@recorded(CaseEvent.CLOSED)
def approve_closing(*, closing: Closing, by: Actor, note: str = "") -> Closing:
    """The second person agrees: the case is closed today, counts, and gets its follow-ups. The note stays as C-11.

    Refused while a crisis is open, and for whoever leads the case or asked himself.
    """
    case, closing = _held(closing)
    _check_waits(closing)
    kind, users = second_of(case, today(), besides=closing.saved_by.uuid)
    if not by.unlimited and by.uuid not in {one.uuid for one in users}:
        who = "本站没有其他站长和督导，请由申请人办理。" if kind == Second.NOBODY else f"这份结案由{kind.label}审批。"
        raise RuleBroken(who)
    _remark(case, closing, by, agrees=True, text=note)
    return _close(closing, case, by)


@recorded(CaseEvent.CLOSED)
def close_alone(*, closing: Closing, by: Actor) -> Closing:
    """Whoever should have approved is not there any more: the asker closes the case, and the closing says so."""
    case, closing = _held(closing)
    _check_waits(closing)
    kind, _ = second_of(case, today(), besides=closing.saved_by.uuid)
    if kind != Second.NOBODY:
        raise RuleBroken(f"请等待{kind.label}审批。")
    return _close(closing, case, by, alone=True)


@recorded(CaseEvent.CLOSING_RETURNED)
def return_closing(*, closing: Closing, reason: str, by: Actor) -> Closing:
    """Back to the worker with a reason, which also stays as an opinion (C-11)."""
    case, closing = _held(closing)
    _check_waits(closing)
    if not reason.strip():
        raise RuleBroken("请写明退回理由。", field="reason")
    _, users = second_of(case, today(), besides=closing.saved_by.uuid)
    if not by.unlimited and by.uuid not in {one.uuid for one in users}:
        raise RuleBroken("这份结案不由您审批。")
    closing.returned_on, closing.returned_reason = today(), reason.strip()[:500]
    closing.save()
    _remark(case, closing, by, agrees=False, text=reason)
    return closing


def _held(closing: Closing) -> tuple[Case, Closing]:
    case = locked(closing.case)
    return case, Closing.objects.select_for_update(of=("self",)).get(pk=closing.pk)


def _check_waits(closing: Closing) -> None:
    if not closing.waits:
        raise RuleBroken("这份结案表不在等待审批，请刷新后再看。")


def _with_progress(facts: ClosingFacts, known: list[str]) -> ClosingFacts:
    """Progress of exactly the objectives of the plan in force."""
    progress = {one: facts.progress.get(one) for one in known}
    return ClosingFacts(**{**vars(facts), "progress": progress})


def _write(closing: Closing, case: Case, facts: ClosingFacts, by: Actor, form_key: UUID | None) -> None:
    closing.on, closing.saved_by, closing.form_key = facts.on, by, form_key
    closing.reason, closing.progress = facts.reason, dict(facts.progress)
    closing.goal_percent, closing.satisfaction = goal_percent(facts.progress.values()), facts.satisfaction
    for name in ("client_opinion", "open_issues", "separation", "follow_up_plan"):
        setattr(closing, name, getattr(facts, name).strip())
    closing.returned_on, closing.returned_reason = None, ""
    _keep_scores(closing, case, facts, by)
    closing.save()


def _keep_scores(closing: Closing, case: Case, facts: ClosingFacts, by: Actor) -> None:
    """The scores after the service belong to this closing: written once, mended when it is written anew."""
    if not facts.scores:
        return
    if closing.score is None:
        closing.score = write_scores(case, moment=ScaleMoment.POST, scores=facts.scores, on=facts.on, by=by)
        return
    score = closing.score
    score.on, score.items, score.total, score.saved_by = facts.on, packed(facts.scores), sum(facts.scores), by
    score.save()


def _remark(case: Case, closing: Closing, by: Actor, *, agrees: bool | None, text: str, missing: bool = False) -> None:
    Opinion.objects.create(
        case=case,
        on=today(),
        about=OpinionOn.CLOSING,
        paper_uuid=closing.uuid,
        agrees=agrees,
        text=text.strip(),
        missing=missing,
        saved_by=by,
    )


def _close(closing: Closing, case: Case, by: Actor, *, alone: bool = False) -> Closing:
    if has_open_crisis(case):
        raise RuleBroken("有未解除的危机，不能结案；请先处置危机。")
    day = today()
    closing.approved_on, closing.approved_by, closing.self_closed = day, by, alone
    if alone:
        _remark(case, closing, by, agrees=None, text="", missing=True)
    if case.formal:  # a consultation was never counted as opened (decision 0018)
        count(closing, case, EntryKind.CASE_CLOSED, day, by=by)
    closing.save()
    if closing.reason == ClosingReason.REFERRED:
        move(case, CaseSide.REFERRED, table=SIDES, by=by, reason="已转介", closed_on=day)
    else:
        case.closed_on = day
        case.save(update_fields=["closed_on"])
    months = value_of(FOLLOW_UP_MONTHS, on=day, division_code=case.division_code)
    FollowUp.objects.bulk_create(
        FollowUp(case=case, closing=closing, on=due, due_on=due, saved_by=by)
        for due in follow_up_days(day, months, closing.reason)
    )
    file_case(case, by)
    if closing.reason == ClosingReason.ETHICS:
        flag_case(case=case, reason=FlagReason.ETHICS, by=by)
    return closing

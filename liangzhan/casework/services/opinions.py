"""C-11: the opinion of a supervisor or the head, on plan, process, closing or crisis; never changed afterwards."""

from __future__ import annotations

from uuid import UUID

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.casework.choices import CaseEvent, OpinionOn
from liangzhan.casework.models import Case, Opinion, Plan
from liangzhan.casework.opened import locked, sent_before
from liangzhan.casework.queries.closings import current_closing
from liangzhan.casework.queries.reach import lead_of, reaches
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


@recorded(CaseEvent.OPINION, keep=["about"])
def give_opinion(
    *, case: Case, about: str, text: str, by: Actor, agrees: bool | None = None, form_key: UUID | None = None
) -> Opinion:
    """Say something on the plan in force, the process, the closing in question or a crisis. Whoever leads the case gives
    none on his own work; a sealed case gets one from its team's head only. The same form again answers the same.

    Raises RuleBroken naming the field.
    """
    case = locked(case)
    if found := sent_before(Opinion, form_key, case=case):
        return found
    if about not in OpinionOn.values:
        raise RuleBroken("请选择意见针对什么。", field="about")
    _check_giver(case, by)
    if not text.strip():
        raise RuleBroken("请写明意见。", field="text")
    paper = _paper(case, about)
    return Opinion.objects.create(
        case=case,
        on=today(),
        about=about,
        paper_uuid=paper,
        agrees=agrees,
        text=text.strip(),
        form_key=form_key,
        saved_by=by,
    )


def _check_giver(case: Case, by: Actor) -> None:
    if by.unlimited:
        return
    lead = lead_of(case)
    if lead is not None and by.person_uuid == lead.person.uuid:
        raise RuleBroken("主责社工不能对自己的个案出具意见。")
    heads = reaches(case, by, Action.CASE_OVERSEE)
    if not heads and not reaches(case, by, Action.CASE_ADVISE):
        raise RuleBroken("只有站长和片区督导可以出具意见。")


def _paper(case: Case, about: str) -> UUID | None:
    """The paper it is about: the plan in force, the closing in question."""
    if about == OpinionOn.PLAN:
        plan = Plan.objects.filter(case=case).order_by("-version").first()
        if plan is None:
            raise RuleBroken("还没有计划书。", field="about")
        return plan.uuid
    if about == OpinionOn.CLOSING:
        closing = current_closing(case)
        if closing is None:
            raise RuleBroken("还没有申请结案。", field="about")
        return closing.uuid
    return None

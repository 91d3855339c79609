"""C-09: asking after a closed case, and taking it up again in one step."""

from __future__ import annotations

from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.casework.choices import CaseEvent, FlagReason, FollowUpOutcome, ReopenReason
from liangzhan.casework.models import FollowUp
from liangzhan.casework.opened import locked, sent_before
from liangzhan.casework.rules.follow_up import FollowUpFacts, follow_up_problems
from liangzhan.casework.services.flags import flag_case
from liangzhan.casework.services.sides import reopen_case
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


@recorded(CaseEvent.FOLLOWED_UP)
def record_follow_up(*, follow_up: FollowUp, facts: FollowUpFacts, by: Actor, form_key: UUID | None = None) -> FollowUp:
    """Write down what was found. Worse comes on the agenda of supervision; with `reopen` the case is taken up again.

    The same form again answers the same. Raises RuleBroken naming the field.
    """
    case = locked(follow_up.case)
    if found := sent_before(FollowUp, form_key, case=case):
        return found
    follow_up = FollowUp.objects.select_for_update(of=("self",)).select_related("closing").get(pk=follow_up.pk)
    if follow_up.done_on is not None:
        raise RuleBroken("这次回访已经登记。")
    if follow_up.closing.voided_on is not None or case.closed_on is None:
        raise RuleBroken("个案已经重开，这次回访不用登记。")
    for field, sentence in follow_up_problems(facts, closed_on=case.closed_on, today=today()).items():
        raise RuleBroken(sentence, field=field)
    follow_up.on = follow_up.done_on = facts.done_on
    follow_up.mode, follow_up.outcome, follow_up.note = facts.mode, facts.outcome, facts.note.strip()
    follow_up.reopen, follow_up.form_key, follow_up.saved_by = facts.reopen, form_key, by
    follow_up.save()
    worse = facts.outcome == FollowUpOutcome.WORSE
    if worse:
        flag_case(case=case, reason=FlagReason.WORSE, by=by)
    if facts.reopen:
        reopen_case(case=case, reason=ReopenReason.WORSE if worse else ReopenReason.NEW_NEED, by=by)
    return follow_up

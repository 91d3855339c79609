"""Judging a card: the review, objections during publicity, appeals afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.documents.choices import FileKind
from liangzhan.documents.services import keep_file
from liangzhan.staff import appraisal_messages as messages
from liangzhan.staff.choices import AppraisalEvent
from liangzhan.staff.choices.appraisal import AppraisalPart, AppraisalState, Grade, ScoreSource
from liangzhan.staff.models import AppraisalCard, AppraisalObjection, AppraisalScore
from liangzhan.staff.queries.appraisal import is_own, open_objections, review_refusal
from liangzhan.staff.queries.appraisal_facts import PartFacts, facts_of
from liangzhan.staff.rules.appraisal import (
    CARD,
    appeal_problem,
    decider_problem,
    grade_of,
    points_problem,
    redistribute,
    rounded,
    total,
)
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move


@dataclass(frozen=True)
class Judgement:
    """Points (0–100) and the sentence on what they rest on; None: there is nothing to judge by yet."""

    points: Decimal | None
    note: str = ""


@recorded(AppraisalEvent.REVIEWED)
def review_card(
    *,
    card: AppraisalCard,
    judgements: Mapping[str, Judgement],
    political_fit: bool,
    political_note: str,
    by: Actor,
) -> AppraisalCard:
    """Score a card: the platform's own points as they stand now, the reviewer's for what is left to judgement.

    A part without data weighs nothing and its weight goes to the others (`rules.appraisal.redistribute`). May be done
    again until the grades are published.
    """
    if problem := review_refusal(card, by):
        raise RuleBroken(problem)
    held = AppraisalCard.objects.select_for_update(of=("self",)).get(pk=card.pk)
    if held.state != AppraisalState.REVIEW:
        raise RuleBroken(f"现在是“{held.get_state_display()}”，不能评议。")
    if not political_note.strip():
        raise RuleBroken("请写一句政治素质方面的评语。", field="political_note")
    facts = facts_of([card])[card.pk]
    _check(judgements, facts)
    rows = [_score(card, part, facts[part], judgements.get(part)) for part in AppraisalPart.values]
    points = {row.part: row.points for row in rows if row.points is not None}
    weights = redistribute(card.appraisal.weights, points)
    if not weights:
        raise RuleBroken("各项都没有数据和评分，至少要有一项。")
    for row in rows:
        row.weight = weights.get(row.part, Decimal(0))
        if row.part not in weights:  # a part whose own weight is 0 in this area
            row.points, row.source = None, ScoreSource.NONE
    AppraisalScore.objects.filter(card=card).delete()
    AppraisalScore.objects.bulk_create(rows)
    card.score = total(points, weights)
    card.grade = grade_of(card.score, card.appraisal.thresholds, political_fit=political_fit)
    card.grade_note = "" if political_fit else "政治素质不合格，等次不高于不合格。"
    card.political_fit, card.political_note = political_fit, political_note.strip()
    card.reviewed_at, card.reviewed_by = moment(), by
    card.save()
    return card


def _check(judgements: Mapping[str, Judgement], facts: Mapping[str, PartFacts]) -> None:
    for part, said in judgements.items():
        if facts[part].points is not None or facts[part].computed:
            continue
        if problem := points_problem(part, said.points, said.note, numbers=facts[part].has_numbers):
            raise RuleBroken(problem, field=f"points_{part.lower()}")


def _score(card: AppraisalCard, part: str, facts: PartFacts, said: Judgement | None) -> AppraisalScore:
    """One score with its source."""
    row = AppraisalScore(card=card, part=part, weight=Decimal(0), source=ScoreSource.NONE, facts=facts.words[:300])
    if facts.points is not None:
        row.points, row.source = rounded(facts.points), ScoreSource.PLATFORM
    elif not facts.computed and said is not None and said.points is not None:
        row.points, row.source, row.note = rounded(said.points), ScoreSource.REVIEWER, said.note.strip()
    return row


@recorded(AppraisalEvent.RETURNED, keep=["reason"])
def return_card(*, card: AppraisalCard, reason: str, by: Actor) -> AppraisalCard:
    """Back to the worker, who is to add to the statement."""
    if problem := review_refusal(card, by):
        raise RuleBroken(problem)
    if not reason.strip():
        raise RuleBroken("请写明退回的理由。", field="reason")
    messages.statement_returned(card, reason.strip(), by=by)
    return move(card, AppraisalState.SELF, table=CARD, by=by, reason=reason.strip(), score=None, grade="")


@recorded(AppraisalEvent.OBJECTED)
def file_objection(*, card: AppraisalCard, text: str, by: Actor) -> AppraisalObjection:
    """Somebody of the station or of its community objects to a published grade."""
    if card.state != AppraisalState.PUBLICITY:
        raise RuleBroken("现在不在公示期内。")
    if not text.strip():
        raise RuleBroken("请写明异议的内容。", field="text")
    row = AppraisalObjection.objects.create(card=card, text=text.strip()[:300], filed_by=by)
    messages.objection_filed(card, by=by)
    return row


@recorded(AppraisalEvent.OBJECTION_ANSWERED, keep=["upheld"])
def answer_objection(*, objection: AppraisalObjection, upheld: bool, answer: str, by: Actor) -> AppraisalObjection:
    """Answer an objection. When it is upheld, the card goes back to review and its publicity starts anew."""
    card = objection.card
    if problem := review_refusal(card, by):
        raise RuleBroken(problem)
    if not answer.strip():
        raise RuleBroken("请写明答复。", field="answer")
    held = AppraisalObjection.objects.select_for_update(of=("self",)).get(pk=objection.pk)
    if held.answered_at is not None:
        raise RuleBroken("这条异议已经答复。")
    if held.filed_by.uuid == by.uuid:
        raise RuleBroken("不能答复自己提出的异议，请由两委或街道答复。")
    objection.upheld, objection.answer = upheld, answer.strip()[:300]
    objection.answered_at, objection.answered_by = moment(), by
    objection.save()
    if upheld:
        move(card, AppraisalState.REVIEW, table=CARD, by=by, reason="公示异议成立", publicity_on=None,
             publicity_until_on=None)  # fmt: skip
    if not open_objections(card.appraisal).exists():
        messages.objections_answered(card.appraisal, by=by)
    return objection


@recorded(AppraisalEvent.APPEALED)
def appeal(*, card: AppraisalCard, text: str, by: Actor, scan: Any = None) -> AppraisalCard:
    """The worker appeals in time; somebody else enters an appeal only with the signed paper."""
    if problem := appeal_problem(card.appeal_until_on, card.appealed_at is not None, text, today()):
        raise RuleBroken(problem, field="text")
    file = None
    if not is_own(card, by):
        if scan is None:
            raise RuleBroken("请上传本人签字的申诉书。", field="scan")
        file = keep_file(upload=scan, title=f"{card.appraisal.year} 年度考核申诉", kind=FileKind.PAPER, by=by)
    move(
        card,
        AppraisalState.APPEAL,
        table=CARD,
        by=by,
        appeal_text=text.strip(),
        appeal_paper=file,
        appealed_at=moment(),
        appealed_by=by,
    )
    messages.appeal_filed(card, by=by)
    return card


@recorded(AppraisalEvent.APPEAL_DECIDED)
def decide_appeal(*, card: AppraisalCard, grade: str, reason: str, by: Actor) -> AppraisalCard:
    """Street or county decides with a reason: the grade stays or another one holds. Told to the worker."""
    if not by.may_at(Action.APPRAISAL_APPEAL, code=card.division_code):
        raise RuleBroken("考核申诉由街道或县级处理。")
    earlier = [str(card.reviewed_by.uuid)] if card.reviewed_by else []
    if problem := decider_problem(str(by.uuid), earlier, is_self=is_own(card, by)):
        raise RuleBroken(problem)
    if not reason.strip():
        raise RuleBroken("请写明决定的理由。", field="reason")
    move(
        card,
        AppraisalState.FINAL,
        table=CARD,
        by=by,
        grade=Grade(grade),
        decision=reason.strip()[:300],
        decided_at=moment(),
        decided_by=by,
    )
    messages.appeal_decided(card, by=by)
    return card

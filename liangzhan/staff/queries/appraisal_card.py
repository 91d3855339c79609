"""One card in parts: points once it was reviewed, before that what the platform knows already."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from liangzhan.staff.choices.appraisal import AppraisalPart, AppraisalState, ScoreSource
from liangzhan.staff.models import AppraisalCard, AppraisalScore
from liangzhan.staff.queries.appraisal_facts import PartFacts, facts_of


@dataclass(frozen=True)
class PartLine:
    """What a page shows of one part. `weight` None: not known before the review."""

    label: str
    weight: Decimal | int | None
    points: Decimal | None
    source: str
    words: str


def scores_of(card: AppraisalCard) -> list[AppraisalScore]:
    """The scores in the order of the parts."""
    order = list(AppraisalPart)
    return sorted(card.scores.order_by("id"), key=lambda score: order.index(AppraisalPart(score.part)))


def parts_of(card: AppraisalCard) -> list[PartLine]:
    """Every part with its source; once reviewed from the scores kept then, before from the registers as they are now."""
    scores = scores_of(card)
    if scores:
        return [
            PartLine(one.get_part_display(), one.weight, one.points, one.get_source_display(), one.note or one.facts)
            for one in scores
        ]
    facts = facts_of([card])[card.pk]
    return [_known(part, facts[part], card.appraisal.weights[part]) for part in AppraisalPart]


def _known(part: AppraisalPart, facts: PartFacts, weight: int) -> PartLine:
    if facts.points is not None:
        return PartLine(part.label, weight, facts.points, ScoreSource.PLATFORM.label, facts.words)
    if facts.has_numbers or not facts.computed:
        return PartLine(part.label, weight, None, "待评议", facts.words or ScoreSource.NONE.label)
    return PartLine(part.label, weight, None, ScoreSource.NONE.label, "")


def said_before(card: AppraisalCard) -> dict[str, Any]:
    """What the reviewer said before, keyed like the fields of the form."""
    held = scores_of(card)
    points = {f"points_{one.part.lower()}": one.points for one in held}
    notes = {f"note_{one.part.lower()}": one.note for one in held}
    fit = "" if card.political_fit is None else str(card.political_fit)
    return {**points, **notes, "political_fit": fit, "political_note": card.political_note}


STAGES = (AppraisalState.SELF, AppraisalState.REVIEW, AppraisalState.PUBLICITY, AppraisalState.FINAL)


def stages_of(card: AppraisalCard) -> list[dict[str, Any]]:
    """The way of a card as a row of stages; an appeal stands where the grade stands."""
    if card.state == AppraisalState.DRAFT:
        at = -1
    elif card.state == AppraisalState.APPEAL:
        at = len(STAGES) - 1
    else:
        at = STAGES.index(AppraisalState(card.state))
    days = {AppraisalState.PUBLICITY: card.publicity_on, AppraisalState.FINAL: card.final_on}
    done_at_end = card.state == AppraisalState.FINAL
    return [
        {
            "label": stage.label,
            "on": days.get(stage) or "",
            "status": "done" if n < at or (n == at and done_at_end) else "now" if n == at else "next",
        }
        for n, stage in enumerate(STAGES)
    ]

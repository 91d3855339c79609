"""C-03: the person in the situation, with the ties outside the family and the scale before the service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.casework.choices import CaseEvent, ScaleMoment
from liangzhan.casework.formal import refresh_formal
from liangzhan.casework.models import Assessment, Case, EcoTie, ScaleScore
from liangzhan.casework.opened import begin, sent_before
from liangzhan.casework.rules.papers import day_problem
from liangzhan.casework.scoring import write_scores
from liangzhan.documents.queries.locking import record_locked
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today

TEXTS = (
    *("physical", "psychological", "family", "social", "economic", "housing"),
    *("education_work", "policies", "strengths", "needs_ranked", "risks", "conclusion"),
)


@dataclass(frozen=True)
class Tie:
    """A system outside the family and how the client stands to it, -2 tense to 2 close."""

    system: str
    strength: int
    note: str = ""


@recorded(CaseEvent.ASSESSED, keep=["on"])
def save_assessment(
    *,
    case: Case,
    on: dt.date,
    texts: Mapping[str, str],
    by: Actor,
    ties: Sequence[Tie] = (),
    scores: Sequence[int | None] = (),
    reassess_on: dt.date | None = None,
    form_key: UUID | None = None,
) -> Assessment:
    """A new C-03; each later one is a re-assessment, and the earlier stay. With scores: before the service the first
    time, during it afterwards. Raises RuleBroken naming the field."""
    case, now = begin(case, "assessment")
    if found := sent_before(Assessment, form_key, case=case):
        return found
    if now.agreed_on is None:
        raise RuleBroken("请先与服务对象签订服务同意书，再做预估。")
    _check(case, on, texts, ties, reassess_on)
    row = Assessment.objects.create(
        case=case, on=on, reassess_on=reassess_on, form_key=form_key, saved_by=by, **_columns(texts)
    )
    _write_ties(row, ties)
    if any(one is not None for one in scores):
        first = not ScaleScore.objects.filter(case=case, moment=ScaleMoment.PRE).exists()
        write_scores(case, moment=ScaleMoment.PRE if first else ScaleMoment.STAGE, scores=scores, on=on, by=by)
    refresh_formal(case, by=by)
    return row


@recorded(CaseEvent.ASSESSED)
def edit_assessment(
    *,
    assessment: Assessment,
    on: dt.date,
    texts: Mapping[str, str],
    by: Actor,
    ties: Sequence[Tie] = (),
    reassess_on: dt.date | None = None,
) -> Assessment:
    """Mend a C-03 that is not locked; the ties are written anew."""
    case, _ = begin(assessment.case, "assessment")
    row = Assessment.objects.get(pk=assessment.pk)
    if record_locked(row.on, case.division_code, today=today()):
        raise RuleBroken("预估表已经锁定，不能修改；情况有变化的，请做再次预估，或用“补充”写明。")
    _check(case, on, texts, ties, reassess_on)
    for name, value in {**_columns(texts), "on": on, "reassess_on": reassess_on, "saved_by": by}.items():
        setattr(row, name, value)
    row.save()
    EcoTie.objects.filter(assessment=row).delete()
    _write_ties(row, ties)
    return row


def _check(case: Case, on: dt.date, texts: Mapping[str, str], ties: Sequence[Tie], reassess_on: dt.date | None) -> None:
    if problem := day_problem(on, earliest=case.opened_on, today=today()):
        raise RuleBroken(problem, field="on")
    if not texts.get("conclusion", "").strip():
        raise RuleBroken("请写明预估结论。", field="conclusion")
    if reassess_on is not None and reassess_on <= on:
        raise RuleBroken("下次预估日期要在这次以后。", field="reassess_on")
    for number, tie in enumerate(ties, 1):
        if not -2 <= tie.strength <= 2:
            raise RuleBroken("关系从 -2（紧张）到 2（紧密）。", field=f"tie{number}_strength")


def _columns(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: texts.get(name, "").strip() for name in TEXTS}


def _write_ties(row: Assessment, ties: Sequence[Tie]) -> None:
    EcoTie.objects.bulk_create(
        [
            EcoTie(
                uuid=uuid4(), assessment=row, system=tie.system.strip(), strength=tie.strength, note=tie.note.strip()
            )
            for tie in ties
            if tie.system.strip()
        ]
    )

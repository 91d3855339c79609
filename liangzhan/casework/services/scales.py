"""社会功能量表, before, during and after the service (clause 3.1.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.casework.choices import CaseEvent, ScaleMoment
from liangzhan.casework.models import Case, ScaleScore
from liangzhan.casework.opened import begin, sent_before
from liangzhan.casework.scoring import write_scores


@recorded(CaseEvent.SCALE, keep=["moment", "on"])
def save_scores(
    *, case: Case, moment: str, scores: Sequence[int | None], on: dt.date, by: Actor, form_key: UUID | None = None
) -> ScaleScore:
    """Keep the eight scores of one moment. Those before the service are taken once; later ones as often as needed.

    After a withdrawal the scores after the service may still be taken: they belong to the closing.
    """
    case, _ = begin(case, "closing" if moment == ScaleMoment.POST else "scale")
    if found := sent_before(ScaleScore, form_key, case=case):
        return found
    return write_scores(case, moment=moment, scores=scores, on=on, by=by, form_key=form_key)

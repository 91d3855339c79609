"""Cards about one worker: the last appraisal, the last month's allowance with its reason."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.staff.cards import Card
from liangzhan.staff.choices.appraisal import AppraisalState
from liangzhan.staff.models import Worker
from liangzhan.staff.queries.allowance import last_line
from liangzhan.staff.queries.appraisal import own_cards
from liangzhan.toolkit.templating import yuan

TOLD = (AppraisalState.FINAL, AppraisalState.APPEAL)


def appraisal_card(worker: Worker, own: bool, on: dt.date) -> Card | None:
    """The latest card; the worker reads his own page, the others the station's card. One query."""
    card = own_cards(worker).first()
    if card is None:
        return None
    told = card.get_grade_display() if card.state in TOLD else card.get_state_display()
    page = "staff:my-appraisal" if own else "staff:appraisal-card"
    mine = own and card.state == AppraisalState.SELF
    lines = (f"{card.appraisal.year} 年度：{told}", *(("请填写自评。",) if mine else ()))
    tone = "miss" if mine else "met" if card.state == AppraisalState.FINAL else "wait"
    return Card("考核", lines, reverse(page, args=[card.pk]), "查看考核", tone)


def allowance_card(worker: Worker, own: bool, on: dt.date) -> Card | None:
    """The last month's line: how much, or why not and what to do. One query."""
    line = last_line(worker)
    if line is None:
        return None
    held = line.allowance_list
    if line.eligible:
        return Card("职业津贴", (f"{held.month}：{yuan(line.fen)}，{held.get_state_display()}",), tone="met")
    why = tuple(one for one in ("；".join(line.reasons), line.mend) if one)
    return Card("职业津贴", (f"{held.month}：不发放", *why), tone="none")

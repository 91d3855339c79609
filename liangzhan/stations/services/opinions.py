"""Dated opinions of the 两委 on construction (A09) and in supervision (2.1.4)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.stations.choices import StationEvent
from liangzhan.stations.models import CommitteeOpinion, Site
from liangzhan.stations.rules.filing import date_problem, paper_problem
from liangzhan.stations.rules.papers import text_problem
from liangzhan.stations.uploads import kept_paper
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


@recorded(StationEvent.OPINION_WRITTEN, keep=["kind", "on", "agrees"])
def write_opinion(
    *,
    site: Site,
    kind: str,
    text: str,
    signer: str,
    by: Actor,
    on: dt.date | None = None,
    agrees: bool = True,
    paper: Any = None,
) -> CommitteeOpinion:
    """Write an opinion on the page (a 两委 user), or enter one from paper with its scan (the station)."""
    day = on or today()
    if problem := date_problem(day, today(), "日期"):
        raise RuleBroken(problem, field="on")
    if problem := text_problem(text, least=2, word="意见"):
        raise RuleBroken(problem, field="text")
    if not signer.strip():
        raise RuleBroken("请填写签字人。", field="signer")
    in_person = by.may_at(Action.SUPERVISION_OPINION, code=site.division_code)
    if problem := paper_problem(in_person, paper is not None, "两委"):
        raise RuleBroken(problem, field="paper")
    return CommitteeOpinion.objects.create(
        site=site,
        kind=kind,
        agrees=agrees,
        text=text.strip(),
        on=day,
        signer=signer.strip(),
        paper=kept_paper(paper, "两委意见", by, field="paper"),
        written_by=by,
    )

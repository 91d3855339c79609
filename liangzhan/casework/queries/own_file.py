"""What a client may see of the own file (PIPL §44, §45): a plain list of papers.

Left out: what is said of others (family, neighbours, who was present), who reported or referred, the worker's own
reflection, opinions of supervision, and crises and reports, which have rules of their own (domain.md 5.7, 5.9).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.casework.models import (
    Agreement,
    Assessment,
    Carried,
    Case,
    Closing,
    Contact,
    FollowUp,
    Intake,
    Plan,
    Referral,
    Review,
)
from liangzhan.casework.queries.referrals import sent_with
from liangzhan.people.models import Person
from liangzhan.people.queries.finding import ids_of
from liangzhan.people.rights import Asked, Part, lines_of

SHOWN: tuple[tuple[Any, str, tuple[str, ...]], ...] = (
    (Intake, "接案登记表", ("problem", "prior_help")),
    (Agreement, "服务同意书", ("sharing", "from_on", "to_on")),
    (
        Assessment,
        "预估表",
        ("physical", "psychological", "economic", "housing", "education_work", "policies", "strengths")
        + ("needs_ranked", "conclusion"),
    ),
    (Plan, "计划书", ("goal", "steps", "frequency", "resources", "indicators", "client_agrees_on")),
    (Contact, "过程记录", ("starts_at", "minutes", "mode", "place", "purpose", "content", "reaction", "next_step")),
    (Review, "阶段评估", ("findings", "plan_changes")),
    (Closing, "结案表", ("reason", "client_opinion", "satisfaction", "open_issues", "follow_up_plan", "approved_on")),
    (FollowUp, "回访表", ("done_on", "mode", "outcome", "note")),
)


@dataclass(frozen=True)
class OwnPaper:
    """One paper of the file: its name, its day, and (label, words) of what belongs to the client."""

    title: str
    on: dt.date
    lines: list[tuple[str, str]]


def own_file(person: Person, scope: Scope) -> list[OwnPaper]:
    """Every paper of the person's cases within the reader's reach, in the order of the days. Ten queries."""
    cases = Case.objects.within(scope, Action.CASE_VIEW).filter(person__in=ids_of(person))
    ids = list(cases.order_by("id").values_list("pk", flat=True))
    return papers_of_cases(ids)


def papers_of_cases(ids: list[int]) -> list[OwnPaper]:
    """The same for cases that the caller has reached."""
    found = [
        OwnPaper(title, row.on, lines_of(row, names))
        for model, title, names in SHOWN
        for row in _rows(model, ids).order_by("on", "id")
    ]
    for told in Carried.objects.filter(case__in=ids).order_by("id"):
        names = ("old_number", "phase", "agreed_on", "assessed_on", "planned_on", "contacts", "last_on", "situation")
        found.append(OwnPaper("导入前的情况", told.brought_at.date(), lines_of(told, names)))
    for row in _rows(Referral, ids).select_related("to_station").order_by("on", "id"):
        receiver = row.to_station.name if row.to_station else row.to_agency
        lines = [("转到", receiver), ("原因", row.get_reason_display()), *sent_with(row).shown]
        found.append(OwnPaper("转介表", row.on, lines))
    return sorted(found, key=lambda one: one.on)


def _rows(model: Any, ids: list[int]) -> Any:
    rows = model.objects.filter(case__in=ids)
    return rows.filter(done_on__isnull=False) if model is FollowUp else rows


def own_parts(asked: Asked) -> list[Part]:
    """The same as parts of the copy: every case at the station, a sealed one where the giver stands on its team."""
    mine = Case.objects.within(asked.by.scope, Action.CASE_VIEW).values("pk")
    cases = Case.objects.filter(Q(sealed=False) | Q(pk__in=mine), person__in=asked.ids, station=asked.station)
    found = []
    for case in cases.order_by("opened_on", "id"):
        basics = lines_of(case, ("number", "opened_on", "accepted_on", "closed_on", "state", "imported"))
        told = [
            (f"{one.title} {one.on}", "；".join(f"{a}：{b}" for a, b in one.lines))
            for one in papers_of_cases([case.pk])
        ]
        found.append(Part(f"个案 {case.number}".strip(), basics + told))
    return found

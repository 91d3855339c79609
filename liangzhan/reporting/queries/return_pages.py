"""What the pages of returns show around their figures."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from liangzhan.access.actor import Actor
from liangzhan.divisions.models import Division
from liangzhan.divisions.queries import in_area
from liangzhan.reporting.choices import ReturnLevel, ReturnState
from liangzhan.reporting.models import Return, ReturnForm
from liangzhan.reporting.queries.return_units import forms_in_force
from liangzhan.reporting.queries.returns import (
    changed_since,
    figures_of,
    known_on,
    may_accept,
    may_write,
    notes_by_column,
    version_steps,
    versions_of,
)
from liangzhan.reporting.rules.periods import Period, previous
from liangzhan.reporting.rules.returns import DONE, OPEN, latest_ended, levels_accepted, named

PERIODS_BACK = 6


def form_names() -> list[tuple[str, str]]:
    """(code, name) of every form, by its latest version."""
    return sorted(dict(ReturnForm.objects.order_by("version").values_list("code", "name")).items())


def narrowed(rows: QuerySet[Return], chosen: dict[str, Any], *, today: dt.date) -> QuerySet[Return]:
    """The filters of the list; MISSING: first versions never handed in after their day."""
    for name, column in (("form", "form_code"), ("period", "period"), ("level", "level")):
        if chosen.get(name):
            rows = rows.filter(**{column: chosen[name]})
    if chosen.get("state") == "MISSING":
        rows = rows.filter(version=1, first_sent_on__isnull=True, due_on__lt=today)
    elif chosen.get("state"):
        rows = rows.filter(state=chosen["state"])
    if chosen.get("area"):
        area = Division.objects.filter(code=chosen["area"]).order_by("-pk").first()
        rows = rows.filter(in_area("division_code", area)) if area else rows.none()
    return rows


def page_facts(row: Return, actor: Actor, *, today: dt.date) -> dict[str, Any]:
    """Figures with their notes, words, stages, and what the reader may do."""
    notes = notes_by_column(row)
    return {
        "figures": [{**one, "notes": notes.get(one["key"], [])} for one in figures_of(row, today=today)],
        "blocks": [(one.heading, row.words.get(one.key, ""), one.required) for one in row.form.blocks.all()],
        "period": named(row.period),
        "stages": _stages(row),
        "writes": may_write(actor, row),
        "accepts": may_accept(actor, row),
        "is_open": row.state in OPEN,
        "is_done": row.state in DONE,
        "over": row.ends_on < today,
    }


def version_facts(row: Return, asked: str, *, today: dt.date) -> dict[str, Any]:
    """All versions with their differences, the records of now, and (`asked`: a day) the figures as known at its end."""
    versions = versions_of(row)
    day, problem = _day(asked, today)
    return {
        "steps": version_steps(versions),
        "changed": changed_since(versions[-1], today=today),
        "last": versions[-1],
        "known_on": day,
        "known_figures": known_on(row, day, today=today) if day else [],
        "known_problem": problem,
    }


def _day(asked: str, today: dt.date) -> tuple[dt.date | None, str]:
    try:
        day = dt.date.fromisoformat(asked) if asked else None
    except ValueError:
        return None, "请按“2026-11-05”填写日期。"
    return (None, "这一天还没有到。") if day is not None and day > today else (day, "")


def _stages(row: Return) -> list[dict[str, Any]]:
    at = [ReturnState.DRAFT, ReturnState.SUBMITTED, ReturnState.ACCEPTED, ReturnState.LOCKED]
    state = ReturnState.DRAFT if row.state == ReturnState.RETURNED else ReturnState(row.state)
    now = at.index(state)
    days = [
        row.drafted_on,
        row.submitted_at.date() if row.submitted_at and now > 0 else "",
        row.decided_at.date() if row.decided_at and now > 1 else "",
        row.state_since if now > 2 else "",
    ]
    words = ["自动生成", "报送", "上级审核", "锁定"]
    return [
        {"label": words[index], "on": days[index], "status": "done" if index <= now else "next"} for index in range(4)
    ]


def counted(actor: Actor, given: Any, *, today: dt.date) -> dict[str, Any] | None:
    """Which form, period and level the address asks completeness for, sensible ones where it names none.

    None when no form is in force or the reader stands above nobody.
    """
    mine = [level for grant in actor.grants for level in levels_accepted(grant.role)]
    mine = [str(level) for level in ReturnLevel if level in mine or (actor.unlimited and level != "PROVINCE")]
    forms = [form for form in forms_in_force(today) if set(form.levels) & set(mine)]
    if not forms:
        return None
    form = next((one for one in forms if one.code == given.get("form")), None) or _usual(forms, mine)
    levels = [level for level in form.levels if level in mine]
    periods = _periods(form.cycle, today)
    period = next((one for one in periods if one.code == given.get("period")), periods[0])
    level = given.get("level") if given.get("level") in levels else levels[-1]
    return {
        **{"form": form, "forms": forms, "period": period, "periods": periods, "level": level, "levels": levels},
        "names": {"form_code": form.code, "period": period.code, "level": level},
        "query": {"form": form.code, "period": period.code, "level": level},
    }


def _usual(forms: list[ReturnForm], mine: list[str]) -> ReturnForm:
    """The form of the level just below that comes most often."""
    order = ["MONTH", "QUARTER", "HALF", "YEAR", "OCTOBER"]
    near = [one for one in forms if mine[-1] in one.levels] or forms
    return min(near, key=lambda one: order.index(one.cycle))


def _periods(cycle: str, today: dt.date) -> list[Period]:
    found = [latest_ended(cycle, today)]
    while len(found) < PERIODS_BACK:
        found.append(previous(found[-1]))
    return found

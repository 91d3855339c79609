"""Returns draft themselves: every unit that owes one for the period just ended finds it filled in."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.reporting import messages
from liangzhan.reporting.choices import ReturnEvent, ReturnState
from liangzhan.reporting.models import Return, ReturnForm
from liangzhan.reporting.queries.return_units import Unit, forms_in_force, stations_at_work, units_of
from liangzhan.reporting.rules.periods import Period
from liangzhan.reporting.rules.returns import due_on, latest_ended
from liangzhan.reporting.settings_returns import asked_key, due_key
from liangzhan.toolkit.parameters import Loaded, load


@recorded(ReturnEvent.DRAFTED, keep=["today"])
def draft_due(*, today: dt.date, by: Actor) -> list[Return]:
    """Draft what is owed for the last period of every form that is over; what is there already stays as it is.

    Each writer is told with the day it is due, which `notices.remind` then watches. Returns the new drafts.
    """
    made: list[Return] = []
    for form in forms_in_force(today):
        made += draft_form(form=form, period=latest_ended(form.cycle, today), today=today, by=by)
    return made


@recorded(ReturnEvent.DRAFTED, keep=["form", "today"])
def draft_form(*, form: ReturnForm, period: Period, today: dt.date, by: Actor) -> list[Return]:
    """The drafts of one form and period that are not there yet; their writers are told with the day they are due."""
    settings = load([asked_key(form.code), *(due_key(form.code, level) for level in form.levels)])
    stations = stations_at_work(period)
    held = set(Return.objects.filter(form_code=form.code, period=period.code).values_list("unit_key", flat=True))
    rows = []
    for level in form.levels:
        for unit in units_of(level, stations, on=period.end):
            if unit.key not in held and settings.value_of(asked_key(form.code), on=period.end, division_code=unit.code):
                rows.append(_draft(form, level, unit, period, today, settings))
    made = Return.objects.bulk_create(rows)
    for row in made:
        messages.return_wanted(row, on=today, by=by)
    return made


def _draft(form: ReturnForm, level: str, unit: Unit, period: Period, today: dt.date, settings: Loaded) -> Return:
    days = int(settings.value_of(due_key(form.code, level), on=period.end, division_code=unit.code))
    return Return(
        form=form,
        form_code=form.code,
        level=level,
        unit_key=unit.key,
        unit_name=unit.name,
        area_id=unit.area_id,
        division_code=unit.code,
        station_id=unit.station_id,
        period=period.code,
        ends_on=period.end,
        due_on=due_on(period, days),
        state=ReturnState.DRAFT,
        state_since=today,
        drafted_on=today,
    )

"""Open tables are published once, with whatever has to be hidden, and never change."""

from __future__ import annotations

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.reporting.choices import ReleaseEvent
from liangzhan.reporting.models import Release
from liangzhan.reporting.queries.asked import question
from liangzhan.reporting.queries.release import hash_of, open_tables, units_of
from liangzhan.reporting.rules.definitions import SMALL, VERSION
from liangzhan.reporting.rules.periods import period_of, period_problem
from liangzhan.reporting.rules.release_tables import freeze
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today


@recorded(ReleaseEvent.FROZEN, keep=["period"])
def freeze_release(*, area: Division, period: str, by: Actor) -> Release:
    """Publish the open tables of a period that is over. Raises RuleBroken: too early, published already, not the province.

    A second release of the same period could be subtracted from the first, so there is none.
    """
    if area.level != Level.PROVINCE or not by.may_at(Action.RELEASE_FREEZE, code=area.code):
        raise RuleBroken("公开数据由省级统一发布，市县数据在同一份里。", field="period")
    found = period_of(period)
    if (problem := period_problem(period, today=today())) or found is None:
        raise RuleBroken(problem, field="period")
    if found.end >= today():
        raise RuleBroken(f"{found.words}还没有结束，结束后才能发布。", field="period")
    taken = Release.objects.filter(division_code=area.code).values_list("period", flat=True)
    for other in sorted(taken):
        held = period_of(other)
        if held is not None and held.start <= found.end and found.start <= held.end:
            raise RuleBroken(
                f"{held.words}已经发布，和{found.words}有重叠；重叠的两期可以相减，推出不公开的小数，所以不能再发布。",
                field="period",
            )
    asked = question(by, area, found, today=today())
    units = units_of(area, asked.on)
    frozen = freeze(open_tables(asked, units), units, small=SMALL)
    content = {"tables": frozen.tables, "small": SMALL, "area": area.code, "period": found.code}
    return Release.objects.create(
        division_code=area.code,
        area_name=area.name,
        period=found.code,
        definition_version=VERSION,
        content=content,
        content_hash=hash_of(content),
        hidden_count=frozen.hidden,
        frozen_at=moment(),
        frozen_by=by,
    )

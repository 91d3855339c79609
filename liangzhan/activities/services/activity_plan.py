"""K-01, K-02: the plan of a community activity is written and changed. Approval stands in `activity_approval`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.activities.choices.activity import NAMELESS_DOMAINS, ActivityEvent, ActivityState
from liangzhan.activities.models import Activity
from liangzhan.activities.queries.activity_clash import clash_words, hold_resources
from liangzhan.activities.queries.activity_leaders import minors_words
from liangzhan.activities.rules.activity_plan import ActivityFacts, activity_problems
from liangzhan.activities.settings_groups import MAJOR_HEADS
from liangzhan.audit.services import recorded
from liangzhan.occasions.choices import OccasionKind
from liangzhan.occasions.models import Occasion
from liangzhan.occasions.services.arranging import arrange_occasion, change_occasion
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Room, Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today

EDITABLE = (ActivityState.DRAFT, ActivityState.SUBMITTED, ActivityState.APPROVED)
OF_OCCASION = ("starts_at", "ends_at", "place")
# Once it is approved only when, where and who may follow what happens.
OPEN_LATER = frozenset({*OF_OCCASION, "staffing", "volunteers", "agenda", "safety", "major", "needs", "expected_heads"})


@recorded(ActivityEvent.SAVED, keep=["station"])
def save_activity(
    *,
    facts: ActivityFacts,
    station: Station,
    leader: Worker,
    by: Actor,
    helper: Worker | None = None,
    room: Room | None = None,
    activity: Activity | None = None,
    form_key: UUID | None = None,
) -> Activity:
    """Write a plan (a draft) and keep its time in the calendar, or change one that has not been held.

    The same `form_key` again answers the plan it made. Raises RuleBroken at the field: texts, times, a worker or room
    that is taken at that time (the other is named), a worker without this year's query for minors (§62).
    """
    if activity is None and form_key and (made := Activity.objects.filter(form_key=form_key, station=station).first()):
        return made
    _check(facts, station, [leader, helper] if helper else [leader], room, activity)
    if activity is not None:
        return _change(activity, facts, leader, helper, room, by)
    return Activity.objects.create(
        **_texts(facts),
        occasion=_arrange(facts, station, [leader, helper] if helper else [leader], room, by),
        station=station,
        division_code=station.division_code,
        leader=leader,
        helper=helper,
        room=room,
        form_key=form_key,
        state_since=today(),
        saved_by=by,
    )


def _arrange(facts: ActivityFacts, station: Station, leaders: list[Worker], room: Room | None, by: Actor) -> Occasion:
    """Its time in the calendar; nobody signs in by code where no name may appear."""
    return arrange_occasion(
        kind=OccasionKind.ACTIVITY,
        station=station,
        expected=[one.person for one in leaders],
        open_to_all=facts.domain not in NAMELESS_DOMAINS,
        by=by,
        **_where(facts, room),
    )


def _check(
    facts: ActivityFacts, station: Station, leaders: list[Worker], room: Room | None, activity: Activity | None
) -> None:
    major = value_of(MAJOR_HEADS, on=today(), division_code=station.division_code)
    for field, sentence in activity_problems(facts, major_from=int(major)).items():
        raise RuleBroken(sentence, field=field)
    if len({one.pk for one in leaders}) < len(leaders):
        raise RuleBroken("协助人与负责人是同一人，请换一人或不填。", field="helper")
    if facts.for_minors and (problem := minors_words(leaders, today())):
        raise RuleBroken(problem, field="leader")
    hold_resources(leaders, room)
    sentence, field = clash_words(leaders, room, facts.starts_at, facts.ends_at, but=activity)
    if sentence:
        raise RuleBroken(sentence, field=field)


def _where(facts: ActivityFacts, room: Room | None) -> dict[str, Any]:
    place = facts.place.strip() or (room.name if room else "")
    return {"title": facts.name.strip(), "starts_at": facts.starts_at, "ends_at": facts.ends_at, "place": place}


def _texts(facts: ActivityFacts) -> dict[str, Any]:
    """What belongs to the plan itself. A nameless domain has no service kind: it would tell who comes."""
    given = {name: value for name, value in asdict(facts).items() if name not in OF_OCCASION}
    given["needs"] = list(facts.needs)
    if facts.domain in NAMELESS_DOMAINS:
        given["service_kind"] = ""
    return {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}


def _change(
    activity: Activity, facts: ActivityFacts, leader: Worker, helper: Worker | None, room: Room | None, by: Actor
) -> Activity:
    held = Activity.objects.select_for_update(of=("self",)).select_related("occasion").get(pk=activity.pk)
    if held.state not in EDITABLE:
        raise RuleBroken(f"活动{held.get_state_display()}，计划不能再修改。")
    wanted = _texts(facts)
    if held.state == ActivityState.APPROVED:
        for name, value in wanted.items():
            if name not in OPEN_LATER and getattr(held, name) != value:
                label = Activity._meta.get_field(name).verbose_name  # type: ignore[union-attr]
                raise RuleBroken(f"计划已批准，“{label}”不能再改。需要改的请取消后重新计划。", field=name)
    change_occasion(
        occasion=held.occasion, by=by, open_to_all=facts.domain not in NAMELESS_DOMAINS, **_where(facts, room)
    )
    for name, value in wanted.items():
        setattr(held, name, value)
    held.leader, held.helper, held.room = leader, helper, room
    held.save()
    return held

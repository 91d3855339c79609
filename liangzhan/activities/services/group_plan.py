"""G-01: the plan of a group is written and changed. Approval stands in `activity_approval`."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.activities.choices.groups import GroupEvent, GroupState
from liangzhan.activities.models import Group
from liangzhan.activities.queries.activity_leaders import minors_words
from liangzhan.activities.rules.group_plan import GroupFacts, group_problems
from liangzhan.audit.services import recorded
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today

EDITABLE = (GroupState.DRAFT, GroupState.SUBMITTED, GroupState.APPROVED, GroupState.RUNNING)
# Once it is approved, what was approved stays; how it is carried out may follow what happens.
OPEN_LATER = frozenset({"place", "ends_on", "sessions_planned", "recruitment", "risks", "plan_b"})


@recorded(GroupEvent.SAVED, keep=["station"])
def save_group(
    *,
    facts: GroupFacts,
    station: Station,
    leader: Worker,
    by: Actor,
    helper: Worker | None = None,
    group: Group | None = None,
    form_key: UUID | None = None,
) -> Group:
    """Write a plan (a draft), or change one: freely until it is approved, afterwards only what carrying it out changes.

    The same `form_key` again answers the group it made. Raises RuleBroken at the field; a worker without this year's
    query may not lead minors (未成年人保护法 §62).
    """
    if group is None and form_key and (made := Group.objects.filter(form_key=form_key, station=station).first()):
        return made
    for field, sentence in group_problems(facts).items():
        raise RuleBroken(sentence, field=field)
    if helper is not None and helper.pk == leader.pk:
        raise RuleBroken("协助人与负责人是同一人，请换一人或不填。", field="helper")
    leaders = [leader, helper] if helper else [leader]
    if facts.for_minors and (problem := minors_words(leaders, today())):
        raise RuleBroken(problem, field="leader")
    if group is not None:
        return _change(group, facts, leader, helper)
    return Group.objects.create(
        **_texts(facts),
        station=station,
        division_code=station.division_code,
        leader=leader,
        helper=helper,
        form_key=form_key,
        state_since=today(),
        saved_by=by,
    )


def _texts(facts: GroupFacts) -> dict[str, object]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in asdict(facts).items()}


def _change(group: Group, facts: GroupFacts, leader: Worker, helper: Worker | None) -> Group:
    held = Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if held.state not in EDITABLE:
        raise RuleBroken(f"小组{held.get_state_display()}，计划不能再修改。")
    wanted = _texts(facts)
    if held.state not in (GroupState.DRAFT, GroupState.SUBMITTED):
        for name, value in wanted.items():
            if name not in OPEN_LATER and getattr(held, name) != value:
                label = Group._meta.get_field(name).verbose_name  # type: ignore[union-attr]
                raise RuleBroken(f"计划已批准，“{label}”不能再改。需要改的请取消后重新计划。", field=name)
    for name, value in wanted.items():
        setattr(held, name, value)
    held.leader, held.helper = leader, helper
    held.save()
    return held

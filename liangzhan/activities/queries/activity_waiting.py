"""Plans that wait for somebody's decision."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.activities.choices.activity import ActivityState
from liangzhan.activities.models import Activity, Group


def plans_to_decide(actor: Actor) -> tuple[QuerySet[Group], QuerySet[Activity]]:
    """Submitted plans where the actor may approve and that he has not planned himself; the oldest first."""
    groups = Group.objects.within(actor.scope, Action.ACTIVITY_APPROVE)
    activities = Activity.objects.within(actor.scope, Action.ACTIVITY_APPROVE)
    others = Q(state=ActivityState.SUBMITTED) & ~Q(submitted_by__startswith=str(actor.uuid))
    if actor.person_uuid is not None:
        own = Q(leader__person__uuid=actor.person_uuid) | Q(helper__person__uuid=actor.person_uuid)
        groups, activities = groups.exclude(own), activities.exclude(own)
    return groups.filter(others).order_by("submitted_at", "pk"), activities.filter(others).order_by(
        "submitted_at", "pk"
    )

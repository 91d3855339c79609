"""Groups and activities for the register of files, and whether the reader of a page may bind their folder."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.activities.models import Activity, Group
from liangzhan.activities.queries.group_page import may_at
from liangzhan.documents.queries.archive import filed

Model = type[Group] | type[Activity]


def plan_by_uuid(model: Model, uuid: UUID) -> Any:
    """The row locked until the end of the transaction, for the deed that destroys its file."""
    rows: Any = model._default_manager
    return rows.select_for_update(of=("self",)).get(uuid=uuid)


def plan_href(model: Model, uuid: UUID, actor: Actor) -> str:
    """The page of a group or an activity for whoever may see it, else ""."""
    rows: Any = model._default_manager
    if not rows.within(actor.scope, Action.ACTIVITY_VIEW).filter(uuid=uuid).exists():
        return ""
    name = "group-page" if model is Group else "activity-page"
    return reverse(f"activities:{name}", args=[uuid])


def may_bind(plan: Group | Activity, actor: Actor) -> bool:
    """Is the folder filed and not destroyed, and does the reader keep archives there? It holds names and P3."""
    if not plan.number or not may_at(plan, Action.ARCHIVE_VIEW, actor) or not actor.reads("P3"):
        return False
    item = filed(plan.voucher)
    return item is not None and item.destroyed_at is None

"""What the room registers about its files: who opens, binds and blanks them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.activities.models import Activity, Group
from liangzhan.activities.queries.activity_folder import activity_folder
from liangzhan.activities.queries.group_folder import group_folder
from liangzhan.activities.queries.plan_files import plan_by_uuid, plan_href
from liangzhan.activities.services.archive import erase_activity, erase_group
from liangzhan.documents.keepers import Keeper, kept_by


def register() -> None:
    """Called once."""
    kept_by("activities.Group", Keeper(_href(Group), _erase_group, group_folder))
    kept_by("activities.Activity", Keeper(_href(Activity), _erase_activity, activity_folder))


def _href(model: Any) -> Callable[[UUID, Actor], str]:
    return lambda uuid, actor: plan_href(model, uuid, actor)


def _erase_group(uuid: UUID, by: Actor) -> None:
    erase_group(group=plan_by_uuid(Group, uuid), by=by)


def _erase_activity(uuid: UUID, by: Actor) -> None:
    erase_activity(activity=plan_by_uuid(Activity, uuid), by=by)

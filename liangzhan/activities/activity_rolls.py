"""What occasions of groups and activities lead to, and how persons are called on their rolls."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from liangzhan.activities.models import Activity, GroupSession
from liangzhan.occasions.choices import OccasionKind
from liangzhan.occasions.owners import owner_link, roll_names


def register() -> None:
    """Called once when the platform starts."""
    owner_link(OccasionKind.GROUP_SESSION, page_of_session)
    owner_link(OccasionKind.ACTIVITY, page_of_activity)
    roll_names(OccasionKind.GROUP_SESSION, leaders_on_session)
    roll_names(OccasionKind.ACTIVITY, names_on_activity)


def page_of_session(occasion: Any) -> tuple[str, str] | None:
    """Title and address of the session behind an occasion."""
    row = GroupSession.objects.filter(occasion=occasion).select_related("group").first()
    return (f"{row.group.name} {row}", reverse("activities:session-page", args=[row.uuid])) if row else None


def page_of_activity(occasion: Any) -> tuple[str, str] | None:
    """Title and address of the activity behind an occasion."""
    row = Activity.objects.filter(occasion=occasion).only("uuid", "name").first()
    return (row.name, reverse("activities:activity-page", args=[row.uuid])) if row else None


def leaders_on_session(occasion: Any, person_ids: Iterable[int]) -> dict[int, str]:
    """{person id: name of the office} of whoever leads; members are called as the reader knows them."""
    row = GroupSession.objects.filter(occasion=occasion).select_related("group__leader", "group__helper").first()
    return _leaders(row.group, person_ids, "带组人") if row else {}


def names_on_activity(occasion: Any, person_ids: Iterable[int]) -> dict[int, str]:
    """The same; where nobody's name may appear (domain.md 5.8) the others are numbered."""
    row = Activity.objects.filter(occasion=occasion).select_related("leader", "helper").first()
    if row is None:
        return {}
    known = _leaders(row, person_ids, "负责人")
    if not row.nameless:
        return known
    others = sorted(one for one in person_ids if one not in known)
    return known | {one: f"参加人 {number}" for number, one in enumerate(others, 1)}


def _leaders(plan: Any, person_ids: Iterable[int], word: str) -> dict[int, str]:
    wanted = set(person_ids)
    return {one.person_id: f"{one.display_name}（{word}）" for one in plan.leaders if one.person_id in wanted}

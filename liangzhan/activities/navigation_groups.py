"""Entries of the menu."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item, menu_pages

GROUPS, ACTIVITIES = "activities:group-list", "activities:activity-list"


def register() -> None:
    """Called once when the platform starts."""
    menu_item("运行", "社区活动", ACTIVITIES, Action.ACTIVITY_VIEW, order=24, group="活动和小组")
    menu_item("运行", "小组", GROUPS, Action.ACTIVITY_VIEW, order=25, under=ACTIVITIES)
    menu_pages(GROUPS, "activities", "session-page", "session-record", "member-screen", "member-leave", "member-sign")
    menu_pages(ACTIVITIES, "activities", "ratings-page", "ratings-paper")

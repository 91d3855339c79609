"""Entries of the menu."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item


def register() -> None:
    """Called once when the platform starts."""
    menu_item("运行", "日程与签到", "occasions:agenda", Action.OCCASION_VIEW, order=10)

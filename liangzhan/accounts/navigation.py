"""Entries of the menu."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item


def register() -> None:
    """Called once when the platform starts."""
    menu_item("管理", "账户", "accounts:user-list", Action.GRANT_VIEW, order=10)
    menu_item("管理", "邀请用户", "accounts:invite", Action.GRANT_MANAGE, order=12)

"""Entries of the menu."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item


def register() -> None:
    """Called once when the platform starts."""
    menu_item("运行", "人员查找", "people:person-search", Action.PERSON_VIEW, order=10, under="staff:roll")
    menu_item("管理", "同意书文本", "people:consent-text-list", Action.CONSENT_TEXT_MANAGE, order=46)

"""Entries of the menu for appraisal and talent."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item


def register_talent() -> None:
    """Called once when the platform starts."""
    menu_item("运行", "考核", "staff:appraisal-list", Action.APPRAISAL_VIEW, order=44)
    menu_item("运行", "我的考核", "staff:my-appraisal-list", Action.STAFF_OWN, order=45)

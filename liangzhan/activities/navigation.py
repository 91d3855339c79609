"""Entries of the menu."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item, menu_pages

DUE = "activities:visit-due"


def register_visits() -> None:
    """Called once when the platform starts."""
    menu_item("运行", "该探访谁", DUE, Action.VISIT_RECORD, order=20, group="探访")
    menu_item("运行", "探访记录", "activities:visit-list", Action.VISIT_VIEW, order=21, under=DUE)
    menu_item("运行", "协调调解", "activities:coordination-list", Action.VISIT_VIEW, order=22, under=DUE)
    menu_pages("activities:visit-list", "activities", "visit-page", "visit-edit", "visit-withdraw", "visit-addendum")
    menu_pages(DUE, "activities", "visit-find", "person-visits", "visit-plan", "visit-pause")

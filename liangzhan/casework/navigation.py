"""Entries of the menu."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item, menu_pages


def register() -> None:
    """Called once when the platform starts."""
    menu_item("运行", "个案", "casework:case-list", Action.CASE_VIEW, order=5)
    menu_pages("casework:case-list", "casework", "case-search", "case-open", "case-open-new", "case-page")
    menu_pages("casework:case-list", "casework", "contact-page", "contact-list", "assessment-page", "plan-page")

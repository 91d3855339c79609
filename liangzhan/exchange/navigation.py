"""Entries of the menu."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item, menu_pages

BATCHES = "exchange:batch-list"


def register_menu() -> None:
    """Called once when the platform starts."""
    menu_item("运行", "全国系统报送", BATCHES, Action.EXCHANGE_VIEW, order=46)
    menu_pages(BATCHES, "exchange", "batch-page", "batch-add", "receipt-add")

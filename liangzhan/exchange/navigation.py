"""Entries of the menu."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item, menu_pages

BATCHES = "exchange:batch-list"
TOKENS = "exchange:token-list"


def register_menu() -> None:
    """Called once when the platform starts."""
    menu_item("运行", "全国系统报送", BATCHES, Action.EXCHANGE_VIEW, order=46)
    menu_pages(BATCHES, "exchange", "batch-page", "batch-add", "receipt-add")
    menu_item("运行", "接口密钥", TOKENS, Action.API_TOKEN_MANAGE, order=47, under=BATCHES)
    menu_pages(TOKENS, "exchange", "token-list", "token-add")

"""Entries of the menu."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item, menu_pages


def register() -> None:
    """Called once when the platform starts."""
    menu_item("运行", "财物", "funds:asset-list", Action.ASSET_VIEW, order=60)
    menu_item("运行", "报账", "funds:claim-list", Action.CLAIM_VIEW, order=61, under="funds:book-list")
    menu_item("运行", "经费台账", "funds:book-list", Action.FUND_VIEW, order=62, group="经费和捐赠")
    menu_item("运行", "捐赠", "funds:donation-list", Action.FUND_VIEW, order=63, under="funds:book-list")
    menu_item("数据", "财物经费汇总", "funds:figures", Action.FUND_FIGURES, order=60)
    menu_pages("funds:asset-list", "funds", "supply-list", "supply-page", "stocktake-list", "stocktake-page")
    menu_pages("funds:book-list", "funds", "book-page", "budget", "statement", "entry-page")

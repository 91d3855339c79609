"""Entries of the menu."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item


def register() -> None:
    """Called once when the platform starts."""
    menu_item("建设", "站点名册", "stations:station-list", Action.STATION_VIEW, order=20)
    menu_item("建设", "待确认备案（两委）", "stations:filing-committee-list", Action.FILING_COMMITTEE, order=30)
    menu_item("建设", "待确认备案（街道）", "stations:filing-street-list", Action.FILING_STREET, order=30)
    menu_item("管理", "导入名册", "stations:roster-upload", Action.STATION_IMPORT, order=40)
    menu_item("管理", "标识牌样式", "stations:sign-template-list", Action.SIGN_TEMPLATE_MANAGE, order=45)

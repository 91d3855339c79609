"""Where the figures stand in the menu."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item, menu_pages


def register() -> None:
    """Called once."""
    menu_item("数据", "数据总览", "reporting:board", Action.FIGURE_VIEW, order=5)
    menu_item("数据", "统计指标", "reporting:figures", Action.FIGURE_VIEW, order=10, under="reporting:board")
    menu_item("数据", "报表准入", "reporting:table-list", Action.FIGURE_VIEW, order=40, under="reporting:board")
    menu_pages(
        "reporting:table-list", "reporting", "table-page", "ask-table", "table-submit", "table-urgent", "table-decide"
    )
    menu_item("数据", "填表时间", "reporting:burden", Action.FIGURE_VIEW, order=50, under="reporting:board")
    menu_item(
        "数据", "发布公开数据", "reporting:freeze-release", Action.RELEASE_FREEZE, order=60, under="reporting:board"
    )

"""Where the figures stand in the menu."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item


def register() -> None:
    """Called once."""
    menu_item("数据", "统计指标", "reporting:figures", Action.FIGURE_VIEW, order=10)

"""What the returns register when the platform starts."""

from liangzhan.access.actions import Action
from liangzhan.reporting import panels_returns, settings_returns
from liangzhan.toolkit.menu import menu_item, menu_pages
from liangzhan.toolkit.schedule import every

LIST = "reporting:return-list"


def register() -> None:
    """Called once."""
    settings_returns.declare_parameters()
    panels_returns.register()
    every("reporting.tasks.draft_returns", title="报表自动生成", at="01:10")
    menu_item("数据", "报表", LIST, Action.RETURN_VIEW, order=12)
    menu_item("数据", "报送情况", "reporting:return-counts", Action.RETURN_ACCEPT, order=13, under=LIST)
    menu_item("数据", "报表表样", "reporting:return-forms", Action.RETURN_VIEW, order=14, under=LIST)
    own = ("return-page", "return-words", "return-note", "return-send-back", "return-correct", "return-versions")
    menu_pages(LIST, "reporting", *own)

"""Entries of the menu."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item, menu_pages


def register() -> None:
    """Called once when the platform starts."""
    menu_item("运行", "风险和危机", "protection:risk-list", Action.RISK_VIEW, order=26)
    menu_item("运行", "强制报告", "protection:report-list", Action.MANDATORY_VIEW, order=27, group="强制报告")
    menu_item(
        "运行",
        "专干",
        "protection:designation-list",
        Action.OFFICER_DESIGNATE,
        order=28,
        under="protection:report-list",
    )
    menu_item(
        "运行",
        "报告统计",
        "protection:report-figures",
        Action.OFFICER_DESIGNATE,
        order=29,
        under="protection:report-list",
    )
    menu_pages("protection:risk-list", "protection", "crisis-page", "crisis-inform", "crisis-measure", "crisis-plan")

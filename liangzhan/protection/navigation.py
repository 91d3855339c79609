"""Entries of the menu."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item, menu_pages


def register() -> None:
    """Called once when the platform starts."""
    menu_item("运行", "风险和危机", "protection:risk-list", Action.RISK_VIEW, order=26)
    # The entry itself begins a report: whoever has to report meets neither a list nor a second factor first.
    own = "protection:report-start"
    menu_item("运行", "强制报告", own, Action.MANDATORY_REPORT, order=27, group="强制报告")
    menu_item("运行", "报告记录", "protection:report-list", Action.MANDATORY_VIEW, order=28, under=own)
    menu_item("运行", "专干", "protection:designation-list", Action.OFFICER_DESIGNATE, order=29, under=own)
    menu_item("运行", "报告统计", "protection:report-figures", Action.OFFICER_DESIGNATE, order=30, under=own)
    menu_pages("protection:risk-list", "protection", "crisis-page", "crisis-inform", "crisis-measure", "crisis-plan")
    menu_pages("protection:report-list", "protection", "report-page", "report-reporter")

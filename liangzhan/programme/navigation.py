"""Entries of the menu."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item, menu_pages


def register() -> None:
    """Called once by `ready`."""
    menu_item("建设", "建设进度", "programme:current-progress", Action.PROGRESS_VIEW, order=5)
    menu_item("建设", "建设计划", "programme:plan-list", Action.PLAN_VIEW, order=10, standard_only=True)
    menu_item("建设", "选址", "programme:current-siting", Action.PLAN_VIEW, order=15, standard_only=True)
    menu_item("建设", "验收", "programme:acceptance-queue", Action.ACCEPTANCE_INSPECT, order=40)
    menu_item("建设", "整改", "programme:rectification-list", Action.STATION_VIEW, order=45)
    menu_item("建设", "十月报告", "programme:review-reports", Action.OCTOBER_REVIEW, order=50)
    menu_item("建设", "十月报告", "programme:own-reports", Action.OCTOBER_DRAFT, order=50)
    menu_item("管理", "开发区、农场等单位", "programme:unit-list", Action.SITE_CONFIRM, order=60)
    _pages()


SITING = (
    *("nomination-list", "choose-community", "nominate", "nomination-page", "edit-nomination", "overrule-rank"),
    *("confirm-site", "reject-nomination", "return-nomination", "withdraw-nomination", "cancel-site"),
)
OCTOBER = (
    *("report-list", "draft-report", "report-page", "edit-report", "submit-report", "return-report"),
    *("accept-report", "remind-missing"),
)


def _pages() -> None:
    """Where a page lies under the plan or the station, the entry one came from stays lit."""
    menu_pages("programme:current-progress", "programme", "progress")
    menu_pages("programme:current-siting", "programme", *SITING)
    menu_pages("programme:review-reports", "programme", *OCTOBER)
    menu_pages("programme:own-reports", "programme", *OCTOBER)
    menu_pages("stations:station-list", "programme", "checklist", "open-station", "count-station")

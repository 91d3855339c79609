"""Entries of the menu."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item, menu_pages


def register() -> None:
    """Called once when the platform starts."""
    menu_item("管理", "我的后台任务", "documents:job-list", Action.JOB_VIEW, order=90, standard_only=True)
    menu_item("运行", "服务档案", "documents:archive-list", Action.ARCHIVE_VIEW, order=40)
    menu_item(
        "运行", "期满鉴定", "documents:archive-due", Action.ARCHIVE_MANAGE, order=1, under="documents:archive-list"
    )
    menu_item(
        "运行", "销毁清册", "documents:destruction-list", Action.ARCHIVE_MANAGE, order=2, under="documents:archive-list"
    )
    menu_item("运行", "限制查阅档案", "documents:sealed-list", Action.ARCHIVE_SEALED, order=42, standard_only=True)
    menu_item("运行", "档案销毁审批", "documents:approval-list", Action.ARCHIVE_DESTROY, order=41)
    menu_pages("documents:archive-list", "documents", "archive-item", "destruction-page")
    menu_pages("documents:sealed-list", "documents", "sealed-item", "sealed-approve", "sealed-return")
    menu_pages("documents:approval-list", "documents", "approval-page")

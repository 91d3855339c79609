"""Entries of the menu."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item, menu_pages


def register() -> None:
    """Called once when the platform starts."""
    menu_item("", "我的工作", "staff:me", Action.STAFF_OWN, order=15)
    menu_item("运行", "专业人才认定", "staff:recognitions", Action.STAFF_RECOGNISE, order=35, under="staff:roll")
    menu_item("运行", "人员名册", "staff:roll", Action.STAFF_VIEW, order=10, group="人员")
    menu_item("运行", "导入人员名册", "staff:people-upload", Action.STAFF_IMPORT, order=42, under="staff:roll")
    menu_pages("staff:roll", "staff", "worker-page", "worker-edit", "worker-post-add", "account-link", "post-add")
    menu_pages("staff:roll", "staff", "post-change", "post-correct", "post-end", "post-cancel")
    menu_pages("staff:roll", "staff", "certificate-add", "certificate-edit", "registration-add", "registration-move")
    menu_pages("staff:roll", "staff", "degree", "recognition-ask")
    menu_pages("staff:recognitions", "staff", "recognition-decide")

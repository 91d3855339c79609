"""Entries of the menu."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item, menu_pages


def register() -> None:
    """Called once when the platform starts."""
    menu_item("运行", "人员查找", "people:person-search", Action.PERSON_VIEW, order=10, under="staff:roll")
    menu_item("", "我的同意书", "people:own-consents", Action.STAFF_OWN, order=49, under="staff:me")
    menu_pages("people:own-consents", "people", "own-consent-give")
    menu_item("运行", "个人信息权利请求", "people:right-list", Action.RIGHTS_HANDLE, order=11, under="staff:roll")
    menu_item("管理", "个人信息影响评估", "people:assessment-list", Action.CONSENT_TEXT_MANAGE, order=47)
    menu_item("管理", "同意书文本", "people:consent-text-list", Action.CONSENT_TEXT_MANAGE, order=46)

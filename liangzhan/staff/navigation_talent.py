"""Entries of the menu for appraisal and talent."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item


def register_talent() -> None:
    """Called once when the platform starts."""
    menu_item("运行", "考核", "staff:appraisal-list", Action.APPRAISAL_VIEW, order=44)
    menu_item("", "我的考核", "staff:my-appraisal-list", Action.STAFF_OWN, order=45, under="staff:me")
    menu_item("运行", "职业津贴", "staff:allowance-list", Action.TALENT_VIEW, order=48)
    menu_item(
        "运行", "职业水平考试", "staff:exam-list", Action.EXAM_MANAGE, order=66, under="credentials:training-list"
    )
    menu_item("数据", "人才统计", "staff:talent-page", Action.TALENT_VIEW, order=40, group="人才")
    menu_item("数据", "薪酬水平", "staff:pay-scale-page", Action.TALENT_VIEW, order=41, under="staff:talent-page")

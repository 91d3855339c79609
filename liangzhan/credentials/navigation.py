"""Entries of the menu."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item, menu_pages


def register() -> None:
    """Called once when the platform starts."""
    menu_item("运行", "培训", "credentials:training-list", Action.TRAINING_VIEW, order=60, group="培训和考试")
    menu_item("", "我的培训和承诺", "credentials:own", Action.STAFF_OWN, order=62, under="staff:me")
    menu_item(
        "运行",
        "待核对学时",
        "credentials:learning-list",
        Action.LEARNING_DECIDE,
        order=63,
        standard_only=True,
        under="credentials:training-list",
    )
    menu_item("运行", "从业查询", "credentials:clearance-list", Action.CLEARANCE_MANAGE, order=64, under="staff:roll")
    menu_item(
        "运行", "年度承诺", "credentials:commitment-list", Action.STAFF_MANAGE, order=65, under="staff:ethics-overview"
    )
    menu_item("运行", "表彰登记", "credentials:award-list", Action.AWARD_VIEW, order=66, under="staff:roll")
    menu_item("管理", "承诺文本", "credentials:commitment-text-list", Action.COMMITMENT_TEXT_MANAGE, order=46)
    menu_pages("credentials:own", "credentials", "learning-add", "commitment-sign")

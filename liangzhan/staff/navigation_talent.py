"""What appraisal and talent register when the platform starts: menu, cards about a worker, what the clock does."""

from liangzhan.access.actions import Action
from liangzhan.staff.cards import worker_card
from liangzhan.staff.panels import talent  # noqa: F401 -- registers its panels
from liangzhan.staff.talent_cards import allowance_card, appraisal_card
from liangzhan.toolkit.menu import menu_item, menu_pages
from liangzhan.toolkit.schedule import every


def register_talent() -> None:
    """Called once."""
    menu_item("运行", "考核", "staff:appraisal-list", Action.APPRAISAL_VIEW, order=44, group="考核和津贴")
    menu_item("运行", "职业津贴", "staff:allowance-list", Action.TALENT_VIEW, order=48, under="staff:appraisal-list")
    menu_item("", "我的考核", "staff:my-appraisal-list", Action.STAFF_OWN, order=45, under="staff:me")
    menu_item(
        "运行", "职业水平考试", "staff:exam-list", Action.EXAM_MANAGE, order=66, under="credentials:training-list"
    )
    talent_page = "staff:talent-page"
    menu_item("数据", "人才统计", talent_page, Action.TALENT_VIEW, order=40, standard_only=True, group="人才")
    pay_page = "staff:pay-scale-page"
    menu_item("数据", "薪酬水平", pay_page, Action.TALENT_VIEW, order=41, standard_only=True, under=talent_page)
    menu_pages("staff:my-appraisal-list", "staff", "my-appraisal", "my-appeal")
    menu_pages("staff:exam-list", "staff", "sign-up", "record-results", "certify")
    menu_pages(pay_page, "staff", "add-pay-scale", "remove-pay-scale")
    worker_card(appraisal_card, order=30)
    worker_card(allowance_card, order=60)
    every("staff.tasks.appraisal.finish_publicity", title="考核公示到期定等次", at="02:40")
    every("staff.tasks.allowance.draft_lists", title="生成上月职业津贴名单", at="03:20")

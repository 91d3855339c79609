"""What appraisal and talent register when the platform starts: menu, cards about a worker, what the clock does."""

from liangzhan.access.actions import Action
from liangzhan.staff.cards import worker_card
from liangzhan.staff.panels import talent  # noqa: F401 -- registers its panels
from liangzhan.staff.talent_cards import allowance_card, appraisal_card
from liangzhan.toolkit.menu import menu_item, menu_pages
from liangzhan.toolkit.schedule import every


def register_talent() -> None:
    """Called once."""
    menu_item("运行", "考核", "staff:appraisal-list", Action.APPRAISAL_VIEW, order=44)
    menu_item("运行", "职业津贴", "staff:allowance-list", Action.TALENT_VIEW, order=48)
    menu_item("数据", "人才统计", "staff:talent-page", Action.TALENT_VIEW, order=40)
    menu_pages("staff:me", "staff", "my-appraisal-list", "my-appraisal", "my-appeal")
    menu_pages("staff:talent-page", "staff", "exam-list", "sign-up", "record-results", "certify")
    menu_pages("staff:talent-page", "staff", "pay-scale-page", "add-pay-scale", "remove-pay-scale")
    worker_card(appraisal_card, order=30)
    worker_card(allowance_card, order=60)
    every("staff.tasks.appraisal.finish_publicity", title="考核公示到期定等次", at="02:40")
    every("staff.tasks.allowance.draft_lists", title="生成上月职业津贴名单", at="03:20")

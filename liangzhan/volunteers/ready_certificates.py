"""What certificates and stars offer to the platform when it starts: settings, menu, desk, own pages."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item, menu_pages
from liangzhan.volunteers import panels_certificates  # noqa: F401 -- registers its panel
from liangzhan.volunteers.own_menu import own_entry
from liangzhan.volunteers.settings_certificates import declare_certificates

REGISTER = "volunteers:volunteer-list"  # the entry of the group
LIST, SEALS, STARS = "volunteers:certificate-list", "volunteers:seal-list", "volunteers:star-list"


def register() -> None:
    """Called once from `ready`."""
    declare_certificates()
    menu_item("运行", "志愿服务证明", LIST, Action.CERTIFICATE_VIEW, order=33, under=REGISTER)
    menu_item("运行", "证明盖章", SEALS, Action.CERTIFICATE_SEAL, order=34, under=REGISTER)
    menu_item("运行", "星级志愿者", STARS, Action.HOURS_VIEW, order=35, under=REGISTER)
    menu_pages(LIST, "volunteers", "certificate-page", "certificate-revoke", "certificate-issue")
    menu_pages(SEALS, "volunteers", "seal-decide")
    menu_pages(STARS, "volunteers", "star-candidates", "star-propose", "star-page", "star-object", "star-decide")
    menu_pages(STARS, "volunteers", "service-rate")
    own_entry("我的时长和证明", "volunteers:own-certificates", note="免费，自己开，马上能下载", order=30)
    own_entry("我的星级和表彰", "volunteers:own-stars", order=40)

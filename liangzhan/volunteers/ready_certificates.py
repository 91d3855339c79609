"""What certificates and stars offer to the platform when it starts: settings, menu, own pages."""

from liangzhan.volunteers.own_menu import own_entry
from liangzhan.volunteers.settings_certificates import declare_certificates


def register() -> None:
    """Called once from `ready`."""
    declare_certificates()
    own_entry("我的时长和证明", "volunteers:own-certificates", note="免费，自己开，马上能下载", order=30)

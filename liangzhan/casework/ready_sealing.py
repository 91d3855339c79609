"""What sealed cases register: settings, the section of the case page, the nightly step, the menu."""

from liangzhan.access.actions import Action
from liangzhan.casework.queries.sealing import sealed_part
from liangzhan.casework.sections import Section, add_section
from liangzhan.casework.settings_sealing import declare_sealing
from liangzhan.toolkit.menu import menu_item, menu_pages
from liangzhan.toolkit.schedule import every


def register() -> None:
    """Called once when the platform starts."""
    declare_sealing()
    add_section(
        Section("sealed", "限制查阅", "casework/parts/sealed.html", lambda one: sealed_part(one.case, one.on), order=15)
    )
    every("casework.tasks.sealing.nightly", title="核对个案", at="02:40")
    menu_item("运行", "紧急调阅复核", "casework:emergency-list", Action.EMERGENCY_REVIEW, order=60)
    menu_pages("casework:emergency-list", "casework", "emergency-review")
    menu_pages("casework:case-list", "casework", "sealed-open", "emergency-open", "sealed-client", "commission-add")
    menu_pages("casework:case-list", "casework", "commission-end")

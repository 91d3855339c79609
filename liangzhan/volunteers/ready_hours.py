"""What the platform learns of hours when it starts: settings, menu, desk, own page, the night, what stands in the ledger."""

from liangzhan.access.actions import Action
from liangzhan.ledger.vouchers import Source, voucher_source
from liangzhan.toolkit.menu import menu_item, menu_pages
from liangzhan.toolkit.schedule import every
from liangzhan.volunteers import panels_hours  # noqa: F401 -- registers its panels
from liangzhan.volunteers.own_menu import own_entry
from liangzhan.volunteers.queries.record_posting import expected_records, record_href
from liangzhan.volunteers.settings_hours import declare_hours

LIST = "volunteers:hours-list"
TABS = (
    ("待确认", "volunteers:hours-confirm", Action.HOURS_CONFIRM),
    ("待核实", "volunteers:hours-verify", Action.HOURS_VERIFY),
    ("异议", "volunteers:hours-disputes", Action.HOURS_VIEW),
    ("补录", "volunteers:hours-back", Action.HOURS_VIEW),
    ("异常", "volunteers:hours-anomalies", Action.HOURS_VIEW),
    ("抽查", "volunteers:sample-list", Action.HOURS_SAMPLE),
)


def register() -> None:
    """Called once from `ready`."""
    declare_hours()
    voucher_source("volunteers.ServiceRecord", Source("志愿服务记录", record_href, expected_records))
    own_entry("我的时长", "volunteers:own-hours", note="每次服务，是否核实；不对的可以提出", order=20)
    every("volunteers.tasks.hours.nightly", title="夜间核对志愿服务时长", at="03:40")
    menu_item("运行", "服务时长", LIST, Action.HOURS_VIEW, order=27, group="服务时长")
    for order, (title, name, action) in enumerate(TABS, 1):
        menu_item("运行", title, name, action, order=27 + order, under=LIST)
    menu_pages(LIST, "volunteers", "hours-record", "hours-correct", "hours-reject", "hours-refuse", "hours-activity")
    menu_pages(LIST, "volunteers", "hours-back-add")
    menu_pages("volunteers:hours-disputes", "volunteers", "hours-dispute")
    menu_pages("volunteers:hours-back", "volunteers", "hours-back-decide")
    menu_pages("volunteers:hours-anomalies", "volunteers", "hours-anomaly")
    menu_pages("volunteers:sample-list", "volunteers", "sample-page", "sample-add", "sample-check")

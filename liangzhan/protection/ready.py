"""What the room registers when the platform starts: menu, parameters, decisions about persons, desk, clock."""

from liangzhan.ledger.vouchers import Source, voucher_source
from liangzhan.protection import navigation, panels, persons, ready_archive, settings  # noqa: F401 -- panels register themselves
from liangzhan.protection.queries.links import risk_href
from liangzhan.toolkit.schedule import every


def register() -> None:
    """Called once."""
    settings.declare_parameters()
    persons.register()
    navigation.register()
    ready_archive.register()
    # A risk posts nothing; the agenda of supervision finds its page by the same registry.
    voucher_source("protection.Risk", Source("风险", risk_href, lambda: ()))
    every("protection.tasks.urge_soon", title="强制报告和紧急危险催办", minutes=10)
    every("protection.tasks.urge_daily", title="风险时限催办", at="08:20")

"""What the room registers when the platform starts: menu, parameters, vouchers, decisions about persons, evidence."""

from liangzhan.ledger.vouchers import Source, voucher_source
from liangzhan.needs import (
    checks,
    navigation,
    panels,  # noqa: F401 -- registers its panels
    ready_persons,
)
from liangzhan.needs.queries.uses import expected_uses, use_href
from liangzhan.needs.settings import declare_parameters


def register() -> None:
    """Called once."""
    declare_parameters()
    navigation.register_menu()
    ready_persons.register()
    voucher_source("needs.ResourceUse", Source("资源使用", use_href, expected_uses))
    checks.register_all()

"""What the platform learns of hours when it starts: settings and what stands in the ledger."""

from liangzhan.ledger.vouchers import Source, voucher_source
from liangzhan.volunteers.queries.record_posting import expected_records, record_href
from liangzhan.volunteers.settings_hours import declare_hours


def register() -> None:
    """Called once from `ready`."""
    declare_hours()
    voucher_source("volunteers.ServiceRecord", Source("志愿服务记录", record_href, expected_records))

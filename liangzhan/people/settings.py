"""Settings of practice that this room reads: dated, by area, never constants (domain.md Annex B)."""

from liangzhan.toolkit.parameters import declare

CATEGORY_ALERT_DAYS = "people.category.alert_days"
RIGHTS_WORKDAYS = "people.rights.workdays"


def declare_parameters() -> None:
    """Called once when the platform starts."""
    declare(CATEGORY_ALERT_DAYS, 30, "服务对象类别到期前多少天列入“将到期”", "D", "天")
    declare(RIGHTS_WORKDAYS, 15, "个人信息权利请求的答复期限", "D", "个工作日")

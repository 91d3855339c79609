"""Settings of practice that this room reads: dated, by area, never constants (domain.md 0.1)."""

from liangzhan.toolkit.parameters import declare


def declare_parameters() -> None:
    """Called once when the platform starts."""
    declare("asset.disposal.street_above", 1000, "资产处置须乡镇（街道）审批的价值限额", "CP", "元")
    declare("stocktake.interval_days", 365, "资产盘点间隔", "CP", "天")
    declare("supply.expiry_warning_days", 30, "物资临期提醒提前天数", "D", "天")
    declare("funds.operation_days", 365, "财物管理运行依据的有效天数（盘点或记账）", "D", "天")

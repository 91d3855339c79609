"""Settings of practice that this room reads: dated, by area, never constants (domain.md Annex B)."""

from liangzhan.toolkit.parameters import declare


def declare_parameters() -> None:
    """Called once when the platform starts."""
    declare("minor_check.interval.days", 365, "从业查询有效期（未成年人保护法第六十二条：每年查询）", "L", "天")
    declare("minor_check.remind.days", 30, "从业查询到期前提醒", "D", "天")
    declare("ce.degree.hours", 90, "取得社会工作专业学历计入的继续教育学时（只计一次）", "S", "学时")
    declare("training.hour.minutes", 45, "培训一个学时的分钟数", "D", "分钟")
    declare("training.remind.days", 2, "培训开始前提醒", "D", "天")

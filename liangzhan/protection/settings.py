"""Settings of practice that this room reads: dated, by area, never constants (domain.md 5.7)."""

from liangzhan.toolkit.parameters import declare


def declare_parameters() -> None:
    """Called once when the platform starts."""
    declare("risk.red.supervisor.minutes", 60, "紧急危险：告知督导的时限", "D", "分钟")
    declare("risk.red.record.hours", 24, "紧急危险：形成书面记录的时限", "D", "小时")
    declare("risk.red.contact.days", 1, "紧急危险：与服务对象联系的间隔", "D", "天")
    declare("risk.orange.supervisor.days", 0, "高风险：告知督导的时限（0 为当天）", "D", "天")
    declare("risk.orange.plan.hours", 24, "高风险：制定安全计划的时限", "D", "小时")
    declare("risk.orange.contact.days", 3, "高风险：与服务对象联系的间隔", "D", "天")
    declare("risk.yellow.supervisor.workdays", 3, "中风险：告知督导的时限", "D", "个工作日")
    declare("risk.yellow.contact.days", 7, "中风险：与服务对象联系的间隔", "D", "天")
    declare("report.urge.minutes", [30, 120, 720, 1440], "强制报告：自发现起未完成报告的催办时点", "D", "分钟")

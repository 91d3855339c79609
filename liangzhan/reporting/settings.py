"""Settings of practice that the room reads: dated, by area (domain.md 9.5, 10.3)."""

from liangzhan.toolkit.parameters import declare

COLUMN_MINUTES = "gate.column.minutes"
URGENT_DAYS = "gate.urgent.days"
LONGEST_DAYS = "gate.longest.days"
FORM_CAP = "burden.cap.seconds"


def declare_parameters() -> None:
    """Called once when the platform starts."""
    declare(COLUMN_MINUTES, 3, "报表准入：填写一个平台没有的栏目一站一次约需几分钟", "CP", "分钟")
    declare(URGENT_DAYS, 3, "报表准入：防汛、疫情等紧急报表先发后补，几天内补齐依据和审定", "CP", "天")
    declare(LONGEST_DAYS, 366, "报表准入：一次准入最长有效几天", "CP", "天")
    declare(FORM_CAP, 600, "填表时间：一次最多计几秒", "D", "秒")

"""Settings of practice that this room reads: dated, by area, never constants (domain.md Annex B)."""

from liangzhan.stations.choices import Confirmations
from liangzhan.toolkit.parameters import declare


def declare_parameters() -> None:
    """Called once when the platform starts."""
    declare("filing.confirmations", Confirmations.BOTH.value, "备案由谁确认（BOTH 两家都要，EITHER 一家即可）", "U")
    declare("sign.max", 2, "每站标识牌数量提醒线", "D", "块")
    declare("staff.sw.min", 1, "社会工作站至少配备的社会工作专业人才", "N", "人")
    declare("staff.vs.min", 1, "志愿服务站至少配备的工作人员", "N", "人")

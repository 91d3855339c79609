"""Settings of supervision, ethics and complaints: dated, by area, never constants (domain.md 4.4, Annex B)."""

from liangzhan.toolkit.parameters import declare


def declare_parameters() -> None:
    """Called once when the platform starts."""
    declare("supervision.individual.month", 1, "每人每月至少接受的个别督导", "D", "次")
    declare("supervision.minutes.month", 120, "每月督导累计达到这一时长，也算满足个别督导要求", "D", "分钟")
    declare("supervision.group.quarter", 1, "每人每季度至少参加的团体督导", "D", "次")
    declare("supervision.new.months", 6, "上岗多少个月以内按新任工作人员督导", "D", "个月")
    declare("supervision.new.month", 2, "新任工作人员每月至少接受的个别督导", "D", "次")
    declare("supervision.individual.forms", ["INDIVIDUAL", "ONSITE"], "计作个别督导的形式", "D")
    declare("supervision.group.forms", ["GROUP", "PEER", "CASE_CONFERENCE"], "计作团体督导的形式", "D")
    declare(
        "supervision.roles",
        ["STATION_HEAD", "SOCIAL_WORKER", "VS_KEEPER", "ASSISTANT"],
        "按最低次数接受督导的岗位",
        "D",
    )
    declare("supervision.record.days", 60, "最多可以补录多少天以前的督导", "D", "天")
    declare("supervision.rating.least", 3, "至少多少人评价，才显示平均分", "D", "人")
    declare("supervision.emergency.hours", 4, "紧急调阅保密记录的时限", "D", "小时")
    declare("supervision.proof.days", 90, "多少天内有已确认的督导，算制度在运行", "D", "天")
    declare("complaint.acknowledge.workdays", 5, "收到投诉后多少个工作日内决定是否受理", "D", "个工作日")
    declare("complaint.answer.workdays", 20, "受理投诉后多少个工作日内答复", "D", "个工作日")
    declare("complaint.public.day", 5, "同一网络地址每天最多提交的投诉", "D", "件")
    declare("complaint.code.tries", 10, "同一网络地址每小时最多输错的查询码", "D", "次")

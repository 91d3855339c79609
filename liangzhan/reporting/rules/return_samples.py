"""The forms that domain.md 9.1 names, as a beginning. No official layout is known: each says 示例 in its basis. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from liangzhan.reporting.choices import ReturnCycle, ReturnLevel

STATION, STREET, COUNTY, CITY = (
    ReturnLevel.STATION,
    ReturnLevel.STREET,
    ReturnLevel.COUNTY,
    ReturnLevel.CITY,
)
SAMPLE = "示例表样，未见统一格式；主管部门印发格式后请发布新版"


@dataclass(frozen=True)
class Block:
    """Words that people write."""

    key: str
    heading: str
    hint: str = ""
    required: bool = False


@dataclass(frozen=True)
class FormSpec:
    """A form to publish. `columns`: "I06.times" with its heading."""

    code: str
    name: str
    cycle: ReturnCycle
    levels: tuple[ReturnLevel, ...]
    columns: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    basis: str = SAMPLE


_SERVICE = (
    ("I05.persons", "服务人数"),
    ("I06.times", "服务人次"),
    ("I07.persons", "新建档人数"),
    ("I08.opened", "新开个案"),
    ("I08.open", "期末在案个案"),
    ("I08.closed", "结案个案"),
    ("I10.groups", "新开小组"),
    ("I10.sessions", "小组节次"),
    ("I10.times", "小组出席人次"),
    ("I11.held", "社区活动场次"),
    ("I11.times", "社区活动人次"),
    ("I12.times", "探访人次"),
    ("I12.households", "探访户次"),
    ("I15.persons", "参加服务的志愿者"),
    ("I16.hours", "志愿服务时长"),
)
_STANDING = (
    ("I01.sw", "建成社会工作站"),
    ("I01.vs", "建成志愿服务站"),
    ("I04.staff", "社会工作站人员"),
    ("I04.certified", "其中持证"),
)
_RESULTS = (
    ("I09.closed", "结案率"),
    ("I09.goals", "目标达成率"),
    ("I13.rate", "社会功能改善率"),
    ("I24.sessions", "督导次数"),
    ("I25.mean", "满意度平均分"),
    ("I26.persons", "重点群体服务人数"),
)
_VOLUNTEERS = (
    ("I14.national", "全国系统已登记志愿者"),
    ("I14.own", "本站登记志愿者"),
    ("I17.activities", "志愿服务活动"),
    ("I18.times", "志愿者培训人次"),
    ("I19.rate", "志愿服务记录及时率"),
)
_SUMMARY = (
    Block("work", "主要工作", "这一期做了什么，一两段即可。", required=True),
    Block("effects", "成效和典型做法", "可写一个例子，不写服务对象姓名。"),
    Block("problems", "存在问题"),
    Block("next", "下一步打算"),
)
# 《志愿服务记录与证明出具办法（试行）》第十八条: registered organisations write it into their yearly report.
_CERTIFICATES = Block(
    "certificates",
    "志愿服务记录与证明出具情况",
    "依法登记的志愿服务组织年度工作报告应当包含这一部分；没有出具的写“无”。",
)
SAMPLES: tuple[FormSpec, ...] = (
    FormSpec(
        "MONTH",
        "站点月报（示例）",
        ReturnCycle.MONTH,
        (STATION,),
        _SERVICE,
        (Block("work", "本月重点工作", "可不填。"), Block("problems", "困难和建议", "可不填。")),
    ),
    FormSpec(
        "QUARTER",
        "“两站”工作季报（示例）",
        ReturnCycle.QUARTER,
        (STREET, COUNTY),
        (*_STANDING, *_SERVICE, ("I24.sessions", "督导次数")),
        (Block("work", "本季度主要工作", required=True), Block("problems", "存在问题"), Block("next", "下一步打算")),
    ),
    FormSpec(
        "HALF",
        "“两站”工作半年总结（示例）",
        ReturnCycle.HALF,
        (STATION, STREET, COUNTY, CITY),
        (*_STANDING, *_SERVICE, *_RESULTS),
        _SUMMARY,
    ),
    FormSpec(
        "YEAR",
        "“两站”工作年度总结（示例）",
        ReturnCycle.YEAR,
        (STATION, STREET, COUNTY, CITY),
        (*_STANDING, *_SERVICE, *_RESULTS, *_VOLUNTEERS),
        (*_SUMMARY, _CERTIFICATES),
    ),
    # The city's own October report is the programme's (list, account, files): here stand the steps below it.
    FormSpec(
        "OCTOBER",
        "十月报告基层表（示例）",
        ReturnCycle.OCTOBER,
        (STATION, STREET, COUNTY),
        (*_STANDING, ("I03.urban", "城镇社区覆盖率"), ("I03.rural", "农村社区覆盖率")),
        (
            Block("progress", "总体进展", required=True),
            Block("methods", "主要做法"),
            Block("effects", "取得成效"),
            Block("problems", "存在问题"),
            Block("next", "下一步打算"),
        ),
        "《通知》四（一）：10月底前报告建设情况；基层表样为示例",
    ),
)
# Days after the end of the period (domain.md 9.1; half a year is set like the year [D]).
DUE_DAYS: dict[str, dict[ReturnLevel, int]] = {
    "MONTH": {STATION: 5},
    "QUARTER": {STREET: 10, COUNTY: 10},
    "HALF": {STATION: 15, STREET: 15, COUNTY: 15, CITY: 15},
    "YEAR": {STATION: 15, STREET: 15, COUNTY: 15, CITY: 15},
    "OCTOBER": {STATION: 10, STREET: 15, COUNTY: 20},
}

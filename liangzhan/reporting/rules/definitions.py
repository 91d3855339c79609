"""The indicators of domain.md 9.3: what each counts, in which unit, from where. Version = this table and its functions."""

from __future__ import annotations

from dataclasses import dataclass

VERSION = 1


@dataclass(frozen=True)
class Part:
    """One number of an indicator. `digits` after the point; `persons`: distinct people, so never added up.

    `small`: a count under 5 is shown as <5 to everybody (P4).
    """

    key: str
    words: str
    unit: str
    digits: int = 0
    persons: bool = False
    small: bool = False


@dataclass(frozen=True)
class Indicator:
    """`kinds`: the ledger's kinds behind it, where it can be opened down to vouchers."""

    code: str
    name: str
    definition: str
    source: str
    parts: tuple[Part, ...]
    kinds: tuple[str, ...] = ()


CLIENT_KINDS = ("CASE_CONTACT", "CONSULTATION", "VISIT", "GROUP_ATTENDANCE", "ACTIVITY_ATTENDANCE")

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "I01",
        "建成站数",
        "截至期末已验收合格且未关闭的站点：社会工作站、志愿服务站，以及两站都已建成的社区。",
        "站点登记",
        (Part("sw", "社会工作站", "个"), Part("vs", "志愿服务站", "个"), Part("both", "两站齐全的社区", "个")),
    ),
    Indicator(
        "I02",
        "任务完成率",
        "建成站数 ÷ 任务数 × 100，按站点类型分别计算，可以超过 100。",
        "建设计划、站点登记",
        (Part("sw", "社会工作站", "%", 1), Part("vs", "志愿服务站", "%", 1)),
    ),
    Indicator(
        "I03",
        "覆盖率",
        "有已开站站点的社区（村）÷ 全部社区（村）× 100，城镇、农村分开。",
        "站点登记、行政区划",
        (Part("urban", "城镇", "%", 1), Part("rural", "农村", "%", 1)),
    ),
    Indicator(
        "I04",
        "社会工作者人数和持证率",
        "期末在岗的社会工作站人员；其中取得社会工作者职业资格证书的人数 ÷ 在岗人数。",
        "人员名册",
        (Part("staff", "在岗", "人"), Part("certified", "持证", "人"), Part("rate", "持证率", "%", 1)),
    ),
    Indicator(
        "I05",
        "服务人数",
        "期内至少有一次服务记录的人，同一人只计一次；各级重新计算，不能相加。",
        "服务台账",
        (Part("persons", "服务人数", "人", persons=True),),
        CLIENT_KINDS,
    ),
    Indicator(
        "I06",
        "服务人次",
        "个案服务、咨询、小组出席、活动参加（含未登记姓名的人数）和探访之和。",
        "服务台账",
        (Part("times", "服务人次", "人次"),),
        CLIENT_KINDS,
    ),
    Indicator(
        "I07",
        "建档人数",
        "期内建立服务档案的人，同一人只计一次。",
        "服务台账",
        (Part("persons", "建档人数", "人", persons=True),),
        ("FILE_OPENED",),
    ),
    Indicator(
        "I08",
        "个案数",
        "正式个案：期内开案，期末在案，期内结案。",
        "服务台账",
        (Part("opened", "开案", "个"), Part("open", "期末在案", "个"), Part("closed", "结案", "个")),
        ("CASE_OPENED", "CASE_CLOSED"),
    ),
    Indicator(
        "I09",
        "结案率和目标达成率",
        "结案数 ÷（期初在案 + 期内开案）× 100；结案时目标完成百分比的平均值。",
        "服务台账、个案结案表",
        (Part("closed", "结案率", "%", 1), Part("goals", "目标达成率", "%", 1)),
    ),
    Indicator(
        "I10",
        "小组",
        "期内开组数、已开展的节次、出席人次。",
        "服务台账",
        (Part("groups", "小组", "个"), Part("sessions", "节次", "节"), Part("times", "出席", "人次")),
        ("GROUP_OPENED", "GROUP_SESSION", "GROUP_ATTENDANCE"),
    ),
    Indicator(
        "I11",
        "社区活动",
        "期内已举办（不是计划）的活动场次，参加人次。",
        "服务台账",
        (Part("held", "场次", "场"), Part("times", "参加", "人次")),
        ("ACTIVITY_HELD", "ACTIVITY_ATTENDANCE"),
    ),
    Indicator(
        "I12",
        "探访",
        "探访到的人次；上门的户次。",
        "服务台账",
        (Part("times", "人次", "人次"), Part("households", "户次", "户次")),
        ("VISIT", "VISIT_HOUSEHOLD"),
    ),
    Indicator(
        "I13",
        "社会功能改善率",
        "期内结案、前后两次都有评分的个案中，结案时得分高于接案时得分的比例。",
        "个案评估量表",
        (Part("rate", "改善率", "%", 1), Part("scored", "有前后测的个案", "个")),
    ),
    Indicator(
        "I14",
        "注册志愿者数",
        "期末在册：全国志愿服务信息系统已登记的人数；本站登记的人数另计。",
        "志愿者名册",
        (Part("national", "全国系统已登记", "人", persons=True), Part("own", "本站登记", "人", persons=True)),
    ),
    Indicator(
        "I15",
        "活跃志愿者",
        "期内至少有一条已核实服务记录的人，同一人只计一次。",
        "服务台账",
        (Part("persons", "活跃志愿者", "人", persons=True),),
        ("VOLUNTEER_SERVICE",),
    ),
    Indicator(
        "I16",
        "志愿服务时长",
        "已核实服务分钟之和 ÷ 60，保留一位小数。",
        "服务台账",
        (Part("hours", "服务时长", "小时", 1),),
        ("VOLUNTEER_SERVICE",),
    ),
    Indicator(
        "I17",
        "志愿服务活动和项目",
        "期内结束的活动数；这些活动所属的项目数。",
        "志愿服务活动",
        (Part("activities", "活动", "个"), Part("projects", "项目", "个")),
    ),
    Indicator(
        "I18",
        "志愿者培训",
        "参加培训的人次；学时之和，不计入服务时长。",
        "服务台账",
        (Part("times", "人次", "人次"), Part("hours", "学时", "学时", 1)),
        ("VOLUNTEER_TRAINING",),
    ),
    Indicator(
        "I19",
        "志愿服务记录及时率",
        "活动结束后 10 个工作日内完成记录的 ÷ 期内全部已确认记录 × 100。",
        "志愿服务记录",
        (Part("rate", "及时率", "%", 1), Part("records", "记录", "条")),
    ),
    Indicator(
        "I20",
        "链接资源",
        "收到的捐赠资金、有凭据价值的物资和服务，以及链接的社区资源；不含政府购买服务资金和志愿服务时间。",
        "捐赠登记、资源使用记录",
        (Part("money", "资金", "元", 2), Part("goods", "物资", "元", 2), Part("service", "服务和其他", "元", 2)),
        ("RESOURCE_LINKED",),
    ),
    Indicator(
        "I24",
        "督导",
        "期内已完成的督导次数；分钟之和 ÷ 60。一次督导多人参加只计一次。",
        "督导记录",
        (Part("sessions", "次数", "次"), Part("hours", "时长", "小时", 1)),
    ),
    Indicator(
        "I25",
        "满意度",
        "个案结案和小组、活动评价的平均分（1–5）和 4 分以上的比例；评价不足 10 份的不显示。",
        "结案表、评价表",
        (Part("mean", "平均分", "分", 2), Part("satisfied", "4 分以上", "%", 1), Part("answers", "评价", "份")),
    ),
    Indicator(
        "I26",
        "重点群体占比",
        "困难老年人、未成年人、残疾人、“三留守”人员、低收入家庭中的服务人数 ÷ 服务人数 × 100。",
        "服务台账",
        (Part("rate", "占比", "%", 1), Part("persons", "重点群体", "人", persons=True)),
        CLIENT_KINDS,
    ),
    Indicator(
        "I27",
        "危机和强制报告",
        "期内发现的危机、作出的强制报告，只报数；不足 5 的显示为“<5”。",
        "风险和危机记录",
        (Part("crises", "危机", "件", small=True), Part("reports", "强制报告", "件", small=True)),
    ),
)

BY_CODE = {one.code: one for one in INDICATORS}
# Of rooms that are not built yet: they come with their rooms (community governance), I28 with the returns.
NOT_YET = ("I21", "I22", "I23", "I28")
SMALL = 5
LEAST_ANSWERS = 10  # of a mean or a share of answers (9.3 I25)

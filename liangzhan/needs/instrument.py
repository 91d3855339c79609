"""The ready survey of needs and resources (示例): 15 questions from domain.md 5.6, 7.1, 7.2. Pure data.

Options are numbered from 1 in their order, on paper and in the table: never change the order within a version.
"""

from __future__ import annotations

from dataclasses import dataclass

VERSION = "示例 2026-1"
NOTICE = "不记姓名。答案只用来了解本社区的需要和资源，不用于其他用途；不想回答的可以空着。"


@dataclass(frozen=True)
class Question:
    """`most`: how many options may be chosen (1 single); no options: an open answer."""

    key: str
    part: str
    text: str
    options: tuple[str, ...] = ()
    most: int = 1
    required: bool = False


A, B, C, D = "一、您和家庭", "二、需要什么", "三、能出什么力", "四、您的话"
SERVICES = (
    *("生活帮扶", "精神减压", "心理疏导", "安全教育", "关系调适"),
    *("技能培训", "就业援助", "人文关怀", "其他"),
)
SERVICE_CODES = ("S01", "S02", "S03", "S04", "S05", "S08", "S09", "S10", "S99")

QUESTIONS = (
    Question("q1", A, "您的年龄", ("18 岁以下", "18–35 岁", "36–59 岁", "60–79 岁", "80 岁以上")),
    Question("q2", A, "和谁一起住", ("一个人住", "只和老伴住", "和子女住", "带未成年孩子住", "其他")),
    Question(
        "q3",
        A,
        "家里有没有这些情况",
        ("老年人需要照顾", "孩子需要照看", "有残疾人", "家人在外、留守在家", "收入低、有困难", "都没有"),
        most=6,
    ),
    Question("q4", B, "您家最需要哪些服务", SERVICES, most=3, required=True),
    Question("q5", B, "其中最急的一项", SERVICES),
    Question("q6", B, "这一项有多急", ("不急", "一般", "较急", "紧急")),
    Question(
        "q7",
        B,
        "社区里最该改善的事",
        ("楼道和道路照明", "无障碍和扶手", "停车", "垃圾和卫生", "噪声和邻里矛盾", "治安和消防", "活动场地", "其他"),
        most=3,
    ),
    Question("q8", B, "有困难时先找谁", ("家人", "邻居", "居（村）委会", "社会工作站", "志愿者", "不知道找谁")),
    Question("q9", B, "什么时候来站方便", ("工作日上午", "工作日下午", "晚上", "周末", "希望上门")),
    Question("q10", B, "对现在的社区服务", ("很不满意", "不太满意", "一般", "比较满意", "很满意")),
    Question(
        "q11",
        C,
        "您愿意怎样帮邻居",
        ("做志愿者", "教手艺或文化", "提供场地", "捐物或捐款", "介绍单位或商家", "暂时不行"),
        most=5,
    ),
    Question(
        "q12",
        C,
        "您擅长什么",
        ("照顾老人孩子", "修理", "文艺体育", "教书辅导", "医药护理", "法律财务", "手机电脑", "其他"),
        most=3,
    ),
    Question("q13", C, "社区内外有哪些可以用的人、场地、单位或物资"),
    Question("q14", D, "您最希望站里做的一件事"),
    Question("q15", D, "对社会工作站和志愿服务站的建议"),
)
BY_KEY = {one.key: one for one in QUESTIONS}
CLOSED = tuple(one for one in QUESTIONS if one.options)
OPEN = tuple(one for one in QUESTIONS if not one.options)

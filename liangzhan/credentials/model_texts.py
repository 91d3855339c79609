"""Model texts of the two commitments: our own plain sentences, marked as samples. The province publishes its own.

They quote nothing; 《社会工作者职业道德指引》 (民政部 2012-12-28) is named as the basis only.
"""

from __future__ import annotations

from typing import Any

from liangzhan.credentials.choices import CommitmentKind

TITLES = {
    CommitmentKind.ETHICS: "社会工作者职业道德承诺书（示例范本）",
    CommitmentKind.CONFIDENTIALITY: "服务信息保密承诺书（示例范本）",
}
BASES = {
    CommitmentKind.ETHICS: "参照《社会工作者职业道德指引》（民政部，2012年12月28日），以原文为准",
    CommitmentKind.CONFIDENTIALITY: "《中华人民共和国个人信息保护法》",
}
TEXTS = {
    CommitmentKind.ETHICS: """示例范本，发布前请对照原文修改。
我尊重每一位居民和服务对象，不因年龄、性别、民族、信仰、健康或经济状况区别对待。
我把服务对象的利益放在前面，尊重本人的决定；涉及生命安全的，及时报告。
我不向服务对象索要或收受财物，不发生借贷和交易；收到礼品的，如实登记。
我与服务对象有亲属、朋友或利益关系的，主动说明，由站长另行安排。
我只做自己能够胜任的服务，做不了的请督导或转介。
我如实记录服务，不编造人次、时长和材料。
我不断学习，接受督导和居民监督；做错了，主动说明并改正。""",
    CommitmentKind.CONFIDENTIALITY: """示例范本，发布前请结合本地规定修改。
我只为工作需要查看和使用居民的个人信息，不查看与工作无关的人。
我不把服务对象的姓名、住址、病情、家庭情况和照片告诉无关的人，不发到聊天群和朋友圈。
我不把账户和密码借给别人，离开座位时退出登录。
我拍照、录音、公开事例前，征得本人同意；未成年人还要监护人同意。
发现有人受到伤害或者有生命危险的，我按规定报告，这不违反保密承诺。
我离岗时交回全部资料，离岗后继续保密。""",
}
SCENARIOS: dict[str, list[dict[str, Any]]] = {
    CommitmentKind.ETHICS: [
        {
            "question": "探访结束时，老人硬塞给您一箱水果表示感谢，您怎么做？",
            "options": ["收下，不让老人难堪", "婉言谢绝，并向站长说明", "收下后分给同事"],
            "right": 1,
            "why": "不收受服务对象的财物；推不掉的，要登记并告诉站长。",
        },
        {
            "question": "新来的求助者是您的亲戚，您怎么做？",
            "options": ["由自己服务，更了解情况", "不声张，照常办理", "说明关系，请站长另行安排"],
            "right": 2,
            "why": "有利益或亲属关系要主动说明，由别人服务才公平。",
        },
        {
            "question": "月底发现活动人次比计划少，有人建议多写几个名字，您怎么做？",
            "options": ["如实记录", "按计划数填写", "写上经常来的居民"],
            "right": 0,
            "why": "服务记录必须真实，编造人次就是弄虚作假。",
        },
    ],
    CommitmentKind.CONFIDENTIALITY: [
        {
            "question": "邻居向您打听某户人家为什么有人来探访，您怎么做？",
            "options": ["简单说一下病情，请邻居多关照", "说明不能透露，感谢关心", "让邻居去问居委会"],
            "right": 1,
            "why": "服务对象的情况不能告诉无关的人，出于好意也不行。",
        },
        {
            "question": "活动照片很好，想发朋友圈，照片里有小学生，您怎么做？",
            "options": ["先征得本人和监护人同意", "给孩子打上笑脸就发", "只发到工作群"],
            "right": 0,
            "why": "公开未成年人的照片要本人和监护人同意。",
        },
        {
            "question": "服务对象说想结束生命，又要您保密，您怎么做？",
            "options": ["替他保密", "劝一劝就好", "马上报告并陪伴，告诉他为什么要报告"],
            "right": 2,
            "why": "有生命危险时必须报告，这不违反保密承诺。",
        },
    ],
}


def sample(kind: str) -> dict[str, Any]:
    """Everything of the sample of one kind."""
    key = CommitmentKind(kind)
    return {"title": TITLES[key], "basis": BASES[key], "text": TEXTS[key], "scenarios": SCENARIOS[key]}

"""What each way of consenting needs (PIPL §14, §29, §31). Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from liangzhan.people.choices import ConsentPurpose, ConsentWay
from liangzhan.people.rules.showing import is_child

W = ConsentWay
NEEDS_PICTURE = frozenset({W.PAPER, W.SCREEN, W.THUMB, W.GUARDIAN})


@dataclass(frozen=True)
class ConsentFacts:
    """One consent as it is recorded; `himself` is the person acting with an account of their own."""

    way: str
    given_on: dt.date
    has_picture: bool = False
    signer: str = ""
    witness: str = ""
    himself: bool = False


def consent_problems(facts: ConsentFacts, *, born_on: dt.date | None, today: dt.date) -> dict[str, str]:
    """{field: sentence}; empty when the consent holds."""
    found: dict[str, str] = {}
    if facts.given_on > today:
        found["given_on"] = "同意日期不能晚于今天。"
    elif born_on and facts.given_on < born_on:
        found["given_on"] = "同意日期早于出生日期，请核对。"
    if is_child(born_on, today=facts.given_on) and facts.way != W.GUARDIAN:
        found["way"] = "未满十四周岁的，由父母或者其他监护人签字同意。"
    if facts.way == W.ONLINE and not facts.himself:
        found["way"] = "“本人在线确认”只能由本人登录后办理，请选择其他方式。"
    if facts.way in NEEDS_PICTURE and not facts.has_picture:
        found["paper"] = "请手写签名。" if facts.way == W.SCREEN else "请上传签字（手印）后的同意书照片或扫描件。"
    if facts.way == W.THUMB and not facts.witness:
        found["witness"] = "按手印的，请填写见证人姓名。"
    if facts.way == W.GUARDIAN and not facts.signer:
        found["signer"] = "请填写签字监护人的姓名。"
    return found


def holds_on(given_on: dt.date, withdrawn_on: dt.date | None, day: dt.date) -> bool:
    """Was it given by that day and not yet withdrawn? What was done before a withdrawal stays lawful (PIPL §15)."""
    return given_on <= day and (withdrawn_on is None or day < withdrawn_on)


def withdrawal_problem(given_on: dt.date, on: dt.date, *, today: dt.date) -> str:
    """A withdrawal lies between the consent and today."""
    if on > today:
        return "撤回日期不能晚于今天。"
    return "撤回日期早于同意日期，请核对。" if on < given_on else ""


def text_problem(purpose: str, text: str) -> str:
    """What PIPL §14 and §17 want in every text: who processes, what for, how to withdraw."""
    if purpose not in ConsentPurpose.values:
        return "请选择用途。"
    if len(text.strip()) < 100:
        return "正文过短：应写明处理者、目的、方式、种类、保存期限和撤回办法（个人信息保护法第十七条）。"
    if purpose == ConsentPurpose.CASE and "保密的例外" not in text:
        return "个案服务同意书应写明“保密的例外”：哪些情形必须报告、不能保密。"
    return "" if "撤回" in text else "正文应写明本人可以撤回同意，以及怎样撤回（个人信息保护法第十五条）。"


ASSESSED = {
    "目的": "处理目的、处理方式等是否合法、正当、必要",
    "影响": "对个人权益的影响及安全风险",
    "措施": "所采取的保护措施是否合法、有效并与风险程度相适应",
}


def assessment_problems(title: str, text: str) -> dict[str, str]:
    """{field: sentence}: an assessment has the three parts of PIPL §56."""
    if not title.strip():
        return {"title": "请填写标题。"}
    lacking = [words for mark, words in ASSESSED.items() if mark not in text]
    if len(text.strip()) < 200 or lacking:
        return {"text": "评估应写明：" + "；".join(ASSESSED.values()) + "（个人信息保护法第五十六条）。"}
    return {}

"""C-07 转介: reasons, consent with named items, states (domain.md 5.1; PIPL §13, §23, §29). Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from liangzhan.casework.choices import ReferralItem, ReferralReason, ReferralState, WithoutConsent
from liangzhan.toolkit.transitions import Table

S = ReferralState

REFERRAL = Table(
    {
        S.PENDING: (S.ACCEPTED, S.NOT_ACCEPTED, S.FAILED),
        S.ACCEPTED: (S.COMPLETED, S.RETURNED, S.FAILED),
        S.NOT_ACCEPTED: (S.REFERRED_AGAIN, S.FAILED),
        S.RETURNED: (S.REFERRED_AGAIN, S.FAILED),
        S.REFERRED_AGAIN: (),
        S.COMPLETED: (),
        S.FAILED: (),
    }
)
# What the receiving station answers; the rest is the sender's own.
OF_RECEIVER = frozenset({S.ACCEPTED, S.NOT_ACCEPTED, S.RETURNED, S.COMPLETED})
NEEDS_REASON = frozenset({S.NOT_ACCEPTED, S.RETURNED, S.FAILED})
# Still to be followed up by the sender.
OPEN = (S.PENDING, S.ACCEPTED, S.NOT_ACCEPTED, S.RETURNED)


@dataclass(frozen=True)
class ReferralFacts:
    """What is typed. `consented` says that a consent to sharing comes with it; `sealed` that the case is 限制查阅."""

    reason: str
    on: dt.date
    items: tuple[str, ...]
    letter: str
    to_station: bool
    to_agency: str
    consented: bool
    without_consent: str
    follow_up_on: dt.date
    same_station: bool = False
    sealed: bool = False


def referral_problems(facts: ReferralFacts, *, opened_on: dt.date, today: dt.date) -> dict[str, str]:
    """{field: sentence} of what cannot be."""
    found = {**_where_problems(facts), **_consent_problems(facts)}
    if facts.reason not in ReferralReason.values:
        found["reason"] = "请选择转介原因。"
    if not facts.letter.strip():
        found["letter"] = "请写明转介说明：需要对方做什么。"
    if facts.on > today:
        found["on"] = "日期不能晚于今天。"
    elif facts.on < opened_on:
        found["on"] = f"日期不能早于求助日期 {opened_on:%Y-%m-%d}。"
    if facts.follow_up_on < facts.on:
        found["follow_up_on"] = "跟进日期不能早于转介日期。"
    return found


def _where_problems(facts: ReferralFacts) -> dict[str, str]:
    if facts.to_station and facts.to_agency:
        return {"to_agency": "转到平台站点的，不用填写机构名称。"}
    if not facts.to_station and not facts.to_agency.strip():
        return {"to_agency": "请选择接收的站点，或填写机构名称。"}
    if facts.same_station:
        return {"to_station": "这是本站；本站更换社工请办理转案。"}
    if facts.to_station and facts.sealed:
        return {"to_station": "限制查阅的个案不通过平台转给其他站点，请填写机构名称，打印转介函送达。"}
    return {}


def _consent_problems(facts: ReferralFacts) -> dict[str, str]:
    """Consent or a ground of the law, never both; at least one named item, and to a station the name."""
    if facts.consented and facts.without_consent:
        return {"without_consent": "已取得同意的，不用选择未经同意的依据。"}
    if not facts.consented and facts.without_consent not in WithoutConsent.values:
        return {"way": "转介要取得服务对象的单独同意；危及生命或强制报告的，请选择未经同意的依据。"}
    if not facts.items or any(one not in ReferralItem.values for one in facts.items):
        return {"items": "请逐项选择提供的资料。"}
    if facts.to_station and ReferralItem.NAME not in facts.items:
        return {"items": "转到平台站点的，要提供姓名或称呼，对方才能接收。"}
    return {}


def move_problem(to: str, *, receiver: bool, to_station: bool, answer: str) -> str:
    """May this side move the referral there? The receiving station answers; for an outside agency the sender writes down
    what it said. A refusal, a return and a failure need words."""
    if receiver and to not in OF_RECEIVER:
        return "这一步由转出站点办理。"
    if not receiver and to_station and to in (S.ACCEPTED, S.NOT_ACCEPTED, S.RETURNED):
        return "这一步由接收站点办理。"
    return "请写明原因。" if to in NEEDS_REASON and not answer.strip() else ""


def results_open(state: str, *, receiver: bool, to_station: bool) -> list[str]:
    """What this side can answer or write down now, in the order of the list; 再次转介 comes by sending again."""
    return [
        one
        for one in S
        if one != S.REFERRED_AGAIN
        and REFERRAL.allows(state, one)
        and not move_problem(one, receiver=receiver, to_station=to_station, answer="—")
    ]


def only_named(contents: dict[str, str], items: Sequence[str]) -> list[tuple[str, str]]:
    """(label, words) of exactly the named items, in the order of the list; an item without words says 未登记."""
    named = set(items)
    return [(one.label, contents.get(one.value) or "未登记") for one in ReferralItem if one.value in named]


def consent_about(receiver: str, items: Sequence[str]) -> str:
    """What a consent to this sharing says: to whom, and which items."""
    named = set(items)
    return f"提供给：{receiver}。资料：" + "、".join(one.label for one in ReferralItem if one.value in named) + "。"

"""C-05: what a contact must hold (domain.md 5.1, 5.6; 精神卫生法 §23; PIPL §15). Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from liangzhan.casework.choices import ContactGround, ContactMode
from liangzhan.ledger.choices import OPEN_SERVICES, SEALED_SERVICES, ServiceKind

OUTSIDE = frozenset({ContactMode.HOME_VISIT, ContactMode.ACCOMPANY})
COUNSEL_NOTE = "心理疏导不是心理治疗：社会工作者不做诊断和治疗；发现可能有精神障碍的，建议本人到医疗机构就诊（精神卫生法第二十三条）。"


@dataclass(frozen=True)
class ContactFacts:
    """C-05 as it is typed. `minutes` follow from the two times."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    mode: str
    service_kind: str
    purpose: str
    content: str
    service_note: str = ""
    place: str = ""
    present: str = ""
    reaction: str = ""
    reflection: str = ""
    risk_change: str = ""
    next_step: str = ""
    next_on: dt.date | None = None
    with_client: bool = True
    despite: str = ""

    @property
    def on(self) -> dt.date:
        """The day of the service."""
        return self.starts_at.date()

    @property
    def minutes(self) -> int:
        """Full minutes."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


@dataclass(frozen=True)
class Ground:
    """What a contact is judged by: the case's days, now, and the oldest day that may still be written down."""

    accepted_on: dt.date
    now: dt.datetime
    oldest: dt.date
    withdrawn_on: dt.date | None = None
    sealed: bool = False


def contact_problems(facts: ContactFacts, ground: Ground) -> dict[str, str]:
    """{field: sentence}; empty when the record can be kept."""
    return {**_time_problems(facts, ground), **_kind_problems(facts, ground), **_text_problems(facts)}


def _time_problems(facts: ContactFacts, ground: Ground) -> dict[str, str]:
    found: dict[str, str] = {}
    if facts.ends_at.date() != facts.on:
        found["ends"] = "一次记录不跨零点，请分成两次。"
    elif facts.minutes < 1:
        found["ends"] = "结束时间要晚于开始时间。"
    elif facts.ends_at > ground.now:
        found["ends"] = "结束时间不能晚于现在；还没有进行的，请写在“下一步”里。"
    if facts.on < ground.accepted_on:
        found["on"] = f"日期早于接案日期 {ground.accepted_on:%Y-%m-%d}。"
    elif facts.on < ground.oldest:
        found["on"] = f"最早可以补记 {ground.oldest:%Y-%m-%d} 的服务。"
    if facts.next_on is not None and facts.next_on < facts.on:
        found["next_on"] = "下次日期不能早于这次服务的日期。"
    return found


def _kind_problems(facts: ContactFacts, ground: Ground) -> dict[str, str]:
    found: dict[str, str] = {}
    if facts.service_kind in SEALED_SERVICES and not ground.sealed:
        found["service_kind"] = "这项服务内容不在一般个案中记录。"
    if facts.service_kind == ServiceKind.OTHER and not facts.service_note.strip():
        found["service_note"] = "选“其他”的，请写明服务内容。"
    if (
        ground.withdrawn_on is not None
        and facts.on >= ground.withdrawn_on
        and facts.despite not in ContactGround.values
    ):
        found["despite"] = (
            f"服务对象已于 {ground.withdrawn_on:%Y-%m-%d} 撤回服务同意，只能记录结案交接和危机处置；"
            "重新同意的，请先登记新的服务同意书。"
        )
    return found


def _text_problems(facts: ContactFacts) -> dict[str, str]:
    found: dict[str, str] = {}
    if not facts.purpose.strip():
        found["purpose"] = "请写一句这次的目的。"
    if not facts.content.strip():
        found["content"] = "请写明过程。"
    return found


def kinds_offered(*, sealed: bool) -> list[tuple[str, str]]:
    """Kinds of service to choose: S06 and S07 only in sealed cases (domain.md 5.6)."""
    return list(ServiceKind.choices) if sealed else OPEN_SERVICES

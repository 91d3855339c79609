"""强制报告: what is known by now, whether the clock may stop, what a step lacks (domain.md 5.7). Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields

from liangzhan.protection.choices import Conflict, Recipient, ReportBasis

# Duties whose report goes to the police. 《未成年人保护法》第十一条第二款 alone names 公安、民政、教育等有关部门.
TO_POLICE = frozenset({ReportBasis.NINE_DEPARTMENTS, ReportBasis.DOMESTIC_VIOLENCE_LAW, ReportBasis.LEFT_BEHIND})
# Duties that are about minors: with them situations are named.
ABOUT_MINORS = frozenset({ReportBasis.MINORS_LAW, ReportBasis.NINE_DEPARTMENTS, ReportBasis.LEFT_BEHIND})


@dataclass(frozen=True)
class Step:
    """One step as it was saved; what it does not speak of is empty."""

    kind: str
    situations: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    conflict: str = ""
    victim_called: str = ""
    victim_sex: str = ""
    victim_age: str = ""
    facts_observed: str = ""
    facts_told: str = ""
    reported_to: str = ""
    reported_to_name: str = ""
    reported_at: dt.datetime | None = None
    receiver: str = ""
    receipt_number: str = ""
    note: str = ""


@dataclass(frozen=True)
class Told:
    """What is known of the report to one recipient."""

    reported_to: str
    reported_to_name: str = ""
    reported_at: dt.datetime | None = None
    receiver: str = ""
    receipt_number: str = ""

    @property
    def lacks(self) -> tuple[str, ...]:
        """What of receiver, time and receipt number is missing, in words."""
        held = (("接报时间", self.reported_at), ("接报人", self.receiver), ("接报回执编号", self.receipt_number))
        return tuple(word for word, value in held if not value)


@dataclass(frozen=True)
class Known:
    """The last word of each field over all steps; recipients by themselves, in the order in which they were told."""

    situations: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    conflict: str = ""
    victim_called: str = ""
    victim_sex: str = ""
    victim_age: str = ""
    facts_observed: str = ""
    facts_told: str = ""
    told: tuple[Told, ...] = field(default_factory=tuple)

    @property
    def has_facts(self) -> bool:
        return bool(self.bases and (self.facts_observed or self.facts_told))


_OF_TOLD = tuple(one.name for one in fields(Told))


def fold(steps: Iterable[Step]) -> Known:
    """What is known by now: a later step's word replaces an earlier one's, an empty one leaves it."""
    held: dict[str, object] = {}
    told: dict[str, dict[str, object]] = {}
    for step in steps:
        for name in (one.name for one in fields(Known) if one.name != "told"):
            if value := getattr(step, name):
                held[name] = value
        if step.reported_to:
            known = told.setdefault(step.reported_to, {})
            known.update({name: getattr(step, name) for name in _OF_TOLD if getattr(step, name)})
    return Known(told=tuple(Told(**one) for one in told.values()), **held)  # type: ignore[arg-type]


def stopping(known: Known) -> Told | None:
    """The report that stops the clock: to the police (or, by 未保法 alone, to any department), with time, receiver and
    receipt number. None while it runs. Nothing else stops it."""
    police_only = not known.bases or bool(TO_POLICE.intersection(known.bases))
    for one in known.told:
        if not one.lacks and (one.reported_to == Recipient.POLICE or not police_only):
            return one
    return None


def begin_problem(found_at: dt.datetime, now: dt.datetime) -> str:
    """Why a report cannot begin like this, or ""."""
    return "发现时间不能晚于现在。" if found_at > now else ""


def facts_problem(step: Step, known: Known) -> tuple[str, str]:
    """(field, sentence) why facts cannot be saved, or ("", ""). Facts may come bit by bit; an empty step is none."""
    if not step.bases and not known.bases:
        return "bases", "请选择依据，至少一项。"
    bases = step.bases or known.bases
    if ABOUT_MINORS.intersection(bases) and not (step.situations or known.situations):
        return "situations", "涉及未成年人的，请选择符合哪种情形；都不符合的选最后一项。"
    if not (step.facts_observed or step.facts_told or known.has_facts):
        return "facts_observed", "请至少写一项：亲眼所见，或他人所述。"
    if known.has_facts and not step.note:
        return "note", "已经保存过事实。请写明这次补充或更正了什么；以前的内容保留。"
    return "", ""


def told_problem(step: Step, known: Known, *, found_at: dt.datetime, now: dt.datetime) -> tuple[str, str]:
    """(field, sentence) why what was told to whom cannot be saved, or ("", "")."""
    if not step.reported_to:
        return "reported_to", "请选择向谁报告。"
    if step.reported_to == Recipient.OTHER and not step.reported_to_name:
        return "reported_to_name", "请写明是哪个部门。"
    if step.reported_at is not None and step.reported_at > now:
        return "reported_at", "报告时间不能晚于现在。"
    if step.reported_at is not None and step.reported_at < found_at:
        return "reported_at", "报告时间不能早于发现时间。"
    held = next((one for one in known.told if one.reported_to == step.reported_to), Told(step.reported_to))
    if not (step.receiver or held.receiver):
        return "receiver", "请写明接报人：姓名或警号都可以。"
    changed = [
        name for name in _OF_TOLD if getattr(step, name) and getattr(held, name) not in ("", None, getattr(step, name))
    ]
    if changed and not step.note:
        return "note", "这会更正以前填的内容。请写明为什么更正；以前的内容保留。"
    return "", ""


def conflict_of(told: bool) -> str:
    """The code for a report about the station's head."""
    return Conflict.HEAD if told else ""


def stage_due(found_at: dt.datetime, now: dt.datetime, minutes: Sequence[int]) -> int:
    """How many times it should have been urged by now: stage n when n of the limits (minutes since discovery) are past."""
    passed = (now - found_at).total_seconds() / 60
    return sum(1 for limit in minutes if passed >= limit)


def elapsed_words(start: dt.datetime, end: dt.datetime) -> str:
    """How long between two moments, in words: 45 分钟, 3 小时 20 分钟, 2 天 5 小时."""
    minutes = max(int((end - start).total_seconds() // 60), 0)
    days, hours, rest = minutes // 1440, minutes % 1440 // 60, minutes % 60
    if days:
        return f"{days} 天 {hours} 小时"
    return f"{hours} 小时 {rest} 分钟" if hours else f"{rest} 分钟"

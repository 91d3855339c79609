"""Does a volunteer fit a post: age, skill, licence, training, work with minors (志愿服务条例 §15, §16; domain.md 6.5). Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from liangzhan.people.rules.identity import age_on
from liangzhan.volunteers.choices import RiskLevel, Skill
from liangzhan.volunteers.rules.register import Gates, age_gate

AGE, SKILLS, LICENCE, TRAINING, MINORS = "age", "skills", "licence", "training", "minors"
BASIC = "VOLUNTEER_BASIC"
# What can still be brought between signing up and being taken.
LATER = frozenset({LICENCE, TRAINING})


@dataclass(frozen=True)
class Candidate:
    """The volunteer on the day. `trainings` are kinds completed; `minors_problem` the sentence of §62 or ""."""

    born_on: dt.date | None
    skills: frozenset[str] = frozenset()
    trainings: frozenset[str] = frozenset()
    licence_seen: bool = False
    guardian_agreed: bool = False
    guardian_present: bool = False
    minors_problem: str = ""


@dataclass(frozen=True)
class Demand:
    """What activity and post ask together; `trainings` maps kinds to their words."""

    on: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime
    risk_level: str = RiskLevel.LOW
    min_age: int | None = None
    max_age: int | None = None
    skills: tuple[str, ...] = ()
    licence: str = ""
    trainings: dict[str, str] = field(default_factory=dict)
    with_minors: bool = False


@dataclass(frozen=True)
class Finding:
    """One thing that does not fit, in a sentence; not blocking means: somebody should look."""

    about: str
    sentence: str
    blocking: bool


def suitability(candidate: Candidate, demand: Demand, gates: Gates | None = None) -> list[Finding]:
    """Everything that does not fit, the blocking first; empty for whoever fits."""
    found = [*_age(candidate, demand, gates), *_minors(candidate, demand), *_licence(candidate, demand)]
    found += [*_training(candidate, demand), *_skills(candidate, demand)]
    return sorted(found, key=lambda one: not one.blocking)


def refusing(findings: list[Finding], *, later: bool = False) -> str:
    """The first sentence that blocks, or "". `later`: licence and training may still follow (at sign-up, before acceptance)."""
    return next((one.sentence for one in findings if one.blocking and not (later and one.about in LATER)), "")


def _age(candidate: Candidate, demand: Demand, gates: Gates | None) -> list[Finding]:
    sentence = age_gate(
        candidate.born_on,
        demand.on,
        demand.risk_level,
        demand.starts_at,
        demand.ends_at,
        candidate.guardian_agreed,
        candidate.guardian_present,
        gates,
    )
    sentence = sentence or _limits(candidate.born_on, demand)
    return [Finding(AGE, sentence, True)] if sentence else []


def _limits(born_on: dt.date | None, demand: Demand) -> str:
    """The ages the activity itself asks for; both limits are inside."""
    if demand.min_age is None and demand.max_age is None:
        return ""
    if born_on is None:
        return "没有登记出生日期，无法核对这项活动的年龄要求。"
    age = age_on(born_on, demand.on)
    if demand.min_age is not None and age < demand.min_age:
        return f"要求年满 {demand.min_age} 周岁。"
    if demand.max_age is not None and age > demand.max_age:
        return f"要求不超过 {demand.max_age} 周岁。"
    return ""


def _minors(candidate: Candidate, demand: Demand) -> list[Finding]:
    """未成年人保护法 §62: no work with minors without this year's query."""
    if demand.with_minors and candidate.minors_problem:
        return [Finding(MINORS, candidate.minors_problem, True)]
    return []


def _licence(candidate: Candidate, demand: Demand) -> list[Finding]:
    if demand.licence.strip() and not candidate.licence_seen:
        return [Finding(LICENCE, f"岗位要求“{demand.licence.strip()}”，请先核对证书原件。", True)]
    return []


def _training(candidate: Candidate, demand: Demand) -> list[Finding]:
    """What was asked for must be done first (先培训再上岗); the common training is otherwise only recalled."""
    found = [
        Finding(TRAINING, f"还没有完成“{words}”，先培训再上岗。", True)
        for kind, words in demand.trainings.items()
        if kind not in candidate.trainings
    ]
    if BASIC not in candidate.trainings and BASIC not in demand.trainings:
        found.append(Finding(TRAINING, "还没有参加志愿者通用培训，请在第一次服务前安排。", False))
    return found


def _skills(candidate: Candidate, demand: Demand) -> list[Finding]:
    missing = [str(Skill(one).label) for one in demand.skills if one not in candidate.skills]
    return [Finding(SKILLS, f"没有登记技能：{'、'.join(missing)}。", False)] if missing else []

"""Which category fits whom, when it runs out by itself, and which one is primary afterwards (domain.md 5.5). Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from liangzhan.people.choices import GROUP_OF_CATEGORY, CategorySource, ClientGroup, LegalBasis, Sex
from liangzhan.people.choices import ClientCategory as C
from liangzhan.people.rules.identity import age_on
from liangzhan.toolkit.periods import years_after

ADULT = 18  # 未成年人保护法第二条
LEFT_BEHIND_CHILD = 16  # 国发〔2016〕13号: 不满十六周岁
OLD = 60  # 老年人权益保障法第二条
VERY_OLD = 80  # domain.md 5.5
WORKING = 16  # 劳动法第十五条
CHANGED = "更换主要类别"  # why a span ended that only changed its rank; pages leave it out
RECOVERY_YEARS = 3  # 戒毒条例第七条: three years without drugs, and nobody is controlled any more
UNDER = {C.LEFT_BEHIND_CHILD: LEFT_BEHIND_CHILD} | {
    one: ADULT for one in C if GROUP_OF_CATEGORY[one] == ClientGroup.MINOR
}
FROM = {one: OLD for one in C if GROUP_OF_CATEGORY[one] == ClientGroup.ELDER} | {
    C.AGED_80: VERY_OLD,
    C.LEFT_BEHIND_ELDER: OLD,
    C.UNEMPLOYED: WORKING,
}


@dataclass(frozen=True)
class CategoryFacts:
    """A category as it is recorded. `valid_to` is the last day; `measure_ended_on` the end of a drug measure (X2)."""

    code: str
    valid_from: dt.date
    source: str = CategorySource.SELF
    primary: bool = False
    grade: str = ""
    verified_on: dt.date | None = None
    valid_to: dt.date | None = None
    measure_ended_on: dt.date | None = None
    legal_basis: str = LegalBasis.CONSENT


def group_of(code: str) -> str:
    """The group of a code; "" for none."""
    return GROUP_OF_CATEGORY[C(code)] if code else ""


def of_household(code: str) -> bool:
    """Low income is a fact of the household, not of one person."""
    return group_of(code) == ClientGroup.LOW_INCOME


def needs_grade(code: str) -> bool:
    """A disability has a grade, 1 to 4."""
    return group_of(code) == ClientGroup.DISABLED


def needs_birth(code: str) -> bool:
    """Does the category begin or end with an age?"""
    return code in UNDER or code in FROM


def last_day_by_age(code: str, born_on: dt.date | None) -> dt.date | None:
    """The day before the 16th birthday for L1, before the 18th for minors; None where age ends nothing."""
    if born_on is None or code not in UNDER:
        return None
    return years_after(born_on, UNDER[C(code)]) - dt.timedelta(days=1)


def last_day(facts: CategoryFacts, born_on: dt.date | None) -> dt.date | None:
    """The earliest of what was typed, what the age says, and three years after a drug measure ended (戒毒条例 §7)."""
    days = [facts.valid_to, last_day_by_age(facts.code, born_on)]
    if facts.code == C.DRUG_RECOVERY and facts.measure_ended_on:
        days.append(years_after(facts.measure_ended_on, RECOVERY_YEARS) - dt.timedelta(days=1))
    return min((day for day in days if day), default=None)


def age_problem(code: str, born_on: dt.date | None, on: dt.date) -> str:
    """Does the age on the day fit the category? A sentence, or ""."""
    if not needs_birth(code):
        return ""
    if born_on is None:
        return "这个类别与年龄有关，请先在人员信息中填写出生日期。"
    age, label = age_on(born_on, on), C(code).label
    if age < FROM.get(C(code), 0):
        return f"“{label}”应年满 {FROM[C(code)]} 周岁，{on:%Y-%m-%d} 时 {age} 周岁，请核对出生日期或另选类别。"
    if code in UNDER and age >= UNDER[C(code)]:
        return f"“{label}”应未满 {UNDER[C(code)]} 周岁，{on:%Y-%m-%d} 时 {age} 周岁，请核对出生日期或另选类别。"
    return ""


def category_problems(
    facts: CategoryFacts, *, born_on: dt.date | None, sex: str, today: dt.date, sealed: bool = False
) -> dict[str, str]:
    """{field: sentence}; empty when it may be recorded. `sealed` is a sealed service, which alone may set X1–X5."""
    if facts.code not in C.values:
        return {"code": "请选择类别。"}
    if group_of(facts.code) == ClientGroup.SENSITIVE and (not sealed or facts.primary):
        return {"code": "这个类别只能在限制查阅的服务中登记，并且不作主要类别。"}
    found = _day_problems(facts, born_on, today)
    if "valid_from" not in found:
        problem = age_problem(facts.code, born_on, facts.valid_from) or age_problem(facts.code, born_on, today)
        if problem:
            found["code"] = problem
    if facts.code == C.LEFT_BEHIND_WOMAN and sex == Sex.MALE:
        found["code"] = "“农村留守妇女”只登记女性，请核对性别或另选类别。"
    if needs_grade(facts.code) and not facts.grade:
        found["grade"] = "请选择残疾等级（按残疾人证）。"
    elif facts.grade and not needs_grade(facts.code):
        found["grade"] = "只有残疾人类别填写残疾等级。"
    return found


def _day_problems(facts: CategoryFacts, born_on: dt.date | None, today: dt.date) -> dict[str, str]:
    """Days in order: born, valid from, today, valid to."""
    found: dict[str, str] = {}
    if facts.valid_from > today:
        found["valid_from"] = "开始日期不能晚于今天。"
    elif born_on and facts.valid_from < born_on:
        found["valid_from"] = "开始日期早于出生日期，请核对。"
    if facts.verified_on and facts.verified_on > today:
        found["verified_on"] = "核实日期不能晚于今天。"
    if facts.valid_to and facts.valid_to < today:
        found["valid_to"] = "有效期至不能早于今天；已经过期的，不用登记。"
    if facts.measure_ended_on and (last_day(facts, born_on) or today) < today:
        found["measure_ended_on"] = "期满三年未再吸毒的，不再登记（戒毒条例第七条）。"
    return found


def ending_problem(valid_from: dt.date, on: dt.date, reason: str, *, today: dt.date) -> dict[str, str]:
    """{field: sentence} for ending a category by hand."""
    if on > today:
        return {"on": "结束日期不能晚于今天。"}
    if on < valid_from:
        return {"on": f"结束日期不能早于开始日期 {valid_from:%Y-%m-%d}。"}
    return {} if reason.strip() else {"reason": "请写明原因，例如“不再领取低保”。"}


def heir(codes: Iterable[str]) -> str:
    """Which category is primary after the primary one has ended: the only one left; of several, somebody chooses."""
    left = [code for code in codes if code and group_of(code) != ClientGroup.SENSITIVE]
    return left[0] if len(left) == 1 else ""

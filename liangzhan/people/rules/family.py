"""Guardians and kin: what may be written down, and how a family tree is put together. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from liangzhan.people.choices import Relation
from liangzhan.people.choices_family import GuardianEvidence, GuardianRelation, Kin
from liangzhan.people.rules.identity import age_on
from liangzhan.toolkit.identity import mobile_problem, normal

ADULT = 18  # 民法典第十七条
HEARD_FROM = 8  # 民法典第十九条: eight and older have limited capacity, and are heard themselves
# What the member of a household is to its head (GB/T 4761), as an edge of the tree: (kind, head comes first?).
BY_RELATION = {
    Relation.SPOUSE: (Kin.SPOUSE, True),
    Relation.SON: (Kin.PARENT, True),
    Relation.DAUGHTER: (Kin.PARENT, True),
    Relation.PARENT: (Kin.PARENT, False),
    Relation.SIBLING: (Kin.SIBLING, True),
}


@dataclass(frozen=True)
class GuardianFacts:
    """A guardian as typed: a registered person (then no name) or a name with a mobile."""

    relation: str
    evidence: str
    valid_from: dt.date
    name: str = ""
    mobile: str = ""
    note: str = ""
    registered: bool = False
    born_on: dt.date | None = None  # of a registered guardian


def guardian_problems(facts: GuardianFacts, *, today: dt.date) -> dict[str, str]:
    """{field: sentence}."""
    found: dict[str, str] = {}
    if facts.relation not in GuardianRelation.values:
        found["relation"] = "请选择关系。"
    if facts.evidence not in GuardianEvidence.values:
        found["evidence"] = "请选择依据。"
    if not facts.registered and not facts.name.strip():
        found["name"] = "请填写监护人姓名，或者选择本站已登记的人。"
    if facts.mobile and (problem := mobile_problem(normal(facts.mobile))):
        found["mobile"] = problem
    if facts.valid_from > today:
        found["valid_from"] = "日期不能晚于今天。"
    if facts.born_on and age_on(facts.born_on, today) < ADULT and facts.relation != GuardianRelation.PARENT:
        found["person"] = "这个人未满十八周岁，不能担任监护人，请核对。"
    return found


def needs_guardian(born_on: dt.date | None, *, today: dt.date) -> bool:
    """Under eighteen: a guardian agrees with or for the child. Without a birth date nobody is a child."""
    return born_on is not None and age_on(born_on, today) < ADULT


def heard_as_well(born_on: dt.date | None, *, today: dt.date) -> bool:
    """Eight to eighteen: the child is asked too (未成年人保护法第十九条)."""
    return born_on is not None and HEARD_FROM <= age_on(born_on, today) < ADULT


@dataclass(frozen=True)
class Bond:
    """One edge of the tree. PARENT: `first` is the parent of `second`; SPOUSE and SIBLING have no direction."""

    first: str
    second: str
    kind: str


def bond_of(person: str, other: str, kind: str) -> Bond:
    """`other` is the `kind` of `person`, as an edge that reads the same from whichever side it was written down."""
    if kind == Kin.PARENT:
        return Bond(other, person, Kin.PARENT)
    if kind == Kin.CHILD:
        return Bond(person, other, Kin.PARENT)
    return Bond(min(person, other), max(person, other), kind)


def bond_in_household(head: str, member: str, relation: str) -> Bond | None:
    """The edge between the head and a member; None where the tree has no line for it (grandchildren, others)."""
    if relation not in BY_RELATION:
        return None
    kind, first = BY_RELATION[Relation(relation)]
    return bond_of(member, head, kind) if first else bond_of(head, member, kind)


def kin_problem(kind: str, person_born: dt.date | None, other_born: dt.date | None) -> str:
    """A parent is born before the child."""
    if person_born and other_born:
        older, younger = (other_born, person_born) if kind == Kin.PARENT else (person_born, other_born)
        if kind in (Kin.PARENT, Kin.CHILD) and older >= younger:
            return "父母的出生日期应早于子女，请核对关系或出生日期。"
    return ""

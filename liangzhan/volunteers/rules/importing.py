"""Rows of an existing list of volunteers: what cannot be, by the same rules as one registration. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from liangzhan.people.choices import IdKind
from liangzhan.people.rules.identity import PersonFacts, problems_of, tidy
from liangzhan.toolkit.identity import normal
from liangzhan.volunteers.choices import Area, Skill
from liangzhan.volunteers.rules.register import VolunteerFacts, identity_problems, needs_guardian, volunteer_problems

BETWEEN = re.compile(r"[、，,;；/\s]+")
ELSEWHERE = "这个人已在别的站点登记为志愿者，不重复登记；要转到本站的，请本人办理转站。"
TAKEN = "这个全国志愿者编号已经登记在另一人名下，请核对编号。"
TWIN = "与第 {number} 行是同一个{what}，请合并成一行。"


@dataclass(frozen=True)
class VolunteerRow:
    """One row as it was read; `number` is the row of the workbook; `skills` and `areas` are words between 、."""

    number: int
    name: str
    id_number: str
    id_kind: str = ""
    mobile: str = ""
    sex: str = ""
    born_on: dt.date | None = None
    address: str = ""
    national_no: str = ""
    skills: str = ""
    areas: str = ""
    employment: str = ""
    guardian_name: str = ""
    guardian_relation: str = ""
    guardian_mobile: str = ""


def codes_in(text: str, choices: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], str]:
    """(codes, the first word that is no label): "敬老扶幼、环境保护" by the labels of a list."""
    known, found = {label: code for code, label in choices}, []
    if text.strip() in known:  # a label that holds the sign itself
        return (known[text.strip()],), ""
    for word in filter(None, BETWEEN.split(text)):
        if word not in known:
            return (), word
        found.append(known[word])
    return tuple(dict.fromkeys(found)), ""


def person_of(row: VolunteerRow) -> PersonFacts:
    """The person of a row, tidied."""
    return tidy(
        PersonFacts(
            name=row.name,
            id_kind=row.id_kind or IdKind.RESIDENT,
            id_number=row.id_number,
            mobile=row.mobile,
            sex=row.sex,
            born_on=row.born_on,
            address=row.address,
        )
    )


def facts_of(row: VolunteerRow) -> VolunteerFacts:
    """What the registration says besides identity."""
    return VolunteerFacts(
        national_no=normal(row.national_no),
        skills=codes_in(row.skills, Skill.choices)[0],
        areas=codes_in(row.areas, Area.choices)[0],
        employment=row.employment,
        guardian_name=row.guardian_name,
        guardian_relation=row.guardian_relation,
        guardian_mobile=row.guardian_mobile,
    )


def row_problems(row: VolunteerRow, *, today: dt.date) -> dict[str, str]:
    """{column: sentence}; empty when the row may be written."""
    person = person_of(row)
    found = {**problems_of(person, today=today), **identity_problems(person)}
    for column, choices in (("skills", Skill.choices), ("areas", Area.choices)):
        if wrong := codes_in(getattr(row, column), choices)[1]:
            found[column] = f"“{wrong}”不在列表中，请照模板里的写法。"
    return {**volunteer_problems(facts_of(row), person.born_on, today=today), **found}


def is_minor(row: VolunteerRow, *, today: dt.date) -> bool:
    """Whoever is under eighteen is written down with the guardian, one by one."""
    return needs_guardian(person_of(row).born_on, today)


def twins_in(rows: Iterable[VolunteerRow]) -> dict[int, dict[str, str]]:
    """{row number: {column: sentence}} of rows that say a person or a national number again."""
    seen: dict[tuple[str, str], int] = {}
    found: dict[int, dict[str, str]] = {}
    for row in rows:
        keys = (("id_number", normal(row.id_number), "人"), ("national_no", normal(row.national_no), "全国志愿者编号"))
        for column, value, what in keys:
            if not value:
                continue
            first = seen.setdefault((column, value), row.number)
            if first != row.number:
                found.setdefault(row.number, {})[column] = TWIN.format(number=first, what=what)
    return found

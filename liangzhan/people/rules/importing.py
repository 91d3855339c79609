"""Rows of an existing ledger of clients: what cannot be, by the same rules as one person and one category. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from liangzhan.people.choices import CategorySource, LegalBasis
from liangzhan.people.rules.categories import CategoryFacts, category_problems, needs_grade
from liangzhan.people.rules.identity import PersonFacts, problems_of, tidy


@dataclass(frozen=True)
class ClientRow:
    """One row as it was read; `number` is the row of the workbook."""

    number: int
    name: str
    code: str
    legal_basis: str = LegalBasis.CONSENT
    id_number: str = ""
    mobile: str = ""
    sex: str = ""
    address: str = ""
    second: str = ""
    grade: str = ""
    source: str = ""
    born_on: dt.date | None = None
    verified_on: dt.date | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


def person_of(row: ClientRow) -> PersonFacts:
    """The person of a row, tidied; sex and birth date from the number where not typed."""
    return tidy(
        PersonFacts(
            name=row.name,
            id_number=row.id_number,
            mobile=row.mobile,
            sex=row.sex,
            born_on=row.born_on,
            address=row.address,
            legal_basis=row.legal_basis,
        )
    )


def categories_of_row(row: ClientRow, *, today: dt.date) -> list[CategoryFacts]:
    """The primary category and the other one. The end typed belongs to the primary; age ends the rest by itself."""
    first = CategoryFacts(
        code=row.code,
        valid_from=row.valid_from or today,
        source=row.source or CategorySource.COMMITTEE,
        primary=True,
        grade=row.grade if needs_grade(row.code) else "",
        verified_on=row.verified_on,
        valid_to=row.valid_to,
        legal_basis=row.legal_basis,
    )
    if not row.second or row.second == row.code:
        return [first]
    grade = row.grade if needs_grade(row.second) else ""
    return [first, replace(first, code=row.second, primary=False, grade=grade, valid_to=None)]


COLUMN_OF = {"primary": "code", "measure_ended_on": "code"}


def row_problems(row: ClientRow, *, today: dt.date) -> dict[str, str]:
    """{column: sentence}; empty when the row may be written."""
    facts = person_of(row)
    found = problems_of(facts, today=today)
    for at, category in enumerate(categories_of_row(row, today=today)):
        problems = category_problems(category, born_on=facts.born_on, sex=facts.sex, today=today)
        for field, sentence in problems.items():
            column = "second" if at and field == "code" else COLUMN_OF.get(field, field)
            found.setdefault(column, sentence)
    return found


def key_of(facts: PersonFacts) -> tuple[str, str]:
    """How a row is known again: the number, else name with birth date, else name with mobile; ("", "") for none."""
    if facts.id_number:
        return ("number", facts.id_number)
    if facts.born_on:
        return (facts.name, f"{facts.born_on:%Y-%m-%d}")
    return (facts.name, facts.mobile) if facts.mobile else ("", "")


def twins_in(rows: list[ClientRow]) -> dict[int, dict[str, str]]:
    """{row number: {"name": sentence}} of rows that say the same person again."""
    seen: dict[tuple[str, str], int] = {}
    found: dict[int, dict[str, str]] = {}
    for row in rows:
        key = key_of(person_of(row))
        if key == ("", ""):
            continue
        if key in seen:
            found[row.number] = {"name": f"与第 {seen[key]} 行是同一个人，请合并成一行。"}
        else:
            seen[key] = row.number
    return found

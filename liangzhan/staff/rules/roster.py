"""One row of a roster of people: the same rules as at the form, all reasons at once. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from liangzhan.people.rules.identity import PersonFacts, problems_of, tidy
from liangzhan.staff.choices.posts import ProfessionalBasis
from liangzhan.staff.rules import posts, qualification
from liangzhan.staff.rules.posts import Limits, PostFacts
from liangzhan.staff.rules.workers import WorkerFacts, worker_problem

Problems = list[tuple[str, str]]


@dataclass(frozen=True)
class RosterRow:
    """What one row says. The number of the document is needed: by it the same person is known again."""

    number: int
    name: str
    id_number: str
    role: str
    employment: str
    identity: str
    starts_on: dt.date
    code: str = ""
    kind: str = ""
    station: str = ""
    mobile: str = ""
    fte: Decimal | None = None
    employer: str = ""
    office_phone: str = ""
    ends_on: dt.date | None = None
    basis: str = ""
    note: str = ""
    level: str = ""
    certificate_number: str = ""
    passed_on: dt.date | None = None
    registration_number: str = ""
    valid_from: dt.date | None = None

    def person(self) -> PersonFacts:
        return tidy(PersonFacts(name=self.name, id_number=self.id_number, mobile=self.mobile, legal_basis="CONTRACT"))

    def post(self) -> PostFacts:
        fte = posts.tidy_fte(self.employment, self.fte)
        return PostFacts(self.role, self.employment, self.starts_on, fte, self.ends_on)

    def about(self) -> WorkerFacts:
        return WorkerFacts(self.identity, self.employer.strip(), self.office_phone.strip())


@dataclass(frozen=True)
class Settings:
    """Dated settings that a row is measured by."""

    limits: Limits
    first_year: int
    years: int


def row_problems(row: RosterRow, settings: Settings, *, today: dt.date) -> Problems:
    """(column, reason) of everything in the row that cannot be, whatever else is known."""
    person, post = row.person(), row.post()
    found = list(problems_of(person, today=today).items())
    found += [
        (f, p) for f, p in (worker_problem(row.about()), ("fte", posts.fte_problem(row.employment, post.fte))) if p
    ]
    field, problem = posts.days_problem(
        post, born_on=person.born_on, contract=(None, None), today=today, limits=settings.limits
    )
    found += [(field, problem)] if problem else []
    return found + _certificate_problems(row, settings, today) + _basis_problems(row)


def _certificate_problems(row: RosterRow, settings: Settings, today: dt.date) -> Problems:
    if not row.level:
        said = row.certificate_number or row.passed_on or row.valid_from
        return [("level", "填写了管理号或日期，请同时填写证书级别。")] if said else []
    if row.passed_on is None:
        return [("passed_on", "请填写证书的取得日期。")]
    found = [
        ("passed_on", qualification.passed_problem(row.passed_on, first_year=settings.first_year, today=today)),
        ("certificate_number", qualification.number_problem(row.certificate_number)),
    ]
    if row.valid_from is not None:
        last = qualification.last_day_of_period(row.valid_from, settings.years)
        found.append(
            qualification.period_problem(
                row.valid_from, last, passed_on=row.passed_on, years=settings.years, others=(), today=today
            )
        )
    return [(field, problem) for field, problem in found if problem]


def _basis_problems(row: RosterRow) -> Problems:
    if row.basis == ProfessionalBasis.CERTIFICATE and not row.level:
        return [("level", "专业依据是持证的，请填写证书级别。")]
    if row.basis in (ProfessionalBasis.DEGREE, ProfessionalBasis.TRAINING) and not row.note.strip():
        return [("note", "请写明学校和专业，或参加的培训。")]
    return []

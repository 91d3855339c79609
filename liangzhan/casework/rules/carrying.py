"""Open cases of an existing ledger: what a row says, what cannot be, which papers its phase stands for. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from liangzhan.casework.choices import CaseSource, Phase
from liangzhan.casework.rules.intake import IntakeFacts, intake_problems
from liangzhan.people.rules.importing import ClientRow, row_problems

# The papers that exist once a case is in a phase (MZ/T 094-2017), in their order.
PAPERS = {"agreed_on": "服务同意书", "assessed_on": "预估", "planned_on": "计划"}
EXIST = {
    Phase.INTAKE: (),
    Phase.ASSESS: ("agreed_on",),
    Phase.PLAN: ("agreed_on", "assessed_on"),
    Phase.INTERVENE: tuple(PAPERS),
    Phase.EVALUATE: tuple(PAPERS),
}
OPEN_PHASES = tuple(EXIST)
MOST_CONTACTS = 2000


@dataclass(frozen=True)
class CaseRow:
    """One open case as it was read; `client` is the person with category and legal basis, `worker` the name of the lead."""

    client: ClientRow
    opened_on: dt.date
    problem: str
    phase: str
    worker: str
    source: str = ""
    old_number: str = ""
    agreed_on: dt.date | None = None
    assessed_on: dt.date | None = None
    planned_on: dt.date | None = None
    contacts: int = 0
    last_on: dt.date | None = None
    next_on: dt.date | None = None
    situation: str = ""

    @property
    def number(self) -> int:
        """The row of the workbook."""
        return self.client.number


def intake_of(row: CaseRow) -> IntakeFacts:
    """C-01 of the row."""
    return IntakeFacts(on=row.opened_on, source=row.source or CaseSource.OTHER, problem=row.problem)


def paper_days(row: CaseRow) -> dict[str, dt.date]:
    """{column: day} of the papers the phase stands for; one without a day is counted from the day help was asked for."""
    return {name: getattr(row, name) or row.opened_on for name in EXIST[Phase(row.phase)]}


def carried_problems(row: CaseRow, *, today: dt.date) -> dict[str, str]:
    """{column: sentence}; empty when the row may be written."""
    found = row_problems(row.client, today=today)
    for field, sentence in intake_problems(intake_of(row), today=today).items():
        found["opened_on" if field == "on" else field] = sentence
    if row.phase not in OPEN_PHASES:
        found["phase"] = "只能导入还没有结案的个案。"
        return found
    for name, sentence in _paper_problems(row).items():
        found.setdefault(name, sentence)
    for name in (*PAPERS, "last_on"):
        day = getattr(row, name)
        if day is not None and not row.opened_on <= day <= today:
            found.setdefault(name, "日期应在求助日期和今天之间。")
    if not 0 <= row.contacts <= MOST_CONTACTS:
        found["contacts"] = f"次数应在 0 到 {MOST_CONTACTS} 之间。"
    elif row.contacts and row.last_on is None:
        found.setdefault("last_on", "有过程记录的，请填写最近一次服务日期。")
    if row.next_on is not None and row.next_on < (row.last_on or row.opened_on):
        found["next_on"] = "下次联系日期不能早于最近一次服务。"
    return found


def _paper_problems(row: CaseRow) -> dict[str, str]:
    """A paper of a later phase cannot be there yet."""
    exist, phase = EXIST[Phase(row.phase)], Phase(row.phase).label
    return {
        name: f"目前阶段是“{phase}”，不应已有{title}，请核对阶段。"
        for name, title in PAPERS.items()
        if getattr(row, name) is not None and name not in exist
    }


def same_case(rows: Iterable[CaseRow]) -> dict[int, dict[str, str]]:
    """{row number: {"old_number": sentence}} of rows that repeat the number of an earlier row."""
    seen: dict[str, int] = {}
    found: dict[int, dict[str, str]] = {}
    for row in rows:
        if row.old_number and row.old_number in seen:
            found[row.number] = {"old_number": f"与第 {seen[row.old_number]} 行的原案号相同。"}
        seen.setdefault(row.old_number, row.number)
    return found

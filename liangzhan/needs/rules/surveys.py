"""What a sheet of answers may hold, and how answers are counted without showing anybody (notice 3.2.1, 3.2.2). Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from liangzhan.needs.choices import SurveyState, SurveyWay
from liangzhan.needs.instrument import CLOSED, OPEN, SERVICE_CODES, Question
from liangzhan.needs.rules.resources import months_before
from liangzhan.toolkit.transitions import Table

S = SurveyState
LONGEST = 500
SURVEY_TABLE = Table(moves={S.DRAFT: (S.OPEN,), S.OPEN: (S.CLOSED,), S.CLOSED: (S.OPEN, S.PUBLISHED)})


@dataclass(frozen=True)
class SurveyFacts:
    """A plan of a survey."""

    title: str
    way: str
    with_committee: bool
    committee_note: str
    population: int
    sample: int
    sampling: str
    starts_on: dt.date
    ends_on: dt.date


def survey_problems(facts: SurveyFacts) -> dict[str, str]:
    """{field: sentence}; empty when the plan can stand."""
    found: dict[str, str] = {}
    if not facts.title.strip():
        found["title"] = "请填写调查名称。"
    if facts.way not in SurveyWay.values:
        found["way"] = "请选择调查方式。"
    if not facts.sampling.strip():
        found["sampling"] = "请写明怎样选人，例如“每栋楼每层一户”。"
    if facts.population < 1:
        found["population"] = "请填写调查范围内的人数或户数。"
    elif not 1 <= facts.sample <= facts.population:
        found["sample"] = f"计划样本数应在 1 到 {facts.population} 之间。"
    if facts.ends_on < facts.starts_on:
        found["ends_on"] = "截止日期不能早于开始日期。"
    elif (facts.ends_on - facts.starts_on).days > 366:
        found["ends_on"] = "一次调查不超过一年，请核对日期。"
    if facts.with_committee and not facts.committee_note.strip():
        found["committee_note"] = "请写明两委怎样参加：谁参加、做什么。"
    return found


def answer_problems(choices: Mapping[str, Sequence[str]], words: Mapping[str, str]) -> dict[str, str]:
    """{question: sentence}; empty when the sheet can be counted. Blank answers are allowed, nothing unknown is."""
    found: dict[str, str] = {}
    for question in CLOSED:
        chosen = choices.get(question.key, ())
        if problem := _chosen_problem(question, chosen):
            found[question.key] = problem
    for question in OPEN:
        if (length := len(words.get(question.key, ""))) > LONGEST:
            found[question.key] = f"最多 {LONGEST} 字，现在有 {length} 字，请精简。"
    return found


def _chosen_problem(question: Question, chosen: Sequence[str]) -> str:
    numbers = {str(number) for number in range(1, len(question.options) + 1)}
    if not set(chosen) <= numbers:
        return f"只能填 1 到 {len(question.options)}。"
    if len(set(chosen)) != len(chosen):
        return "同一项填了两次。"
    if len(chosen) > question.most:
        return f"最多选 {question.most} 项，现在选了 {len(chosen)} 项。"
    return "请至少选一项。" if question.required and not chosen else ""


def typed(text: str) -> list[str]:
    """What a worker typed from paper: "135" or "1 3 5" is three options."""
    return [sign for sign in text if sign not in " ,，、"]


def is_open(state: str, starts_on: dt.date, ends_on: dt.date, *, today: dt.date) -> bool:
    """May residents answer today?"""
    return state == S.OPEN and starts_on <= today <= ends_on


def closed_words(state: str, starts_on: dt.date, ends_on: dt.date, *, today: dt.date) -> str:
    """What a resident reads who comes at another time."""
    if state == S.DRAFT or today < starts_on:
        return f"调查还没有开始（{starts_on:%Y年%-m月%-d日}开始）。"
    return f"调查已经截止（{ends_on:%Y年%-m月%-d日}）。谢谢您的关心，有需要请直接到站里。"


@dataclass(frozen=True)
class Cell:
    """One option: `count` None where too few chose it to be shown."""

    number: int
    label: str
    count: int | None
    percent: int | None


@dataclass(frozen=True)
class Tally:
    """One question counted; percents are of those who answered it."""

    question: Question
    answered: int
    cells: tuple[Cell, ...]


def tallies(sheets: Iterable[Mapping[str, Sequence[str]]], *, small: int) -> list[Tally]:
    """Every closed question; options that fewer than `small` chose are not shown (nobody is to be guessed)."""
    rows = list(sheets)
    found = []
    for question in CLOSED:
        counts: Counter[str] = Counter()
        for row in rows:
            counts.update(row.get(question.key, ()))
        answered = sum(bool(row.get(question.key)) for row in rows)
        found.append(Tally(question, answered, _cells(question, counts, answered, small)))
    return found


def _cells(question: Question, counts: Counter[str], answered: int, small: int) -> tuple[Cell, ...]:
    """With one option hidden in a single choice its count could be reckoned from the sum: then the next one hides too."""
    shown = [counts[str(number)] for number in range(1, len(question.options) + 1)]
    hidden = {at for at, count in enumerate(shown) if 0 < count < small}
    if question.most == 1 and len(hidden) == 1:
        others = [at for at, count in enumerate(shown) if count and at not in hidden]
        hidden |= set(sorted(others, key=lambda at: shown[at])[:1])
    return tuple(
        Cell(at + 1, label, None, None)
        if at in hidden
        else Cell(at + 1, label, shown[at], round(100 * shown[at] / answered) if answered else 0)
        for at, label in enumerate(question.options)
    )


def need_of(choices: Mapping[str, Sequence[str]]) -> tuple[str, int]:
    """(category, urgency) of a need that is made from a sheet: the most urgent service, else the first one chosen."""
    chosen = [*choices.get("q5", ()), *choices.get("q4", ())]
    category = SERVICE_CODES[int(chosen[0]) - 1] if chosen else "S99"
    urgency = choices.get("q6", ())
    return category, int(urgency[0]) if urgency else 2


def refresh_due(last_on: dt.date | None, *, today: dt.date, months: int) -> bool:
    """Is it time for the next survey (parameter survey.refresh.months)?"""
    return last_on is None or last_on < months_before(today, months)

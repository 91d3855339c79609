"""C-02, C-03, C-04, C-06: what each paper must hold (domain.md 5.1). Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liangzhan.casework.choices import Theory
from liangzhan.people.choices import ConsentWay
from liangzhan.people.rules.identity import age_on, same_name

ADULT_YEARS = 18
HEARD_YEARS = 8  # limited capacity begins (民法典第十九条); a minor is asked and heard (未成年人保护法第四条第五项)


def is_minor(born_on: dt.date | None, on: dt.date) -> bool:
    """Under eighteen on the day (民法典第十七条); an unknown birth date is nobody's childhood."""
    if born_on is None:
        return False
    return age_on(born_on, on) < ADULT_YEARS


def is_heard(born_on: dt.date | None, on: dt.date) -> bool:
    """From eight to seventeen: the guardian signs, and the child's own view is asked and written down."""
    return born_on is not None and HEARD_YEARS <= age_on(born_on, on) < ADULT_YEARS


def signer_problem(signer: str, guardians: Sequence[str]) -> str:
    """Who signs for a minor is one of those whom the station wrote down as guardians; with none written down, the name
    that signs is all there is."""
    if not guardians or any(same_name(signer, one) for one in guardians):
        return ""
    return "签字人不是本站登记的监护人，请核对姓名；换了监护人的，请先在人员页登记监护人和依据。"


@dataclass(frozen=True)
class AgreementFacts:
    """C-02 as it is typed; the signature itself is of `people`."""

    on: dt.date
    way: str
    limits_explained: bool
    from_on: dt.date
    to_on: dt.date | None = None
    recording: bool = False
    photo: bool = False
    sharing: str = ""
    signer: str = ""
    witness: str = ""
    without_guardian: str = ""
    child_view: str = ""


def agreement_problems(
    facts: AgreementFacts, *, opened_on: dt.date, born_on: dt.date | None, guardians: Sequence[str] = ()
) -> dict[str, str]:
    """{field: sentence}. The limits of confidentiality must have been explained; for a minor a guardian signs.

    A minor of fourteen and more may sign alone when it is written down why no guardian could (PIPL §31 asks for the
    guardian below fourteen, and `people` refuses any other way there).
    """
    found: dict[str, str] = {}
    if not facts.limits_explained:
        found["limits_explained"] = "请先向服务对象当面说明保密的例外，再请本人签字。"
    if facts.on < opened_on:
        found["on"] = f"日期不能早于求助日期 {opened_on:%Y-%m-%d}。"
    if facts.to_on is not None and facts.to_on < facts.from_on:
        found["to_on"] = "服务期止不能早于服务期起。"
    return found | _minors_problems(facts, born_on, guardians)


def _minors_problems(facts: AgreementFacts, born_on: dt.date | None, guardians: Sequence[str]) -> dict[str, str]:
    """Who signs for a minor, and what the child says to it."""
    if not is_minor(born_on, facts.on):
        return {}
    found: dict[str, str] = {}
    signs = facts.way == ConsentWay.GUARDIAN
    if not signs and not facts.without_guardian.strip():
        found["way"] = "未成年人由监护人签字；已满十四周岁、监护人不能签字的，请写明原因（例如疑似受监护人侵害）。"
    if signs and facts.signer.strip() and (problem := signer_problem(facts.signer, guardians)):
        found["signer"] = problem
    if is_heard(born_on, facts.on) and not facts.child_view.strip():
        found["child_view"] = "请听取孩子本人的意见并写明；不愿表态的，写“已询问，本人未表态”。"
    return found


@dataclass(frozen=True)
class Aim:
    """An objective of a plan as it is typed."""

    text: str
    measure: str
    due_on: dt.date | None


def aims_problems(aims: Sequence[Aim], *, on: dt.date) -> dict[str, str]:
    """{field: sentence}: at least one objective, each specific, measurable and dated (C-04). Fields are aim1_text …"""
    if not aims:
        return {"aim1_text": "计划至少要有一个具体目标。"}
    found: dict[str, str] = {}
    for number, aim in enumerate(aims, 1):
        if not aim.text.strip():
            found[f"aim{number}_text"] = "请写明具体目标。"
        if not aim.measure.strip():
            found[f"aim{number}_measure"] = "请写明怎样衡量，例如“每周下楼两次”。"
        if aim.due_on is None:
            found[f"aim{number}_due_on"] = "请填写期限。"
        elif aim.due_on < on:
            found[f"aim{number}_due_on"] = "期限不能早于计划日期。"
    return found


def plan_problems(goal: str, theory: str, theory_note: str, steps: str) -> dict[str, str]:
    """{field: sentence} of the plan's own lines."""
    found: dict[str, str] = {}
    if not goal.strip():
        found["goal"] = "请写明总目标。"
    if theory == Theory.OTHER and not theory_note.strip():
        found["theory_note"] = "选“其他”的，请写明理论或模式。"
    if not steps.strip():
        found["steps"] = "请写明步骤。"
    return found


def agreed_day_problem(agrees_on: dt.date | None, *, plan_on: dt.date, today: dt.date) -> str:
    """The client agrees on or after the day of the plan, not in the future."""
    if agrees_on is None:
        return ""
    if agrees_on > today:
        return "同意日期不能晚于今天。"
    return "同意日期不能早于计划日期。" if agrees_on < plan_on else ""


def progress_problems(progress: Mapping[str, int | None], known: Sequence[str]) -> dict[str, str]:
    """{objective uuid: sentence} of a review: every objective of the plan in force is told, from 0 to 100 (C-06)."""
    found = {one: "请填写这个目标的进展。" for one in known if progress.get(one) is None}
    for one, value in progress.items():
        if value is not None and not 0 <= value <= 100:
            found[one] = "进展从 0 到 100。"
    return found


def day_problem(on: dt.date, *, earliest: dt.date, today: dt.date) -> str:
    """A paper is dated between acceptance and today."""
    if on > today:
        return "日期不能晚于今天。"
    return f"日期不能早于 {earliest:%Y-%m-%d}。" if on < earliest else ""

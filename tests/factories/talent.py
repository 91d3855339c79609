"""Appraisals, examinations, allowance rates and lists written directly; what moves them is tested through the services."""

import datetime as dt
from decimal import Decimal
from typing import Any

from liangzhan.staff.models import (
    AllowanceLine,
    AllowanceList,
    AllowanceRate,
    AppraisalCard,
    AppraisalYear,
    ExamEntry,
    ExamResult,
    PayScale,
    Worker,
)
from liangzhan.staff.rules.appraisal import THRESHOLDS, WEIGHTS
from liangzhan.staff.rules.exams import PAPERS
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import moment
from tests.factories.divisions import division
from tests.factories.people import BY, DAY


def make_appraisal(station: Station, year: int = 2025, **fields: Any) -> AppraisalYear:
    """An opened year without cards."""
    given = {"weights": dict(WEIGHTS), "thresholds": dict(THRESHOLDS), "opened_by": BY}
    return AppraisalYear.objects.create(
        station=station, division_code=station.division_code, year=year, **{**given, **fields}
    )


def make_card(appraisal: AppraisalYear, worker: Worker, state: str = "SELF", **fields: Any) -> AppraisalCard:
    """A card of the whole year, in 自评 unless told; a published one is 合格."""
    given: dict[str, Any] = {
        "station": appraisal.station,
        "division_code": appraisal.division_code,
        "from_on": dt.date(appraisal.year, 1, 1),
        "to_on": dt.date(appraisal.year, 12, 31),
        "fte": Decimal("1.00"),
        "state_since": DAY,
    }
    if state in ("PUBLICITY", "FINAL", "APPEAL"):
        given |= {"grade": "QUALIFIED", "score": Decimal("82.00"), "reviewed_at": moment(), "reviewed_by": BY}
        given |= {"political_fit": True, "political_note": "合格"}
    return AppraisalCard.objects.create(appraisal=appraisal, worker=worker, state=state, **{**given, **fields})


def make_entry(worker: Worker, station: Station, level: str = "ASW", year: int = 2025, **fields: Any) -> ExamEntry:
    """A sign-up of spring with its papers, without results unless `outcomes` names them."""
    outcomes = fields.pop("outcomes", {})
    given = {"signed_on": dt.date(year, 4, 1), "saved_by": BY}
    entry = ExamEntry.objects.create(
        worker=worker,
        station=station,
        division_code=station.division_code,
        level=level,
        year=year,
        **{**given, **fields},
    )
    for paper in PAPERS[level]:
        known = (
            {"outcome": outcomes[paper], "known_on": dt.date(year, 9, 1), "saved_at": moment(), "saved_by": BY}
            if paper in outcomes
            else {}
        )
        ExamResult.objects.create(entry=entry, paper=paper, **known)
    return entry


def make_rate(code: str = "210100000000", level: str = "ASW", yuan: int = 200, **fields: Any) -> AllowanceRate:
    """A rate of an area since 2020."""
    given = {"valid_from": dt.date(2020, 1, 1), "basis": "示例依据", "saved_by": BY}
    return AllowanceRate.objects.create(
        division=division(code), division_code=code, level=level, monthly_fen=yuan * 100, **{**given, **fields}
    )


def make_list(station: Station, month: str = "2026-10", state: str = "DRAFT", **fields: Any) -> AllowanceList:
    """A list without lines."""
    given: dict[str, Any] = {"state_since": DAY, "drafted_at": moment(), "drafted_by": BY}
    if state == "PAID":
        given |= {"paid_on": DAY, "paid_at": moment(), "paid_by": BY}
    return AllowanceList.objects.create(
        station=station, division_code=station.division_code, month=month, state=state, **{**given, **fields}
    )


def make_line(held: AllowanceList, worker: Worker, fen: int = 20000, **fields: Any) -> AllowanceLine:
    """Somebody who has the allowance of the list's month."""
    given = {"for_month": held.month, "eligible": fen > 0, "fen": fen, "level": "ASW", "reasons": ["示例"]}
    return AllowanceLine.objects.create(allowance_list=held, worker=worker, **{**given, **fields})


def make_pay_scale(code: str = "210100000000", year: int = 2025, headcount: int = 30, **fields: Any) -> PayScale:
    """3,000 / 4,000 / 5,000 yuan for everybody."""
    given = {"lowest_fen": 300000, "median_fen": 400000, "highest_fen": 500000, "basis": "示例依据", "saved_by": BY}
    return PayScale.objects.create(
        division=division(code), division_code=code, year=year, headcount=headcount, **{**given, **fields}
    )

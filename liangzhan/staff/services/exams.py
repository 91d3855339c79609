"""Examinations: signing a worker up, results per paper, the certificate that a pass brings ([N 四(二)], 4.2.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db import IntegrityError, transaction

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.staff.choices import TalentEvent
from liangzhan.staff.choices.talent import ExamPaper
from liangzhan.staff.models import Certificate, ExamEntry, ExamResult, Worker
from liangzhan.staff.queries.exams import held_levels, kept_papers, may_certify, taken_levels
from liangzhan.staff.rules.exams import PAPERS, entry_problem, result_problem
from liangzhan.staff.services.qualification import save_certificate
from liangzhan.staff.settings import FIRST_YEAR
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import moment, today


@recorded(TalentEvent.EXAM_SIGNED, keep=["station", "year", "level"])
def sign_up(
    *,
    worker: Worker,
    station: Station,
    year: int,
    level: str,
    signed_on: dt.date,
    by: Actor,
    papers: Collection[str] = (),
) -> ExamEntry:
    """Write down that a worker signed up; without `papers` all of the level that are not passed and kept yet."""
    if not worker.posts.filter(station=station).exists():
        raise RuleBroken("只能为在本站任职的人员登记报名。", field="worker")
    Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)  # two sign-ups of one person wait for each other
    code = station.division_code
    _refuse_entry(worker, code, year, level, signed_on)
    chosen = _papers(worker, level, year, code, papers)
    try:
        with transaction.atomic():
            entry = ExamEntry.objects.create(
                worker=worker,
                station=station,
                division_code=code,
                year=year,
                level=level,
                signed_on=signed_on,
                saved_by=by,
            )
    except IntegrityError as clash:
        raise RuleBroken("这一年度、这一级别已经报名。", field="level") from clash
    ExamResult.objects.bulk_create(ExamResult(entry=entry, paper=paper) for paper in chosen)
    return entry


def _refuse_entry(worker: Worker, code: str, year: int, level: str, signed_on: dt.date) -> None:
    problem = entry_problem(
        year,
        level,
        signed_on,
        taken=taken_levels(worker, year),
        certified=held_levels(worker),
        today=today(),
        several_levels=value_of("exam.several_levels", on=today(), division_code=code),
        first_year=int(value_of(FIRST_YEAR, on=today(), division_code=code)),
    )
    if problem:
        at = "signed_on" if "报名日期" in problem else "year" if "年度在" in problem else "level"
        raise RuleBroken(problem, field=at)


def _papers(worker: Worker, level: str, year: int, code: str, wanted: Collection[str]) -> list[ExamPaper]:
    """The papers in order. Raises RuleBroken for one of another level and when all are passed."""
    if foreign := [ExamPaper(one).label for one in wanted if one not in PAPERS[level]]:
        raise RuleBroken(f"{'、'.join(foreign)}不是这一级别的科目。", field="papers")
    kept = kept_papers(worker, level, year, code)
    chosen = [one for one in PAPERS[level] if (one in wanted if wanted else one not in kept)]
    if not chosen:
        raise RuleBroken("这一级别的科目都已合格，请登记证书。", field="level")
    return chosen


@recorded(TalentEvent.EXAM_WITHDRAWN, keep=["entry"])
def withdraw_entry(*, entry: ExamEntry, by: Actor) -> ExamEntry:
    """Take a sign-up back while no result is known."""
    if entry.results.exclude(outcome="").exists():
        raise RuleBroken("已登记成绩，不能撤销报名。")
    entry.withdrawn_on = today()
    entry.save(update_fields=["withdrawn_on"])
    return entry


@recorded(TalentEvent.EXAM_RESULT, keep=["entry", "known_on"])
def record_results(*, entry: ExamEntry, outcomes: Mapping[str, str], known_on: dt.date, by: Actor) -> ExamEntry:
    """Write down the result of one or more papers of a sign-up; the same again corrects it until the certificate is saved."""
    if entry.withdrawn_on is not None:
        raise RuleBroken("报名已撤销，不能登记成绩。")
    if entry.certificate_id is not None:
        raise RuleBroken("已由这次成绩登记证书，不能再改成绩。")
    if problem := result_problem(entry.signed_on, entry.year, known_on, today()):
        raise RuleBroken(problem, field="known_on")
    said = {paper: outcome for paper, outcome in outcomes.items() if outcome}
    if not said:
        raise RuleBroken("请至少登记一科的成绩。")
    rows = {row.paper: row for row in entry.results.select_for_update(of=("self",)).order_by("id")}
    if unknown := [ExamPaper(paper).label for paper in said if paper not in rows]:
        raise RuleBroken(f"没有报名{'、'.join(unknown)}，不能登记成绩。")
    for paper, outcome in said.items():
        row = rows[paper]
        row.outcome, row.known_on, row.saved_at, row.saved_by = outcome, known_on, moment(), by
        row.save()
    return entry


@recorded(TalentEvent.EXAM_CERTIFIED, keep=["entry", "passed_on"])
def certify(*, entry: ExamEntry, passed_on: dt.date, by: Actor, number: str = "", file: Any = None) -> Certificate:
    """Save the certificate that the passed papers bring, and remember which entry it came from."""
    if not may_certify(entry):
        raise RuleBroken("科目还没有全部合格，或这一级别的证书已经登记。")
    if passed_on.year < entry.year:
        raise RuleBroken("取得日期不能早于考试年度。", field="passed_on")
    certificate = save_certificate(
        worker=entry.worker, level=entry.level, passed_on=passed_on, number=number, file=file, by=by
    )
    entry.certificate = certificate
    entry.save(update_fields=["certificate"])
    return certificate

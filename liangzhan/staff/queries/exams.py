"""Reading examinations: entries with their papers, what was passed, passes by area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.divisions.models import Division
from liangzhan.divisions.queries import in_area
from liangzhan.staff.choices.posts import CertificateLevel
from liangzhan.staff.choices.talent import PaperOutcome
from liangzhan.staff.models import Certificate, ExamEntry, ExamResult, Post, Worker
from liangzhan.staff.rules.exams import entry_word, has_passed, passed_papers
from liangzhan.stations.models import Station
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today


def entries(rows: QuerySet[ExamEntry]) -> QuerySet[ExamEntry]:
    """Entries that stand, each with its papers in order."""
    papers = Prefetch("results", queryset=ExamResult.objects.order_by("id"))
    return rows.filter(withdrawn_on__isnull=True).select_related("worker", "station").prefetch_related(papers)


def taken_levels(worker: Worker, year: int) -> list[str]:
    """Levels the worker signed up for in the year."""
    rows = ExamEntry.objects.filter(worker=worker, year=year, withdrawn_on__isnull=True)
    return list(rows.order_by("id").values_list("level", flat=True))


def held_levels(worker: Worker) -> list[str]:
    """Levels the worker holds a certificate of."""
    return list(Certificate.objects.filter(worker=worker).order_by("id").values_list("level", flat=True))


def window_of(level: str, code: str) -> int:
    """Years that passes of a level are kept together (parameter `exam.years`)."""
    return int(value_of("exam.years", on=today(), division_code=code)[level])


def passed_by(entry: ExamEntry) -> set[str]:
    """Papers of the level that count for this entry: passed in its year or the years kept before it."""
    return kept_papers(entry.worker, entry.level, entry.year, entry.division_code)


def may_certify(entry: ExamEntry) -> bool:
    """All papers passed, and no certificate of the level saved yet."""
    return has_passed(entry.level, passed_by(entry)) and entry.level not in held_levels(entry.worker)


YEARS_SHOWN = 5


@dataclass(frozen=True)
class EntryLine:
    """An entry in words for a list."""

    row: ExamEntry
    word: str
    tone: str
    passed: bool


def lines_of(rows: Iterable[ExamEntry]) -> list[EntryLine]:
    """Each entry with where it stands; earlier passes that are kept count. Three queries for a page of entries."""
    held = list(rows)
    earlier: dict[tuple[int, str], list[tuple[int, str, str]]] = defaultdict(list)
    results = ExamResult.objects.filter(
        entry__worker_id__in={row.worker_id for row in held}, entry__withdrawn_on__isnull=True
    )
    names = ("entry__worker_id", "entry__level", "entry__year", "paper", "outcome")
    for worker, level, year, paper, outcome in results.order_by("id").values_list(*names):
        earlier[worker, level].append((year, paper, outcome))
    windows: dict[str, dict[str, int]] = {}
    found = []
    for row in held:
        code = row.division_code[:6]
        windows[code] = windows.get(code) or value_of("exam.years", on=today(), division_code=row.division_code)
        passed = passed_papers(earlier[row.worker_id, row.level], row.year, int(windows[code][row.level]))
        outcomes = {one.paper: one.outcome for one in row.results.all()}
        word, tone = entry_word(row.level, outcomes, passed)
        found.append(EntryLine(row, word, tone, has_passed(row.level, passed)))
    return found


def workers_to_sign(station: Station) -> QuerySet[Worker]:
    """Whoever works at the station now."""
    held = Post.objects.in_force(today()).filter(station=station)
    return Worker.objects.filter(pk__in=held.values("worker_id")).order_by("id")


def stations_to_sign(scope: Scope) -> QuerySet[Station]:
    """Stations whose people this reader signs up."""
    staffed = Post.objects.in_force(today()).filter(station=OuterRef("pk"))
    rows = Station.objects.within(scope, Action.EXAM_MANAGE).filter(Exists(staffed))
    return rows.order_by("division_code", "kind", "id")


def kept_papers(worker: Worker, level: str, year: int, code: str) -> set[str]:
    """Papers of the level passed in the years before that are still kept in this one."""
    rows = ExamResult.objects.filter(entry__worker=worker, entry__level=level, entry__withdrawn_on__isnull=True)
    results = list(rows.order_by("id").values_list("entry__year", "paper", "outcome"))
    return passed_papers(results, year, window_of(level, code))


def passes_in_reach(scope: Scope, area: Division | None) -> list[dict[str, Any]]:
    """Sign-ups and passes by year and level within reach: what the statistics show. One query."""
    rows: Any = ExamEntry.objects.within(scope, Action.TALENT_VIEW).filter(withdrawn_on__isnull=True)
    if area is not None:
        rows = rows.filter(in_area("division_code", area))
    unpassed = ExamResult.objects.filter(entry=OuterRef("pk")).exclude(outcome=PaperOutcome.PASSED)
    counted = (
        rows.filter(year__gt=today().year - YEARS_SHOWN)
        .annotate(open=Exists(unpassed))
        .values("year", "level")
        .annotate(signed=Count("id"), passed=Count("id", filter=Q(open=False)))
        .order_by("-year", "level")
    )
    labels = dict(CertificateLevel.choices)
    return [{**row, "label": labels[row["level"]]} for row in counted]

"""Surveys for pages: how many answered, results, open answers, what is due."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.needs.choices import AnswerWay, SurveyState
from liangzhan.needs.instrument import OPEN
from liangzhan.needs.models import Response, Survey
from liangzhan.needs.rules.surveys import Tally, refresh_due, tallies
from liangzhan.needs.settings import LEAST_ANSWERS, REFRESH_MONTHS, SMALL_CELL
from liangzhan.stations.models import Station
from liangzhan.toolkit.parameters import value_of, values_of


def survey_rows() -> QuerySet[Survey]:
    """With the station and the number of answers that count."""
    counts = Count("responses", filter=Q(responses__discarded_at__isnull=True))
    return Survey.objects.select_related("station", "report").annotate(answered=counts)


def survey_by_code(code: str) -> Survey | None:
    """The survey of a public address."""
    return Survey.objects.select_related("station__site").filter(code=code).first()


@dataclass(frozen=True)
class Results:
    """What a survey found; `tallies` empty while too few answered (`least`)."""

    answered: int
    phone: int
    paper: int
    least: int
    small: int
    tallies: list[Tally]


def results_of(survey: Survey, today: dt.date) -> Results:
    """Counts of every closed question, two queries."""
    settings = values_of([LEAST_ANSWERS, SMALL_CELL], on=today, division_code=survey.division_code)
    rows = Response.objects.filter(survey=survey, discarded_at__isnull=True).order_by("position")
    sheets = list(rows.values_list("way", "choices"))
    least, small = settings[LEAST_ANSWERS], settings[SMALL_CELL]
    phone = sum(way == AnswerWay.PHONE for way, _ in sheets)
    found = tallies([choices for _, choices in sheets], small=small) if len(sheets) >= least else []
    return Results(len(sheets), phone, len(sheets) - phone, least, small, found)


def plot_of(tally: Tally) -> dict[str, Any]:
    """One question as bars; what is too small to be shown has no bar."""
    labels = [cell.label for cell in tally.cells]
    return {
        "categories": labels,
        "series": [{"name": "份", "values": [cell.count or 0 for cell in tally.cells]}],
        "unit": "份",
    }


def open_answers(survey: Survey) -> QuerySet[Response]:
    """Sheets with words on them, the latest first."""
    rows = Response.objects.filter(survey=survey, discarded_at__isnull=True, wrote=True)
    return rows.select_related("need", "survey__station").order_by("-position")


def stations_due(scope: Scope, action: Action, today: dt.date) -> list[Station]:
    """Social work stations in reach with no survey begun within the months of the parameter."""
    stations = list(Station.objects.within(scope, action).filter(kind="SW", state="OPERATING").order_by("id")[:200])
    begun = Survey.objects.filter(station__in=stations).exclude(state=SurveyState.DRAFT)
    last = dict(begun.values("station").annotate(on=Max("starts_on")).order_by("station").values_list("station", "on"))
    months = value_of(REFRESH_MONTHS, on=today)
    return [one for one in stations if refresh_due(last.get(one.pk), today=today, months=months)]


def words_of(response: Response) -> dict[str, str]:
    """Open answers by question."""
    return dict(json.loads(response.words)) if response.words else {}


@dataclass(frozen=True)
class OpenSheet:
    """Words of one sheet by question."""

    response: Response
    words: list[tuple[str, str]]


def open_sheets(survey: Survey) -> list[OpenSheet]:
    """The latest hundred sheets with words, opened."""
    texts = {one.key: one.text for one in OPEN}
    rows = open_answers(survey)[:100]
    return [OpenSheet(row, [(texts[key], text) for key, text in words_of(row).items()]) for row in rows]


def response_rows() -> QuerySet[Response]:
    """Sheets with their survey, to do something with one."""
    return Response.objects.select_related("survey__station", "need")


def surveys_of_stations(stations: list[Station]) -> dict[int, Any]:
    """{station id: surveys of its community, the latest first}, one query: both stations of a site hold one survey."""
    codes = {one.division_code for one in stations}
    found: dict[str, list[Survey]] = {}
    for row in survey_rows().filter(division_code__in=codes).order_by("-starts_on", "-id"):
        found.setdefault(row.division_code, []).append(row)
    return {one.pk: found.get(one.division_code, []) for one in stations}

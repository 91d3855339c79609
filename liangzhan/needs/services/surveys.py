"""A survey is planned with the two committees, opened, closed, told of (notice 3.2.1, 3.2.2)."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.needs.choices import SurveyEvent, SurveyState
from liangzhan.needs.instrument import VERSION
from liangzhan.needs.models import Survey
from liangzhan.needs.rules.surveys import SURVEY_TABLE, SurveyFacts, survey_problems
from liangzhan.stations.models import Station
from liangzhan.stations.uploads import kept_paper
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move

TEXTS = ("title", "committee_note", "sampling")
OTHERS = ("way", "with_committee", "population", "sample", "starts_on", "ends_on")


@recorded(SurveyEvent.SAVED, keep=["station"])
def save_survey(
    *, facts: SurveyFacts, station: Station, form_key: UUID, by: Actor, survey: Survey | None = None
) -> Survey:
    """Write the plan of a survey (once for each `form_key`) or change it before it is closed. Raises RuleBroken."""
    if survey is None and (held := Survey.objects.filter(form_key=form_key, station=station).first()) is not None:
        return held
    if survey is not None and survey.state not in (SurveyState.DRAFT, SurveyState.OPEN):
        raise RuleBroken(f"调查{survey.get_state_display()}，方案不能再改。")
    for field, sentence in survey_problems(facts).items():
        raise RuleBroken(sentence, field=field)
    row = survey or Survey(
        station=station,
        division_code=station.division_code,
        instrument=VERSION,
        code=secrets.token_urlsafe(9),
        form_key=form_key,
        state_since=today(),
        prepared_at=moment(),
        prepared_by=by,
    )
    for name in TEXTS:
        setattr(row, name, getattr(facts, name).strip())
    for name in OTHERS:
        setattr(row, name, getattr(facts, name))
    row.save()
    return row


@recorded(SurveyEvent.OPENED)
def open_survey(*, survey: Survey, by: Actor) -> Survey:
    """From now on residents may answer, within the days of the plan."""
    if survey.ends_on < today():
        raise RuleBroken("截止日期已过，请先更正方案里的日期。")
    return move(survey, SurveyState.OPEN, table=SURVEY_TABLE, by=by)


@recorded(SurveyEvent.CLOSED)
def close_survey(*, survey: Survey, by: Actor) -> Survey:
    """No more answers; the results stand."""
    return move(survey, SurveyState.CLOSED, table=SURVEY_TABLE, by=by)


@recorded(SurveyEvent.REOPENED)
def reopen_survey(*, survey: Survey, by: Actor) -> Survey:
    """More answers are wanted, until the day of the plan or at least today."""
    return move(survey, SurveyState.OPEN, table=SURVEY_TABLE, by=by, ends_on=max(survey.ends_on, today()))


@recorded(SurveyEvent.PUBLISHED, keep=["published_where"])
def publish_survey(
    *, survey: Survey, summary: str, published_where: str, committee_note: str, by: Actor, report: Any = None
) -> Survey:
    """Tell residents in words what was found, together with the two committees; the public address shows these words."""
    for field, words, sentence in (
        ("summary", summary, "请用几句话写明结果，居民会看到。"),
        ("published_where", published_where, "请写明在哪里公布。"),
        ("committee_note", committee_note, "请写明两委怎样参加、怎样核对结果。"),
    ):
        if not words.strip():
            raise RuleBroken(sentence, field=field)
    told = {"summary": summary.strip(), "published_where": published_where.strip(), "published_on": today()}
    file = kept_paper(report, "需求和资源调查报告", by, field="report")
    more: dict[str, Any] = {**told, "committee_note": committee_note.strip(), "report": file or survey.report}
    return move(survey, SurveyState.PUBLISHED, table=SURVEY_TABLE, by=by, **more)

"""Answers come in from residents' phones and from paper, and become needs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.needs.choices import AnswerWay, NeedGroup, NeedSource, SurveyEvent, SurveyState
from liangzhan.needs.models import Need, Response, Survey
from liangzhan.needs.queries.surveys import words_of
from liangzhan.needs.rules.surveys import answer_problems, closed_words, is_open, need_of
from liangzhan.needs.services.needs import raise_need
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.numbering import next_number
from liangzhan.toolkit.periods import moment, today


@dataclass(frozen=True)
class Sheet:
    """What was answered: option numbers and words, by question."""

    choices: Mapping[str, Sequence[str]]
    words: Mapping[str, str]


@recorded(SurveyEvent.ANSWERED)
def receive_answer(*, survey: Survey, sheet: Sheet, form_key: UUID, by: Actor, contact: str = "") -> Response:
    """A resident answered, once for each `form_key`. `contact` of whoever asks to be called, with consent, becomes a need
    of its own that is tied to no sheet. Raises RuleBroken naming the question."""
    survey = Survey.objects.select_for_update(of=("self",)).select_related("station").get(pk=survey.pk)
    if (held := Response.objects.filter(form_key=form_key, survey=survey).first()) is not None:
        return held
    if not is_open(survey.state, survey.starts_on, survey.ends_on, today=today()):
        raise RuleBroken(closed_words(survey.state, survey.starts_on, survey.ends_on, today=today()))
    response = _keep(survey, sheet, form_key, AnswerWay.PHONE, by)
    if contact.strip():
        category, urgency = need_of(response.choices)
        raise_need(
            station=survey.station,
            category=category,
            description=sheet.words.get("q14", "").strip() or "居民在调查中请站里联系。",
            source=NeedSource.SURVEY,
            urgency=urgency,
            contact=contact,
            by=by,
        )
    return response


@recorded(SurveyEvent.ENTERED)
def enter_answer(*, survey: Survey, sheet: Sheet, form_key: UUID, by: Actor) -> Response:
    """A paper sheet is typed in, also after the last day while the survey is not told of. Raises RuleBroken."""
    survey = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    if (held := Response.objects.filter(form_key=form_key, survey=survey).first()) is not None:
        return held
    if survey.state not in (SurveyState.OPEN, SurveyState.CLOSED):
        raise RuleBroken(f"调查{survey.get_state_display()}，不能录入答卷。")
    return _keep(survey, sheet, form_key, AnswerWay.PAPER, by)


@recorded(SurveyEvent.DISCARDED, keep=["reason"])
def discard_answer(*, response: Response, reason: str, by: Actor) -> Response:
    """A sheet that is no answer (a test, a joke) counts no more; it stays readable. Raises RuleBroken without a reason."""
    row = Response.objects.select_for_update(of=("self",)).select_related("survey").get(pk=response.pk)
    if not reason.strip():
        raise RuleBroken("请写明作废的理由。", field="reason")
    if row.discarded_at is not None:
        return row
    if row.survey.state == SurveyState.PUBLISHED:
        raise RuleBroken("结果已经公布，不能再作废答卷。")
    row.discarded_at, row.discarded_by, row.discarded_reason = moment(), by, reason.strip()
    row.save(update_fields=["discarded_at", "discarded_by", "discarded_reason"])
    return row


@recorded(SurveyEvent.TAKEN_UP)
def need_from_answer(*, response: Response, by: Actor) -> Need:
    """One click: the words of a sheet become a need of the group; nobody is named. Twice is the same need."""
    words = words_of(response)
    text = words.get("q14") or words.get("q15") or ""
    if not text:
        raise RuleBroken("这份答卷没有写希望站里做的事，不能直接登记；请在“登记需求”里填写。")
    category, urgency = need_of(response.choices)
    need = raise_need(
        station=response.survey.station,
        category=category,
        description=text,
        source=NeedSource.SURVEY,
        urgency=urgency,
        group=NeedGroup.ALL,
        voucher=f"needs.Response:{response.uuid}",
        by=by,
    )
    Response.objects.filter(pk=response.pk).update(need=need)
    return need


def _keep(survey: Survey, sheet: Sheet, form_key: UUID, way: AnswerWay, by: Actor) -> Response:
    for field, sentence in answer_problems(sheet.choices, sheet.words).items():
        raise RuleBroken(sentence, field=field)
    words = {key: text.strip() for key, text in sheet.words.items() if text.strip()}
    return Response.objects.create(
        survey=survey,
        position=next_number(f"survey:{survey.pk}"),
        way=way,
        choices={key: sorted(chosen) for key, chosen in sheet.choices.items() if chosen},
        wrote=bool(words),
        words=json.dumps(words, ensure_ascii=False) if words else "",
        form_key=form_key,
        received_at=moment(),
        received_by=by,
    )

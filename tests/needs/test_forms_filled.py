"""The survey, its fifteen questions and a need: every line of docs/forms.md typed into its page, saved, and read back."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from liangzhan.needs.instrument import OPEN, QUESTIONS
from liangzhan.needs.models import Need, Response, Survey
from liangzhan.toolkit.periods import today
from tests.factories.acceptance import picture
from tests.factories.needs import agree
from tests.factories.people import make_individual
from tests.formbook.filling import Filling

WORDS = {one.key: f"示例：{one.key}。" for one in OPEN}


def day(days: int) -> str:
    """So many days from today, as a form writes it."""
    return f"{today() + dt.timedelta(days=days):%Y-%m-%d}"


def type_in(client, where, given):
    """(the empty page, after its form was sent and taken)."""
    page = client.get(where).text
    with client.allow(60):
        answer = client.post(where, {"form_key": uuid.uuid4(), **given})
    assert answer.status_code == 302
    return page


@pytest.fixture
def survey(station, social_worker):
    """(the survey that runs, its form half filled in)."""
    given = {
        "station": station.pk, "title": "2026 年居民需求和社区资源调查", "way": "INTERVIEW", "with_committee": "on",
        "committee_note": "居委会副主任参加入户", "population": "1200", "sample": "60", "sampling": "每栋楼每层一户",
        "starts_on": day(-3), "ends_on": day(20),
    }  # fmt: skip
    page, form = type_in(social_worker.client, reverse("needs:survey-add"), given), Filling("调查计划")
    row = Survey.objects.get()
    form.filled(page, given, row)
    social_worker.client.post(reverse("needs:survey-open", args=[row.uuid]))
    return row, form


def test_the_plan_and_what_came_of_it(survey, social_worker):
    (row, form), client = survey, social_worker.client
    client.post(reverse("needs:survey-close", args=[row.uuid]))
    given = {"summary": "最需要陪伴。", "published_where": "公告栏", "committee_note": "两委核对", "report": picture()}
    page = type_in(client, reverse("needs:survey-publish", args=[row.uuid]), given)
    row.refresh_from_db()
    form.filled(page, given, row)
    form.only()


def asked(key, chosen):
    """How a closed answer is read back: the number of the option under its question."""
    return lambda choices: choices[key] == [chosen]


def said(key):
    """How an open answer is read back."""
    return lambda words: WORDS[key] in words


@pytest.mark.parametrize("way", ["phone", "paper"])
def test_fifteen_questions(survey, social_worker, client, way):
    (row, _), form = survey, Filling("调查答卷")
    given = {one.key: WORDS.get(one.key, "2") for one in QUESTIONS} | {"q4": "1", "q5": "1"}
    lines = {line: field for line, (_, field) in form.left.items() if field.startswith("q")}
    assert list(lines.values()) == [one.key for one in QUESTIONS]
    kept = {line: said(key) if key in WORDS else asked(key, given[key]) for line, key in lines.items()}
    if way == "phone":
        call = {"wants_call": "on", "contact": "李女士 024-22880000"}
        page = type_in(client, reverse("needs:answer", args=[row.code]), {**given, **call})
        form.filled(page, {**given, **call}, Response.objects.get(), Need.objects.get(), kept=kept)
        form.only()
    else:
        page = type_in(social_worker.client, reverse("needs:survey-enter", args=[row.uuid]), given)
        form.filled(page, given, Response.objects.get(), kept=kept)
        form.only("wants a call", "name and phone")  # whoever writes a name on paper is asked at the door


def test_a_need(station, social_worker):
    given = {
        "station": station.pk, "source": "DOOR", "group": "ELDER", "category": "S10", "description": "想有人常来坐坐。",
        "persons_concerned": "3", "urgency": "3", "importance": "4", "raised_on": day(-1),
    }  # fmt: skip
    page, form = type_in(social_worker.client, reverse("needs:need-add"), given), Filling("需求")
    row, person = Need.objects.get(), make_individual("王小明", station=station, tie="CLIENT")
    form.filled(page, given, row)
    agree(person, station)
    with social_worker.client.allow(60):
        social_worker.client.post(reverse("needs:need-name-to", args=[row.uuid, person.uuid]))
    row.refresh_from_db()
    form.filled(page, {}, row)
    form.only("contact")

"""Needs, resources and the yearly survey of a full station."""

from __future__ import annotations

import datetime as dt

from liangzhan.demo.needs import follow
from liangzhan.demo.year_place import Place
from liangzhan.demo.year_words import NEEDS, PLACES
from liangzhan.needs.instrument import CLOSED
from liangzhan.needs.rules.resources import ResourceFacts
from liangzhan.needs.rules.surveys import SurveyFacts
from liangzhan.needs.services import answers, resources, surveys
from liangzhan.needs.services.needs import raise_need
from liangzhan.toolkit.periods import acting_on, today

WORDS = ("楼道加扶手", "教老人用手机", "周末办活动", "有人陪着去医院", "孩子放学有地方去")


def needs_of(place: Place) -> None:
    """Three to eight needs, two to five resources, one survey told of to residents."""
    dice = place.dice
    for category, words, group, source, urgency, heads, to in dice.sample(NEEDS, dice.randint(3, 8)):
        raised = today() - dt.timedelta(days=dice.randint(10, 300))
        told = {"group": group, "urgency": urgency, "persons_concerned": heads, "raised_on": raised}
        with acting_on(raised):
            need = raise_need(
                station=place.station, category=category, description=words, source=source, by=place.by, **told
            )
        follow(need, to, raised, place.by)
    with acting_on(today() - dt.timedelta(days=dice.randint(30, 300))):
        for at, row in enumerate(dice.sample(PLACES, dice.randint(2, 5))):
            facts = ResourceFacts(*row, contact="024-00000000")
            resources.save_resource(
                facts=facts, station=place.station, form_key=place.key(f"resource:{at}"), by=place.by
            )
    survey(place)


def survey(place: Place) -> None:
    """The fifteen questions on paper, typed in; results told of when it was over."""
    dice, by = place.dice, place.by
    begun = today() - dt.timedelta(days=dice.randint(60, 320))
    number = dice.randint(20, 45)
    note = "居委会副主任带队入户"
    facts = SurveyFacts(
        f"{begun.year}年居民需求和社区资源调查（示例）",
        "QUESTIONNAIRE",
        True,
        note,
        dice.randint(900, 3200),
        number,
        "每栋楼每层一户",
        begun,
        begun + dt.timedelta(days=21),
    )
    with acting_on(begun):
        row = surveys.save_survey(facts=facts, station=place.station, form_key=place.key("survey"), by=by)
        row = surveys.open_survey(survey=row, by=by)
    with acting_on(begun + dt.timedelta(days=15)):
        for at in range(number):
            answers.enter_answer(survey=row, sheet=sheet(place, at), form_key=place.key(f"answer:{at}"), by=by)
    with acting_on(begun + dt.timedelta(days=22)):
        row = surveys.close_survey(survey=row, by=by)
        told = {"summary": f"{number} 户居民填了问卷，最需要的是生活帮扶和人文关怀。", "committee_note": note}
        surveys.publish_survey(survey=row, published_where="社区公告栏（示例）", by=by, **told)


def sheet(place: Place, at: int) -> answers.Sheet:
    """One household's answers; some leave questions empty, as people do."""
    dice = place.dice
    choices = {}
    for question in CLOSED:
        if question.required or dice.random() < 0.9:
            options = range(1, len(question.options) + 1)
            chosen = dice.sample(options, min(question.most, dice.randint(1, 2)))
            choices[question.key] = sorted(str(one) for one in chosen)
    return answers.Sheet(choices, {"q14": dice.choice(WORDS)} if at % 6 == 0 else {})

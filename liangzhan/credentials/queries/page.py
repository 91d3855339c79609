"""What the pages of a training show, in few queries."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.credentials.choices import TrainingState
from liangzhan.credentials.models import Enrolment, Training
from liangzhan.credentials.queries.people import Holder, holders, own_holders
from liangzhan.credentials.queries.training import (
    applicants_of,
    live_enrolments,
    organises,
    reaches,
    roster_for,
    seated_count,
    seated_rows,
)
from liangzhan.credentials.rules.seats import seat_words
from liangzhan.credentials.rules.training import EDITABLE, LIVE, completion_problem, enrolment_problem
from liangzhan.occasions.queries.presence import present_ids
from liangzhan.stations.queries.register import area_names
from liangzhan.toolkit.keyset import page_of
from liangzhan.toolkit.periods import moment, today

RULE_ORDER = ("-community_worker", "applied_at", "pk")
PAGE = 100


def sentence_of(filters: Any) -> str:
    """省级 · 报名中: the filters in words."""
    if filters is None or not filters.is_bound or not filters.is_valid():
        return ""
    chosen = filters.cleaned_data
    area = area_names([chosen["area"]]).get(chosen["area"], "") if chosen.get("area") else ""
    words = [
        dict(filters.fields[name].choices).get(value, "")
        for name, value in chosen.items()
        if value and hasattr(filters.fields[name], "choices")
    ]
    typed = [str(chosen[name]) for name in ("year", "q") if chosen.get(name)]
    return " · ".join(one for one in (area, *words, *typed) if one)


def training_facts(training: Training, actor: Actor) -> dict[str, Any]:
    """What this reader may do with this training, and his own place on its roster."""
    now = timezone.localtime(moment())
    occasion, may_arrange = training.occasion, organises(training, actor)
    mine = own_enrolment(training, actor)
    begins, seated = timezone.localtime(occasion.starts_at), seated_count(training)
    problem, late_problem = (
        enrolment_problem(
            state=training.state,
            starts_at=begins,
            enrolment_ends_on=training.enrolment_ends_on,
            seats=training.seats,
            seated=seated,
            now=now,
            late=late,
        )
        for late in (False, True)
    )
    unfinished = completion_problem(
        state=training.state, ends_at=timezone.localtime(occasion.ends_at), seats=training.seats, now=now
    )
    return {
        "area": area_names([training.division_code]).get(training.division_code, "") or "全省",
        "begins": moment_words(occasion.starts_at),
        "ends": moment_words(occasion.ends_at),
        "organiser_rights": may_arrange,
        "shows_roster": may_arrange or actor.may(Action.TRAINING_ENROL_OTHERS),
        "editable": may_arrange and training.state in EDITABLE,
        "may_complete": may_arrange and unfinished == "",
        "mine": mine,
        "before": occasion.starts_at > now,
        "closed_words": problem,
        "may_enrol": actor.may(Action.TRAINING_ENROL) and mine is None and not problem and _for_me(training, actor),
        "may_enrol_others": actor.may(Action.TRAINING_ENROL_OTHERS) and not late_problem,
        "live": LIVE,
    }


def moment_words(at: dt.datetime) -> str:
    """2026年12月19日 09:00, in local time."""
    return f"{timezone.localtime(at):%Y年%-m月%-d日 %H:%M}"


def own_enrolment(training: Training, actor: Actor) -> Enrolment | None:
    """The reader's own line that was not withdrawn, or None."""
    if actor.person_uuid is None:
        return None
    rows = training.enrolments.filter(person__uuid=actor.person_uuid).exclude(state="WITHDRAWN")
    return rows.order_by("-id").first()


def _for_me(training: Training, actor: Actor) -> bool:
    own = own_holders(actor, on=today())
    return bool(own) and reaches(training, own[0].station)


def roster_page(training: Training, actor: Actor, cursor: str) -> dict[str, Any]:
    """The roster in the order of the rule, as far as the reader may see it."""
    page = page_of(roster_for(training, actor).order_by(), order=RULE_ORDER, cursor=cursor, size=PAGE)
    return {"page": page, "rows": page.items}


def seats_page(training: Training, cursor: str) -> dict[str, Any]:
    """Live applications in the order of the rule, each with the words why; figures for the head of the page."""
    applicants = applicants_of(training)
    page = page_of(live_enrolments(training).order_by(), order=RULE_ORDER, cursor=cursor, size=PAGE)
    workers = sum(one.community_worker for one in applicants)
    return {
        "page": page,
        "rows": page.items,
        "words_of": seat_words(applicants, training.seats),
        "total": len(applicants),
        "workers": workers,
        "may_fix": training.state == TrainingState.OPEN,
    }


def completion_of(training: Training) -> dict[str, Any]:
    """Who has a seat, who was there, and the hours of the training."""
    return {"rows": seated_rows(training), "present": present_ids(training.occasion), "hours": training.hours}


def people_to_enrol(training: Training, actor: Actor) -> list[Holder]:
    """The actor's own people for whom the training is and who have not signed up, each once."""
    there = set(training.enrolments.filter(state__in=LIVE).values_list("person_id", flat=True))
    found = holders(actor, Action.TRAINING_ENROL_OTHERS, on=today())
    fits = {
        one.station.pk: reaches(training, one.station) for one in {each.station.pk: each for each in found}.values()
    }
    free = [one for one in found if one.person.pk not in there and fits[one.station.pk]]
    return list({one.person.pk: one for one in reversed(free)}.values())[::-1]

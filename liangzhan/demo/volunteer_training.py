"""Trainings of the main site's volunteers: one completed, two that take people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from django.utils import timezone

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.credentials.models import Training
from liangzhan.credentials.queries.people import holders
from liangzhan.credentials.queries.training import seated_rows
from liangzhan.credentials.rules.training import TrainingFacts
from liangzhan.credentials.services.completion import Result, complete
from liangzhan.credentials.services.enrolment import enrol_people
from liangzhan.credentials.services.training import open_enrolment, save_training
from liangzhan.demo.attendance import team_of
from liangzhan.demo.credentials import at, saturday
from liangzhan.occasions.services.roll import take_roll
from liangzhan.people.choices import TieKind
from liangzhan.stations.models import Site, Station
from liangzhan.toolkit.periods import acting_on, today
from liangzhan.volunteers.models import Volunteer

AGO, MISSED = 12, 1  # days since the first training; how many did not come


def trainings_of(main: Site, say: Callable[[str], None]) -> None:
    """Through the services: arranged, signed up by the keeper, roll, confirmed; the next ones take people."""
    team = team_of(main)
    head, station = team.actors["head"], team.vs
    day = saturday(-AGO)
    with acting_on(day - dt.timedelta(days=5)):
        training = _arranged(station, "志愿者通用培训第二期（示例）", "VOLUNTEER_BASIC", day, head)
        active = set(Volunteer.objects.filter(station=station, state="ACTIVE").values_list("person_id", flat=True))
        known = holders(head, Action.TRAINING_ENROL_OTHERS, on=today(), kinds=[TieKind.VOLUNTEER])
        people = [one for one in known if one.station == station and one.person.pk in active]
        enrol_people(training=training, people=people, by=head)
    rows = seated_rows(training)
    came = rows[:-MISSED]
    with acting_on(day + dt.timedelta(days=1)):
        marks = {row.person_id: "PRESENT" if row in came else "ABSENT" for row in rows}
        take_roll(occasion=training.occasion, marks=marks, by=head)
        complete(training=training, results={row.pk: Result(True, Decimal("3.0")) for row in came}, by=head)
    _arranged(station, "应急救护培训（示例）", "EMERGENCY", saturday(16), head)
    _arranged(station, "陪伴老人专项培训（示例）", "VOLUNTEER_SPECIAL", saturday(23), head)
    say(f"志愿者培训：3 期，{len(came)} 人完成通用培训")


def _arranged(station: Station, title: str, kind: str, day: dt.date, by: Actor) -> Training:
    facts = TrainingFacts(
        title=title,
        kind=kind,
        level="AGENCY",
        organiser=station.name,
        hours=Decimal("3.0"),
        starts_at=at(day, 9),
        ends_at=at(day, 12),
        place="社区活动室",
        content="志愿服务条例、安全和应急、与服务对象相处、时长记录（示例）。",
        enrolment_ends_on=timezone.localtime(at(day, 9)).date() - dt.timedelta(days=1),
    )
    return open_enrolment(training=save_training(facts=facts, station=station, by=by), by=by)

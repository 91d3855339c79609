"""Trainings, learning, clearances and texts written directly; the deeds themselves are tested through the services."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils import timezone

from liangzhan.credentials.models import (
    Award,
    Commitment,
    CommitmentText,
    Enrolment,
    Learning,
    MinorsClearance,
    Training,
)
from liangzhan.people.models import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today
from tests.factories.occasions import make_occasion, make_stay
from tests.factories.people import BY, DAY, make_individual
from tests.factories.stations import make_kept

SCENARIOS = [
    {"question": f"第{n}个情景，您会怎样做？", "options": ["对的做法", "错的做法"], "right": 0, "why": f"理由{n}。"}
    for n in range(1, 4)
]


def at(days: int, hour: int = 9) -> dt.datetime:
    """A moment so many days from today, at an hour of the clock here."""
    return timezone.make_aware(dt.datetime.combine(today() + dt.timedelta(days=days), dt.time(hour)))


def make_training(
    *, station: Station | None = None, code: str = "210102000000", days: int = 10, **fields: Any
) -> Training:
    """A training of six hours so many days from now, open for enrolment, without a limit of seats."""
    division_code = station.division_code if station else code
    title = fields.pop("title", "个案工作方法")
    occasion = make_occasion(
        title,
        kind="TRAINING",
        station=station,
        division_code=division_code,
        place=fields.pop("place", "三楼会议室"),
        starts_at=fields.pop("starts_at", at(days)),
        ends_at=fields.pop("ends_at", at(days, 16)),
    )
    given: dict[str, Any] = {
        "kind": "SOCIAL_WORK",
        "level": "AGENCY" if station else "COUNTY",
        "organiser": "示例举办单位",
        "hours": Decimal("6.0"),
        "state": "OPEN",
        "state_since": today(),
    }
    return Training.objects.create(
        occasion=occasion,
        station=station,
        division_code=division_code,
        title=title,
        saved_by=BY,
        **{**given, **fields},
    )


def make_enrolment(training: Training, station: Station, person: Person | None = None, **fields: Any) -> Enrolment:
    """A person of the station on the roster."""
    who = person or make_individual(station=station)
    given: dict[str, Any] = {"label": "王小明", "state": "APPLIED", "state_since": today(), "applied_by": BY}
    return Enrolment.objects.create(training=training, person=who, station=station, **{**given, **fields})


def make_present(training: Training, *persons: Person) -> None:
    """They were there from beginning to end."""
    for person in persons:
        make_stay(training.occasion, person)


def make_learning(person: Person, station: Station, **fields: Any) -> Learning:
    """A course that counts."""
    given: dict[str, Any] = {
        "source": "COURSE",
        "title": "小组工作",
        "completed_on": DAY,
        "hours": Decimal("8.0"),
        "state": "COUNTED",
        "state_since": DAY,
        "saved_by": BY,
    }
    return Learning.objects.create(person=person, station=station, **{**given, **fields})


def make_clearance(
    person: Person, station: Station, queried_on: dt.date | None = None, **fields: Any
) -> MinorsClearance:
    """A query of today, clear unless told."""
    given: dict[str, Any] = {"channel": "POLICE", "result": "CLEAR", "recorded_by": BY}
    return MinorsClearance.objects.create(
        person=person, station=station, queried_on=queried_on or today(), **{**given, **fields}
    )


def make_award(person: Person, station: Station, **fields: Any) -> Award:
    """A county's award on proof."""
    given: dict[str, Any] = {
        "label": "王小明",
        "name": "优秀社会工作者",
        "level": "COUNTY",
        "awarded_on": dt.date(2025, 3, 5),
        "giver": "示例区民政局",
        "proof": fields.pop("proof") if "proof" in fields else make_kept("证书"),
        "saved_by": BY,
    }
    return Award.objects.create(person=person, station=station, **{**given, **fields})


def make_text(kind: str = "ETHICS", **fields: Any) -> CommitmentText:
    """The first version, in force since 2020."""
    given: dict[str, Any] = {
        "version": 1,
        "title": "职业道德承诺书（示例范本）",
        "basis": "《社会工作者职业道德指引》",
        "text": "我承诺尊重每一位服务对象。\n我承诺保守秘密。",
        "scenarios": SCENARIOS,
        "valid_from": DAY,
        "published_by": BY,
    }
    return CommitmentText.objects.create(kind=kind, **{**given, **fields})


def make_commitment(person: Person, station: Station, text: CommitmentText, **fields: Any) -> Commitment:
    """Signed today on the page."""
    given: dict[str, Any] = {"year": today().year, "signed_on": today(), "way": "PAGE", "recorded_by": BY}
    return Commitment.objects.create(person=person, station=station, text=text, **{**given, **fields})

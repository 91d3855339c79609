"""Cases and their papers written directly; opening, deciding and working are tested through the services."""

import datetime as dt
import itertools
import json
import uuid
from typing import Any

from liangzhan.casework.models import (
    Agreement,
    Assessment,
    Case,
    CaseMember,
    Contact,
    Intake,
    Objective,
    Plan,
    Review,
    ScaleScore,
)
from liangzhan.people.models import Consent, ConsentText, Person
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today
from tests.factories.people import BY, make_individual

# Apart from those that `open_case` takes from the counter: a factory must never sit on the next number of a series.
_numbers = itertools.count(5001)


def ago(days: int) -> dt.date:
    """So many days before today."""
    return today() - dt.timedelta(days=days)


def make_case(
    station: Station,
    person: Person | None = None,
    worker: Worker | None = None,
    *,
    accepted: bool = True,
    papers: bool = False,
    contacts: int = 0,
    **fields: Any,
) -> Case:
    """An accepted case that began 30 days ago, led by the worker; `papers` adds C-02, C-03 and an agreed C-04."""
    person = person or make_individual("王小明", station=station, tie="CLIENT")
    opened = fields.setdefault("opened_on", ago(30))
    if accepted:
        fields.setdefault("accepted_on", opened)
        number = f"{station.division_code}-SW-CASE-{opened.year}-{next(_numbers):04d}"
        fields.setdefault("number", number)
    fields.setdefault("state_since", opened)
    given = {"source": "SELF", "problem": "示例问题", "opened_by": BY, "division_code": station.division_code}
    case = Case.objects.create(station=station, person=person, **{**given, **fields})
    Intake.objects.create(
        case=case,
        on=opened,
        source=case.source,
        problem="示例问题",
        decision="ACCEPT" if accepted else "",
        decided_on=case.accepted_on,
        saved_by=BY,
    )
    if worker is not None:
        make_member(case, worker, "LEAD")
    if papers:
        make_agreement(case)
        make_assessment(case)
        make_plan(case)
    for number in range(contacts):
        make_contact(case, worker, on=ago(20 - number), number=number + 1)
    return case


def make_member(case: Case, worker: Worker, role: str = "MEMBER", **fields: Any) -> CaseMember:
    fields.setdefault("since_on", case.opened_on)
    return CaseMember.objects.create(case=case, worker=worker, role=role, added_by=BY, **fields)


def make_agreement(case: Case, **fields: Any) -> Agreement:
    """C-02 on paper, the limits explained."""
    day = fields.setdefault("on", case.opened_on)
    text, _ = ConsentText.objects.get_or_create(
        purpose="CASE",
        version=1,
        defaults={"title": "同意书", "text": "示例文本", "valid_from": day, "published_by": BY},
    )
    consent = Consent.objects.create(
        person=case.person,
        station=case.station,
        text=text,
        way="PAPER",
        given_on=day,
        recorded_by=BY,
        **{name: fields.pop(name) for name in ("withdrawn_on", "withdrawn_by") if name in fields},
    )
    return Agreement.objects.create(
        case=case, consent=consent, limits_explained=True, from_on=day, saved_by=BY, **fields
    )


def make_assessment(case: Case, **fields: Any) -> Assessment:
    fields.setdefault("on", case.opened_on)
    return Assessment.objects.create(case=case, conclusion="示例结论", saved_by=BY, **fields)


def make_plan(case: Case, *, objectives: int = 1, agreed: bool = True, **fields: Any) -> Plan:
    """C-04, agreed to by the client unless told."""
    fields.setdefault("on", case.opened_on)
    if agreed:
        fields.setdefault("client_agrees_on", fields["on"])
    given = {"goal": "示例总目标", "theory": "TASK", "steps": "示例步骤", "saved_by": BY}
    plan = Plan.objects.create(case=case, **{**given, **fields})
    for position in range(1, objectives + 1):
        Objective.objects.create(
            uuid=uuid.uuid4(),
            plan=plan,
            position=position,
            text="示例目标",
            measure="示例衡量",
            due_on=plan.on + dt.timedelta(days=90),
        )
    return plan


def make_contact(case: Case, worker: Worker | None = None, *, number: int = 1, **fields: Any) -> Contact:
    """C-05: half an hour at home from nine o'clock."""
    day = fields.setdefault("on", ago(1))
    if worker is None:
        worker = CaseMember.objects.filter(case=case).order_by("id").get().worker
    starts = dt.datetime.combine(day, dt.time(9), dt.timezone(dt.timedelta(hours=8)))
    given = {
        "seq": number,
        "starts_at": starts,
        "ends_at": starts + dt.timedelta(minutes=30),
        "minutes": 30,
        "mode": "HOME_VISIT",
        "service_kind": "S10",
        "purpose": "示例目的",
        "content": "示例过程",
        "saved_by": BY,
    }
    return Contact.objects.create(case=case, worker=worker, **{**given, **fields})


def make_review(case: Case, **fields: Any) -> Review:
    fields.setdefault("on", ago(1))
    return Review.objects.create(case=case, findings="示例发现", saved_by=BY, **fields)


def make_scores(case: Case, moment: str, *, each: int = 3, **fields: Any) -> ScaleScore:
    """The eight items with one score each."""
    fields.setdefault("on", ago(1))
    items = json.dumps([each] * 8)
    return ScaleScore.objects.create(case=case, moment=moment, items=items, total=each * 8, saved_by=BY, **fields)

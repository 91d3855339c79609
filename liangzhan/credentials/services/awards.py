"""Awards are recorded on proof and, when wrong, withdrawn with a reason (《通知》四（三）)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.credentials.choices import CredentialEvent
from liangzhan.credentials.models import Award
from liangzhan.credentials.queries.people import is_tied
from liangzhan.credentials.rules.awards import award_problems
from liangzhan.credentials.uploads import kept_proof
from liangzhan.people.models import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today


@recorded(CredentialEvent.AWARD_SAVED, keep=["name", "level", "awarded_on", "giver", "station"])
def record_award(
    *,
    person: Person,
    label: str,
    station: Station,
    name: str,
    level: str,
    awarded_on: dt.date,
    giver: str,
    by: Actor,
    proof: Any = None,
) -> Award:
    """Record an award with name, day and giver (办法 §9). Raises RuleBroken at the field; the same award once only."""
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not by.may_at(Action.AWARD_MANAGE, code=station.division_code, station_id=station.pk):
        raise RuleBroken("您不能登记这个站点的表彰。")
    if not is_tied(person, station):
        raise RuleBroken("这个人不是这个站点的人员。", field="person")
    problems = award_problems(level=level, awarded_on=awarded_on, has_proof=bool(proof), today=today())
    for field, sentence in problems.items():
        raise RuleBroken(sentence, field=field)
    standing = Award.objects.filter(person=person, withdrawn_at__isnull=True, awarded_on=awarded_on)
    if standing.filter(name=name.strip()).exists():
        raise RuleBroken("这项表彰已经登记。", field="name")
    return Award.objects.create(
        person=person,
        label=label,
        station=station,
        name=name.strip(),
        level=level,
        awarded_on=awarded_on,
        giver=giver.strip(),
        proof=kept_proof(proof, "表彰证书或文件", by, field="proof"),
        saved_by=by,
    )


@recorded(CredentialEvent.AWARD_WITHDRAWN, keep=["award", "reason"])
def withdraw_award(*, award: Award, reason: str, by: Actor) -> Award:
    """A wrong entry is withdrawn; it stays readable with the reason. Raises RuleBroken without one, or when withdrawn."""
    if not reason.strip():
        raise RuleBroken("请写明撤销登记的理由。", field="reason")
    row = Award.objects.select_for_update(of=("self",)).select_related("station").get(pk=award.pk)
    if row.withdrawn_at is not None:
        raise RuleBroken("这项登记已经撤销。")
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = moment(), by, reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    return row

"""The ledger of resources: written down, confirmed, ended."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.needs.choices import ResourceEvent, ResourceState
from liangzhan.needs.models import Resource
from liangzhan.needs.rules.resources import RESOURCE_TABLE, ResourceFacts, resource_problems
from liangzhan.stations.models import Station
from liangzhan.stations.uploads import kept_paper
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move

TEXTS = ("name", "owner", "description", "capacity", "conditions", "contact", "value_note")
OTHERS = ("kind", "side", "valid_to", "value_fen", "value_basis", "longitude", "latitude")


@recorded(ResourceEvent.SAVED, keep=["station"])
def save_resource(
    *,
    facts: ResourceFacts,
    station: Station,
    form_key: UUID,
    by: Actor,
    resource: Resource | None = None,
    agreement: Any = None,
) -> Resource:
    """Write a resource down (once for each `form_key`) or put it right; either way somebody has just asked, so it counts
    as confirmed. Raises RuleBroken naming the field."""
    if resource is None and (held := Resource.objects.filter(form_key=form_key, station=station).first()) is not None:
        return held
    for field, sentence in resource_problems(facts).items():
        raise RuleBroken(sentence, field=field)
    row = resource or Resource(
        station=station,
        division_code=station.division_code,
        form_key=form_key,
        state_since=today(),
        registered_at=moment(),
        registered_by=by,
    )
    for name in TEXTS:
        setattr(row, name, getattr(facts, name).strip())
    for name in OTHERS:
        setattr(row, name, getattr(facts, name))
    row.confirmed_on = today()
    row.agreement = kept_paper(agreement, "资源协议", by, field="agreement") or row.agreement
    row.save()
    return row


@recorded(ResourceEvent.CONFIRMED, keep=["on"])
def confirm_resource(*, resource: Resource, by: Actor, on: dt.date | None = None) -> Resource:
    """Somebody asked the owner: it is still there."""
    row = Resource.objects.select_for_update(of=("self",)).get(pk=resource.pk)
    if row.state != ResourceState.ACTIVE:
        raise RuleBroken("这项资源已停用，请先恢复。")
    day = on or today()
    if day > today() or day < row.confirmed_on:
        raise RuleBroken(f"确认日期应在上次确认 {row.confirmed_on:%Y-%m-%d} 和今天之间。", field="on")
    row.confirmed_on = day
    row.save(update_fields=["confirmed_on"])
    return row


@recorded(ResourceEvent.ENDED, keep=["reason"])
def end_resource(*, resource: Resource, reason: str, by: Actor) -> Resource:
    """It can be used no more; what it was used for stays."""
    if not reason.strip():
        raise RuleBroken("请写明停用的理由。", field="reason")
    return move(resource, ResourceState.ENDED, table=RESOURCE_TABLE, by=by, reason=reason.strip())


@recorded(ResourceEvent.RESUMED)
def resume_resource(*, resource: Resource, by: Actor) -> Resource:
    """It can be used again, confirmed today."""
    return move(resource, ResourceState.ACTIVE, table=RESOURCE_TABLE, by=by, confirmed_on=today())

"""Coordination records read: one, the list, what is to be looked at again, what the ledger holds of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.activities.choices import Outcome
from liangzhan.activities.models import Coordination, CoordinationParty
from liangzhan.activities.queries.visits import RECORD, VIEW
from liangzhan.activities.rules.coordination import CoordinationFacts, lines_of
from liangzhan.activities.rules.visits import Visited
from liangzhan.ledger.rules.lines import Line, digest_of

BATCH = 500


def coordination_rows() -> QuerySet[Coordination]:
    """Records with worker, station and parties, for a page or a list."""
    parties = CoordinationParty.objects.select_related("person").order_by("id")
    rows = Coordination.objects.select_related("worker__person", "station")
    return rows.prefetch_related(Prefetch("parties", queryset=parties))


def coordination_of_key(form_key: str) -> Coordination | None:
    """The record that a form has already written, or None; also for a key that is none."""
    try:
        return Coordination.objects.filter(form_key=UUID(form_key)).first()
    except ValueError:
        return None


def narrowed(rows: QuerySet[Coordination], chosen: dict[str, Any]) -> QuerySet[Coordination]:
    """The cleaned filters of the form applied; withdrawn records only when asked for."""
    show = chosen.get("show", "")
    rows = rows.exclude(withdrawn_at__isnull=True) if show == "withdrawn" else rows.standing()  # type: ignore[attr-defined]
    for name in ("kind", "topic", "outcome"):
        if value := chosen.get(name):
            rows = rows.filter(**{name: value})
    return rows


def to_follow_up(scope: Scope, today: dt.date) -> QuerySet[Coordination]:
    """Matters whose day of looking again has come."""
    rows = Coordination.objects.standing().within(scope, RECORD).filter(follow_up_on__lte=today)
    return rows.exclude(outcome=Outcome.HANDED_ON).order_by("follow_up_on", "pk")


def facts_on(row: Coordination) -> CoordinationFacts:
    """What stands on the row (opens the encrypted texts)."""
    return _facts(row, matter=row.matter, process=row.process, agreement=row.agreement, parties_note=row.parties_note)


def lines_on(row: Coordination) -> tuple[Line, ...]:
    """The lines that the ledger holds for this record; nothing once it was withdrawn. The texts are not opened."""
    if row.withdrawn_at is not None:
        return ()
    parties = sorted(row.parties.all(), key=lambda party: party.pk)
    told = [Visited(party.posted_as, party.category, 0) for party in parties]
    return lines_of(_facts(row), told, served_by=row.served_as)


def expected_coordination() -> Iterator[tuple[str, int, str]]:
    """(voucher, version, digest) of every record that stands in the ledger."""
    rows = Coordination.objects.filter(posted_version__gt=0).prefetch_related("parties").order_by("pk")
    texts = ("matter", "process", "agreement", "parties_note", "withdrawn_reason")
    for row in rows.defer(*texts).iterator(BATCH):
        yield row.voucher, row.posted_version, digest_of(lines_on(row))


def coordination_href(uuid: str, actor: Actor) -> str:
    """The page of a record behind a figure, or "" when the reader may not open it."""
    found: Any = Coordination.objects.within(actor.scope, VIEW).filter(uuid=uuid).first()
    return reverse("activities:coordination-page", kwargs={"uuid": found.uuid}) if found else ""


def _facts(row: Coordination, **texts: str) -> CoordinationFacts:
    return CoordinationFacts(
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        kind=row.kind,
        topic=row.topic,
        outcome=row.outcome,
        heads=row.heads,
        outside=row.outside,
        helpers=row.helpers,
        follow_up_on=row.follow_up_on,
        **{"matter": "", **texts},
    )

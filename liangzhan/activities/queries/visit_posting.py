"""What a visit posts, read back from its own rows: the ledger is checked against it every night."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse

from liangzhan.access.actor import Actor
from liangzhan.activities.models import Visit, VisitPerson
from liangzhan.activities.queries.visits import VIEW
from liangzhan.activities.rules.visits import Visited, VisitFacts, lines_of
from liangzhan.ledger.rules.lines import Line, digest_of

BATCH = 500


def facts_on(visit: Visit) -> VisitFacts:
    """What stands on the row (opens the encrypted texts)."""
    return VisitFacts(
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        mode=visit.mode,
        service_kind=visit.service_kind,
        finding=visit.finding,
        condition=visit.condition,
        needs_found=visit.needs_found,
        action=visit.action,
        next_on=visit.next_on,
        also_kinds=tuple(visit.also_kinds),
    )


def lines_on(visit: Visit) -> tuple[Line, ...]:
    """The lines that the ledger holds for this visit; nothing once it was withdrawn. The texts are not opened."""
    if visit.withdrawn_at is not None:
        return ()
    facts = VisitFacts(visit.starts_at, visit.ends_at, visit.mode, visit.service_kind, visit.finding)
    rows = sorted(visit.persons.all(), key=lambda row: row.position)
    visited = [Visited(row.posted_as, row.category, row.minutes) for row in rows]
    return lines_of(facts, visited, served_by=visit.served_as)


def expected_visits() -> Iterator[tuple[str, int, str]]:
    """(voucher, version, digest) of every visit that stands in the ledger."""
    persons = VisitPerson.objects.order_by("position")
    rows = Visit.objects.filter(posted_version__gt=0).defer("condition", "needs_found", "action", "withdrawn_reason")
    for visit in rows.prefetch_related(Prefetch("persons", queryset=persons)).order_by("pk").iterator(BATCH):
        yield visit.voucher, visit.posted_version, digest_of(lines_on(visit))


def visit_href(uuid: str, actor: Actor) -> str:
    """The page of a visit behind a figure, or "" when the reader may not open it."""
    found: Any = Visit.objects.within(actor.scope, VIEW).filter(uuid=uuid).first()
    return reverse("activities:visit-page", kwargs={"uuid": found.uuid}) if found else ""

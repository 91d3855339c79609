"""What service records bring into the ledger, and what is expected to stand there."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.ledger.choices import EntryKind
from liangzhan.ledger.rules.lines import Line, digest_of
from liangzhan.volunteers.choices import RecordState
from liangzhan.volunteers.models import ServiceRecord

BATCH = 2000


def record_voucher(record: ServiceRecord) -> str:
    """The key of a record in the ledger."""
    return f"volunteers.ServiceRecord:{record.uuid}"


def service_lines(record: ServiceRecord) -> list[Line]:
    """One stay of one volunteer while it is VERIFIED; otherwise nothing counts."""
    if record.state != RecordState.VERIFIED:
        return []
    return [
        Line(
            kind=EntryKind.VOLUNTEER_SERVICE,
            served_on=record.served_on,
            person=record.posted_as,
            minutes=record.minutes,
            starts_at=record.starts_at,
            ends_at=record.ends_at,
        )
    ]


def expected_records() -> Iterator[tuple[str, int, str]]:
    """(voucher, version, digest) of every record that was ever counted."""
    for row in ServiceRecord.objects.filter(posted_version__gt=0).order_by("pk").iterator(BATCH):
        yield record_voucher(row), row.posted_version, digest_of(service_lines(row))


def record_href(uuid: str, actor: Actor) -> str:
    """The page of the record for whoever may read it; "" for others."""
    found = ServiceRecord.objects.within(actor.scope, Action.HOURS_VIEW).filter(uuid=uuid).exists()
    return reverse("volunteers:hours-record", kwargs={"uuid": uuid}) if found else ""

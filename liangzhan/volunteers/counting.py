"""How a record comes into the ledger: called by the services that move it, which record the deed."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Min

from liangzhan.access.actor import Actor
from liangzhan.ledger.services.posting import Voucher, post, post_many
from liangzhan.needs.models import Need
from liangzhan.needs.services.first_service import served_by_project
from liangzhan.volunteers.choices import RecordState
from liangzhan.volunteers.models import ServiceRecord
from liangzhan.volunteers.queries.record_posting import record_voucher, service_lines
from liangzhan.volunteers.services.exporting import mark_changed


def count_record(record: ServiceRecord, by: Actor, reason: str = "") -> None:
    """The ledger follows the state: a first version when verified, the next one when that changes. For services here."""
    if record.posted_version == 0 and record.state != RecordState.VERIFIED:
        return
    if record.state != RecordState.VERIFIED:
        mark_changed(record=record, by=by)
    record.posted_version += 1
    record.posted_as = record.posted_as or record.volunteer.person_id
    post(
        voucher=record_voucher(record),
        version=record.posted_version,
        station=record.station,
        lines=service_lines(record),
        by=by,
        reason=reason,
    )
    record.save(update_fields=["posted_version", "posted_as"])
    if record.state == RecordState.VERIFIED:
        _first_services([record], by)


def count_fresh(records: Sequence[ServiceRecord], by: Actor) -> None:
    """First versions of many records that were just verified, in a handful of statements."""
    if not records:
        return
    for one in records:
        one.posted_version, one.posted_as = 1, one.posted_as or one.volunteer.person_id
    ServiceRecord.objects.bulk_update(records, ["posted_version", "posted_as"], batch_size=200)
    vouchers = [Voucher(record_voucher(one), one.station, tuple(service_lines(one))) for one in records]
    post_many(vouchers=vouchers, by=by)
    _first_services(records, by)


def _first_services(records: Sequence[ServiceRecord], by: Actor) -> None:
    """The first verified service of an activity is the first service of the needs its project names (3.3.2)."""
    rows = ServiceRecord.objects.filter(pk__in=[one.pk for one in records], activity__project__isnull=False)
    first = dict(rows.order_by().values_list("activity__project_id").annotate(Min("served_on")))
    if not first:
        return
    waiting = Need.objects.filter(links__project__in=list(first), served_on__isnull=True)
    for project in sorted(set(waiting.values_list("links__project", flat=True)) & set(first)):
        served_by_project(project_id=project, on=first[project], by=by)

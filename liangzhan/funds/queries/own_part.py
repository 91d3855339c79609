"""What of donations belongs in the copy a person asks for."""

from __future__ import annotations

from liangzhan.funds.models import Donation
from liangzhan.people.rights import Asked, Part, part_of

NAMES = (
    "received_on",
    "kind",
    "items",
    "amount_fen",
    "purpose",
    "receipt",
    "receipt_no",
    "reported_on",
    "published_on",
)


def donations_of(asked: Asked) -> list[Part]:
    """Given by the person to this station."""
    rows = Donation.objects.filter(person__in=asked.ids, station=asked.station, voided_at__isnull=True)
    return [part_of("捐赠", rows.order_by("received_on", "id"), NAMES)]

"""What of rolls and stays belongs in the copy a person asks for."""

from __future__ import annotations

from liangzhan.occasions.models import Attendee, Presence
from liangzhan.people.rights import Asked, Part, part_of


def presence_of(asked: Asked) -> list[Part]:
    """Where the person was on a roll of this station, and when he came and went; a stay that was voided is left out."""
    here = {"person__in": asked.ids, "occasion__station": asked.station}
    rolls = Attendee.objects.filter(**here).select_related("occasion").order_by("occasion__starts_at", "id")
    stays = Presence.objects.filter(**here, voided_at__isnull=True).select_related("occasion").order_by("in_at", "id")
    return [
        part_of("参加名单", rolls, ("occasion__starts_at", "occasion__title", "mark")),
        part_of("签到", stays, ("in_at", "occasion__title", "in_way", "out_at", "out_way", "out_reason", "inside")),
    ]

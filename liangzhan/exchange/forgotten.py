"""What stays of a batch when its person is forgotten (PIPL §47): line, fingerprint, verdict; not what was sent."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from liangzhan.exchange.models import BatchItem
from liangzhan.volunteers.models import Volunteer


def forget_sent(volunteers: Sequence[Volunteer]) -> None:
    """Empty the content of every line about these volunteers or their records."""
    lines = BatchItem.objects.filter(Q(volunteer__in=volunteers) | Q(record__volunteer__in=volunteers))
    lines.update(content="")

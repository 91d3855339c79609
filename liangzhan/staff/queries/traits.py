"""What lower rooms may know of workers: the display name of the office, and who is a community worker (《通知》四（二）)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from liangzhan.credentials.queries.people import Trait
from liangzhan.staff.choices.posts import Identity
from liangzhan.staff.models import Worker

# domain.md 4.1: staff of the residents' committee and of the community Party organisation.
COMMUNITY_WORKERS = frozenset({Identity.COMMITTEE_MEMBER, Identity.COMMUNITY_WORKER})


def worker_traits(person_ids: Collection[int], on: dt.date) -> dict[int, Trait]:
    """{person id: name and right to come first} of those who are workers, one query."""
    rows = Worker.objects.filter(person_id__in=list(person_ids)).order_by("id")
    return {
        person: Trait(name, identity in COMMUNITY_WORKERS)
        for person, name, identity in rows.values_list("person_id", "display_name", "identity")
    }

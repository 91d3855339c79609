"""Who was there, read from the roll; and what groups and activities have posted, for the comparison with the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.activities.models import Activity, ActivityRecord, Group, GroupReport, GroupSession
from liangzhan.activities.rules.activity_posting import Held, lines_of
from liangzhan.ledger.rules.lines import digest_of
from liangzhan.occasions.models import Occasion
from liangzhan.occasions.queries.presence import stays_in
from liangzhan.people.queries.categories import primary_of
from liangzhan.staff.models import Worker
from liangzhan.staff.queries.workers import workers_at
from liangzhan.stations.models import Station

Paper = Group | GroupSession | GroupReport | ActivityRecord


def held_of(occasion: Occasion, station: Station, leaders: Sequence[Worker], service_kind: str) -> Held:
    """Who came, from the roll: the station's own workers are not participants."""
    on = localtime(occasion.starts_at).date()
    staff = {one.person_id for one in workers_at(station, on)} | {one.person_id for one in leaders}
    minutes: dict[int, int] = {}
    for stay in stays_in(occasion):
        if stay.person_id not in staff:
            minutes[stay.person_id] = minutes.get(stay.person_id, 0) + stay.minutes
    return Held(
        on=on,
        starts_at=occasion.starts_at,
        ends_at=occasion.ends_at,
        leader=leaders[0].person_id,
        minutes=minutes,
        heads=occasion.unidentified_heads,
        service_kind=service_kind,
    )


def categories_on(held: Held, station: Station) -> dict[int, str]:
    """{person id: primary category at the station on the day}."""
    return primary_of(held.minutes, station, held.on)


def expected_of(model: type[Paper]) -> Callable[[], Iterator[tuple[str, int, str]]]:
    """(voucher, version, digest of its lines) of everything posted by papers of this kind."""

    def rows() -> Iterator[tuple[str, int, str]]:
        found = model._default_manager.filter(counted_version__gt=0).order_by("id")
        for paper in found.only("uuid", "counted", "counted_version").iterator():
            yield paper.voucher, paper.counted_version, digest_of(lines_of(paper.counted))

    return rows


PAGES: dict[Any, tuple[str, str]] = {
    Group: ("activities:group-page", "uuid"),
    GroupSession: ("activities:session-page", "uuid"),
    GroupReport: ("activities:group-page", "group__uuid"),
    ActivityRecord: ("activities:activity-page", "activity__uuid"),
}
OWNERS: dict[Any, str] = {Group: "", GroupSession: "group__", GroupReport: "group__", ActivityRecord: "activity__"}


def hrefs_of(model: type[Paper]) -> Callable[[Sequence[str], Actor], dict[str, str]]:
    """{uuid: page} of papers whose plan the reader may see, in one query."""
    page, path = PAGES[model]
    owner = OWNERS[model]

    def hrefs(uuids: Sequence[str], actor: Actor) -> dict[str, str]:
        rows = model._default_manager.filter(uuid__in=list(uuids))
        plans: Any = Activity if model is ActivityRecord else Group
        reach = plans.objects.within(actor.scope, Action.ACTIVITY_VIEW)
        rows = rows.filter(**{f"{owner}pk__in": reach.values("pk")})
        return {str(uuid): reverse(page, args=[target]) for uuid, target in rows.values_list("uuid", path)}

    return hrefs

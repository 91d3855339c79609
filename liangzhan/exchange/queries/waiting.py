"""What waits for the national system at a station, line by line as it would be sent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.timezone import localtime

from liangzhan.exchange.choices import BatchKind
from liangzhan.exchange.models import BatchItem
from liangzhan.exchange.rules.bridge import content_hash, is_due
from liangzhan.exchange.rules.columns import missing
from liangzhan.people.models import Card
from liangzhan.people.queries.cards import facts_on
from liangzhan.stations.models import Station
from liangzhan.volunteers.choices import ExportState, NationalState, RecordState, VolunteerState
from liangzhan.volunteers.models import ServiceRecord, Volunteer

MOST = 2_000  # lines of one batch
WAITING = (ExportState.NOT_EXPORTED, ExportState.REJECTED, ExportState.CHANGED_AFTER_EXPORT)


@dataclass(frozen=True)
class Line:
    """One object as it would be sent; `last_*` of its newest line, `attempt` how often it was sent before."""

    pk: int
    values: dict[str, str]
    state: str
    last_hash: str = ""
    last_verdict: str = ""
    attempt: int = 0
    missing: list[str] = field(default_factory=list)

    @property
    def digest(self) -> str:
        return content_hash(self.values)

    def due(self, *, retry: bool) -> bool:
        """Whether it goes into the next batch."""
        return not self.missing and is_due(self.state, self.digest, self.last_hash, self.last_verdict, retry=retry)


def waiting_lines(station: Station, kind: str) -> list[Line]:
    """The lines of a station that are not settled, oldest first, at most `MOST`; a fixed number of queries."""
    if kind == BatchKind.HOURS:
        rows = list(_records().filter(station=station, state=RecordState.VERIFIED, export_state__in=WAITING)[:MOST])
        return _lines(kind, {row.pk: row.export_state for row in rows}, record_values(rows))
    people = list(_volunteers().filter(station=station, national_state=NationalState.CLAIMED)[:MOST])
    return _lines(kind, {row.pk: ExportState.NOT_EXPORTED for row in people}, volunteer_values(people))


def values_now(kind: str, pks: Collection[int]) -> dict[int, dict[str, str]]:
    """{object id: its values today}, for comparing with what was sent."""
    if kind == BatchKind.HOURS:
        return record_values(list(_records().filter(pk__in=pks)))
    return volunteer_values(list(_volunteers().filter(pk__in=pks)))


def record_values(rows: Sequence[ServiceRecord]) -> dict[int, dict[str, str]]:
    """{record id: {name of the mapping table: text}}. Hours to 0.1 (domain.md 6.7); the name as the station was told it."""
    names = _names([row.volunteer for row in rows])
    return {
        row.pk: {
            "national_no": row.volunteer.national_no,
            "name": names.get((row.volunteer.person_id, row.volunteer.station_id), ""),
            "activity_no": row.activity.national_no or row.activity.number or row.activity.feeder_no,
            "post": row.sign_up.post.name if row.sign_up and row.sign_up.post else "",
            "served_on": f"{row.served_on:%Y-%m-%d}",
            "starts": f"{localtime(row.starts_at):%Y-%m-%d %H:%M}",
            "ends": f"{localtime(row.ends_at):%Y-%m-%d %H:%M}",
            "hours": f"{row.minutes / 60:.1f}",
            "content": row.content,
            "quality": str(row.quality or ""),
        }
        for row in rows
    }


def volunteer_values(rows: Sequence[Volunteer]) -> dict[int, dict[str, str]]:
    """{volunteer id: number and name}: the national system is asked whether the number is this person's."""
    names = _names(rows)
    return {
        row.pk: {"national_no": row.national_no, "name": names.get((row.person_id, row.station_id), "")} for row in rows
    }


def _records() -> QuerySet[ServiceRecord]:
    return ServiceRecord.objects.select_related("volunteer", "activity", "sign_up__post").order_by("pk")


def _volunteers() -> QuerySet[Volunteer]:
    return Volunteer.objects.filter(state=VolunteerState.ACTIVE).exclude(national_no="").order_by("pk")


def _names(rows: Sequence[Volunteer]) -> dict[tuple[int, int], str]:
    """{(person, station): name on the station's own card}."""
    cards = Card.objects.filter(
        person__in={row.person_id for row in rows}, station__in={row.station_id for row in rows}
    ).order_by("id")
    return {(card.person_id, card.station_id): facts_on(card).name for card in cards}


def _lines(kind: str, states: dict[int, str], values: dict[int, dict[str, str]]) -> list[Line]:
    column = "record_id" if kind == BatchKind.HOURS else "volunteer_id"
    past: dict[int, list[tuple[str, str]]] = {}
    sent = BatchItem.objects.filter(**{f"{column}__in": list(states)}).order_by("id")
    for pk, digest, verdict in sent.values_list(column, "content_hash", "verdict"):
        past.setdefault(pk, []).append((digest, verdict))
    return [
        Line(pk, values[pk], state, *past.get(pk, [("", "")])[-1], len(past.get(pk, [])), missing(kind, values[pk]))
        for pk, state in states.items()
    ]

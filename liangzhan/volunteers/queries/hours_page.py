"""What the page of one record shows, and what the volunteer himself sees of his hours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet, Sum

from liangzhan.access.actor import Actor
from liangzhan.toolkit.transitions import moves_of
from liangzhan.volunteers.choices import AnomalyState, DisputeState, RecordSource, RecordState
from liangzhan.volunteers.models import Anomaly, BackEntry, Dispute, RecordChange, ServiceRecord, Volunteer
from liangzhan.volunteers.rules.grading import explained, shown_to_volunteer
from liangzhan.volunteers.rules.hours import hours_text

STATES = dict(RecordState.choices)


@dataclass(frozen=True)
class Step:
    """One line of the history, in words."""

    at: object
    what: str
    who: str
    why: str = ""


@dataclass(frozen=True)
class RecordShown:
    """Everything about one record, for whoever may read it."""

    signals: list[tuple[bool, str]]
    history: list[Step]
    changes: list[RecordChange]
    disputes: list[Dispute]
    anomalies: list[Anomaly]
    back: BackEntry | None
    hours: str


def record_shown(record: ServiceRecord) -> RecordShown:
    """Six queries."""
    moves = [
        Step(
            one.on, f"{STATES.get(one.from_state, '')} → {STATES.get(one.to_state, '')}", one.moved_by.label, one.reason
        )
        for one in moves_of(record)
    ]
    changes = list(record.changes.order_by("id"))
    return RecordShown(
        signals=explained(record.signals),
        history=moves,
        changes=changes,
        disputes=list(record.disputes.order_by("id")),
        anomalies=list(record.anomalies.order_by("id")),
        back=BackEntry.objects.filter(record=record).select_related("file").first(),
        hours=hours_text(record.minutes),
    )


@dataclass(frozen=True)
class OwnLine:
    """A record as the volunteer reads it: 已核实, 待核实 or 补录, never a letter."""

    record: ServiceRecord
    word: str
    tone: str
    hours: str
    open: bool


def own_line(record: ServiceRecord) -> OwnLine:
    """In words."""
    back = record.source == RecordSource.BACKFILL
    tones = {"VERIFIED": "met", "REJECTED": "none", "DISPUTED": "miss"}
    return OwnLine(
        record=record,
        word=shown_to_volunteer(record.state, back),
        tone=tones.get(record.state, "wait"),
        hours=hours_text(record.minutes),
        open=record.state not in (RecordState.REJECTED, RecordState.DISPUTED),
    )


def own_records(volunteer: Volunteer) -> QuerySet[ServiceRecord]:
    """Everything that was ever recorded of one person, the latest first, whatever registration it stands under."""
    rows = ServiceRecord.objects.filter(volunteer__person=volunteer.person_id)
    return rows.select_related("activity", "station").order_by("-served_on", "-pk")


def own_record(volunteer: Volunteer, uuid: UUID) -> ServiceRecord | None:
    """One's own record, or None."""
    return own_records(volunteer).filter(uuid=uuid).select_related("activity", "station", "volunteer__person").first()


@dataclass(frozen=True)
class OwnSums:
    """Hours to a tenth: what counts, what waits, how many records wait for an answer."""

    verified: str
    waiting: str
    disputed: int


def own_sums(volunteer: Volunteer) -> OwnSums:
    """One query; minutes are summed first."""
    rows = ServiceRecord.objects.filter(volunteer__person=volunteer.person_id).order_by()
    minutes = dict(rows.values_list("state").annotate(total=Sum("minutes")).values_list("state", "total"))
    waits = minutes.get(RecordState.RECORDED, 0) + minutes.get(RecordState.CONFIRMED, 0)
    disputed = Dispute.objects.filter(record__volunteer__person=volunteer.person_id, state=DisputeState.OPEN)
    return OwnSums(hours_text(minutes.get(RecordState.VERIFIED, 0)), hours_text(waits), disputed.count())


@dataclass(frozen=True)
class OwnTold:
    """What the volunteer reads of one record: evidence and history in words, his disputes with their answers."""

    line: OwnLine
    signals: list[tuple[bool, str]]
    changes: list[RecordChange]
    disputes: list[Dispute]
    refused_why: str


def own_told(record: ServiceRecord) -> OwnTold:
    """Four queries; who decided is named by office on the station's page, not here."""
    refusals = moves_of(record).filter(to_state=RecordState.REJECTED)
    last = refusals.last() if record.state == RecordState.REJECTED else None
    return OwnTold(
        line=own_line(record),
        signals=explained(record.signals),
        changes=list(record.changes.order_by("id")),
        disputes=list(record.disputes.order_by("-id")),
        refused_why=last.reason if last else "",
    )


def confirmed_by_me(rows: Iterable[ServiceRecord], actor: Actor) -> set[int]:
    """Rows the reader confirmed with this account: another person verifies them."""
    return {one.pk for one in rows if one.confirmed_by is not None and one.confirmed_by.uuid == actor.uuid}


def odd_among(rows: Iterable[ServiceRecord]) -> dict[int, str]:
    """{record id: why somebody should look first} of rows with an anomaly nobody has settled; one query."""
    found = Anomaly.objects.filter(record__in=[one.pk for one in rows], state=AnomalyState.OPEN).order_by("id")
    return {one.record_id: one.words for one in found}

"""Contacts: what clashes, what stood before, what a new one can begin with."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.casework.models import Case, Contact, EarlierContact
from liangzhan.casework.rules.phases import WORKED_ON
from liangzhan.documents.queries.locking import record_locked
from liangzhan.staff.models import Worker

SHOWN = (
    *("on", "starts_at", "ends_at", "minutes", "mode", "service_kind", "service_note", "place", "present", "purpose"),
    *("content", "reaction", "reflection", "risk_change", "next_step", "next_on", "with_client", "despite"),
)


def clash_of(
    worker: Worker, starts_at: dt.datetime, ends_at: dt.datetime, *, case: Case, besides: int | None = None
) -> str:
    """Why a worker cannot have been there: another contact of the same worker shares the time; "" when none does.

    Another one of a sealed case is named by its time alone.
    """
    rows = Contact.objects.filter(worker=worker, starts_at__lt=ends_at, ends_at__gt=starts_at).exclude(pk=besides)
    other = rows.select_related("case").only("starts_at", "ends_at", "seq", "case__number", "case__sealed").first()
    if other is None:
        return ""
    begins, ends = timezone.localtime(other.starts_at), timezone.localtime(other.ends_at)
    hidden = other.case.sealed and other.case_id != case.pk
    which = "另一条记录" if hidden else f"{other.case.number} 第 {other.seq} 次过程记录"
    return f"您在 {begins:%Y-%m-%d %H:%M}–{ends:%H:%M} 已有{which}，同一时间不能有两次服务。"


def snapshot(contact: Contact) -> dict[str, Any]:
    """The fields of a contact as plain text, for the version that is replaced."""
    found: dict[str, Any] = {}
    for name in SHOWN:
        value = getattr(contact, name)
        found[name] = value.isoformat() if hasattr(value, "isoformat") else value
    return found


def contacts_of(case: Case) -> QuerySet[Contact]:
    """The contacts of a case, the latest first."""
    return Contact.objects.filter(case=case).select_related("worker").order_by("-on", "-starts_at", "-id")


def last_of(case: Case) -> Contact | None:
    """The latest contact: what the next one takes over."""
    return contacts_of(case).first()


@dataclass(frozen=True)
class Earlier:
    """A version that was replaced: when, by whom, why, and its lines as (label, words)."""

    row: EarlierContact
    lines: list[tuple[str, str]]


def earlier_of(contact: Contact) -> list[Earlier]:
    """Versions that a correction replaced, the latest first."""
    rows = EarlierContact.objects.filter(contact=contact).order_by("-version")
    return [Earlier(row, lines_of(json.loads(row.was))) for row in rows]


def lines_of(was: dict[str, Any]) -> list[tuple[str, str]]:
    """(label, words) of what a version said, empty ones left out."""
    found = []
    for name in SHOWN:
        field: Any = Contact._meta.get_field(name)
        value = was.get(name)
        if value in ("", None):
            continue
        words = dict(field.flatchoices).get(value, value) if field.choices else value
        if name in ("starts_at", "ends_at"):
            words = f"{timezone.localtime(dt.datetime.fromisoformat(str(value))):%H:%M}"
        found.append((str(field.verbose_name), "是" if words is True else "否" if words is False else str(words)))
    return found


@dataclass(frozen=True)
class Rights:
    """What the reader may do with a contact."""

    locked: bool
    correct: bool
    add: bool


def rights_on(contact: Contact, actor: Actor, on: dt.date) -> Rights:
    """Its author corrects it until it is locked; afterwards whoever works on the case adds to it."""
    case = contact.case
    works = actor.may_at(Action.CASE_WORK, code=case.division_code, station_id=case.station_id)
    is_locked = record_locked(contact.on, case.division_code, today=on)
    own = actor.person_uuid is not None and contact.worker.person.uuid == actor.person_uuid
    running = case.closed_on is None and case.state in WORKED_ON
    return Rights(is_locked, correct=works and own and running and not is_locked, add=works)

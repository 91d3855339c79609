"""Contacts: what clashes, what stood before, what a new one can begin with."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from liangzhan.casework.models import Addendum, Case, Contact
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


def addenda_of(case: Case, paper: str) -> list[Addendum]:
    """What was added to one paper, oldest first."""
    return list(Addendum.objects.filter(case=case, paper=paper).order_by("id"))

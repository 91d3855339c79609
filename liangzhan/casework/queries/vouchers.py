"""What cases and contacts count in the ledger (decision 0018), and what the ledger is expected to hold.

One voucher for each case and one for each contact; sealed ones stand in a ledger of their own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.casework.models import Case, Contact
from liangzhan.casework.queries.sealing import sealed_category
from liangzhan.ledger.choices import EntryKind, Method
from liangzhan.ledger.rules.lines import Line, digest_of
from liangzhan.people.queries.categories import primary_of

Expected = Iterator[tuple[str, int, str]]


def category_on(case: Case, on: dt.date) -> str:
    """The primary category of the client on a day, "" where none is known; of a sealed case what it was commissioned for."""
    if case.sealed:
        return sealed_category(case)
    return primary_of([case.person_id], case.station, on).get(case.person_id, "")


def contact_voucher(contact: Contact) -> str:
    """As the ledger and the field time name a contact."""
    return f"casework.Contact:{contact.uuid}"


def case_lines(case: Case, consulted_on: dt.date | None = None) -> list[Line]:
    """建档 at acceptance; 开案 on the day it became a formal case; 咨询 when it was not accepted (`consulted_on`)."""

    def line(kind: EntryKind, on: dt.date) -> Line:
        return Line(kind=kind, served_on=on, person=case.counted_person, method=Method.CASE, category=case.category)

    if case.accepted_on is None:
        return [] if consulted_on is None else [line(EntryKind.CONSULTATION, consulted_on)]
    lines = [line(EntryKind.FILE_OPENED, case.accepted_on)]
    return lines if case.formal_on is None else [*lines, line(EntryKind.CASE_OPENED, case.formal_on)]


def case_version(case: Case) -> int:
    """First accepted (or heard and not accepted), then formal: it never goes back."""
    return 2 if case.formal else 1


def contact_lines(contact: Contact) -> list[Line]:
    """One line: with the client it counts a person-time; without, only the worker's minutes (I06)."""
    return [
        Line(
            kind=EntryKind.CASE_CONTACT,
            served_on=contact.on,
            person=contact.counted_person,
            method=Method.CASE,
            service_kind=contact.service_kind,
            category=contact.category,
            minutes=contact.minutes,
            served_by=contact.counted_worker,
            starts_at=contact.starts_at.astimezone(dt.UTC),  # as the database gives it back: one digest for both
            ends_at=contact.ends_at.astimezone(dt.UTC),
        )
    ]


def _counted(*, sealed: bool) -> QuerySet[Case]:
    return Case.objects.filter(sealed=sealed, counted_person__isnull=False).select_related("intake")


def expected_cases(*, sealed: bool = False) -> Expected:
    """Every case that was decided."""
    for case in _counted(sealed=sealed).order_by("id").iterator():
        intake = getattr(case, "intake", None)
        lines = case_lines(case, intake.decided_on if intake else None)
        yield case.voucher, case_version(case), digest_of(lines)


def expected_contacts(*, sealed: bool = False) -> Expected:
    """Every contact."""
    rows = Contact.objects.filter(case__sealed=sealed).defer("purpose", "content", "reaction", "reflection")
    for contact in rows.order_by("id").iterator():
        yield contact_voucher(contact), contact.version, digest_of(contact_lines(contact))


def case_href(uuid: str, actor: Actor) -> str:
    """The page of a case for whoever may read it: with the client for the team, without for the supervisor; else ""."""
    for action, name in ((Action.CASE_VIEW, "case-page"), (Action.CASE_ADVISE, "advised-case")):
        found = Case.objects.within(actor.scope, action).filter(uuid=uuid).order_by().values_list("pk").first()
        if found:
            return reverse(f"casework:{name}", args=found)
    return ""


def contact_href(uuid: str, actor: Actor) -> str:
    """The page of the contact for whoever may read its case, else nothing."""
    found = Contact.objects.within(actor.scope, Action.CASE_VIEW).filter(uuid=uuid).order_by().values_list("pk").first()
    return reverse("casework:contact-page", args=found) if found else ""

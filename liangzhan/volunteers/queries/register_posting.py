"""What the register brings into the ledger, and what is expected to stand there."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localdate

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.ledger.choices import EntryKind
from liangzhan.ledger.rules.lines import Line, digest_of
from liangzhan.volunteers.choices import VolunteerState
from liangzhan.volunteers.models import Volunteer, VolunteerSpell

BATCH = 2000


def joined_lines(volunteer: Volunteer) -> list[Line]:
    """One person joined, on the day of his own yes; a duplicate counts nothing."""
    if volunteer.state == VolunteerState.DUPLICATE_MERGED or volunteer.confirmed_at is None:
        return []
    day = localdate(volunteer.confirmed_at)
    return [Line(kind=EntryKind.VOLUNTEER_JOINED, served_on=day, person=volunteer.counted_person)]


def left_lines(spell: VolunteerSpell) -> list[Line]:
    """One person left on the last day of the spell with which he quit."""
    if spell.ends_on is None:
        return []
    return [Line(kind=EntryKind.VOLUNTEER_LEFT, served_on=spell.ends_on, person=spell.counted_person)]


def expected_joined() -> Iterator[tuple[str, int, str]]:
    """(voucher, version, digest) of every registration that was confirmed; a merged one was taken back."""
    rows = Volunteer.objects.filter(counted_person__isnull=False).defer("emergency_contact", "health")
    for row in rows.order_by("pk").iterator(BATCH):
        merged = row.state == VolunteerState.DUPLICATE_MERGED
        yield row.voucher, 2 if merged else 1, digest_of(joined_lines(row))


def expected_left() -> Iterator[tuple[str, int, str]]:
    """(voucher, version, digest) of every quitting."""
    for spell in VolunteerSpell.objects.filter(counted_person__isnull=False).order_by("pk").iterator(BATCH):
        yield spell.voucher, 1, digest_of(left_lines(spell))


def joined_href(uuid: str, actor: Actor) -> str:
    """The page of a volunteer behind a figure, or "" when the reader may not open it."""
    rows = Volunteer.objects.within(actor.scope, Action.VOLUNTEER_VIEW)
    return reverse("volunteers:volunteer-page", kwargs={"uuid": uuid}) if rows.filter(uuid=uuid).exists() else ""


def left_href(uuid: str, actor: Actor) -> str:
    """The page of the volunteer who left, or ""."""
    rows = Volunteer.objects.within(actor.scope, Action.VOLUNTEER_VIEW).filter(spells__uuid=uuid)
    found = rows.values_list("uuid", flat=True).first()
    return reverse("volunteers:volunteer-page", kwargs={"uuid": found}) if found else ""

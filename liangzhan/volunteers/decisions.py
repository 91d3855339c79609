"""What becomes of a registration when its person is merged with another, or forgotten."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q

from liangzhan.access.actor import Actor
from liangzhan.documents.services import drop_file
from liangzhan.ledger.services.posting import reverse
from liangzhan.toolkit.transitions import move
from liangzhan.volunteers.choices import NationalState, StarState, VolunteerState
from liangzhan.volunteers.forgotten import UPSTAIRS, forget_certificates
from liangzhan.volunteers.models import Dispute, PolicyMember, SignUp, StarProposal, Volunteer, VolunteerSpell
from liangzhan.volunteers.queries.register import live_of
from liangzhan.volunteers.rules.register import LIVE, VOLUNTEER_STATES

MERGER, ERASER = Actor.system("合并重复人员"), Actor.system("删除个人信息")
LIVE_HOLDS = "此人是在册志愿者，请先办理退出，再删除个人信息。"
BLANK: dict[str, Any] = {
    "national_no": "",
    "national_state": NationalState.NONE,
    "national_on": None,
    "skills": [],
    "areas": [],
    "times": [],
    "languages": "",
    "employment": "",
    "ethnicity": "",
    "emergency_contact": "",
    "health": "",
    "left_reason": "",
    "paper": None,
}
STAY = (VolunteerSpell,)  # where somebody belonged, and when, stays as it was written


def move_volunteers(kept: Any, alias: Any) -> int:
    """The earliest live registration stays; the other becomes MERGED, is taken out of the ledger, and its rows go over."""
    rows = list(Volunteer.objects.select_for_update(of=("self",)).filter(person=alias).order_by("pk"))
    own, other = live_of(kept), next((row for row in rows if row.state in LIVE), None)
    if own is not None and other is not None:
        _join(*sorted((own, other), key=_standing))
    Volunteer.objects.filter(pk__in=[row.pk for row in rows]).update(person=kept)
    return len(rows)


def forget_volunteers(person: Any) -> int:
    """Everything that says something about the person goes; numbers, states, spells and hours stay without a name."""
    rows = list(Volunteer.objects.filter(person=person).select_related("paper").order_by("pk"))
    forget_certificates(rows, ERASER)
    for blank in UPSTAIRS:
        blank(rows)
    Dispute.objects.filter(record__volunteer__in=rows).update(text="", answer="")
    for row in rows:
        paper = row.paper
        for name, value in BLANK.items():
            setattr(row, name, value)
        row.save(update_fields=list(BLANK))
        if paper is not None:
            drop_file(kept=paper, by=ERASER)
        if row.state == VolunteerState.APPLIED:
            move(row, VolunteerState.QUIT, table=VOLUNTEER_STATES, by=ERASER)
    return len(rows)


def holds_volunteer(person: Any) -> str:
    """A volunteer in the books quits first."""
    states = (VolunteerState.ACTIVE, VolunteerState.SUSPENDED)
    return LIVE_HOLDS if Volunteer.objects.filter(person=person, state__in=states).exists() else ""


def _standing(volunteer: Volunteer) -> tuple[bool, Any, int]:
    """Confirmed before unconfirmed, then the earlier."""
    return (volunteer.confirmed_at is None, volunteer.confirmed_at or volunteer.applied_at, volunteer.pk)


def _join(stays: Volunteer, goes: Volunteer) -> None:
    move(goes, VolunteerState.DUPLICATE_MERGED, table=VOLUNTEER_STATES, by=MERGER, reason="人员合并")
    if goes.counted_person is not None:
        reverse(voucher=goes.voucher, reason="重复登记合并", by=MERGER)
    _end_spell(goes)
    if goes.national_no and not stays.national_no:
        stays.national_no, stays.national_state, stays.national_on = (
            goes.national_no,
            goes.national_state,
            goes.national_on,
        )
        stays.save(update_fields=["national_no", "national_state", "national_on"])
    for relation in Volunteer._meta.related_objects:
        _carry(relation.related_model, relation.field.name, stays, goes)


def _end_spell(volunteer: Volunteer) -> None:
    """The duplicate's open spell ends on the day of the merge."""
    spell = volunteer.spells.filter(ends_on__isnull=True).first()
    if spell is not None:
        spell.ends_on = max(volunteer.state_since, spell.starts_on)
        spell.save(update_fields=["ends_on"])


def _carry(model: type[Model] | str, name: str, stays: Volunteer, goes: Volunteer) -> None:
    """Rows go over; where both stand in one activity or on one policy, the duplicate's row stays where it was."""
    if model in STAY:
        return
    rows = model._default_manager.filter(**{name: goes})  # type: ignore[union-attr]
    if model is SignUp:
        rows = rows.exclude(activity__in=SignUp.objects.filter(volunteer=stays).values("activity"))
    elif model is StarProposal:  # one of each star
        held = model.objects.filter(volunteer=stays).exclude(state=StarState.REFUSED)
        rows = rows.exclude(~Q(state=StarState.REFUSED), stars__in=held.values("stars"))
    elif model is PolicyMember:
        rows = rows.exclude(policy__in=PolicyMember.objects.filter(volunteer=stays).values("policy"))
    rows.update(**{name: stays})

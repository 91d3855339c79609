"""Pausing, quitting, and going over to another station (志愿服务条例 §7: voluntary, so leaving needs no reason)."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.accounts.services.passes import end_passes
from liangzhan.audit.services import recorded
from liangzhan.ledger.services.posting import post
from liangzhan.people.choices import TieKind
from liangzhan.people.models import Card
from liangzhan.people.queries.cards import facts_on
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.services.register import end_tie, introduce_person
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move
from liangzhan.volunteers.choices import VolunteerEvent, VolunteerState
from liangzhan.volunteers.models import Volunteer, VolunteerSpell
from liangzhan.volunteers.opened import locked
from liangzhan.volunteers.queries.register_posting import left_lines
from liangzhan.volunteers.rules.register import LIVE, VOLUNTEER_STATES


@recorded(VolunteerEvent.SUSPENDED)
def suspend_volunteer(*, volunteer: Volunteer, reason: str, by: Actor) -> Volunteer:
    """No new activities until resumed; the reason stands on the volunteer's own page too."""
    if not reason.strip():
        raise RuleBroken("请写明暂停的原因，本人看得到。", field="reason")
    text = reason.strip()[:200]
    return move(
        locked(volunteer), VolunteerState.SUSPENDED, table=VOLUNTEER_STATES, by=by, reason=text, left_reason=text
    )


@recorded(VolunteerEvent.SUSPENDED)
def resume_volunteer(*, volunteer: Volunteer, by: Actor) -> Volunteer:
    """Back in the books. Somebody who has not confirmed is not resumed but confirms."""
    row = locked(volunteer)
    if row.state == VolunteerState.APPLIED:
        raise RuleBroken("还没有本人确认，请先办理本人确认。")
    return move(row, VolunteerState.ACTIVE, table=VOLUNTEER_STATES, by=by, left_reason="")


@recorded(VolunteerEvent.QUIT)
def quit_volunteer(*, volunteer: Volunteer, by: Actor, reason: str = "", deceased: bool = False) -> Volunteer:
    """The volunteer leaves (or died): out of the books, counted in the ledger, his phones out of use. No reason is asked.

    Verified hours and certificates stay his.
    """
    row = locked(volunteer)
    state = VolunteerState.DECEASED if deceased else VolunteerState.QUIT
    move(row, state, table=VOLUNTEER_STATES, by=by, reason=reason.strip()[:200], left_reason=reason.strip()[:200])
    row.moving_to, row.moving_asked_at, row.moving_asked_by = None, None, None
    row.save(update_fields=["moving_to", "moving_asked_at", "moving_asked_by"])
    spell = _end_spell(row)
    if spell is not None:
        spell.counted_person = row.person_id
        spell.save(update_fields=["counted_person"])
        post(voucher=spell.voucher, version=1, station=spell.station, lines=left_lines(spell), by=by)
    end_tie(person=row.person, station=row.station, kind=TieKind.VOLUNTEER, on=today(), by=by)
    end_passes(person_uuid=row.person.uuid, by=by)
    return row


@recorded(VolunteerEvent.MOVED, keep=["station"])
def ask_transfer(*, volunteer: Volunteer, station: Station, by: Actor) -> Volunteer:
    """The volunteer wants to belong to another station; that station accepts or declines."""
    row = locked(volunteer)
    if row.state not in (VolunteerState.ACTIVE, VolunteerState.SUSPENDED):
        raise RuleBroken(f"现在是“{row.get_state_display()}”，不能转站。")
    if station.pk == row.station_id:
        raise RuleBroken("已经在这个站点，请选择别的站点。", field="station")
    row.moving_to, row.moving_asked_at, row.moving_asked_by = station, moment(), by
    row.save(update_fields=["moving_to", "moving_asked_at", "moving_asked_by"])
    return row


@recorded(VolunteerEvent.MOVED)
def decide_transfer(*, volunteer: Volunteer, accepted: bool, by: Actor) -> Volunteer:
    """The other station takes the volunteer over from today, or declines. Hours before belong to the first station."""
    row = locked(volunteer)
    target = row.moving_to
    if target is None or row.state not in LIVE:
        raise RuleBroken("这名志愿者没有待办理的转站申请。")
    if accepted:
        _go_over(row, target, by)
    row.moving_to, row.moving_asked_at, row.moving_asked_by = None, None, None
    row.save(update_fields=["station", "division_code", "moving_to", "moving_asked_at", "moving_asked_by"])
    return row


def _go_over(row: Volunteer, target: Station, by: Actor) -> None:
    """Today the old spell ends and the new one begins; the new station is told what stood on the old one's card."""
    day, old = today(), row.station
    card = Card.objects.filter(person=row.person, station=old).order_by("id").first()
    told = facts_on(card) if card else PersonFacts(name=row.person.name)
    introduce_person(person=row.person, station=target, facts=told, kind=TieKind.VOLUNTEER, on=day, by=by)
    _end_spell(row)
    row.station, row.division_code = target, target.division_code
    VolunteerSpell.objects.create(
        volunteer=row,
        station=target,
        division_code=target.division_code,
        starts_on=day,
        reason=f"由{old.name}转入"[:200],
        saved_at=moment(),
        saved_by=by,
    )
    end_tie(person=row.person, station=old, kind=TieKind.VOLUNTEER, on=day, by=by)


def _end_spell(row: Volunteer) -> VolunteerSpell | None:
    spell = VolunteerSpell.objects.filter(volunteer=row, ends_on__isnull=True).select_related("station").first()
    if spell is not None:
        spell.ends_on = max(today(), spell.starts_on)
        spell.save(update_fields=["ends_on"])
    return spell

"""What the page of one volunteer shows, and the stations of its forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from liangzhan.access.actor import Actor
from liangzhan.credentials.models import Award
from liangzhan.credentials.queries.persons import awards_of, trainings_of
from liangzhan.people.choices import ConsentPurpose
from liangzhan.people.queries.cards import card_in, shown_facts
from liangzhan.people.queries.consents import has_consent
from liangzhan.people.rules.showing import Face, face_of
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import moves_of
from liangzhan.volunteers.choices import Area, Skill
from liangzhan.volunteers.models import Policy, StarProposal, Volunteer, VolunteerSpell
from liangzhan.volunteers.queries.insurance import policies_of
from liangzhan.volunteers.queries.stars import own_stars
from liangzhan.volunteers.rules.register import LIVE
from liangzhan.volunteers.rules.stars import star_words

WEEK = "一二三四五六日"
PARTS = {"AM": "上午", "PM": "下午", "EVE": "晚上"}


@dataclass(frozen=True)
class Shown:
    """Everything about one volunteer, for a keeper who reads it."""

    face: Face
    skills: str
    areas: str
    times: str
    spells: list[VolunteerSpell]
    policies: list[Policy]
    trainings: list[Any]
    stars: list[tuple[str, StarProposal]]
    awards: list[Award]
    moves: list[Any]
    consented: bool
    live: bool


def shown_of(volunteer: Volunteer, actor: Actor) -> Shown:
    """About twelve queries."""
    card = card_in(volunteer.person, actor.scope)
    facts = shown_facts(volunteer.person, card)
    return Shown(
        face=face_of(facts, reads=actor.reads, today=today()),
        skills=words_of(volunteer.skills, dict(Skill.choices)),
        areas=words_of(volunteer.areas, dict(Area.choices)),
        times=times_words(volunteer.times),
        spells=list(volunteer.spells.select_related("station").order_by("-starts_on", "-id")),
        policies=policies_of(volunteer),
        trainings=trainings_of([volunteer.person_id]).get(volunteer.person_id, []),
        stars=[(star_words(one.stars), one) for one in own_stars(volunteer)],
        awards=awards_of([volunteer.person_id])[volunteer.person_id],
        moves=list(moves_of(volunteer)),
        consented=has_consent(volunteer.person, ConsentPurpose.REGISTER, volunteer.station, today()),
        live=volunteer.state in LIVE,
    )


def words_of(codes: list[str], words: dict[Any, Any]) -> str:
    """The labels of codes, in their order."""
    return "、".join(str(words[code]) for code in codes if code in words)


def times_words(codes: list[str]) -> str:
    """周六上午、周日下午."""
    said = [code.split("-") for code in codes]
    return "、".join(f"周{WEEK[int(day) - 1]}{PARTS[part]}" for day, part in said)


def transfer_targets(volunteer: Volunteer) -> QuerySet[Station]:
    """Stations of the same county and kind a volunteer may go over to."""
    rows = Station.objects.filter(division_code__startswith=volunteer.division_code[:6])
    rows = rows.filter(kind=volunteer.station.kind)
    return rows.exclude(pk=volunteer.station_id).order_by("division_code", "id")


def joinable(pk: int) -> Station | None:
    """The station of a poster, or None."""
    return Station.objects.filter(pk=pk).select_related("site").first()

"""Volunteers suggested for an activity: those of the reader's stations who fit and are free, in the order of `rules.matching`."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.timezone import localdate, localtime

from liangzhan.access.actor import Actor
from liangzhan.credentials.queries.clearance import minors_problems
from liangzhan.notices.models import PersonNotice
from liangzhan.people.queries.cards import faces_of
from liangzhan.people.rules.showing import Face
from liangzhan.volunteers.models import SignUp, Volunteer, VolunteerActivity
from liangzhan.volunteers.opened import subject_of
from liangzhan.volunteers.queries.activities import clashing, demand_of, seats_left
from liangzhan.volunteers.queries.register import live_volunteers
from liangzhan.volunteers.queries.trainings import completed_kinds
from liangzhan.volunteers.rules.activities import STANDING
from liangzhan.volunteers.rules.matching import Match, Offer, Wanted, best, ordered, slots_of
from liangzhan.volunteers.rules.suitability import Candidate, refusing, suitability
from liangzhan.volunteers.settings import gates_at

CONSIDERED, SHOWN = 1000, 20


@dataclass(frozen=True)
class Suggestion:
    """One line: who, why, what is still missing before being taken ("" when nothing), whether he was invited."""

    volunteer: Volunteer
    face: Face
    match: Match
    missing: str
    invited: bool


def invitation_of(activity: VolunteerActivity) -> str:
    """What an invitation is about, in notices."""
    return f"{subject_of(activity)}#invited"


def wanted_of(activity: VolunteerActivity) -> list[Wanted]:
    """Posts with a free seat. Two queries."""
    left = seats_left(activity)
    slots = slots_of(localtime(activity.starts_at), localtime(activity.ends_at))
    rows = activity.posts.filter(pk__in=[pk for pk, free in left.items() if free]).order_by("pk")
    code = activity.division_code
    return [Wanted(one.pk, one.name, tuple(one.skills), slots, activity.area, code) for one in rows]


def suggestions_for(activity: VolunteerActivity, actor: Actor) -> list[Suggestion]:
    """The twenty best who have not signed up, are free and fit (条例 §15). Some twelve queries, however many there are."""
    posts, there = wanted_of(activity), _candidates(activity, actor)
    if not posts:
        return []
    fit = _fitting(activity, there)
    offers = [_offer(one) for one in there if one.pk in fit]
    matches = ordered(best(one, posts) for one in offers)[:SHOWN]
    known = {one.pk: one for one in there}
    persons = [known[one.key].person for one in matches]
    faces = faces_of(persons, actor)
    told = PersonNotice.objects.filter(subject=invitation_of(activity), person__in=persons)
    invited = set(told.values_list("person_id", flat=True))
    rows = [(one, known[one.key]) for one in matches]
    return [Suggestion(row, faces[row.person_id], one, fit[row.pk], row.person_id in invited) for one, row in rows]


def _candidates(activity: VolunteerActivity, actor: Actor) -> list[Volunteer]:
    """Those in the books of the reader's stations in the community who neither signed up nor stand elsewhere then."""
    standing = SignUp.objects.filter(activity=activity, state__in=STANDING).values("volunteer")
    rows = live_volunteers(actor.scope).filter(division_code=activity.division_code).exclude(pk__in=standing)
    found = list(rows.defer("health", "emergency_contact").order_by("-pk")[:CONSIDERED])
    taken = clashing([one.pk for one in found], activity.starts_at, activity.ends_at, but=activity)
    return [one for one in found if one.pk not in taken]


def _fitting(activity: VolunteerActivity, there: list[Volunteer]) -> dict[int, str]:
    """{volunteer id: what must still be done before he is taken} of those whom nothing else keeps out."""
    day = localdate(activity.starts_at)
    persons = [one.person_id for one in there]
    kinds, demand = completed_kinds(persons), demand_of(activity, None, day)
    problems = minors_problems(persons, day) if activity.with_minors else {}
    gates = gates_at(day, activity.division_code)
    found = {}
    for one in there:
        candidate = Candidate(
            born_on=one.person.born_on,
            skills=frozenset(one.skills),
            trainings=kinds[one.person_id],
            minors_problem=problems.get(one.person_id, ""),
        )
        findings = suitability(candidate, demand, gates)
        if not refusing(findings, later=True):
            found[one.pk] = refusing(findings)
    return found


def _offer(one: Volunteer) -> Offer:
    # Where he is registered says nothing of where he lives: without an address the sentence stays silent.
    return Offer(one.pk, frozenset(one.skills), frozenset(one.areas), frozenset(one.times), one.person.division_code)

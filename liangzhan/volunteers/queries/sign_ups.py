"""Who may be signed up at the desk, and what one sign-up shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.people.queries.cards import faces_of
from liangzhan.people.rules.showing import Face
from liangzhan.volunteers.choices import SignUpState, VolunteerState
from liangzhan.volunteers.models import SignUp, Volunteer, VolunteerActivity
from liangzhan.volunteers.queries.activities import clashing, fitting, sign_ups_shown
from liangzhan.volunteers.rules.suitability import Finding

U = SignUpState
OPEN = (U.APPLIED, U.WAITLIST)


def volunteers_among(person_ids: Iterable[int], scope: Scope) -> dict[int, Volunteer]:
    """{person id: registration in the books of the reader's stations}."""
    rows = Volunteer.objects.within(scope, Action.VOLUNTEERING_MANAGE).filter(
        person__in=list(person_ids), state=VolunteerState.ACTIVE
    )
    return {row.person_id: row for row in rows.order_by("id")}


def volunteer_within(scope: Scope, uuid: UUID) -> Volunteer | None:
    """One registration of the reader's stations, or None."""
    rows = Volunteer.objects.within(scope, Action.VOLUNTEERING_MANAGE).filter(uuid=uuid)
    return rows.select_related("person", "station").first()


def signed_persons(activity: VolunteerActivity) -> set[int]:
    """Persons who stand on the activity, to say so beside their name."""
    rows = SignUp.objects.filter(activity=activity).exclude(state__in=(U.WITHDRAWN, U.REJECTED))
    return set(rows.values_list("volunteer__person_id", flat=True))


def to_decide(activity: VolunteerActivity, actor: Actor) -> tuple[list[SignUp], dict[int, Face]]:
    """(sign-ups that may be decided, {person id: face}), in the order of coming. About three queries."""
    rows = [row for row in sign_ups_shown(activity, actor.scope) if row.state in OPEN]
    return rows, faces_of([row.volunteer.person for row in rows], actor)


def findings_of(sign_up: SignUp) -> list[Finding]:
    """What does not fit, as things stand now."""
    return fitting(
        sign_up.volunteer,
        sign_up.activity,
        sign_up.post,
        licence_seen=sign_up.licence_seen,
        guardian_agreed=sign_up.guardian_agreed_on is not None,
        guardian_present=sign_up.guardian_present,
    )


def sign_up_shown(sign_up: SignUp, actor: Actor) -> dict[str, Any]:
    """The page of one sign-up: face, what does not fit, another activity at that time. About ten queries."""
    activity = sign_up.activity
    other = clashing([sign_up.volunteer_id], activity.starts_at, activity.ends_at, but=activity)
    return {
        "face": faces_of([sign_up.volunteer.person], actor)[sign_up.volunteer.person_id],
        "findings": findings_of(sign_up),
        "clash": other.get(sign_up.volunteer_id),
    }

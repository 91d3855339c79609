"""What the services of the room ask first: the row as it is now; a signed paper as a kept file."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.documents.choices import FileKind
from liangzhan.documents.models import KeptFile
from liangzhan.documents.services import keep_file
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.volunteers.choices import VolunteerActivityState as S
from liangzhan.volunteers.models import Volunteer, VolunteerActivity
from liangzhan.volunteers.rules.register import VolunteerFacts

ABOUT = (
    "skills",
    "areas",
    "times",
    "languages",
    "employment",
    "ethnicity",
    "emergency_contact",
    "health",
)


def locked(volunteer: Volunteer) -> Volunteer:
    """The row as it is now, locked until the end of the transaction."""
    rows = Volunteer.objects.select_for_update(of=("self",)).select_related("person", "station")
    return rows.get(pk=volunteer.pk)


def kept_paper(paper: Any, by: Actor) -> KeptFile | None:
    """The signed paper as a kept file; a refusal names the form's own field."""
    if paper is None or isinstance(paper, KeptFile):
        return paper
    try:
        return keep_file(upload=paper, title="志愿者登记签字", kind=FileKind.PAPER, by=by)
    except RuleBroken as refusal:
        raise RuleBroken(*refusal.reasons, field="paper") from refusal


def held_activity(activity: VolunteerActivity) -> VolunteerActivity:
    """The row as it is now, locked. Raises RuleBroken when it is no longer in the state the reader saw."""
    rows = VolunteerActivity.objects.select_for_update(of=("self",)).select_related("station", "occasion")
    held = rows.get(pk=activity.pk)
    if held.state != activity.state:
        raise RuleBroken(f"活动刚刚变为“{S(held.state).label}”，请刷新页面、核对后再办理。")
    return held


def subject_of(activity: VolunteerActivity) -> str:
    """What notices about the activity are about."""
    return f"volunteers.activity:{activity.uuid}"


def registration_columns(facts: VolunteerFacts) -> dict[str, Any]:
    """What a registration says of the person's offers, as its columns hold it."""
    told = asdict(facts)
    return {
        name: list(told[name]) if isinstance(told[name], tuple | list) else str(told[name]).strip() for name in ABOUT
    }

"""Volunteers are invited to an activity; they answer by signing up themselves (no one is "被志愿")."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.timezone import localtime

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.services import tell_persons
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.volunteers.choices import VolunteerActivityState, VolunteerEvent, VolunteerState
from liangzhan.volunteers.models import Volunteer, VolunteerActivity
from liangzhan.volunteers.opened import held_activity
from liangzhan.volunteers.queries.suggestions import invitation_of


@recorded(VolunteerEvent.INVITED, keep=[])
def invite(*, activity: VolunteerActivity, volunteers: Sequence[Volunteer], by: Actor) -> VolunteerActivity:
    """Tell them of an activity that seeks people; an invitation not read yet is replaced, not repeated.

    Raises RuleBroken when it does not recruit, when nobody was chosen, or for somebody who is not in the books.
    """
    held = held_activity(activity)
    if held.state != VolunteerActivityState.RECRUITING:
        raise RuleBroken(f"活动“{VolunteerActivityState(held.state).label}”，不能再邀请。")
    if not volunteers:
        raise RuleBroken("请至少选择一名志愿者。", field="volunteers")
    if any(one.state != VolunteerState.ACTIVE for one in volunteers):
        raise RuleBroken("只能邀请在册的志愿者。", field="volunteers")
    when = f"{localtime(held.starts_at):%-m月%-d日 %-H:%M}"
    tell_persons(
        persons=[one.person_id for one in volunteers],
        kind=NoticeKind.TODO,
        subject=invitation_of(held),
        text=f"{held.station.name}邀请您参加“{held.title}”：{when}，{held.place}。愿意参加的，请自己报名。",
        href="" if held.restricted else reverse("volunteers:open-page", kwargs={"uuid": held.uuid}),
        by=by,
    )
    return held

"""Whoever is taken for a volunteer activity is reminded the day before, once, however often the night runs."""

from __future__ import annotations

from django.urls import reverse
from django.utils.timezone import localtime

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.models import PersonNotice
from liangzhan.notices.services import tell_persons
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.choices import VolunteerEvent
from liangzhan.volunteers.models import VolunteerActivity
from liangzhan.volunteers.opened import subject_of
from liangzhan.volunteers.queries.tomorrow import persons_taken, tomorrow


@recorded(VolunteerEvent.REMINDED, keep=[])
def remind_tomorrow(*, by: Actor) -> list[VolunteerActivity]:
    """Tell everybody taken for an activity of tomorrow who was not told yet. Returns the activities somebody was told of.

    An activity moved to another day is told of anew: the day is part of what the reminder is about.
    """
    reminded = []
    for activity in tomorrow(today()):
        starts_at = localtime(activity.starts_at)
        subject = f"{subject_of(activity)}#before-{starts_at:%Y%m%d}"
        told = set(PersonNotice.objects.filter(subject=subject).values_list("person_id", flat=True))
        persons = [one for one in persons_taken(activity) if one not in told]
        if not persons:
            continue
        tell_persons(
            persons=persons,
            kind=NoticeKind.TODO,
            subject=subject,
            text=f"明天（{starts_at:%-m月%-d日 %-H:%M}）您参加“{activity.title}”，地点：{activity.place}。不能来的，请尽早退出报名。",
            href=reverse("volunteers:own-home"),
            by=by,
        )
        reminded.append(activity)
    return reminded

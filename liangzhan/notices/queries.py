"""Whom to address, and what waits to be read, reminded of or sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.roles import ADMINISTRATORS, roles_with
from liangzhan.accounts.models import Grant, User
from liangzhan.divisions.choices import Level
from liangzhan.divisions.rules import ancestors
from liangzhan.notices.choices import DeliveryState, NoticeKind
from liangzhan.notices.models import Delivery, Notice, PersonNotice
from liangzhan.notices.rules import SOON_DAYS, job_subject
from liangzhan.toolkit.models import Job, JobState


def users_with(
    action: Action, *, code: str, on: dt.date, station_id: int | None = None, levels: tuple[str, ...] = ()
) -> QuerySet[User]:
    """Users who hold the verb at this 12-digit place (or this station) on the day.

    `levels` narrows to grants at those levels (e.g. COUNTY), so that a county's matter does not ring in the province.
    """
    places = Q(division_code__in=[*ancestors(code), code])
    if levels:
        places &= Q(division__level__in=[str(Level(level)) for level in levels])
    if station_id is not None:
        places |= Q(station_id=station_id)
    roles = [role for role in roles_with(action) if role not in ADMINISTRATORS]
    grants = Grant.objects.in_force(on).filter(places, role__in=roles)
    return User.objects.filter(is_active=True, id__in=grants.values("user_id")).order_by("id")


def unread_count(user: User) -> int:
    """Unread notices of a user (for the badge)."""
    return user.notices.filter(read_at__isnull=True).count()


def notices_of(actor: Actor) -> QuerySet[Notice]:
    """The actor's own notices: nobody reads another's."""
    return Notice.objects.filter(recipient__uuid=actor.uuid)


def owed_reminders(on: dt.date) -> QuerySet[Notice]:
    """Open matters due within three days or overdue that nobody was reminded of yet, each recipient once for each."""
    which = Q(due_on__lt=on) | Q(due_on__lte=on + dt.timedelta(days=SOON_DAYS))
    open_ones = Notice.objects.filter(which, settled_at__isnull=True, recipient__is_active=True)
    open_ones = open_ones.exclude(kind=NoticeKind.REMINDER)
    reminded = Notice.objects.filter(recipient=OuterRef("recipient"), kind=NoticeKind.REMINDER)
    soon = reminded.filter(subject=Concat(OuterRef("subject"), Value("#soon")))
    late = reminded.filter(subject=Concat(OuterRef("subject"), Value("#late")))
    return (
        open_ones.filter(Q(due_on__gte=on) & ~Exists(soon) | Q(due_on__lt=on) & ~Exists(late))
        .select_related("recipient")
        .order_by("id")
    )


def told_subjects(subjects: Iterable[str]) -> set[str]:
    """Those of the subjects about which somebody was told already, whatever became of the notice."""
    return set(Notice.objects.filter(subject__in=list(subjects)).order_by().values_list("subject", flat=True))


def due_deliveries(now: dt.datetime, *, limit: int = 200) -> list[Delivery]:
    """Deliveries to be tried now, the oldest first."""
    ready = Q(next_try_at__isnull=True) | Q(next_try_at__lte=now)
    rows = Delivery.objects.filter(ready, state=DeliveryState.WAITING).select_related(
        "notice__recipient", "to_person__person"
    )
    return list(rows.order_by("id")[:limit])


def address_and_text(delivery: Delivery) -> tuple[str, str]:
    """Where a delivery goes and what it says: the office number of a user, or the number a person gave himself."""
    if delivery.notice is not None:
        return delivery.notice.recipient.office_phone, delivery.notice.text
    told = delivery.to_person
    return (told.person.mobile, told.text) if told is not None else ("", "")


def told_to(actor: Actor) -> QuerySet[PersonNotice]:
    """What the person behind the actor was told, the newest first; nothing without a person."""
    if actor.person_uuid is None:
        return PersonNotice.objects.none()
    return PersonNotice.objects.filter(person__uuid=actor.person_uuid).order_by("-told_at", "-pk")


def finished_jobs_untold(since: dt.datetime) -> list[tuple[Job, User]]:
    """Jobs that ended after `since` and whose starter has not been told, with the starter. Two queries."""
    ended = Job.objects.filter(finished_at__gte=since, state__in=[JobState.DONE, JobState.FAILED]).order_by("id")
    jobs = {job_subject(job.uuid): job for job in ended}
    told = set(Notice.objects.filter(subject__in=jobs).values_list("subject", flat=True))
    waiting = [job for subject, job in jobs.items() if subject not in told]
    users = {user.uuid: user for user in User.objects.filter(uuid__in={job.created_by.uuid for job in waiting})}
    return [(job, users[job.created_by.uuid]) for job in waiting if job.created_by.uuid in users]

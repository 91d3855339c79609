"""The station's list of volunteer activities, and what waits on the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.timezone import make_aware

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.needs.choices import ProjectState
from liangzhan.needs.models import Project
from liangzhan.stations.models import Station
from liangzhan.volunteers.choices import ActivitySource, SignUpState, VolunteerActivityState
from liangzhan.volunteers.models import SignUp, VolunteerActivity, VolunteerPost

S, U = VolunteerActivityState, SignUpState
FIRST_YEAR = 2017  # the regulation of that year began volunteering as we know it
CAME = (U.ACCEPTED, U.ATTENDED, U.NO_SHOW)


def narrowed(rows: QuerySet[VolunteerActivity], chosen: dict[str, Any]) -> QuerySet[VolunteerActivity]:
    """The cleaned filters applied."""
    for name in ("state", "area", "risk_level"):
        if value := chosen.get(name):
            rows = rows.filter(**{name: value})
    if year := chosen.get("year"):
        first = make_aware(dt.datetime(int(year), 1, 1))
        rows = rows.filter(starts_at__gte=first, starts_at__lt=make_aware(dt.datetime(int(year) + 1, 1, 1)))
    return rows


def years_of(today: dt.date) -> list[tuple[str, str]]:
    """Choices of the filter, the present year first."""
    return [(str(year), f"{year} 年") for year in range(today.year, max(today.year - 6, FIRST_YEAR - 1), -1)]


def heads_of(activity_ids: Collection[int]) -> dict[int, tuple[int, int, int]]:
    """{activity id: (taken, seats, waiting for an answer)} in two queries."""
    ids = list(activity_ids)
    rows = SignUp.objects.filter(activity__in=ids).values("activity_id").order_by("activity_id")
    counted = {
        row["activity_id"]: (row["taken"], row["asked"])
        for row in rows.annotate(
            taken=Count("pk", filter=Q(state__in=CAME)), asked=Count("pk", filter=Q(state=U.APPLIED))
        )
    }
    posts = VolunteerPost.objects.filter(activity__in=ids).values("activity_id").order_by("activity_id")
    seats = {row["activity_id"]: row["seats"] for row in posts.annotate(seats=Sum("seats"))}
    return {pk: (counted.get(pk, (0, 0))[0], seats.get(pk, 0), counted.get(pk, (0, 0))[1]) for pk in ids}


def last_like(station: Station, area: str = "") -> VolunteerActivity | None:
    """The station's last own activity, of an area when one is given: its words are offered again."""
    rows = VolunteerActivity.objects.filter(station=station, source=ActivitySource.OWN)
    rows = rows.filter(area=area) if area else rows
    return rows.order_by("-starts_at", "-id").first()


def projects_at(station: Station) -> list[tuple[str, str]]:
    """(uuid, name) of projects of the place that are not over, to choose from."""
    rows = Project.objects.filter(
        division_code=station.division_code, state__in=(ProjectState.PLANNED, ProjectState.RUNNING)
    )
    return [(str(one.uuid), one.name) for one in rows.order_by("-starts_on", "-id")[:100]]


def project_at(station: Station, uuid: str) -> Project | None:
    """One project of the place, or None."""
    return Project.objects.filter(division_code=station.division_code, uuid=uuid).first() if uuid else None


def in_review(scope: Scope) -> QuerySet[VolunteerActivity]:
    """Activities that wait for the reader as the second person, the next first."""
    rows = VolunteerActivity.objects.within(scope, Action.VOLUNTEERING_REVIEW).filter(state=S.REVIEW)
    return rows.order_by("starts_at", "id")


def unanswered(scope: Scope) -> QuerySet[VolunteerActivity]:
    """Recruiting activities of the reader's stations with sign-ups that wait for an answer."""
    waiting = SignUp.objects.filter(state=U.APPLIED).values("activity")
    rows = VolunteerActivity.objects.within(scope, Action.VOLUNTEERING_MANAGE).filter(state=S.RECRUITING)
    return rows.filter(pk__in=waiting).order_by("starts_at", "id")


def to_publish(scope: Scope, today: dt.date, now: dt.datetime) -> QuerySet[VolunteerActivity]:
    """Recruiting is over, or the time has come, and the roster is not published."""
    rows = VolunteerActivity.objects.within(scope, Action.VOLUNTEERING_MANAGE).filter(state=S.RECRUITING)
    return rows.filter(Q(recruit_ends_on__lt=today) | Q(starts_at__lte=now)).order_by("starts_at", "id")

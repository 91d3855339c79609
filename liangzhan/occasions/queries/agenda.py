"""What happens in a day or a week, for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.occasions.choices import AttendeeState, OccasionKind, OccasionState
from liangzhan.occasions.models import Attendee, Occasion, Presence
from liangzhan.occasions.rules.arranging import MOST_DAYS, ZONE
from liangzhan.people.queries.finding import person_of

LISTED = Occasion.objects.select_related("station").defer("secret")


def visible(actor: Actor) -> QuerySet[Occasion]:
    """Occasions of the reader's stations and area; what lies next door is not there."""
    return LISTED.all().within(actor.scope, Action.OCCASION_VIEW)


def own(actor: Actor) -> QuerySet[Occasion]:
    """Occasions on whose roll the reader stands, wherever they are."""
    person = person_of(actor)
    if person is None:
        return LISTED.none()
    return LISTED.filter(pk__in=Attendee.objects.filter(person=person).values("occasion_id"))


def seen(actor: Actor, uuid: object) -> Occasion | None:
    """The occasion if the reader may know of it: by place, or by standing on its roll."""
    return visible(actor).filter(uuid=uuid).first() or own(actor).filter(uuid=uuid).first()


def between(rows: QuerySet[Occasion], first: dt.date, last: dt.date) -> QuerySet[Occasion]:
    """Those that touch the days from `first` to `last`, both included."""
    start = dt.datetime.combine(first, dt.time(), ZONE)
    end = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), ZONE)
    # The second bound of starts_at lets the index work: nothing lasts longer than MOST_DAYS.
    return rows.filter(starts_at__lt=end, starts_at__gte=start - dt.timedelta(days=MOST_DAYS), ends_at__gt=start)


def of_area(rows: QuerySet[Occasion], actor: Actor, kind: str) -> QuerySet[Occasion]:
    """An office sees the duties of its stations only when it asks for them: there are thousands."""
    if kind:
        return rows.filter(kind=kind)
    return rows if actor.scope.area(Action.OCCASION_VIEW).stations else rows.exclude(kind=OccasionKind.DUTY)


def chosen(actor: Actor, first: dt.date, last: dt.date, *, whose: str, kind: str) -> QuerySet[Occasion]:
    """What the reader asked for: own occasions, or those of the station or area, of one kind or all."""
    if whose == "mine":
        rows = own(actor).filter(kind=kind) if kind else own(actor)
    else:
        rows = of_area(visible(actor), actor, kind)
    return between(rows, first, last)


def counts_of(occasions: Iterable[Occasion]) -> dict[int, dict[str, int]]:
    """{occasion: {"expected": all on the roll, "present": those who came}} in one query."""
    rows = Attendee.objects.filter(occasion__in=[one.pk for one in occasions]).values("occasion_id")
    counted = rows.annotate(expected=Count("pk"), present=Count("pk", filter=Q(mark=AttendeeState.PRESENT)))
    return {
        row["occasion_id"]: {"expected": row["expected"], "present": row["present"]}
        for row in counted.order_by("occasion_id")
    }


def marks_of(actor: Actor, occasions: Iterable[Occasion]) -> dict[int, Attendee]:
    """{occasion: the reader's own row on its roll}."""
    person = person_of(actor)
    if person is None:
        return {}
    rows = Attendee.objects.filter(person=person, occasion__in=[one.pk for one in occasions])
    return {row.occasion_id: row for row in rows.order_by("pk")}


def own_stays(occasion: Occasion, actor: Actor) -> list[Presence]:
    """The reader's own stays, voided ones too."""
    person = person_of(actor)
    return list(Presence.objects.filter(occasion=occasion, person=person).order_by("in_at", "pk")) if person else []


def of_station_today(station_id: int, day: dt.date) -> list[Occasion]:
    """What is planned at a station on the day, for its screen."""
    rows = between(Occasion.objects.filter(station_id=station_id, state=OccasionState.PLANNED), day, day)
    return list(rows.order_by("starts_at", "pk"))


def to_confirm(scope: Scope, *, before: dt.datetime, since: dt.datetime) -> QuerySet[Occasion]:
    """Ended, but nobody has confirmed who was there (duties are closed by the attendance of the month)."""
    rows = Occasion.objects.within(scope, Action.OCCASION_MANAGE).exclude(kind=OccasionKind.DUTY)
    return rows.filter(state=OccasionState.PLANNED, ends_at__lt=before, starts_at__gte=since)

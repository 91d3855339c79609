"""Calendar feeds: whose, by which token, with which occasions. Titles only, no names."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.occasions.models import Attendee, CalendarFeed, Occasion
from liangzhan.people.models import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.crypto import blind_index

TOKEN = "occasions.feed"  # noqa: S105 -- the purpose of an index, no token
BEHIND, AHEAD, MOST = dt.timedelta(days=60), dt.timedelta(days=180), 1000


def token_index(token: str) -> str:
    """What is kept of a token."""
    return blind_index(token, TOKEN)


def feed_by(token: str) -> CalendarFeed | None:
    """The feed behind an address that has not been ended; a feed of a closed account has ended too."""
    rows = CalendarFeed.objects.filter(token_hash=token_index(token), ended_at__isnull=True)
    alive = Q(user__isnull=True) | Q(user__is_active=True)
    return rows.filter(alive).select_related("user", "station").first()


def feeds_of(actor: Actor) -> QuerySet[CalendarFeed]:
    """The reader's own feeds and those of stations where the reader manages occasions, living ones."""
    stations = CalendarFeed.objects.within(actor.scope, Action.OCCASION_MANAGE).filter(station__isnull=False)
    mine = CalendarFeed.objects.filter(user__uuid=actor.uuid)
    rows = CalendarFeed.objects.filter(Q(pk__in=stations.values("pk")) | Q(pk__in=mine.values("pk")))
    return rows.filter(ended_at__isnull=True).select_related("user", "station").order_by("-pk")


def stations_for(actor: Actor) -> QuerySet[Station]:
    """Stations of which the reader may make a feed, a screen or an occasion: those the post itself names."""
    ids = actor.scope.area(Action.OCCASION_MANAGE).stations
    return Station.objects.filter(pk__in=ids).order_by("division_code", "kind", "pk")


def user_of(actor: Actor) -> User | None:
    """The account that acts."""
    return User.objects.filter(uuid=actor.uuid).first()


def occasions_of(feed: CalendarFeed, *, now: dt.datetime) -> list[Occasion]:
    """What the feed tells: two months back, six ahead."""
    rows = Occasion.objects.filter(starts_at__gte=now - BEHIND, starts_at__lt=now + AHEAD)
    if feed.station_id is not None:
        rows = rows.filter(station_id=feed.station_id)
    else:
        person = (
            Person.objects.filter(uuid=feed.user.person_uuid).first() if feed.user and feed.user.person_uuid else None
        )
        rows = (
            rows.filter(pk__in=Attendee.objects.filter(person=person).values("occasion_id")) if person else rows.none()
        )
    return list(rows.defer("secret").order_by("starts_at", "pk")[:MOST])

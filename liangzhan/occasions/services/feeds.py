"""Calendar feeds are made and ended."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.audit.services import recorded
from liangzhan.occasions.choices import OccasionEvent
from liangzhan.occasions.models import CalendarFeed
from liangzhan.occasions.queries.feeds import token_index
from liangzhan.stations.models import Station
from liangzhan.toolkit.crypto import fresh_token
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment

MOST_FEEDS = 5


@recorded(OccasionEvent.FEED_MADE, keep=["station"])
def make_feed(*, by: Actor, user: User | None = None, station: Station | None = None) -> tuple[CalendarFeed, str]:
    """An address that calendar programs may read: of one user or one station. The token is told once and not kept.

    Raises RuleBroken when there are as many as one can look after.
    """
    living = CalendarFeed.objects.filter(user=user, station=station, ended_at__isnull=True)
    if living.count() >= MOST_FEEDS:
        raise RuleBroken(f"已有 {MOST_FEEDS} 个订阅地址在用，请先停用不用的。")
    token = fresh_token()
    return CalendarFeed.objects.create(user=user, station=station, token_hash=token_index(token), made_by=by), token


@recorded(OccasionEvent.FEED_ENDED)
def end_feed(*, feed: CalendarFeed, by: Actor) -> CalendarFeed:
    """The address answers no more."""
    feed = CalendarFeed.objects.select_for_update(of=("self",)).get(pk=feed.pk)
    if feed.ended_at is None:
        feed.ended_at, feed.ended_by = moment(), by
        feed.save(update_fields=["ended_at", "ended_by"])
    return feed

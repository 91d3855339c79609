"""Searching deeds and readings. Only pages that declare AUDIT_READ call these; that verb has no place, so no scope is asked."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from liangzhan.access.querysets import code_range
from liangzhan.audit.models import Event, Reading


def events(chosen: dict[str, Any]) -> QuerySet[Event]:
    """Deeds by actor, event, object, area (code prefix) and days; keys that are empty do not narrow."""
    rows = _by_actor_and_days(Event.objects.all(), chosen)
    if chosen.get("event"):
        rows = rows.filter(name=chosen["event"])
    if chosen.get("object_label"):
        rows = rows.filter(object_label=chosen["object_label"])
    if chosen.get("object_id"):
        rows = rows.filter(object_id=chosen["object_id"])
    if chosen.get("area"):
        rows = rows.filter(code_range("division_code", chosen["area"]))
    return rows


def readings(chosen: dict[str, Any]) -> QuerySet[Reading]:
    """Page views of P3/P4 data by actor, class and days."""
    rows = _by_actor_and_days(Reading.objects.all(), chosen)
    return rows.filter(shown_class=chosen["shown_class"]) if chosen.get("shown_class") else rows


def _by_actor_and_days(rows: QuerySet[Any], chosen: dict[str, Any]) -> QuerySet[Any]:
    if chosen.get("actor"):
        # The column holds `uuid|label`: either may be asked for.
        rows = rows.annotate(who=Cast("by", TextField())).filter(who__contains=chosen["actor"])
    since: dt.date | None = chosen.get("since")
    until: dt.date | None = chosen.get("until")
    if since:
        rows = rows.filter(at__gte=_midnight(since))
    if until:
        rows = rows.filter(at__lt=_midnight(until + dt.timedelta(days=1)))
    return rows


def _midnight(day: dt.date) -> dt.datetime:
    """The first moment of a day in Asia/Shanghai, so that the index on `at` is used."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))

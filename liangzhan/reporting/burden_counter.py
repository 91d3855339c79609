"""The counter of time at forms. No deed of anybody, so nothing goes on record: the row knows station, form and month alone."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from liangzhan.access.actor import Actor
from liangzhan.reporting.models import FormTime
from liangzhan.reporting.rules.burden import counted_seconds, is_hidden, station_of
from liangzhan.reporting.settings import FORM_CAP
from liangzhan.stations.models import Station
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today


def note_form_time(actor: Actor, form: str, seconds: int, result: Any) -> None:
    """Add one saved form to the month of the station the person works at; others are not counted.

    Neither are forms about matters of which a count would tell.
    """
    if is_hidden(form):
        return
    own = [station for grant in actor.grants for station in grant.stations]
    station = station_of(own, getattr(result, "station_id", None))
    if station is None:
        return
    cap = value_of(FORM_CAP, on=today())
    counted, capped = counted_seconds(seconds, cap=cap)
    key = {"station_id": station, "form": form[:80], "month": today().replace(day=1)}
    more = {"count": F("count") + 1, "seconds": F("seconds") + counted, "capped": F("capped") + capped}
    if FormTime.objects.filter(**key).update(**more):
        return
    code = Station.objects.filter(pk=station).values_list("division_code", flat=True).get()
    try:
        with transaction.atomic():
            FormTime.objects.create(**key, division_code=code, count=1, seconds=counted, capped=capped)
    except IntegrityError:  # the first two of a month at the same moment
        FormTime.objects.filter(**key).update(**more)

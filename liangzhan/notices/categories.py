"""The station hears of categories of clients that ran out in the night. `people` stands below and only sends a signal."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.queries import users_with
from liangzhan.notices.services import tell
from liangzhan.people.signals import categories_ran_out
from liangzhan.stations.models import Station


def connect() -> None:
    """Called once when the platform starts."""
    categories_ran_out.connect(tell_station, dispatch_uid="notices.categories")


def tell_station(sender: Any, station: Station, count: int, on: dt.date, by: Actor, **kwargs: Any) -> None:
    """One notice to those who register persons at the station; no name and no category in it."""
    tell(
        recipients=users_with(Action.PERSON_REGISTER, code=station.division_code, on=on, station_id=station.pk),
        kind=NoticeKind.SYSTEM,
        subject=f"people.categories:{station.pk}:{on:%Y%m%d}",
        text=f"{station.name}有 {count} 项服务对象类别到期，已自动结束；仍符合的请核实后重新登记。",
        href=reverse("people:person-list"),
        by=by,
    )

"""The station hears of categories that ran out and of rights requests. `people` stands below and only sends signals."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.queries import users_with
from liangzhan.notices.services import settle, tell
from liangzhan.people.models import RightsRequest
from liangzhan.people.signals import categories_ran_out, right_asked, right_decided
from liangzhan.stations.models import Station


def connect() -> None:
    """Called once when the platform starts."""
    categories_ran_out.connect(tell_station, dispatch_uid="notices.categories")
    right_asked.connect(tell_head, dispatch_uid="notices.right_asked")
    right_decided.connect(settle_request, dispatch_uid="notices.right_decided")


def tell_station(sender: Any, station: Station, count: int, on: dt.date, by: Actor, **kwargs: Any) -> None:
    """One notice to those who register persons at the station; no name and no category in it."""
    tell(
        recipients=users_with(Action.PERSON_REGISTER, code=station.division_code, on=on, station_id=station.pk),
        kind=NoticeKind.SYSTEM,
        subject=f"people.categories:{station.pk}:{on:%Y%m%d}",
        text=f"{station.name}有 {count} 项服务对象类别到期，已自动结束；仍符合的请核实后重新登记。",
        href=f"{reverse('people:category-list')}?show=ended",
        by=by,
    )


def tell_head(sender: Any, request: RightsRequest, by: Actor, **kwargs: Any) -> None:
    """Whoever answers requests at the station, with the day by which the law wants an answer."""
    station = request.station
    tell(
        recipients=users_with(
            Action.RIGHTS_HANDLE, code=station.division_code, on=request.received_on, station_id=station.pk
        ),
        kind=NoticeKind.TODO,
        subject=f"people.right:{request.pk}",
        text=f"{station.name}收到一项个人信息{request.get_kind_display()}请求（{request.number}），请按期答复。",
        href=reverse("people:right-page", args=[request.uuid]),
        by=by,
        due_on=request.due_on,
    )


def settle_request(sender: Any, request: RightsRequest, by: Actor, **kwargs: Any) -> None:
    """Answered or taken back: nothing waits any more."""
    settle(subject=f"people.right:{request.pk}", by=by)

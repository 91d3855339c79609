"""What belongs to the place is entered once for both stations: rooms, equipment, hours, the 两委 contact (issue 2, step 3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.stations.choices import EquipmentKind, FacilitySource, RoomKind, StationEvent
from liangzhan.stations.models import Equipment, OpeningHours, Room, RoomPhoto, Site
from liangzhan.stations.queries.states import require_open_file
from liangzhan.stations.rules.place import WEEKDAYS, hours_problems, position_problem
from liangzhan.stations.uploads import kept_paper, kept_photo
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.identity import phone_problem


@recorded(StationEvent.SITE_EDITED)
def save_site(
    *,
    site: Site,
    by: Actor,
    name: str,
    address: str = "",
    source: str = FacilitySource.INTEGRATED,
    facility_name: str = "",
    longitude: Decimal | None = None,
    latitude: Decimal | None = None,
    accessible: bool | None = None,
    phone: str = "",
    committee_contact: str = "",
    committee_phone: str = "",
    sharing_agreement: Any = None,
) -> Site:
    """Change the particulars of a place; a new sharing agreement replaces the old one, none leaves it."""
    require_open_file(site)
    _check_particulars(phone, committee_phone, longitude, latitude)
    changed: dict[str, Any] = {
        "name": name,
        "address": address,
        "source": source,
        "facility_name": facility_name,
        "longitude": longitude,
        "latitude": latitude,
        "accessible": accessible,
        "phone": phone,
        "committee_contact": committee_contact,
        "committee_phone": committee_phone,
    }
    if agreement := kept_paper(sharing_agreement, "设施共用协议", by, field="sharing_agreement"):
        changed["sharing_agreement"] = agreement
    for field, value in changed.items():
        setattr(site, field, value)
    site.save(update_fields=list(changed))
    return site


def _check_particulars(phone: str, committee_phone: str, longitude: Decimal | None, latitude: Decimal | None) -> None:
    for field, value in (("phone", phone), ("committee_phone", committee_phone)):
        if value and (problem := phone_problem(value)):
            raise RuleBroken(problem, field=field)
    if problem := position_problem(longitude, latitude):
        raise RuleBroken(problem, field="longitude")


@recorded(StationEvent.ROOM_SAVED, keep=["name", "kind"])
def save_room(
    *,
    site: Site,
    name: str,
    area: Decimal,
    by: Actor,
    kind: RoomKind | str = RoomKind.ACTIVITY,
    shared: bool = True,
    room: Room | None = None,
) -> Room:
    """Enter a room of the site, or change one."""
    require_open_file(site)
    if area <= 0:
        raise RuleBroken("面积必须大于 0。", field="area")
    if area > 20000:
        raise RuleBroken("面积超过 20000 平方米，请核对单位（平方米）。", field="area")
    row = room or Room(site=site)
    row.name, row.area, row.kind, row.shared = name, area, str(kind), shared
    row.save()
    return row


@recorded(StationEvent.ROOM_REMOVED)
def remove_room(*, room: Room, by: Actor) -> Site:
    """Take a room with its photos off the file (the kept pictures stay in the store)."""
    require_open_file(room.site)
    site = room.site
    room.delete()
    return site


@recorded(StationEvent.PHOTO_ADDED)
def add_room_photo(*, room: Room, photo: Any, by: Actor) -> RoomPhoto:
    """Add a photo of a room; its position is kept, since the place is the evidence."""
    require_open_file(room.site)
    file = kept_photo(photo, f"{room.name}照片", by)
    if file is None:
        raise RuleBroken("请选择照片。", field="photo")
    return RoomPhoto.objects.create(room=room, file=file, added_by=by)


@recorded(StationEvent.PHOTO_REMOVED)
def remove_room_photo(*, photo: RoomPhoto, by: Actor) -> Room:
    """Take a photo off a room."""
    require_open_file(photo.room.site)
    room = photo.room
    photo.delete()
    return room


@recorded(StationEvent.EQUIPMENT_SAVED)
def save_equipment(*, site: Site, counts: Mapping[str, int], by: Actor, phone_number: str = "") -> list[Equipment]:
    """Declare how many of each kind there are; a kind with 0 is taken off. The telephone carries its number."""
    require_open_file(site)
    if phone_number and (problem := phone_problem(phone_number)):
        raise RuleBroken(problem, field="phone_number")
    for kind, count in counts.items():
        if not 0 <= count <= 9999:
            raise RuleBroken(f"{EquipmentKind(kind).label}的数量应在 0 到 9999 之间。", field=str(kind).lower())
    site.equipment.filter(kind__in=[kind for kind, count in counts.items() if not count]).delete()
    Equipment.objects.bulk_create(
        [
            Equipment(site=site, kind=kind, count=count, number=phone_number if kind == EquipmentKind.PHONE else "")
            for kind, count in counts.items()
            if count
        ],
        update_conflicts=True,
        unique_fields=["site", "kind"],
        update_fields=["count", "number"],
    )
    return list(site.equipment.order_by("id"))


@recorded(StationEvent.HOURS_SAVED)
def save_hours(
    *, site: Site, spans: Iterable[tuple[int, dt.time, dt.time]], by: Actor, posted_photo: Any = None
) -> Site:
    """Replace the opening hours of the week; a photo of the posted notice proves A12."""
    require_open_file(site)
    wanted = sorted(set(spans))
    if any(not 1 <= weekday <= len(WEEKDAYS) for weekday, _, _ in wanted):
        raise RuleBroken("星期应为周一至周日。")
    if problems := hours_problems(wanted):
        raise RuleBroken(*problems)
    site.hours.all().delete()
    OpeningHours.objects.bulk_create(
        [OpeningHours(site=site, weekday=day, opens=opens, closes=closes) for day, opens, closes in wanted]
    )
    if photo := kept_photo(posted_photo, "开放时间公示照片", by, field="posted_photo"):
        site.hours_posted_photo = photo
        site.save(update_fields=["hours_posted_photo"])
    return site

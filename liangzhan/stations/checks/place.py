"""A02 rooms, A03 equipment, A04 sign, A12 opening hours: [N 二(二)] and [N 二(三)]."""

from __future__ import annotations

import datetime as dt

from liangzhan.stations.checks.sentences import met, short
from liangzhan.stations.choices import StationKind
from liangzhan.stations.evidence import Evidence, Source
from liangzhan.stations.models import RosterFact, Sign, Station
from liangzhan.stations.queries.dossier import dossier_of
from liangzhan.stations.rules.place import equipment_text, hours_text, missing_checks, missing_equipment, square_metres
from liangzhan.toolkit.templating import day

LEAST_PHOTOS = 2


def rooms(station: Station, on: dt.date) -> Evidence:
    """A02: at least one room with its area, an address, and two photos."""
    held = dossier_of(station).section("rooms")
    photos = tuple(photo for room in held for photo in room.photos)
    if not held:
        return short(station, "还没有登记工作（活动）室。", "rooms", "登记房间")
    text = "、".join(f"{room.name} {square_metres(room.area)}" for room in held)
    if not station.site.address:
        return short(station, f"{text}；缺地址。", "site-edit", "填写地址")
    if len(photos) < LEAST_PHOTOS:
        lack = f"{text}；照片 {len(photos)} 张，至少要 {LEAST_PHOTOS} 张。"
        return short(station, lack, "rooms", "上传照片", source=Source.PHOTO, files=photos)
    return met(f"{text}，照片 {len(photos)} 张", Source.PHOTO, photos)


def equipment(station: Station, on: dt.date) -> Evidence:
    """A03: desk, chair and telephone, one of each at least (declared)."""
    counts = dossier_of(station).section("equipment")
    missing = missing_equipment(counts)
    if missing:
        have = f"已登记{equipment_text(counts)}；" if counts else ""
        return short(station, f"{have}缺{'、'.join(missing)}。", "equipment", "登记设备", source=Source.DECLARED)
    return met(f"登记设备：{equipment_text(counts)}", Source.DECLARED)


def sign(station: Station, on: dt.date) -> Evidence:
    """A04: a sign that hangs, a photo of it, and the three self-checks; one complete sign is enough."""
    signs = dossier_of(station).section("signs")
    for one in signs:
        if one.photo_id and not _unchecked(one):
            where = one.spot or one.get_place_display()
            return met(f"{day(one.hung_on)}挂于{where}，三项自查通过，照片 1 张", Source.PHOTO, (str(one.photo.uuid),))
    if not signs:
        fact = _roster_fact(station)
        if fact and fact.sign_hung:
            return short(station, "名册登记为已悬挂，缺安装照片和自查。", "signs", "补登标识牌", waiting=True)
        return short(station, f"还没有悬挂“{StationKind(station.kind).label}”标识牌。", "signs", "登记标识牌")
    last = signs[-1]
    lacks = [] if last.photo_id else ["安装照片"]
    lacks += [f"自查“{name}”" for name in _unchecked(last)]
    label = "完善自查" if last.photo_id else "上传照片"
    text = f"{day(last.hung_on)}已悬挂，缺{'、'.join(lacks)}。"
    return short(station, text, "sign-edit", label, source=Source.PHOTO, pk=last.pk)


def opening(station: Station, on: dt.date) -> Evidence:
    """A12 就近、便利: opening hours and a contact, posted where people see them."""
    spans = [(row.weekday, row.opens, row.closes) for row in dossier_of(station).section("hours")]
    site = station.site
    contact = site.phone or station.head_phone
    if not spans:
        return short(station, "还没有填写开放时间。", "hours", "填写开放时间")
    text = hours_text(spans)
    if not contact:
        return short(station, f"{text}；缺联系电话。", "site-edit", "填写电话")
    if site.hours_posted_photo_id is None:
        return short(station, f"{text}；缺公示照片。", "hours", "上传照片", source=Source.PHOTO)
    return met(f"{text}，电话 {contact}，已公示", Source.PHOTO, (str(site.hours_posted_photo.uuid),))


def _unchecked(one: Sign) -> list[str]:
    checks = [
        ("位置醒目", one.conspicuous),
        ("标志图形正确", one.correct_graphic),
        ("站名字样正确", one.correct_words),
    ]
    return missing_checks(checks)


def _roster_fact(station: Station) -> RosterFact | None:
    return getattr(station, "roster_fact", None)

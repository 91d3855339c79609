"""Sites and stations in any state, written directly; the lifecycle itself is tested through the services."""

import datetime as dt
import io
import itertools
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from liangzhan.access.actor import Actor
from liangzhan.divisions.models import Division
from liangzhan.documents.models import KeptFile
from liangzhan.stations.models import (
    AdoptedSystem,
    CommitteeOpinion,
    Declaration,
    Equipment,
    OpeningHours,
    Room,
    RoomPhoto,
    Sign,
    Site,
    StaffDeclaration,
    Standing,
    Station,
)

KIND_LABELS = {"SW": "社会工作站", "VS": "志愿服务站"}
BY = Actor.system("测试")
DAY = dt.date(2020, 6, 3)
_colours = itertools.count(1)


def make_site(community: Division, **fields: Any) -> Site:
    """A site in a community."""
    fields.setdefault("name", f"{community.name}党群服务中心")
    return Site.objects.create(division=community, division_code=community.code, **fields)


def make_station(site: Site, kind: str = "SW", **fields: Any) -> Station:
    """A station of a kind on a site, 纳入计划 unless told."""
    fields.setdefault("name", f"{site.division.name}{KIND_LABELS[kind]}")
    fields.setdefault("state_since", dt.date(2020, 6, 1))
    return Station.objects.create(site=site, division_code=site.division_code, kind=kind, **fields)


def photo_bytes() -> bytes:
    """A small real picture, another one each time."""
    target = io.BytesIO()
    Image.new("RGB", (24, 16), (next(_colours) % 256, 90, 120)).save(target, "JPEG")
    return target.getvalue()


def make_photo(name: str = "photo.jpg") -> SimpleUploadedFile:
    """An upload that is a picture."""
    return SimpleUploadedFile(name, photo_bytes(), "image/jpeg")


def make_kept(title: str = "示例文件") -> KeptFile:
    """A kept picture; its bytes lie nowhere."""
    return KeptFile.objects.create(
        digest=f"{next(_colours):064d}", size=1, media_type="image/jpeg", title=title, kept_by=BY
    )


def make_sign(station: Station, **fields: Any) -> Sign:
    """A complete sign, unless told what lacks."""
    given = {"place": "OUTDOOR", "spot": "正门右侧", "hung_on": DAY, "photo": make_kept("标识牌")}
    checks = {"conspicuous": True, "correct_graphic": True, "correct_words": True}
    return Sign.objects.create(station=station, **{**given, **checks, **fields})


def make_standing(station: Station, state: str = "IN_FORCE", **fields: Any) -> Standing:
    """A filing, in force unless told."""
    given = {"form": "FILED_COMMUNITY_ORG", "state_since": DAY, "purpose": "服务居民", "member_count": 5}
    if state == "IN_FORCE":
        given |= {"number": "示例备〔2020〕1号", "effective_on": DAY, "authority": "示例街道"}
    return Standing.objects.create(station=station, state=state, **{**given, **fields})


def furnish(station: Station) -> Station:
    """Fill every item A01–A12 of a station and its site."""
    site = station.site
    Site.objects.filter(pk=site.pk).update(
        address="示例路 1 号", phone="024-12345678", committee_contact="示例主任", hours_posted_photo=make_kept("公示")
    )
    if not site.rooms.exists():
        room = Room.objects.create(site=site, name="活动室", area=Decimal("46.0"))
        RoomPhoto.objects.bulk_create([RoomPhoto(room=room, file=make_kept(), added_by=BY) for _ in range(2)])
        for kind, count in (("DESK", 4), ("CHAIR", 16), ("PHONE", 1)):
            Equipment.objects.create(site=site, kind=kind, count=count)
        for day in range(1, 6):
            OpeningHours.objects.create(site=site, weekday=day, opens=dt.time(8, 30), closes=dt.time(17, 30))
        CommitteeOpinion.objects.create(
            site=site, kind="CONSTRUCTION", text="同意建设。", on=DAY, signer="示例书记", written_by=BY
        )
    make_standing(station)
    make_sign(station)
    StaffDeclaration.objects.create(
        station=station, full_time=1, part_time=1, certified=1, basis="持证", proof=make_kept("证书"), declared_by=BY
    )
    for kind in ("ATTENDANCE", "PROPERTY", "SUPERVISION", "ETHICS", "VOLUNTEERS", "ARCHIVES"):
        AdoptedSystem.objects.create(
            station=station, kind=kind, text="正文", adopted_on=DAY, adopted_by=BY, from_model="平台范本"
        )
    for item in ("A08", "A10", "A11"):
        Declaration.objects.create(station=station, item=item, text="示例说明", declared_by=BY)
    station.refresh_from_db()
    return station

"""The construction file of a site, filled the way a station fills it."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

from liangzhan.access.actor import Actor
from liangzhan.demo.people import officer
from liangzhan.demo.pictures import Album
from liangzhan.stations.choices import (
    EquipmentKind,
    FacilitySource,
    LegalForm,
    MenuProfile,
    OpinionKind,
    PartnerKind,
    RoomKind,
    SignPlace,
    StationKind,
    YearlyKind,
)
from liangzhan.stations.models import Site, Station
from liangzhan.stations.services.declarations import declare
from liangzhan.stations.services.opinions import write_opinion
from liangzhan.stations.services.partners import save_partner
from liangzhan.stations.services.register import edit_station
from liangzhan.stations.services.sign import save_sign
from liangzhan.stations.services.site import (
    add_room_photo,
    save_equipment,
    save_hours,
    save_room,
    save_site,
)
from liangzhan.stations.services.staffing import declare_staffing
from liangzhan.stations.services.standing import apply_for_filing, confirm_committee, confirm_street, save_standing
from liangzhan.stations.services.systems import adopt_mechanism, adopt_models
from liangzhan.stations.services.yearly import confirm_yearly, save_yearly, submit_yearly

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
WORKDAY = (dt.time(8, 30), dt.time(17, 0))


class FileWriter:
    """Fills what belongs to a site once, and what belongs to each station. `gaps` names what is left out."""

    def __init__(self, album: Album, rng: random.Random) -> None:
        self.album, self.rng = album, rng
        self.numbers: dict[str, int] = {}

    def name(self) -> str:
        """An invented surname with 某: no real person."""
        return f"{self.rng.choice(SURNAMES)}某"

    def phone(self) -> str:
        """An office phone that cannot exist (exchange 0000)."""
        return f"024-0000{self.rng.randrange(10000):04d}"

    def site(self, site: Site, by: Actor, *, gaps: frozenset[str] = frozenset()) -> None:
        """Place, rooms with photos, equipment, hours, 两委 contact and opinion."""
        community = site.division.name
        save_site(
            site=site,
            by=by,
            name=f"{community}党群服务中心",
            address=f"{site.division.parent.name}示例路 {self.rng.randrange(1, 200)} 号",
            source=FacilitySource.INTEGRATED,
            facility_name=f"{community}综合服务设施",
            longitude=site.longitude,
            latitude=site.latitude,
            accessible=self.rng.random() < 0.7,
            phone=self.phone(),
            committee_contact=self.name(),
            committee_phone=self.phone(),
        )
        room = save_room(
            site=site, name="活动室", area=Decimal(self.rng.randrange(28, 80)), kind=RoomKind.ACTIVITY, by=by
        )
        desk = save_room(
            site=site, name="工作室", area=Decimal(self.rng.randrange(10, 20)), kind=RoomKind.OFFICE, by=by
        )
        if "photos" not in gaps:
            add_room_photo(room=room, photo=self.album.file("room"), by=by)
            add_room_photo(room=desk, photo=self.album.file("desk"), by=by)
        if "equipment" not in gaps:
            counts = {EquipmentKind.DESK: 4, EquipmentKind.CHAIR: self.rng.randrange(8, 24), EquipmentKind.PHONE: 1}
            save_equipment(site=site, counts={str(k): v for k, v in counts.items()}, phone_number=site.phone, by=by)
        if "hours" not in gaps:
            spans = [(day, *WORKDAY) for day in range(1, 7)]
            save_hours(site=site, spans=spans, posted_photo=self.album.file("hours"), by=by)
        if "opinion" not in gaps:
            committee = officer(f"{community}两委")
            text = "同意利用现有综合服务设施建设“两站”，由两委领导和监督。"
            write_opinion(site=site, kind=OpinionKind.CONSTRUCTION, text=text, signer=self.name(), by=committee)

    def station(self, station: Station, by: Actor, *, gaps: frozenset[str] = frozenset()) -> None:
        """Standing, people, systems, mechanism, sign, partners, declared papers."""
        full = self.rng.random() < 0.4
        edit_station(
            station=station,
            name=station.name,
            station_class=station.station_class,
            menu_profile=MenuProfile.STANDARD if full else MenuProfile.BASIC,
            head_name=self.name(),
            head_phone=self.phone(),
            national_team_no=f"示例{station.pk:06d}" if station.kind == StationKind.VS else "",
            by=by,
        )
        if "standing" not in gaps:
            self.filing(station, by)
        if "staff" not in gaps:
            declare_staffing(
                station=station,
                full_time=1 if full else 0,
                part_time=1,
                certified=1 if full and station.kind == StationKind.SW else 0,
                basis="社会工作者职业水平证书" if full else "受训并经县级认定",
                proof=self.album.file("paper"),
                by=by,
            )
        if "systems" not in gaps:
            adopt_models(station=station, by=by)
        if "mechanism" not in gaps:
            adopt_mechanism(station=station, by=by)
        if "survey" not in gaps:
            text = "首次居民需求与社区资源调查计划已拟定，样本 200 户。"
            declare(station=station, item="A10", text=text, files=[self.album.file("paper")], by=by)
        self.sign(station, by, photo="sign-photo" not in gaps, hang="sign" not in gaps)
        save_partner(station=station, kind=PartnerKind.COMMUNITY_ORG, name="示例社区互助会", role="邻里互助", by=by)

    def sign(self, station: Station, by: Actor, *, photo: bool, hang: bool = True) -> None:
        """A hung sign, with or without its photo."""
        if hang:
            save_sign(
                station=station,
                place=SignPlace.OUTDOOR,
                hung_on=station.state_since,
                spot="服务中心正门右侧",
                size="600×400 mm",
                material="不锈钢",
                conspicuous=True,
                correct_graphic=True,
                correct_words=True,
                photo=self.album.file(station.kind) if photo else None,
                by=by,
            )

    def filing(self, station: Station, by: Actor) -> None:
        """备案 by committee and street."""
        street = station.site.division.parent
        standing = save_standing(
            station=station,
            form=LegalForm.FILED_COMMUNITY_ORG,
            purpose=f"在本社区开展{station.get_kind_display()}服务，服务困难群众，参与社区治理。",
            member_count=self.rng.randrange(5, 25),
            rules_file=self.album.file("paper"),
            by=by,
        )
        apply_for_filing(standing=standing, by=by)
        confirm_committee(standing=standing, by=officer(f"{station.site.division.name}居（村）委会"))
        number = self.numbers[street.code] = self.numbers.get(street.code, 0) + 1
        text = f"{street.name}备〔{station.state_since.year}〕{number}号（示例）"
        confirm_street(standing=standing, number=text, by=officer(street.name))

    def yearly(self, site: Site, year: int, by: Actor) -> None:
        """A yearly plan that the 两委 confirmed."""
        text = (
            "一、每月探访独居老年人；二、每季度开展一次居民议事；三、组织志愿服务项目 4 个；四、年底向两委和居民报告。"
        )
        paper = save_yearly(site=site, year=year, kind=YearlyKind.PLAN, text=text, by=by)
        submit_yearly(paper=paper, by=by)
        confirm_yearly(paper=paper, by=officer(f"{site.division.name}两委"))

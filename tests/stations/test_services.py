"""Register, lifecycle, the place, people, papers: does, refuses, records."""

import datetime as dt
from decimal import Decimal

import pytest

from liangzhan.audit.models import Event
from liangzhan.stations.choices import State, SystemKind
from liangzhan.stations.models import ClosingItem, Declaration, Room, Sign, Site, Station, YearlyPaper
from liangzhan.stations.services import (
    declarations,
    lifecycle,
    opinions,
    partners,
    register,
    sign,
    site,
    staffing,
    systems,
    yearly,
)
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import moves_of
from tests.factories import divisions as places
from tests.factories.stations import BY, DAY, make_kept, make_photo, make_sign, make_standing, make_station

TOMORROW = today() + dt.timedelta(days=1)


def refusal(service, **given):
    """The reasons of a refusal, and the field it names."""
    with pytest.raises(RuleBroken) as caught:
        service(**given)
    return list(caught.value.reasons), caught.value.field


@pytest.fixture
def open_file(station):
    """Station A in the state in which its file is filled in."""
    Station.objects.filter(pk=station.pk).update(state=State.BUILDING)
    station.refresh_from_db()
    return station


class TestRegister:
    def test_site_and_stations(self, community):
        held = register.register_site(division=community, name="中心", address="示例路 1 号", by=BY)
        made = register.register_station(site=held, kind="VS", name="志愿站", by=BY)
        assert (held.division_code, made.state, made.state_since, made.tier) == (
            community.code,
            "PLANNED",
            today(),
            "COMMUNITY",
        )
        assert Event.objects.filter(name="station.registered").count() == 2

    def test_a_second_one_of_the_kind(self, station):
        reasons, field = refusal(register.register_station, site=station.site, kind="SW", name="又一个", by=BY)
        assert (reasons, field) == ([f"{station.site.division.name}已有社会工作站，不能重复登记。"], "kind")

    def test_a_unit_that_ceased(self, community):
        community.valid_to = dt.date(2019, 12, 31)
        reasons, _ = refusal(register.register_site, division=community, name="中心", by=BY)
        assert reasons == [f"{community.name}已于 2019-12-31 停用，请选择现在的单位。"]

    def test_half_a_position(self, community):
        reasons, _ = refusal(register.register_site, division=community, name="中心", longitude=Decimal(123), by=BY)
        assert reasons == ["经度和纬度要一起填写。"]

    def test_the_community_tier_needs_a_community(self, community):
        held = register.register_site(division=places.street_of(community), name="街道", by=BY)
        assert refusal(register.register_station, site=held, kind="SW", name="站", by=BY)[1] == "tier"
        assert register.register_station(site=held, kind="SW", name="站", tier="STREET", by=BY).tier == "STREET"

    def test_edit(self, station):
        given = {"station": station, "name": "新名", "station_class": "RURAL", "menu_profile": "BASIC", "by": BY}
        register.edit_station(**given, head_phone="024-12345678", operator_uscc="52219999mj0000018y")
        station.refresh_from_db()
        assert (station.name, station.station_class, station.operator_uscc) == ("新名", "RURAL", "52219999MJ0000018Y")
        assert refusal(register.edit_station, **given, operator_uscc="1")[1] == "operator_uscc"
        assert refusal(register.edit_station, **given, head_phone="1")[1] == "head_phone"


class TestLifecycle:
    def test_the_whole_way_with_its_dates(self, station):
        way = [("SITED", 1), ("BUILDING", 2), ("ACCEPTANCE_PENDING", 3), ("ACCEPTED", 4), ("OPERATING", 5)]
        for to, day in way:
            lifecycle.move_station(station=station, to=to, on=dt.date(2020, 9, day), by=BY)
        station.refresh_from_db()
        assert (station.accepted_on, station.opened_on) == (dt.date(2020, 9, 4), dt.date(2020, 9, 5))
        lifecycle.move_station(station=station, to="SUSPENDED", reason="无人在岗", by=BY)
        lifecycle.move_station(station=station, to="OPERATING", by=BY)
        station.refresh_from_db()
        assert station.opened_on == dt.date(2020, 9, 5)
        assert [move.to_state for move in moves_of(station)][-2:] == ["SUSPENDED", "OPERATING"]
        assert Event.objects.filter(name="station.moved").count() == 7

    def test_withdrawal(self, station):
        lifecycle.move_station(station=station, to="CLOSED", reason="改选其他社区", by=BY)
        station.refresh_from_db()
        assert (station.closing_reason, station.closing_note, station.closed_on) == (
            "WITHDRAWN",
            "改选其他社区",
            today(),
        )

    def test_a_move_the_table_does_not_know(self, station):
        assert refusal(lifecycle.move_station, station=station, to="OPERATING", by=BY)[0] == [
            "现在是“纳入计划”，不能变为“运行”。"
        ]

    def test_closing_waits_for_its_checklist(self, open_file):
        Station.objects.filter(pk=open_file.pk).update(state="OPERATING", accepted_on=DAY)
        open_file.refresh_from_db()
        hung = make_sign(open_file)
        lifecycle.move_station(
            station=open_file, to="CLOSING", reason="社区撤并", closing_reason="MERGED_COMMUNITY", by=BY
        )
        reasons, _ = refusal(lifecycle.move_station, station=open_file, to="CLOSED", by=BY)
        assert len(reasons) == 8
        sign.remove_sign(sign=hung, by=BY)
        for item in ("CASES", "VOLUNTEERS", "NATIONAL", "ASSETS", "FUNDS", "ARCHIVES", "PERSONAL"):
            lifecycle.settle_closing_item(station=open_file, item=item, note="无", by=BY)
        lifecycle.settle_closing_item(station=open_file, item="CASES", note="两件已转介", by=BY)
        assert ClosingItem.objects.get(item="CASES").note == "两件已转介"
        lifecycle.move_station(station=open_file, to="CLOSED", by=BY)
        open_file.refresh_from_db()
        assert (open_file.closed_on, open_file.closing_reason) == (today(), "MERGED_COMMUNITY")

    def test_items_belong_to_closing(self, open_file):
        given = {"station": open_file, "item": "CASES", "by": BY}
        assert refusal(lifecycle.settle_closing_item, **given, note="无")[0] == ["只有关闭中的站点要办结关闭清单。"]
        open_file.state = "CLOSING"
        assert refusal(lifecycle.settle_closing_item, **given, note=" ")[1] == "note"


class TestSite:
    def test_saved_once_for_both(self, open_file):
        held = site.save_site(
            site=open_file.site, name="新名", phone="024-12345678", sharing_agreement=make_kept("协议"), by=BY
        )
        assert Site.objects.get() == held
        assert held.sharing_agreement.title == "协议"
        site.save_site(site=held, name="再改", by=BY)
        assert Site.objects.get().sharing_agreement_id is not None

    def test_refusals(self, open_file):
        given = {"site": open_file.site, "name": "名", "by": BY}
        assert refusal(site.save_site, **given, phone="1")[1] == "phone"
        assert refusal(site.save_site, **given, committee_phone="1")[1] == "committee_phone"
        assert refusal(site.save_site, **given, longitude=Decimal(1), latitude=Decimal(1))[1] == "longitude"
        text = make_photo()
        text.file.seek(0)
        text.file.truncate()
        text.file.write(b"not a picture")
        text.seek(0)
        assert refusal(site.save_site, **given, sharing_agreement=text)[1] == "sharing_agreement"

    def test_a_file_that_rests(self, open_file):
        Station.objects.update(state="ACCEPTANCE_PENDING")
        reasons, _ = refusal(site.save_room, site=open_file.site, name="室", area=Decimal(10), by=BY)
        assert reasons == ["已提交验收，建设档案暂不能修改；如需补充，请与验收单位联系。"]

    def test_rooms_and_photos(self, open_file):
        room = site.save_room(site=open_file.site, name="室", area=Decimal("10.5"), by=BY)
        site.save_room(site=open_file.site, room=room, name="新室", area=Decimal(12), kind="OFFICE", by=BY)
        assert Room.objects.get().name == "新室"
        photo = site.add_room_photo(room=room, photo=make_photo(), by=BY)
        assert photo.file.media_type == "image/jpeg"
        site.remove_room_photo(photo=photo, by=BY)
        assert room.photos.count() == 0
        site.remove_room(room=room, by=BY)
        assert Room.objects.count() == 0

    def test_rooms_refused(self, open_file):
        given = {"site": open_file.site, "name": "室", "by": BY}
        assert refusal(site.save_room, **given, area=Decimal(0))[0] == ["面积必须大于 0。"]
        assert refusal(site.save_room, **given, area=Decimal(30000))[1] == "area"
        room = site.save_room(**given, area=Decimal(10))
        assert refusal(site.add_room_photo, room=room, photo=None, by=BY) == (["请选择照片。"], "photo")

    def test_equipment(self, open_file):
        site.save_equipment(
            site=open_file.site, counts={"DESK": 2, "CHAIR": 1, "PHONE": 1}, phone_number="024-12345678", by=BY
        )
        held = site.save_equipment(site=open_file.site, counts={"DESK": 3, "CHAIR": 0}, by=BY)
        assert [(row.kind, row.count, row.number) for row in held] == [("DESK", 3, ""), ("PHONE", 1, "024-12345678")]
        assert refusal(site.save_equipment, site=open_file.site, counts={"DESK": -1}, by=BY)[1] == "desk"
        assert (
            refusal(site.save_equipment, site=open_file.site, counts={}, phone_number="1", by=BY)[1] == "phone_number"
        )

    def test_hours(self, open_file):
        spans = [(1, dt.time(8, 30), dt.time(12)), (1, dt.time(13), dt.time(17))]
        site.save_hours(site=open_file.site, spans=spans, posted_photo=make_kept("公示"), by=BY)
        site.save_hours(site=open_file.site, spans=spans[:1] * 2, by=BY)
        held = Site.objects.get()
        assert [(row.weekday, row.opens, row.closes) for row in held.hours.all()] == spans[:1]
        assert held.hours_posted_photo.title == "公示"
        wrong = [(2, dt.time(9), dt.time(8))]
        assert refusal(site.save_hours, site=held, spans=wrong, by=BY)[0] == ["周二：关门时间要晚于开门时间。"]
        assert refusal(site.save_hours, site=held, spans=[(8, *spans[0][1:])], by=BY)[0] == ["星期应为周一至周日。"]


class TestSigns:
    def test_save_change_remove(self, open_file):
        given = {"station": open_file, "place": "OUTDOOR", "hung_on": DAY, "by": BY}
        made = sign.save_sign(**given, photo=make_photo())
        sign.note_cost(sign=made, cost_fen=100, fund_account="COMMUNITY_WORK", by=BY)
        sign.save_sign(**given, sign=made, spot="门口")
        held = Sign.objects.get()
        assert (held.spot, held.photo_id, held.cost_fen) == ("门口", made.photo_id, 100)
        assert refusal(sign.remove_sign, sign=held, on=DAY - dt.timedelta(1), by=BY)[1] == "on"
        sign.remove_sign(sign=held, on=DAY, by=BY)
        assert refusal(sign.remove_sign, sign=held, by=BY)[0] == ["这块标识牌已经撤下。"]
        assert refusal(sign.save_sign, **given, sign=held)[0] == ["这块标识牌已经撤下，请登记新的标识牌。"]

    def test_refused(self, open_file):
        given = {"station": open_file, "place": "OUTDOOR", "by": BY}
        assert refusal(sign.save_sign, **given, hung_on=TOMORROW)[1] == "hung_on"
        made = sign.save_sign(**given, hung_on=DAY)
        assert "请选择科目" in refusal(sign.note_cost, sign=made, cost_fen=1, fund_account="", by=BY)[0][0]

    def test_template(self, db):
        made = sign.upload_sign_template(kind="SW", file=make_photo(), valid_from=DAY, by=BY)
        again = sign.upload_sign_template(kind="SW", file=make_kept(), valid_from=DAY, by=BY)
        assert (made.file.title, again.kind) == ("社会工作站标识牌样式", "SW")


class TestPeople:
    def test_staffing(self, open_file):
        given = {"station": open_file, "by": BY}
        staffing.declare_staffing(**given, full_time=1, part_time=0, proof=make_kept("证书"))
        held = staffing.declare_staffing(**given, full_time=2, part_time=1, certified=1)
        assert (held.full_time, held.proof.title) == (2, "证书")
        assert refusal(staffing.declare_staffing, **given, full_time=0, part_time=0, certified=1)[1] == "certified"

    def test_partners(self, station):
        given = {"station": station, "kind": "CHARITY", "by": BY}
        made = partners.save_partner(**given, name="示例基金会", since=DAY)
        partners.save_partner(**given, partner=made, name="示例基金会", since=DAY, ended_on=today())
        assert station.partners.get().ended_on == today()
        assert refusal(partners.save_partner, **given, name=" ")[1] == "name"
        assert refusal(partners.save_partner, **given, name="甲", since=TOMORROW)[1] == "since"
        late = {"since": DAY, "ended_on": DAY - dt.timedelta(1)}
        assert refusal(partners.save_partner, **given, name="甲", **late)[1] == "ended_on"


class TestDeclarations:
    def test_again_replaces_and_keeps_the_files(self, open_file):
        given = {"station": open_file, "item": "A10", "by": BY}
        declarations.declare(**given, text="调查计划", files=[make_kept("一")])
        held = declarations.declare(**given, text="已收回 143 份", files=[make_kept("二"), None])
        assert [row.file.title for row in held.files.order_by("id")] == ["一", "二"]
        assert Declaration.objects.filter(withdrawn_at__isnull=True).get() == held
        declarations.withdraw(declaration=held, by=BY)
        assert refusal(declarations.withdraw, declaration=held, by=BY)[0] == ["这份材料已经撤回。"]

    def test_too_short(self, open_file):
        assert refusal(declarations.declare, station=open_file, item="Z1", text="短", by=BY)[1] == "text"


class TestSystems:
    def test_one_click_fits_the_class(self, open_file):
        open_file.station_class = "REMOTE"
        made = systems.adopt_models(station=open_file, on=DAY, by=BY)
        assert {row.kind for row in made} == set(SystemKind)
        texts = {row.kind: row.text for row in made}
        assert texts["SUPERVISION"].startswith(f"{open_file.name}社会工作督导制度（平台范本·边远站点）")
        assert "〔站名〕" not in "".join(texts.values())
        assert refusal(systems.adopt_models, station=open_file, by=BY)[0] == [
            "六项制度都已采用，需要修改的请逐项编辑。"
        ]

    @pytest.mark.parametrize("station_class", ["URBAN", "RURAL", "TRANSITION", "REMOTE"])
    def test_every_model_is_a_real_text(self, open_file, station_class):
        open_file.station_class = station_class
        assert all(300 <= len(row.text) <= 620 for row in systems.adopt_models(station=open_file, by=BY))

    def test_own_words_are_a_new_version(self, open_file):
        systems.adopt_models(station=open_file, by=BY)
        own = systems.adopt_system(station=open_file, kind="ETHICS", text="本站规范" * 20, posted=True, by=BY)
        assert (own.version, own.from_model, own.posted) == (2, "", True)
        first = open_file.systems.get(kind="ETHICS", version=1)
        same = systems.adopt_system(station=open_file, kind="ETHICS", text=first.text, by=BY)
        assert (same.version, same.from_model) == (3, "平台范本")
        assert systems.post_system(system=same, posted=True, by=BY).posted is True

    def test_refused(self, open_file):
        given = {"station": open_file, "kind": "ETHICS", "by": BY}
        assert refusal(systems.adopt_system, **given, text="短")[1] == "text"
        assert refusal(systems.adopt_system, **given, text="长" * 60, on=TOMORROW)[1] == "on"

    def test_mechanism(self, open_file):
        made = systems.adopt_mechanism(station=open_file, by=BY)
        assert (made.item, made.from_model) == ("A08", "平台范本")
        assert made.text.startswith(open_file.name)


class TestCommittee:
    def test_on_the_page(self, station, committee_member):
        made = opinions.write_opinion(
            site=station.site, kind="CONSTRUCTION", text="同意建设", signer="书记", by=committee_member.actor
        )
        assert (made.on, made.paper) == (today(), None)

    def test_on_paper(self, station, station_head):
        given = {
            "site": station.site,
            "kind": "SUPERVISION",
            "text": "请按时开放",
            "signer": "书记",
            "by": station_head.actor,
        }
        assert refusal(opinions.write_opinion, **given)[1] == "paper"
        assert opinions.write_opinion(**given, paper=make_photo()).paper.title == "两委意见"

    def test_refused(self, station):
        given = {"site": station.site, "kind": "SUPERVISION", "by": BY}
        assert refusal(opinions.write_opinion, **given, text="好的", signer="书记", on=TOMORROW)[1] == "on"
        assert refusal(opinions.write_opinion, **given, text="好", signer="书记")[1] == "text"
        assert refusal(opinions.write_opinion, **given, text="好的", signer=" ")[1] == "signer"

    def test_the_neighbours_committee_is_not_in_person(self, station, neighbour_committee):
        given = {"site": station.site, "kind": "SUPERVISION", "text": "同意", "signer": "书记"}
        assert refusal(opinions.write_opinion, **given, by=neighbour_committee.actor)[1] == "paper"


class TestYearly:
    def save(self, station, text="本年度计划开展十二次社区活动和四个小组，逐项落实。", **more):
        return yearly.save_yearly(
            **{"site": station.site, "year": 2020, "kind": "PLAN", "text": text, "by": BY, **more}
        )

    def test_on_the_page(self, station, committee_member):
        paper = self.save(station)
        yearly.submit_yearly(paper=paper, by=BY)
        assert refusal(self.save, station=station)[0] == ["2020 年的年度计划待两委确认，不能再修改。"]
        assert refusal(yearly.return_yearly, paper=paper, reason=" ", by=committee_member.actor)[1] == "reason"
        yearly.return_yearly(paper=paper, reason="补充经费来源", by=committee_member.actor)
        assert YearlyPaper.objects.get().returned_reason == "补充经费来源"
        paper = self.save(station)
        yearly.submit_yearly(paper=paper, by=BY)
        yearly.confirm_yearly(paper=paper, on=DAY, by=committee_member.actor)
        held = YearlyPaper.objects.get()
        assert (held.state, held.confirmed_on, held.confirmed_by.uuid) == (
            "CONFIRMED",
            DAY,
            committee_member.actor.uuid,
        )

    def test_on_paper(self, station, station_head):
        paper = self.save(station)
        yearly.submit_yearly(paper=paper, by=BY)
        assert refusal(yearly.confirm_yearly, paper=paper, by=station_head.actor)[1] == "scan"
        assert refusal(yearly.confirm_yearly, paper=paper, on=TOMORROW, by=BY)[1] == "on"
        yearly.confirm_yearly(paper=paper, scan=make_photo(), by=station_head.actor)
        assert YearlyPaper.objects.get().paper.title == "2020 年年度计划两委确认"

    def test_refused(self, station):
        assert refusal(self.save, station=station, year=2050)[1] == "year"
        paper = self.save(station, text="短")
        assert refusal(yearly.submit_yearly, paper=paper, by=BY)[1] == "text"


def test_standing_of_another_station_stays(station, neighbour_station):
    """Rows of the neighbour exist and are not touched by closing."""
    make_standing(neighbour_station)
    lifecycle.move_station(station=station, to="CLOSED", reason="撤回", by=BY)
    assert neighbour_station.standings.get().state == "IN_FORCE"
    assert make_station(station.site, "SW").pk != station.pk

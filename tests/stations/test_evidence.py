"""Checks A01–A12: what meets them, what lacks, in twelve queries for both stations of a site."""

import datetime as dt

import pytest

from liangzhan.stations.checks import CHECKS
from liangzhan.stations.choices import SystemKind
from liangzhan.stations.evidence import Standing as Says
from liangzhan.stations.evidence import evidence_for
from liangzhan.stations.models import (
    AdoptedSystem,
    CommitteeOpinion,
    Declaration,
    RosterFact,
    StaffDeclaration,
    Station,
)
from liangzhan.stations.queries.dossier import with_evidence
from liangzhan.toolkit.models import Parameter
from liangzhan.toolkit.templating import day
from tests.factories.stations import BY, DAY, furnish, make_kept, make_sign, make_standing, make_station

ON = dt.date(2020, 10, 31)


def answer(item, station):
    fresh = with_evidence(Station.objects.all()).get(pk=station.pk)
    return evidence_for(item, fresh, ON)


def says(item, station):
    return answer(item, station).standing, answer(item, station).text


@pytest.fixture
def twin(station):
    return make_station(station.site, "VS")


class TestComplete:
    def test_social_work_station(self, station):
        furnish(station)
        found = {item: answer(item, station) for item in CHECKS}
        assert {item: one.text for item, one in found.items()} == {
            "A01": "示例街道备案 示例备〔2020〕1号，2020年6月3日",
            "A02": "活动室 46 ㎡，照片 2 张",
            "A03": "登记设备：桌 4、椅 16、电话 1",
            "A04": "2020年6月3日挂于正门右侧，三项自查通过，照片 1 张",
            "A05": "专职 1 人、兼职 1 人，持证 1 人，依据：持证",
            "A06": "社会工作站不要求志愿服务站工作人员。",
            "A07": "六项制度已采用（其中平台范本 6 项），上墙 0 项",
            "A08": f"四方协作机制 {day(dt.date.today())}订立",
            "A09": "联系人 示例主任；示例书记 2020年6月3日签署建设意见",
            "A10": f"{day(dt.date.today())}申报调查或调查计划",
            "A11": "社会工作站不要求志愿服务队伍。",
            "A12": "周一至周五 8:30–17:30，电话 024-12345678，已公示",
        }
        assert {item for item, one in found.items() if one.standing != Says.MET} == {"A06", "A11"}

    def test_volunteer_station(self, twin):
        furnish(twin)
        assert says("A05", twin) == (Says.NOT_APPLICABLE, "志愿服务站不要求社会工作专业人才。")
        assert says("A06", twin) == (Says.MET, "专职 1 人、兼职 1 人负责日常工作")
        assert says("A11", twin) == (Says.MET, f"已于 {day(dt.date.today())}申报在全国系统申请建队")
        Station.objects.filter(pk=twin.pk).update(national_team_no="示例队伍 1 号")
        assert says("A11", twin) == (Says.MET, "全国志愿服务信息系统队伍编号 示例队伍 1 号")

    def test_without_the_prefetch_the_answers_are_the_same(self, station):
        furnish(station)
        plain = Station.objects.get(pk=station.pk)
        assert {item: evidence_for(item, plain, ON) for item in CHECKS} == {
            item: answer(item, station) for item in CHECKS
        }

    def test_fourteen_queries_for_both_stations(self, station, twin, django_assert_num_queries):
        furnish(station)
        furnish(twin)
        with django_assert_num_queries(14):
            both = list(with_evidence(Station.objects.order_by("id")))
            for item in CHECKS:
                for one in both:
                    evidence_for(item, one, ON)


def test_an_empty_file_misses_everything(station):
    assert {item: answer(item, station).text for item in CHECKS} == {
        "A01": "还没有登记或备案。",
        "A02": "还没有登记工作（活动）室。",
        "A03": "缺桌、椅、电话。",
        "A04": "还没有悬挂“社会工作站”标识牌。",
        "A05": "还没有申报社会工作专业人才。",
        "A06": "社会工作站不要求志愿服务站工作人员。",
        "A07": f"已采用 0 项，缺{'、'.join(kind.label for kind in SystemKind)}。",
        "A08": "还没有四方协作机制。",
        "A09": "还没有填写两委联系人。",
        "A10": "还没有居民需求和社区资源调查，也没有调查计划。",
        "A11": "社会工作站不要求志愿服务队伍。",
        "A12": "还没有填写开放时间。",
    }


def test_an_empty_volunteer_station(twin):
    assert says("A06", twin) == (Says.MISSING, "还没有申报志愿服务站工作人员。")
    assert says("A11", twin) == (Says.MISSING, "还没有全国志愿服务信息系统的队伍编号，也没有申请材料。")
    assert answer("A11", twin).mend_url == f"/stations/{twin.pk}/declarations/A11/"


class TestStanding:
    @pytest.mark.parametrize(
        "state,fields,says_",
        [
            ("DRAFT", {}, (Says.MISSING, "登记或备案还没有填写完。")),
            ("APPLIED", {}, (Says.WAITING, "2020年6月3日已申请备案，等待居（村）委会确认。")),
            (
                "COMMITTEE_CONFIRMED",
                {"committee_on": DAY},
                (Says.WAITING, "居（村）委会 2020年6月3日已确认备案，等待乡镇（街道）确认。"),
            ),
            ("RETURNED", {"returned_reason": "章程不全"}, (Says.MISSING, "备案被退回：章程不全")),
            ("LAPSED", {}, (Says.MISSING, "还没有登记或备案。")),
        ],
    )
    def test_on_the_way(self, state, fields, says_, station):
        make_standing(station, state, **fields)
        assert says("A01", station) == says_

    def test_registration(self, station):
        fields = {"form": "SOCIAL_SERVICE_ORG", "uscc": "52219999MJ0000018Y", "authority": "示例民政局"}
        make_standing(station, scan=make_kept(), **fields)
        found = answer("A01", station)
        assert found.text == "示例民政局登记，统一社会信用代码 52219999MJ0000018Y，2020年6月3日"
        assert len(found.files) == 1

    def test_both_confirmations_are_named(self, station):
        make_standing(station, committee_on=DAY)
        assert says("A01", station) == (
            Says.MET,
            "示例街道备案 示例备〔2020〕1号，2020年6月3日；居（村）委会 2020年6月3日确认",
        )


class TestPlace:
    def test_rooms_without_address_or_photos(self, station):
        station.site.rooms.create(name="个案室", area="12.5")
        assert says("A02", station) == (Says.MISSING, "个案室 12.5 ㎡；缺地址。")
        station.site.address = "示例路 1 号"
        station.site.save()
        assert says("A02", station) == (Says.MISSING, "个案室 12.5 ㎡；照片 0 张，至少要 2 张。")

    def test_equipment_that_lacks_one(self, station):
        station.site.equipment.create(kind="DESK", count=1)
        assert says("A03", station) == (Says.MISSING, "已登记桌 1；缺椅、电话。")

    def test_a_sign_without_its_photo(self, station):
        sign = make_sign(station, photo=None, conspicuous=False)
        found = answer("A04", station)
        assert found.text == "2020年6月3日已悬挂，缺安装照片、自查“位置醒目”。"
        assert (found.mend_url, found.mend_label) == (f"/stations/signs/{sign.pk}/", "上传照片")

    def test_a_sign_without_a_check(self, station):
        make_sign(station, correct_words=False)
        assert (answer("A04", station).text, answer("A04", station).mend_label) == (
            "2020年6月3日已悬挂，缺自查“站名字样正确”。",
            "完善自查",
        )

    def test_a_removed_sign_proves_nothing(self, station):
        make_sign(station, removed_on=DAY, removed_by=BY)
        assert says("A04", station) == (Says.MISSING, "还没有悬挂“社会工作站”标识牌。")

    def test_the_roster_says_it_hangs(self, station):
        RosterFact.objects.create(station=station, sign_hung=True, systems_count=6, imported_by=BY)
        assert says("A04", station) == (Says.WAITING, "名册登记为已悬挂，缺安装照片和自查。")
        assert answer("A07", station).text.startswith("名册登记 6 项，已采用 0 项，缺")

    def test_a_place_without_a_spot(self, station):
        make_sign(station, spot="")
        assert says("A04", station) == (Says.MET, "2020年6月3日挂于室外，三项自查通过，照片 1 张")

    def test_hours_without_contact_or_photo(self, station):
        station.site.hours.create(weekday=1, opens="09:00", closes="12:00")
        assert says("A12", station) == (Says.MISSING, "周一 9:00–12:00；缺联系电话。")
        Station.objects.filter(pk=station.pk).update(head_phone="024-12345678")
        assert says("A12", station) == (Says.MISSING, "周一 9:00–12:00；缺公示照片。")


class TestPeople:
    def staff(self, station, **fields):
        StaffDeclaration.objects.create(station=station, declared_by=BY, **fields)

    def test_papers_are_missing(self, station):
        self.staff(station, full_time=1)
        assert says("A05", station) == (Says.MISSING, "专职 1 人、兼职 0 人，持证 0 人；缺认定依据和证明材料。")

    def test_papers_of_a_roster_station_wait(self, station):
        Station.objects.filter(pk=station.pk).update(from_roster=True)
        self.staff(station, full_time=1, basis="持证")
        assert says("A05", station) == (Says.WAITING, "专职 1 人、兼职 0 人，持证 0 人；缺证明材料。")

    def test_the_minimum_is_a_parameter(self, station, twin):
        for key in ("staff.sw.min", "staff.vs.min"):
            Parameter.objects.create(
                key=key, area_code="2101", value=3, valid_from=dt.date(2020, 1, 1), basis="示例", set_by=BY
            )
        self.staff(station, full_time=1, part_time=1)
        self.staff(twin, part_time=2)
        assert says("A05", station) == (Says.MISSING, "已申报社会工作专业人才 2 人，至少要 3 人。")
        assert says("A06", twin) == (Says.MISSING, "已申报工作人员 2 人，至少要 3 人。")


class TestPapers:
    def test_the_latest_version_counts(self, station):
        for version, file in ((1, None), (2, make_kept())):
            AdoptedSystem.objects.create(
                station=station, kind="ETHICS", version=version, text="正文", adopted_on=DAY, adopted_by=BY, file=file
            )
        assert answer("A07", station).text.startswith("已采用 1 项，缺人员考勤考核制度")

    def test_mechanism_from_the_model(self, station):
        Declaration.objects.create(station=station, item="A08", text="正文", from_model="平台范本", declared_by=BY)
        assert says("A08", station) == (Says.MET, f"四方协作机制 {day(dt.date.today())}订立，采用平台范本")

    def test_survey_with_material(self, station):
        row = Declaration.objects.create(station=station, item="A10", text="调查 200 份", declared_by=BY)
        row.files.create(file=make_kept())
        found = answer("A10", station)
        assert found.text == f"{day(dt.date.today())}申报调查或调查计划，材料 1 份"
        assert len(found.files) == 1

    def test_a_withdrawn_statement_is_none(self, station):
        row = Declaration.objects.create(station=station, item="A10", text="调查", declared_by=BY)
        Declaration.objects.filter(pk=row.pk).update(withdrawn_at=row.declared_at, withdrawn_by=BY)
        assert answer("A10", station).standing == Says.MISSING

    def test_contact_without_opinion(self, station):
        station.site.committee_contact = "示例主任"
        station.site.save()
        assert says("A09", station) == (Says.MISSING, "联系人 示例主任；缺两委建设意见。")

    def test_an_opinion_against(self, station):
        station.site.committee_contact = "示例主任"
        station.site.save()
        CommitteeOpinion.objects.create(
            site=station.site, kind="CONSTRUCTION", agrees=False, text="不同意", on=DAY, signer="示例书记",
            written_by=BY, paper=make_kept(),
        )  # fmt: skip
        assert says("A09", station) == (Says.MISSING, "两委 2020年6月3日的建设意见为不同意。")


def test_an_item_without_a_check(station):
    assert evidence_for("Z99", station, ON).standing == Says.MISSING


def test_a_better_check_answers_and_a_lesser_one_does_not(station, monkeypatch):
    from liangzhan.stations import evidence

    monkeypatch.setattr(evidence, "_CHECKS", dict(evidence._CHECKS))
    evidence.register("A06", lambda one, on: evidence.Evidence(Says.MET, "人员名册：2 人"), rank=50)
    evidence.register("A06", lambda one, on: evidence.Evidence(Says.MISSING, "没有"), rank=11)
    assert says("A06", station) == (Says.MET, "人员名册：2 人")

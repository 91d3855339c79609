"""登记 and 备案 as a flow: both confirmations, either, on paper, returned, changed, lapsed."""

import datetime as dt

import pytest

from liangzhan.stations.models import Standing
from liangzhan.stations.services import standing
from liangzhan.toolkit.models import Parameter
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import moves_of
from tests.factories.stations import BY, DAY, make_kept, make_photo
from tests.stations.test_services import refusal

TOMORROW = today() + dt.timedelta(days=1)
FILING = {"form": "FILED_COMMUNITY_ORG", "purpose": "服务居民", "member_count": 5}
REGISTRATION = {
    "form": "SOCIAL_SERVICE_ORG", "number": "示例证 1 号", "uscc": "52219999MJ0000018Y", "authority": "示例民政局",
    "effective_on": DAY,
}  # fmt: skip


@pytest.fixture
def draft(station):
    return standing.save_standing(station=station, rules_file=make_kept("章程"), by=BY, **FILING)


@pytest.fixture
def applied(draft, station_head):
    return standing.apply_for_filing(standing=draft, by=station_head.actor)


def fresh(row):
    return Standing.objects.get(pk=row.pk)


def either(on="2102"):
    Parameter.objects.create(
        key="filing.confirmations",
        area_code=on,
        value="EITHER",
        valid_from=dt.date(2019, 1, 1),
        basis="示例",
        set_by=BY,
    )


class TestRegistration:
    def test_in_force(self, station):
        row = standing.save_standing(station=station, scan=make_kept("证书"), by=BY, **REGISTRATION)
        standing.put_registration_in_force(standing=row, by=BY)
        station.refresh_from_db()
        assert (fresh(row).state, station.legal_form) == ("IN_FORCE", "SOCIAL_SERVICE_ORG")

    def test_refused(self, station, draft):
        assert refusal(standing.put_registration_in_force, standing=draft, by=BY)[0] == [
            "备案要由居（村）委会和乡镇（街道）确认。"
        ]
        row = standing.save_standing(station=station, by=BY, **REGISTRATION)
        assert refusal(standing.put_registration_in_force, standing=row, by=BY)[0] == ["请上传登记证书扫描件。"]
        assert refusal(standing.apply_for_filing, standing=row, by=BY)[0] == [
            "登记注册不需要申请备案，请上传登记证书后登记生效。"
        ]
        assert refusal(standing.save_standing, station=station, by=BY, **{**REGISTRATION, "uscc": "1"})[1] == "uscc"


class TestFiling:
    def test_committee_then_street(self, applied, committee_member, street_officer, station):
        standing.confirm_committee(standing=applied, by=committee_member.actor)
        standing.confirm_street(standing=applied, number="示例备 1 号", by=street_officer.actor)
        row = fresh(applied)
        station.refresh_from_db()
        assert (row.state, row.number, row.effective_on, row.authority) == (
            "IN_FORCE",
            "示例备 1 号",
            today(),
            station.site.division.parent.name,
        )
        assert station.legal_form == "FILED_COMMUNITY_ORG"
        assert [move.to_state for move in moves_of(row)] == ["APPLIED", "COMMITTEE_CONFIRMED", "IN_FORCE"]

    def test_the_street_waits_for_the_committee(self, applied, street_officer):
        reasons, _ = refusal(standing.confirm_street, standing=applied, number="1", by=street_officer.actor)
        assert reasons == ["请先由居（村）委会确认，再由乡镇（街道）确认。"]

    def test_either_by_the_street(self, applied, street_officer):
        either("2101")
        standing.confirm_street(standing=applied, number="示例备 1 号", authority="示例街道", by=street_officer.actor)
        assert (fresh(applied).state, fresh(applied).authority) == ("IN_FORCE", "示例街道")

    def test_either_by_the_committee(self, applied, committee_member, station):
        either("2101")
        standing.confirm_committee(standing=applied, number="示例备 2 号", by=committee_member.actor)
        row = fresh(applied)
        assert (row.state, row.authority) == ("IN_FORCE", f"{station.site.division.name}居（村）委会")

    def test_the_switch_of_another_city_does_not_count(self, applied, committee_member):
        either("2102")
        standing.confirm_committee(standing=applied, number="示例备 2 号", by=committee_member.actor)
        assert fresh(applied).state == "COMMITTEE_CONFIRMED"

    def test_on_paper(self, applied, station_head):
        assert refusal(standing.confirm_committee, standing=applied, by=station_head.actor) == (
            ["您不是居（村）委会的用户，请上传居（村）委会盖章的纸质确认扫描件。"],
            "paper",
        )
        standing.confirm_committee(standing=applied, paper=make_photo(), on=DAY, by=station_head.actor)
        standing.confirm_street(
            standing=applied, number="示例备 3 号", paper=make_photo(), on=DAY, by=station_head.actor
        )
        row = fresh(applied)
        assert (row.state, row.committee_paper.title, row.street_paper.title) == (
            "IN_FORCE",
            "居（村）委会备案确认",
            "乡镇（街道）备案确认",
        )

    def test_the_neighbours_committee_cannot_confirm_in_person(self, applied, neighbour_committee):
        assert refusal(standing.confirm_committee, standing=applied, by=neighbour_committee.actor)[1] == "paper"

    def test_days_and_number(self, applied, committee_member, street_officer):
        assert refusal(standing.confirm_committee, standing=applied, on=TOMORROW, by=committee_member.actor)[1] == "on"
        standing.confirm_committee(standing=applied, by=committee_member.actor)
        given = {"standing": applied, "by": street_officer.actor}
        assert refusal(standing.confirm_street, **given, number=" ")[1] == "number"
        assert refusal(standing.confirm_street, **given, number="1", on=DAY)[1] == "on"

    def test_what_an_application_lacks(self, station):
        row = standing.save_standing(station=station, form="FILED_COMMUNITY_ORG", by=BY)
        assert refusal(standing.apply_for_filing, standing=row, by=BY)[0] == [
            "请填写宗旨和业务范围。",
            "请填写成员数。",
            "请上传章程或简易章程。",
        ]

    def test_applied_twice(self, applied):
        assert refusal(standing.apply_for_filing, standing=applied, by=BY)[0] == ["现在是“待确认”，不能这样做。"]
        assert refusal(standing.save_standing, station=applied.station, by=BY, **FILING)[0] == [
            "备案正在办理（待确认），退回后才能修改。"
        ]

    def test_two_officers_at_once(self, applied, committee_member):
        stale = fresh(applied)
        standing.confirm_committee(standing=applied, by=committee_member.actor)
        assert refusal(standing.confirm_committee, standing=stale, by=committee_member.actor)[0] == [
            "现在是“居（村）委会已确认”，不能变为“居（村）委会已确认”。"
        ]


class TestReturned:
    def test_with_a_reason_and_again(self, applied, committee_member):
        assert refusal(standing.return_filing, standing=applied, reason=" ", by=BY)[1] == "reason"
        standing.return_filing(standing=applied, reason="章程不全", by=committee_member.actor)
        row = standing.save_standing(station=applied.station, by=BY, **{**FILING, "member_count": 8})
        assert (row.pk, row.state, row.returned_reason, row.member_count) == (applied.pk, "RETURNED", "章程不全", 8)
        standing.apply_for_filing(standing=row, by=BY)
        assert (fresh(row).state, fresh(row).returned_reason) == ("APPLIED", "")

    def test_the_committees_word_is_gone(self, applied, committee_member, street_officer):
        standing.confirm_committee(standing=applied, by=committee_member.actor)
        standing.return_filing(standing=applied, reason="材料不清", by=street_officer.actor)
        assert (fresh(applied).committee_on, fresh(applied).committee_by) == (None, None)
        assert refusal(standing.return_filing, standing=applied, reason="再退", by=BY)[0] == [
            "现在是“已退回”，不能这样做。"
        ]


class TestChange:
    def test_supersedes(self, station):
        first = standing.save_standing(station=station, scan=make_kept(), by=BY, **REGISTRATION)
        standing.put_registration_in_force(standing=first, by=BY)
        second = standing.save_standing(
            station=station,
            scan=make_kept(),
            by=BY,
            **{**REGISTRATION, "form": "SOCIAL_GROUP", "uscc": "51219999MJ0000026W"},
        )
        assert second.pk != first.pk
        standing.put_registration_in_force(standing=second, by=BY)
        station.refresh_from_db()
        assert (fresh(first).state, fresh(second).state, station.legal_form) == (
            "SUPERSEDED",
            "IN_FORCE",
            "SOCIAL_GROUP",
        )

    def test_lapse(self, station):
        row = standing.save_standing(station=station, scan=make_kept(), by=BY, **REGISTRATION)
        standing.put_registration_in_force(standing=row, by=BY)
        assert refusal(standing.lapse, standing=row, reason="", by=BY)[1] == "reason"
        assert refusal(standing.lapse, standing=row, reason="注销", on=TOMORROW, by=BY)[1] == "on"
        standing.lapse(standing=row, reason="注销", by=BY)
        station.refresh_from_db()
        assert (fresh(row).state, fresh(row).lapsed_reason, station.legal_form) == ("LAPSED", "注销", "")

    def test_a_closed_station(self, station):
        station.closed_on = DAY
        assert refusal(standing.save_standing, station=station, by=BY, **FILING)[0] == [
            "站点已关闭，不能再办理登记或备案。"
        ]

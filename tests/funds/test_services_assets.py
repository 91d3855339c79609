"""The register of things: what each deed does, refuses and leaves behind."""

import datetime as dt

import pytest

from liangzhan.audit.models import Event
from liangzhan.funds.models import Asset, AssetChange
from liangzhan.funds.services import assets, disposals, handovers
from liangzhan.stations.models import Room
from liangzhan.toolkit.periods import today
from tests.factories.funds import make_asset
from tests.factories.stations import make_photo, make_site, make_station
from tests.funds.refusing import refusal

DAY = dt.date(2026, 3, 2)


@pytest.fixture
def room(station):
    return Room.objects.create(site=station.site, name="活动室", area=40)


@pytest.fixture
def elsewhere(neighbour_community):
    return Room.objects.create(site=make_site(neighbour_community), name="别处", area=40)


def kinds(asset):
    return list(asset.changes.order_by("id").values_list("kind", flat=True))


class TestRegister:
    def test_numbers_run_per_station_without_gaps(self, station, neighbour_station, room):
        first, second = make_asset(station, room=room, photo=make_photo()), make_asset(station)
        assert [first.label, second.label, make_asset(neighbour_station).label] == ["0001", "0002", "0001"]
        assert (first.state, first.place, first.value_fen, first.division_code) == (
            "IN_USE",
            "活动室",
            30000,
            station.division_code,
        )
        assert first.photo is not None
        assert kinds(first) == ["RECEIVED"]
        assert Event.objects.filter(name="asset.registered").latest("id").details["owner"] == "COMMITTEE"

    def test_a_refused_one_takes_no_number(self, station):
        refusal(make_asset, station=station, owner="STATION")
        assert make_asset(station).number == 1

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"owner": "STATION"}, "owner"),
            ({"acquired_on": dt.date(2999, 1, 1)}, "acquired_on"),
            ({"quantity": 0}, "quantity"),
        ],
    )
    def test_refuses(self, station, wrong, field):
        assert refusal(make_asset, station=station, **wrong)[1] == field

    def test_refuses_a_room_of_another_site(self, station, elsewhere):
        assert refusal(make_asset, station=station, room=elsewhere)[1] == "room"

    def test_a_registered_organisation_may_own(self, community):
        station = make_station(make_site(community), legal_form="SOCIAL_GROUP")
        assert make_asset(station, owner="STATION").owner == "STATION"


class TestEdit:
    def test_corrects_with_a_reason_and_keeps_the_rest(self, station, station_head):
        asset = make_asset(station, spec="旧")
        assets.edit_asset(asset=asset, reason="规格写错", spec="1.2 米", photo=make_photo(), by=station_head.actor)
        asset.refresh_from_db()
        assert (asset.spec, asset.name, asset.photo is not None) == ("1.2 米", "折叠桌", True)
        assert asset.changes.latest("id").note == "规格写错"

    def test_refuses_without_reason_and_against_the_rules(self, station, station_head):
        asset = make_asset(station)
        assert refusal(assets.edit_asset, asset=asset, reason=" ", by=station_head.actor)[1] == "reason"
        wrong = refusal(assets.edit_asset, asset=asset, reason="x", owner="STATION", by=station_head.actor)
        assert wrong[1] == "owner"


class TestMoveAndState:
    def test_moves(self, station, station_head, room):
        asset = make_asset(station)
        assets.move_asset(asset=asset, room=room, spot="靠窗", by=station_head.actor)
        assert asset.place == "活动室 靠窗"
        assert asset.changes.latest("id").note == "未登记位置 → 活动室 靠窗"
        assets.move_asset(asset=asset, room=None, by=station_head.actor)
        assert asset.changes.latest("id").note == "活动室 靠窗 → 未登记位置"

    def test_refuses_another_site_and_another_time(self, station, station_head, elsewhere):
        asset = make_asset(station)
        by = station_head.actor
        assert refusal(assets.move_asset, asset=asset, room=elsewhere, by=by)[1] == "room"
        assert refusal(assets.move_asset, asset=asset, room=None, on=dt.date(2019, 1, 1), by=by)[1] == "on"

    def test_repaired_lost_and_found(self, station, station_head):
        asset, by = make_asset(station), station_head.actor
        for to, reason in (
            ("REPAIR", ""),
            ("IN_USE", ""),
            ("IDLE", ""),
            ("IN_USE", ""),
            ("LOST", "搬家"),
            ("IN_USE", ""),
        ):
            assets.set_asset_state(asset=asset, to=to, reason=reason, by=by)
        assert kinds(asset) == ["RECEIVED", "REPAIR", "REPAIRED", "IDLE", "USED", "LOST", "FOUND"]

    def test_refuses(self, station, station_head):
        asset, by = make_asset(station), station_head.actor
        assert refusal(assets.set_asset_state, asset=asset, to="LOST", reason=" ", by=by)[1] == "reason"
        assert "各自的办理页面" in refusal(assets.set_asset_state, asset=asset, to="LENT", reason="", by=by)[0]
        assert "现在是" in refusal(assets.set_asset_state, asset=asset, to="IN_USE", reason="", by=by)[0]
        late = dt.date(2999, 1, 1)
        assert refusal(assets.set_asset_state, asset=asset, to="IDLE", reason="", on=late, by=by)[1] == "on"


class TestLoans:
    def lend(self, asset, by, **given):
        return assets.lend_asset(asset=asset, borrower="社区舞蹈队活动", due_on=today(), by=by, **given)

    def test_out_and_back(self, station, station_head):
        asset, by = make_asset(station), station_head.actor
        loan = self.lend(asset, by, condition="完好")
        assert (asset.state, loan.returned_on, loan.division_code) == ("LENT", None, station.division_code)
        assert "LENT" in str(loan.asset.state)
        back = assets.return_asset(asset=asset, condition="完好", by=by)
        assert (asset.state, back.pk, back.returned_on) == ("IN_USE", loan.pk, today())
        assert kinds(asset) == ["RECEIVED", "LENT", "RETURNED"]

    def test_what_is_lent_is_not_lent_again_nor_repaired(self, station, station_head):
        asset, by = make_asset(station), station_head.actor
        self.lend(asset, by)
        assert "不能变为" in refusal(self.lend, asset=asset, by=by)[0]
        assert "先登记归还" in refusal(assets.set_asset_state, asset=asset, to="REPAIR", reason="", by=by)[0]

    def test_lost_on_loan_ends_the_loan(self, station, station_head):
        asset, by = make_asset(station), station_head.actor
        loan = self.lend(asset, by)
        assets.set_asset_state(asset=asset, to="LOST", reason="借用单位丢失", by=by)
        loan.refresh_from_db()
        assert (loan.condition_back, asset.state) == ("借用期间遗失", "LOST")

    def test_refuses(self, station, station_head):
        asset, by = make_asset(station), station_head.actor
        wrong = {"borrower": "x", "by": by}
        yesterday = today() - dt.timedelta(days=1)
        assert refusal(assets.lend_asset, asset=asset, due_on=yesterday, **wrong)[1] == "due_on"
        assert (
            refusal(assets.lend_asset, asset=asset, due_on=today(), lent_on=dt.date(2999, 1, 1), **wrong)[1]
            == "lent_on"
        )
        assert "没有未还" in refusal(assets.return_asset, asset=asset, by=by)[0]
        self.lend(asset, by)
        assert refusal(assets.return_asset, asset=asset, on=yesterday, by=by)[1] == "on"


class TestDisposal:
    def ask(self, station, by, **fields):
        return disposals.request_disposal(asset=make_asset(station, **fields), way="SCRAP", reason="损坏不能修", by=by)

    def test_a_cheap_thing_is_approved_by_the_committee(self, station, station_head, committee_member):
        asked = self.ask(station, station_head.actor)
        disposals.decide_disposal(disposal=asked, agrees=True, by=committee_member.actor)
        asset = Asset.objects.get()
        assert (asked.state, asset.state, asked.needs_street) == ("APPROVED", "DISPOSED", False)
        assert kinds(asset) == ["RECEIVED", "DISPOSED"]
        assert asked.division_code == station.division_code

    def test_a_dear_one_by_committee_and_street(self, station, station_head, committee_member, street_officer):
        asked = self.ask(station, station_head.actor, price_fen=100_001)
        sentence, _ = refusal(disposals.decide_disposal, disposal=asked, agrees=True, by=street_officer.actor)
        assert "先由两委审批" in sentence
        disposals.decide_disposal(disposal=asked, agrees=True, by=committee_member.actor)
        assert (asked.state, Asset.objects.get().state) == ("COMMITTEE", "IN_USE")
        again, _ = refusal(disposals.decide_disposal, disposal=asked, agrees=True, by=committee_member.actor)
        assert "现在由乡镇（街道）审批" in again
        disposals.decide_disposal(disposal=asked, agrees=True, by=street_officer.actor)
        assert Asset.objects.get().state == "DISPOSED"

    def test_the_street_with_the_committees_paper(self, station, station_head, street_officer):
        asked = self.ask(station, station_head.actor, price_fen=100_001)
        disposals.decide_disposal(disposal=asked, agrees=True, paper=make_photo(), by=street_officer.actor)
        assert (asked.state, asked.paper is not None) == ("APPROVED", True)

    def test_refused_with_a_reason(self, station, station_head, committee_member):
        asked = self.ask(station, station_head.actor)
        by = committee_member.actor
        assert refusal(disposals.decide_disposal, disposal=asked, agrees=False, by=by)[1] == "note"
        disposals.decide_disposal(disposal=asked, agrees=False, note="还能用", by=by)
        assert (asked.state, Asset.objects.get().state) == ("REFUSED", "IN_USE")
        assert disposals.request_disposal(
            asset=Asset.objects.get(), way="SCRAP", reason="再次申请", by=station_head.actor
        )

    def test_refuses(self, station, station_head):
        asset, by = make_asset(station), station_head.actor
        assert refusal(disposals.request_disposal, asset=asset, way="SCRAP", reason=" ", by=by)[1] == "reason"
        asked = disposals.request_disposal(asset=asset, way="SCRAP", reason="坏", by=by)
        assert "在办" in refusal(disposals.request_disposal, asset=asset, way="SELL", reason="坏", by=by)[0]
        assert "不能是同一人" in refusal(disposals.decide_disposal, disposal=asked, agrees=True, by=by)[0]
        lent = make_asset(station, source="BORROWED", owner="OTHER")
        assert "归还" in refusal(disposals.request_disposal, asset=lent, way="SCRAP", reason="坏", by=by)[0]


class TestHandover:
    def test_all_of_one_keeper_pass_to_another(self, station, station_head, committee_member):
        mine = [make_asset(station, keeper="甲管理员") for _ in range(2)]
        other = make_asset(station, keeper="丙管理员")
        row = handovers.open_handover(
            station=station, from_keeper="甲管理员", to_keeper="乙管理员", by=station_head.actor
        )
        assert "另一个人" in refusal(handovers.sign_handover, handover=row, by=station_head.actor)[0]
        handovers.sign_handover(handover=row, by=committee_member.actor)
        assert set(Asset.objects.filter(keeper="乙管理员")) == set(mine)
        assert Asset.objects.get(pk=other.pk).keeper == "丙管理员"
        assert AssetChange.objects.filter(kind="HANDED").count() == 2

    def test_on_paper_where_there_is_nobody_else(self, station, station_head):
        make_asset(station, keeper="甲管理员")
        row = handovers.open_handover(station=station, from_keeper="甲管理员", to_keeper="乙", by=station_head.actor)
        handovers.sign_handover(handover=row, paper=make_photo(), by=station_head.actor)
        assert (row.state, row.paper is not None) == ("SIGNED", True)

    def test_refuses_and_cancels(self, station, station_head):
        by = station_head.actor
        given = {"station": station, "by": by}
        assert refusal(handovers.open_handover, from_keeper="甲", to_keeper="甲", **given)[1] == "to_keeper"
        assert refusal(handovers.open_handover, from_keeper="甲", to_keeper="乙", **given)[1] == "from_keeper"
        make_asset(station, keeper="甲")
        row = handovers.open_handover(from_keeper="甲", to_keeper="乙", **given)
        assert "在办" in refusal(handovers.open_handover, from_keeper="甲", to_keeper="丙", **given)[0]
        assert refusal(handovers.cancel_handover, handover=row, reason="", by=by)[1] == "reason"
        handovers.cancel_handover(handover=row, reason="写错", by=by)
        assert Asset.objects.get().keeper == "甲"

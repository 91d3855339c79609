"""Pages of assets, stocktake and supplies: shown, the neighbour's row exists and is 404, the verb that is not held is 403."""

import pytest
from django.urls import reverse

from liangzhan.funds.models import Asset, Handover, Stocktake, StocktakeLine, Supply
from liangzhan.funds.services.disposals import request_disposal
from liangzhan.funds.services.handovers import open_handover
from liangzhan.funds.services.stocktakes import count_asset, settle_stocktake
from liangzhan.stations.models import Room
from tests.factories.funds import BY, make_asset, make_batch, make_stocktake, make_supply
from tests.factories.stations import make_photo

ASSET = {
    "name": "折叠桌",
    "kind": "DESK",
    "category": "FURNITURE",
    "quantity": "2",
    "unit": "张",
    "source": "BOUGHT",
    "owner": "COMMITTEE",
    "acquired_on": "2026-01-05",
    "keeper": "示例管理员",
    "price_fen": "300.50",
}


def at(name, *args):
    return reverse(f"funds:{name}", args=args)


@pytest.fixture
def head(station_head):
    return station_head.client


class TestAssets:
    @pytest.mark.parametrize("rows", [1, 3])
    def test_list(self, station, neighbour_station, head, rows):
        make_asset(neighbour_station, name="别站的柜子")
        for _ in range(rows):
            make_asset(station)
        page = head.get(at("asset-list")).content.decode()
        assert ("折叠桌" in page, "别站的柜子" in page) == (True, False)
        assert head.queries == 10

    def test_filters_and_export(self, station, head):
        make_asset(station)
        make_asset(station, name="椅子")
        page = head.get(at("asset-list"), {"name": "椅"}).content.decode()
        assert ("椅子" in page, ">折叠桌<" in page) == (True, False)
        assert (
            "0002"
            in head.get(at("asset-list"), {"name": "2", "station": station.pk, "state": "IN_USE"}).content.decode()
        )
        assert head.get(at("asset-export")).content[:2] == b"PK"

    def test_registered_on_the_page(self, station, head):
        answer = head.post(at("asset-add", station.pk), {**ASSET, "photo": make_photo()})
        row = Asset.objects.get()
        assert (answer.status_code, answer.url) == (302, at("asset-page", row.pk))
        assert (row.quantity, row.price_fen) == (2, 30050)
        assert head.get(at("asset-photo", row.pk)).status_code == 200

    def test_a_refusal_stands_at_its_field_and_loses_nothing(self, station, head):
        page = head.post(at("asset-add", station.pk), {**ASSET, "owner": "STATION", "spec": "1.2 米"})
        assert page.status_code == 422
        assert "本站不是法人" in page.content.decode()
        assert "1.2 米" in page.content.decode()

    def test_a_thing_and_its_deeds(self, station, head, committee_member):
        row = make_asset(station)
        room = Room.objects.create(site=station.site, name="活动室", area=30)
        edit = {**ASSET, "reason": "核对"}
        for name, given in (
            ("asset-edit", edit),
            ("asset-move", {"room": room.pk, "spot": "", "on": "2026-02-01"}),
            ("asset-state", {"to": "REPAIR", "reason": "", "on": "2026-02-02"}),
            ("asset-state", {"to": "IN_USE", "reason": "", "on": "2026-02-03"}),
            ("asset-lend", {"borrower": "舞蹈队", "lent_on": "2026-02-04", "due_on": "2026-03-01", "condition": ""}),
            ("asset-return", {"on": "2026-02-05", "condition": "完好"}),
            ("asset-dispose", {"way": "SCRAP", "reason": "损坏"}),
        ):
            assert head.get(at(name, row.pk)).status_code == 200
            assert head.post(at(name, row.pk), given).status_code == 302, name
        page = head.get(at("asset-page", row.pk)).content.decode()
        for words in ("活动室", "更正登记", "送修", "修复", "归还", "待两委审批"):
            assert words in page
        asked = row.disposals.get()
        assert "损坏" in head.get(at("disposal-page", asked.pk)).content.decode()
        assert "折叠桌" in committee_member.client.get(at("disposal-list")).content.decode()
        given = {"agrees": "yes", "note": ""}
        with committee_member.client.allow(40):  # two moves and two notices, each behind its own savepoint
            assert committee_member.client.post(at("disposal-decide", asked.pk), given).status_code == 302
        assert Asset.objects.get().state == "DISPOSED"

    @pytest.mark.parametrize("name", ["asset-page", "asset-edit", "asset-move", "asset-lend", "asset-photo"])
    def test_the_neighbours_thing_is_not_there(self, station, neighbour_station, head, name):
        assert head.get(at(name, make_asset(neighbour_station).pk)).status_code == 404

    def test_forbidden_verbs(self, station, committee_member, neighbour_station, head):
        row = make_asset(station)
        assert committee_member.client.get(at("asset-edit", row.pk)).status_code == 403
        asked = request_disposal(asset=row, way="SCRAP", reason="x", by=BY)
        assert head.get(at("disposal-decide", asked.pk)).status_code == 403
        theirs = request_disposal(asset=make_asset(neighbour_station), way="SCRAP", reason="x", by=BY)
        assert committee_member.client.get(at("disposal-page", theirs.pk)).status_code == 404

    def test_label_sheet(self, station, head):
        assert head.get(at("label-sheet", station.pk)).status_code == 302
        for _ in range(3):
            make_asset(station)
        answer = head.get(at("label-sheet", station.pk), {"numbers": "1-2,3"})
        assert answer.content[:4] == b"%PDF"


class TestLabels:
    """The QR code is an ordinary link: it shows the thing, and during a count it counts."""

    def test_shows_the_thing(self, station, head, neighbour_station):
        row = make_asset(station)
        assert head.get(at("asset-label", row.uuid)).url == at("asset-page", row.pk)
        assert head.get(at("asset-label", make_asset(neighbour_station).uuid)).status_code == 404

    def test_counts_during_a_count(self, station, head):
        row = make_asset(station)
        count = make_stocktake(station)
        landing = head.get(at("asset-label", row.uuid)).url
        assert landing == at("stocktake-scan", count.pk, row.uuid)
        assert "计入盘点" in head.get(landing).content.decode()
        assert head.post(landing, {"room": "", "found": ""}).url == at("stocktake-page", count.pk)
        assert StocktakeLine.objects.get().result == "CORRECT"

    def test_another_stations_label_is_refused_in_words(self, station, station_head, neighbour_station):
        make_asset(station)
        count = make_stocktake(station, by=station_head.actor)
        other = make_asset(neighbour_station)
        client = station_head.client
        assert client.get(at("asset-label", other.uuid)).url == at("stocktake-page", count.pk)
        assert f"这是{neighbour_station.name}的标签" in client.get(at("stocktake-page", count.pk)).content.decode()
        page = client.post(at("stocktake-count", count.pk), {"number": f"https://x/{other.uuid}/", "room": ""})
        assert page.status_code == 422
        assert "不计入" in page.content.decode()
        assert client.get(at("stocktake-scan", count.pk, other.uuid)).status_code == 404


class TestStocktake:
    def test_the_whole_way(self, station, head, committee_member):
        for _ in range(3):
            make_asset(station)
        assert "还没有盘点" in head.get(at("stocktake-list", station.pk)).content.decode()
        head.post(at("stocktake-open", station.pk), {"room": ""})
        count = Stocktake.objects.get()
        here = at("stocktake-page", count.pk)
        assert "0001" in head.get(here).content.decode()
        assert head.post(at("stocktake-count", count.pk), {"number": "1", "room": "", "found": ""}).url == here
        assert "0001 折叠桌：相符。" in head.get(here).content.decode()
        page = head.post(at("stocktake-count", count.pk), {"number": "99", "room": "", "found": ""})
        assert "没有这个编号的资产" in page.content.decode()
        head.post(at("stocktake-extra", count.pk), {"extra_name": "旧风扇", "found": "1"})
        assert "2 件没有盘到" in head.get(at("stocktake-settle", count.pk)).content.decode()
        assert head.post(at("stocktake-settle", count.pk), {"reason": ""}).status_code == 422
        with head.allow(32):
            assert head.post(at("stocktake-settle", count.pk), {"reason": "搬迁遗失"}).url == here
        assert committee_member.client.post(at("stocktake-sign", count.pk), {"signer": ""}).url == here
        assert "已完成" in committee_member.client.get(here).content.decode()
        assert head.get(at("stocktake-paper", count.pk)).content[:4] == b"%PDF"
        assert Asset.objects.filter(state="LOST").count() == 2

    @pytest.mark.parametrize("lines", [1, 3])
    def test_queries(self, station, head, lines):
        for _ in range(lines):
            make_asset(station)
        head.get(at("stocktake-page", make_stocktake(station).pk))
        assert head.queries == 9

    def test_neighbour_and_verb(self, neighbour_station, station, head, committee_member):
        make_asset(neighbour_station)
        theirs = make_stocktake(neighbour_station)
        for name in ("stocktake-page", "stocktake-settle", "stocktake-sign", "stocktake-cancel", "stocktake-paper"):
            assert head.get(at(name, theirs.pk)).status_code == 404
        make_asset(station)
        own = make_stocktake(station)
        assert committee_member.client.get(at("stocktake-settle", own.pk)).status_code == 403

    def test_cancel(self, station, head):
        make_asset(station)
        count = make_stocktake(station)
        head.post(at("stocktake-cancel", count.pk), {"reason": "误开"})
        assert Stocktake.objects.get().state == "CANCELLED"


class TestHandover:
    def test_the_whole_way(self, station, head, committee_member):
        make_asset(station, keeper="甲")
        assert head.get(at("handover-add", station.pk)).status_code == 200
        head.post(at("handover-add", station.pk), {"from_keeper": "甲", "to_keeper": "乙", "note": ""})
        row = Handover.objects.get()
        assert "甲 → 乙" in head.get(at("handover-list", station.pk)).content.decode()
        assert head.get(at("handover-paper", row.pk)).content[:4] == b"%PDF"
        assert head.post(at("handover-sign", row.pk), {}).status_code == 422
        assert committee_member.client.post(at("handover-sign", row.pk), {}).status_code == 302
        assert "已交接" in head.get(at("handover-page", row.pk)).content.decode()
        assert head.post(at("handover-cancel", row.pk), {"reason": "x"}).status_code == 422

    def test_neighbour(self, neighbour_station, head):
        make_asset(neighbour_station, keeper="甲")
        row = open_handover(station=neighbour_station, from_keeper="甲", to_keeper="乙", by=BY)
        assert head.get(at("handover-page", row.pk)).status_code == 404


class TestSupplies:
    def test_the_whole_way(self, station, head):
        assert "还没有物资" in head.get(at("supply-list", station.pk)).content.decode()
        head.post(at("supply-add", station.pk), {"name": "口罩", "unit": "只", "low_mark": "10"})
        row = Supply.objects.get()
        given = {
            "quantity": "20",
            "source": "BOUGHT",
            "received_on": "2026-01-05",
            "expires_on": "",
            "batch": "",
            "note": "",
        }
        assert head.post(at("supply-in", row.pk), given).status_code == 302
        given = {"quantity": "15", "receiver": "义诊活动", "on": "2026-01-06", "note": ""}
        assert head.post(at("supply-out", row.pk), given).status_code == 302
        page = head.get(at("supply-page", row.pk)).content.decode()
        assert ("义诊活动" in page, "结存 5 只" in page) == (True, True)
        assert "需补货" in head.get(at("supply-list", station.pk)).content.decode()
        batch = row.batches.get()
        assert head.get(at("batch-write-off", batch.pk)).status_code == 200
        assert head.post(at("batch-write-off", batch.pk), {"quantity": "5", "reason": "破损"}).status_code == 302
        back = {"quantity": "2", "receiver": "义诊活动", "note": ""}
        assert head.post(at("batch-back", batch.pk), back).status_code == 302
        edit = {"name": "口罩", "unit": "只", "low_mark": "0"}
        assert head.get(at("supply-edit", row.pk)).status_code == 200
        assert head.post(at("supply-edit", row.pk), edit).status_code == 302
        assert (
            head.post(at("supply-out", row.pk), {"quantity": "3", "receiver": "x", "on": "2026-01-06"}).status_code
            == 422
        )

    def test_neighbour(self, neighbour_station, head):
        theirs = make_supply(neighbour_station)
        batch = make_batch(theirs)
        for name in ("supply-page", "supply-in", "supply-out", "supply-edit"):
            assert head.get(at(name, theirs.pk)).status_code == 404
        assert head.get(at("batch-write-off", batch.pk)).status_code == 404


def test_a_count_of_the_station_is_the_operating_proof(station, station_head, committee_member):
    """2.6.2 and A03 through the registry of evidence; the page of equipment leads to the register."""
    from liangzhan.funds.services.stocktakes import sign_stocktake
    from liangzhan.stations.evidence import Standing, evidence_for
    from liangzhan.stations.queries.register import list_rows
    from liangzhan.toolkit.periods import today

    assert evidence_for("2.6.2", station, today()).standing == Standing.MISSING
    row = make_asset(station)
    assert "缺椅、电话" in evidence_for("A03", station, today()).text
    for kind in ("CHAIR", "PHONE"):
        make_asset(station, kind=kind, name=kind)
    found = evidence_for("A03", station, today())
    assert (found.standing, found.text) == (Standing.MET, "资产登记：桌 1、椅 1、电话 1")
    assert list_rows(type(station).objects.all())[0]["equipment"] == "桌1、椅1、电话1"
    page = station_head.client.get(reverse("stations:equipment", args=[station.pk])).content.decode()
    assert ("设备数量由资产登记得出" in page, "查看资产" in page) == (True, True)
    posted = station_head.client.post(reverse("stations:equipment", args=[station.pk]), {"desk": "9"})
    assert (posted.status_code, station.site.equipment.count()) == (422, 0)
    count = make_stocktake(station, by=station_head.actor)
    for one in Asset.objects.all():
        count_asset(stocktake=count, asset=one, by=station_head.actor)
    settled = settle_stocktake(stocktake=count, by=station_head.actor)
    sign_stocktake(stocktake=settled, by=committee_member.actor)
    assert "盘点" in evidence_for("2.6.2", station, today()).text
    assert row.pk

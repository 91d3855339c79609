"""Several alike are split before some of them leave; what a disposal brings in is a line of the books; a count settles in bulk."""

import pytest
from django.urls import reverse

from liangzhan.funds.models import Asset
from liangzhan.funds.queries.assets import asset_by_label, disposals_that_pay, labels_of, narrowed, proceeds_of
from liangzhan.funds.services import assets, books, stocktakes
from liangzhan.funds.services.disposals import decide_disposal, request_disposal
from liangzhan.stations.models import Room
from tests.factories.funds import make_asset, make_book, make_income, make_stocktake
from tests.funds.refusing import refusal


@pytest.fixture
def by(station_head):
    return station_head.actor


class TestSplit:
    def test_some_get_a_number_of_their_own(self, station, by):
        chairs = make_asset(station, quantity=16, spot="靠窗")
        part = assets.split_asset(asset=chairs, quantity=2, reason="损坏", by=by)
        chairs.refresh_from_db()
        assert (chairs.quantity, part.quantity, part.label, part.spot, part.price_fen) == (14, 2, "0002", "靠窗", 30000)
        assert part.uuid != chairs.uuid
        words = "0001 拆出 2 件为 0002：损坏"
        assert [one.changes.get(kind="SPLIT").note for one in (chairs, part)] == [words, words]

    @pytest.mark.parametrize("quantity", [0, 3, 4])
    def test_at_least_one_stays(self, station, by, quantity):
        chairs = make_asset(station, quantity=3)
        assert refusal(assets.split_asset, asset=chairs, quantity=quantity, reason="x", by=by)[1] == "quantity"

    def test_only_what_stands_here_and_is_not_being_counted(self, station, by):
        chairs = make_asset(station, quantity=3)
        make_stocktake(station)
        assert "正在盘点" in refusal(assets.split_asset, asset=chairs, quantity=1, reason="x", by=by)[0]
        assets.set_asset_state(asset=chairs, to="REPAIR", reason="x", by=by)
        assert "先归还、修复或找回" in refusal(assets.split_asset, asset=chairs, quantity=1, reason="x", by=by)[0]

    def test_on_the_page(self, station, station_head, neighbour_station):
        chairs, client = make_asset(station, quantity=3), station_head.client
        address = reverse("funds:asset-split", args=[chairs.pk])
        assert address in client.get(reverse("funds:asset-page", args=[chairs.pk])).content.decode()
        assert client.post(address, {"quantity": "3", "reason": "x"}).status_code == 422
        answer = client.post(address, {"quantity": "1", "reason": "送修"})
        assert answer.url == reverse("funds:asset-page", args=[Asset.objects.latest("id").pk])
        theirs = make_asset(neighbour_station, quantity=3)
        assert client.get(reverse("funds:asset-split", args=[theirs.pk])).status_code == 404


class TestProceeds:
    @pytest.fixture
    def sold(self, station, by, committee_member):
        make_book(station)
        asked = request_disposal(asset=make_asset(station), way="SELL", reason="闲置", by=by)
        return decide_disposal(disposal=asked, agrees=True, by=committee_member.actor)

    def test_are_lines_of_the_books_and_taken_back_with_them(self, station, sold, cashier):
        entry = make_income(station, 5_000, source="F9", summary="变卖旧桌", disposal=sold)
        assert proceeds_of(sold) == ([entry], 5_000)
        books.reverse_entry(entry=entry, reason="写错", by=cashier.actor)
        assert (len(proceeds_of(sold)[0]), proceeds_of(sold)[1]) == (2, 0)

    def test_only_of_an_approved_disposal_that_brings_something(self, station, sold, by, committee_member):
        asked = request_disposal(asset=make_asset(station), way="ALLOT", reason="x", by=by)
        given = {"station": station, "disposal": asked}
        assert refusal(make_income, **given) == ("这项处置还没有批准，批准后才能登记处置收入。", "disposal")
        decide_disposal(disposal=asked, agrees=True, by=committee_member.actor)
        assert refusal(make_income, **given) == ("调拨没有处置收入。", "disposal")
        assert list(disposals_that_pay(station)) == [sold]

    def test_not_of_another_station(self, neighbour_station, sold):
        make_book(neighbour_station)
        assert refusal(make_income, station=neighbour_station, disposal=sold)[1] == "disposal"

    def test_from_the_page_of_the_disposal(self, station, sold, station_head, keeper):
        here, client = reverse("funds:disposal-page", args=[sold.pk]), keeper.client
        address = f"{reverse('funds:income-add', args=[station.pk])}?disposal={sold.pk}"
        page = client.get(here).content.decode()
        assert ("没有处置收入" in page, address in page) == (True, True)
        assert "资产处置收入" in client.get(address).content.decode()
        given = {"source": "F9", "amount": "50", "summary": "变卖旧桌", "disposal": sold.pk}
        given |= {"happened_on": sold.state_since.isoformat(), "booked_on": sold.state_since.isoformat()}
        assert client.post(address, given).status_code == 302
        entry = sold.proceeds.get()
        page = client.get(here).content.decode()
        assert (entry.voucher in page, "50 元" in page) == (True, True)
        assert here in client.get(reverse("funds:entry-page", args=[entry.pk])).content.decode()
        assert client.get(reverse("funds:voucher-paper", args=[entry.pk])).content[:4] == b"%PDF"


class TestSettlingInBulk:
    @pytest.mark.parametrize("many", [2, 12])
    def test_as_many_queries_for_twelve_as_for_two(self, station, by, many, django_assert_num_queries):
        rooms = [Room.objects.create(site=station.site, name=name, area=30) for name in ("活动室", "工作室")]
        for kind in ("gone", "moved", "short", "back"):
            for _ in range(many):
                row = make_asset(station, room=rooms[0], quantity=4, name=kind)
                if kind == "back":
                    assets.set_asset_state(asset=row, to="LOST", reason="x", by=by)
        count = make_stocktake(station)
        for row in Asset.objects.exclude(name="gone"):
            found = 3 if row.name == "short" else None
            room = rooms[1] if row.name == "moved" else rooms[0]
            stocktakes.count_asset(stocktake=count, asset=row, room=room, found=found, by=by)
        with django_assert_num_queries(SETTLING):
            stocktakes.settle_stocktake(stocktake=count, reason="搬迁", by=by)
        rows = Asset.objects
        assert rows.filter(name="gone", state="LOST").count() == many
        assert rows.filter(name="moved", room=rooms[1]).count() == many
        assert rows.filter(name="back", state="IN_USE").count() == many

    def test_what_is_missing_of_several_alike_still_needs_an_approval(self, station, by):
        chairs, tables = make_asset(station, quantity=16, keeper="甲"), make_asset(station, quantity=2)
        count = make_stocktake(station)
        stocktakes.count_asset(stocktake=count, asset=chairs, found=14, by=by)
        stocktakes.count_asset(stocktake=count, asset=tables, found=3, by=by)
        stocktakes.settle_stocktake(stocktake=count, reason="借出未还", by=by)
        part = Asset.objects.get(number=3)
        assert (part.state, part.quantity, part.keeper) == ("LOST", 2, "甲")
        assert Asset.objects.get(pk=chairs.pk).quantity == 14
        note = chairs.changes.get(kind="COUNTED").note
        assert note == "数量 16 → 14：借出未还；少的 2 件记为 0003"
        assert tables.changes.get(kind="COUNTED").note == "盘盈：数量 2 → 3：借出未还"
        assert request_disposal(asset=part, way="LOSS", reason="盘亏", by=by).value_fen == 60_000

    def test_what_was_lent_meanwhile_and_came_up_short_is_not_lost_twice(self, station, by):
        chairs = make_asset(station, quantity=4)
        count = make_stocktake(station)
        stocktakes.count_asset(stocktake=count, asset=chairs, found=3, by=by)
        assets.set_asset_state(asset=chairs, to="LOST", reason="x", by=by)
        stocktakes.settle_stocktake(stocktake=count, reason="x", by=by)
        assert set(Asset.objects.values_list("state", "quantity")) == {("LOST", 3), ("LOST", 1)}


SETTLING = 39


class TestFinding:
    def test_by_link_by_number_and_not_by_words(self, station, neighbour_station):
        row, other = make_asset(station), make_asset(neighbour_station)
        assert asset_by_label(station, f"https://x/funds/labels/{other.uuid}/") == other
        assert asset_by_label(station, "No. 0001") == row
        assert (asset_by_label(station, "桌子"), asset_by_label(station, "1234567890")) == (None, None)

    def test_by_what_is_filtered_and_from_to(self, station):
        rows = [make_asset(station, name=name) for name in ("桌", "椅", "桌布")]
        assert set(narrowed(Asset.objects.all(), {"name": "桌"})) == {rows[0], rows[2]}
        assert list(narrowed(Asset.objects.all(), {"name": "2", "category": "FURNITURE"})) == [rows[1]]
        assert narrowed(Asset.objects.all(), {"category": "OTHER"}).count() == 0
        assert narrowed(Asset.objects.all(), {"name": " "}).count() == 3
        assert [one.number for one in labels_of(station, "2-3,9")] == [2, 3]

"""Counting: what is said at once, what settling does, a scan that is sent twice, labels of another station."""

import datetime as dt

import pytest

from liangzhan.funds.models import Asset, StocktakeLine
from liangzhan.funds.services import assets, stocktakes
from liangzhan.stations.models import Room
from liangzhan.toolkit.periods import today
from tests.factories.funds import make_asset, make_stocktake
from tests.factories.stations import make_photo, make_site, make_station
from tests.funds.refusing import refusal


@pytest.fixture
def rooms(station):
    return [Room.objects.create(site=station.site, name=name, area=30) for name in ("活动室", "工作室")]


@pytest.fixture
def by(station_head):
    return station_head.actor


def count(stocktake, asset, by, **given):
    return stocktakes.count_asset(stocktake=stocktake, asset=asset, by=by, **given)


class TestOpen:
    def test_lays_down_what_the_books_say(self, station, rooms, by):
        here, lent, gone = (make_asset(station, room=rooms[0], quantity=4) for _ in range(3))
        assets.lend_asset(asset=lent, borrower="x", due_on=today(), by=by)
        assets.set_asset_state(asset=gone, to="LOST", reason="x", by=by)
        row = make_stocktake(station)
        line = row.lines.get()
        assert (line.asset, line.booked_quantity, line.booked_place, line.result) == (here, 4, "活动室", "PENDING")
        assert (row.place, row.state) == ("全站", "OPEN")

    def test_of_one_room(self, station, rooms, by):
        mine = make_asset(station, room=rooms[0])
        make_asset(station, room=rooms[1])
        row = make_stocktake(station, room=rooms[0])
        assert ([one.asset for one in row.lines.all()], row.place) == ([mine], "活动室")

    def test_refuses(self, station, neighbour_community, rooms, by):
        opened = {"station": station, "by": by}
        assert "没有在册资产" in refusal(stocktakes.open_stocktake, **opened)[0]
        make_asset(station)
        assert "活动室没有在册资产" in refusal(stocktakes.open_stocktake, room=rooms[0], **opened)[0]
        other = Room.objects.create(site=make_site(neighbour_community), name="x", area=20)
        assert refusal(stocktakes.open_stocktake, room=other, **opened)[1] == "room"
        make_stocktake(station)
        assert "已有盘点在进行" in refusal(stocktakes.open_stocktake, **opened)[0]


class TestCount:
    def test_says_at_once_what_it_is(self, station, rooms, by):
        right, moved, short, none = (make_asset(station, room=rooms[0], quantity=4) for _ in range(4))
        lost = make_asset(station)
        assets.set_asset_state(asset=lost, to="LOST", reason="x", by=by)
        row = make_stocktake(station)
        said = [
            count(row, right, by, room=rooms[0]).result,
            count(row, moved, by, room=rooms[1]).result,
            count(row, short, by, room=rooms[0], found=3).result,
            count(row, none, by, found=0).result,
            count(row, lost, by).result,
        ]
        assert said == ["CORRECT", "MOVED", "SHORT", "MISSING", "UNEXPECTED"]

    def test_a_scan_that_is_sent_twice_counts_once(self, station, rooms, by):
        asset = make_asset(station, room=rooms[0])
        row = make_stocktake(station)
        count(row, asset, by, room=rooms[1])
        count(row, asset, by, room=rooms[0])
        assert [(one.result, one.found_quantity) for one in StocktakeLine.objects.all()] == [("CORRECT", 1)]

    def test_something_of_another_room_was_moved_here(self, station, rooms, by):
        make_asset(station, room=rooms[0])
        other = make_asset(station, room=rooms[1])
        row = make_stocktake(station, room=rooms[0])
        assert count(row, other, by).result == "MOVED"

    def test_labels_of_another_station_are_refused(self, station, neighbour_station, by):
        make_asset(station)
        sibling = make_station(station.site, "VS", name="同址志愿服务站")
        row = make_stocktake(station)
        for other in (neighbour_station, sibling):
            sentence = refusal(stocktakes.count_asset, stocktake=row, asset=make_asset(other), by=by)[0]
            assert sentence == f"这是{other.name}的标签，不计入{station.name}的盘点。"

    def test_refuses(self, station, by):
        asset = make_asset(station)
        row = make_stocktake(station)
        wrong = {"stocktake": row, "by": by}
        assert refusal(stocktakes.count_asset, asset=asset, found=-1, **wrong)[1] == "found"
        assert refusal(stocktakes.count_unlabelled, name=" ", quantity=1, **wrong)[1] == "extra_name"
        assert refusal(stocktakes.count_unlabelled, name="椅", quantity=0, **wrong)[1] == "found"
        stocktakes.cancel_stocktake(reason="误开", **wrong)
        assert "已取消" in refusal(stocktakes.count_asset, asset=asset, **wrong)[0]

    def test_without_a_label(self, station, by):
        make_asset(station)
        row = make_stocktake(station)
        for _ in range(2):
            stocktakes.count_unlabelled(stocktake=row, name="旧风扇", quantity=2, by=by)
        line = StocktakeLine.objects.get(asset=None)
        assert (str(line), line.result, line.found_quantity) == ("旧风扇", "UNEXPECTED", 2)


class TestSettle:
    def test_the_register_follows(self, station, rooms, by):
        right, moved, short, gone = (make_asset(station, room=rooms[0], quantity=4) for _ in range(4))
        found, lent, repaired = (make_asset(station) for _ in range(3))
        assets.set_asset_state(asset=found, to="LOST", reason="x", by=by)
        loan = assets.lend_asset(asset=lent, borrower="x", due_on=today(), by=by)
        assets.set_asset_state(asset=repaired, to="REPAIR", reason="", by=by)
        row = make_stocktake(station)
        count(row, right, by, room=rooms[0])
        count(row, moved, by, room=rooms[1])
        count(row, short, by, found=3)
        for one in (found, lent, repaired):
            count(row, one, by, room=rooms[1])
        stocktakes.count_unlabelled(stocktake=row, name="旧风扇", quantity=1, by=by)
        assert refusal(stocktakes.settle_stocktake, stocktake=row, by=by)[1] == "reason"
        stocktakes.settle_stocktake(stocktake=row, reason="搬迁时遗失", by=by)
        rows = {one.pk: one for one in Asset.objects.select_related("room")}
        assert (rows[right.pk].room, rows[moved.pk].room) == (rooms[0], rooms[1])
        assert (rows[short.pk].quantity, rows[gone.pk].state) == (3, "LOST")
        assert {rows[one.pk].state for one in (found, lent, repaired)} == {"IN_USE"}
        assert rows[found.pk].room == rooms[1]
        loan.refresh_from_db()
        assert loan.returned_on == today()
        assert list(gone.changes.filter(kind="COUNTED").values_list("note", flat=True)) == ["盘亏：搬迁时遗失"]
        assert not right.changes.filter(kind="COUNTED").exists()
        assert row.lines.get(asset=gone).result == "MISSING"

    def test_no_reason_where_all_is_there(self, station, by):
        asset = make_asset(station)
        row = make_stocktake(station)
        count(row, asset, by)
        assert stocktakes.settle_stocktake(stocktake=row, by=by).state == "SETTLED"

    def test_what_left_by_a_deed_of_its_own_meanwhile_is_not_lost(self, station, by):
        asset = make_asset(station)
        row = make_stocktake(station)
        assets.lend_asset(asset=asset, borrower="x", due_on=today(), by=by)
        stocktakes.settle_stocktake(stocktake=row, reason="借出", by=by)
        assert Asset.objects.get().state == "LENT"

    def test_what_was_disposed_of_and_stands_there_is_only_written_down(self, station, by, committee_member):
        from liangzhan.funds.services.disposals import decide_disposal, request_disposal

        make_asset(station)
        gone = make_asset(station)
        asked = request_disposal(asset=gone, way="SCRAP", reason="x", by=by)
        decide_disposal(disposal=asked, agrees=True, by=committee_member.actor)
        gone.refresh_from_db()
        row = make_stocktake(station)
        count(row, gone, by)
        stocktakes.settle_stocktake(stocktake=row, reason="x", by=by)
        gone.refresh_from_db()
        assert (gone.state, gone.changes.latest("id").note) == ("DISPOSED", "盘点中见到实物，账面已处置，请核实")


class TestSign:
    @pytest.fixture
    def settled(self, station, by):
        asset = make_asset(station)
        row = make_stocktake(station)
        assert "还没有结算" in refusal(stocktakes.sign_stocktake, stocktake=row, by=by)[0]
        count(row, asset, by)
        return stocktakes.settle_stocktake(stocktake=row, by=by)

    @pytest.mark.parametrize("who", ["committee_member", "street_officer", "supervisor", "social_worker"])
    def test_the_second_person(self, settled, who, request):
        second = request.getfixturevalue(who).actor
        stocktakes.sign_stocktake(stocktake=settled, by=second)
        assert (settled.state, settled.signed_by.uuid, settled.state_since) == ("SIGNED", second.uuid, today())

    def test_not_the_same_person_unless_on_paper_with_a_name(self, settled, by):
        assert "另一个人" in refusal(stocktakes.sign_stocktake, stocktake=settled, by=by)[0]
        given = {"stocktake": settled, "by": by}
        assert refusal(stocktakes.sign_stocktake, paper=make_photo(), **given)[1] == "signer"
        stocktakes.sign_stocktake(paper=make_photo(), signer="书记 周某", **given)
        assert (settled.state, settled.signer) == ("SIGNED", "书记 周某")

    def test_cancel_wants_a_reason(self, station, by):
        make_asset(station)
        row = make_stocktake(station)
        assert refusal(stocktakes.cancel_stocktake, stocktake=row, reason=" ", by=by)[1] == "reason"
        assert dt.date.today() >= row.state_since

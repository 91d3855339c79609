"""Things and money of the main site, through the services: register, a signed count, supplies, books, claims, donations."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.accounts.queries import actor_of
from liangzhan.demo.pictures import Album
from liangzhan.funds.models import Asset, Donation
from liangzhan.funds.queries.claims import allowances_to_pay
from liangzhan.funds.rules.money import next_period, period_of
from liangzhan.funds.services.assets import lend_asset, register_asset, set_asset_state
from liangzhan.funds.services.books import book_income, close_month, open_book, reverse_entry
from liangzhan.funds.services.budget import set_budget
from liangzhan.funds.services.claims import approve_claim, make_claim, pay_claim, return_claim
from liangzhan.funds.services.disposals import decide_disposal, request_disposal
from liangzhan.funds.services.donations import publish_donation, register_donation, use_donation
from liangzhan.funds.services.handovers import open_handover
from liangzhan.funds.services.stocktakes import count_asset, open_stocktake, settle_stocktake, sign_stocktake
from liangzhan.funds.services.supplies import issue_supply, receive_supply, save_supply
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.stations.models import Site, Station
from liangzhan.toolkit.periods import acting_on, today

COMMITTEE = "示例居民委员会"
OLD = ("旧饮水机", "ELECTRONIC", "OTHER", 1, "台", 28000, "BOUGHT")
# name, category, kind, quantity, unit, price in fen, source
THINGS = {
    "SW": (
        ("办公桌", "FURNITURE", "DESK", 4, "张", 62000, "ALLOCATED"),
        ("折叠椅", "FURNITURE", "CHAIR", 16, "把", 8500, "ALLOCATED"),
        ("固定电话", "ELECTRONIC", "PHONE", 1, "部", 15000, "BOUGHT"),
        ("台式电脑", "ELECTRONIC", "COMPUTER", 1, "台", 420000, "ALLOCATED"),
        ("带锁档案柜", "FURNITURE", "CABINET", 2, "个", 78000, "BOUGHT"),
        ("打印机", "ELECTRONIC", "OTHER", 1, "台", 126000, "BOUGHT"),
        ("沙盘游戏器材", "EQUIPMENT", "OTHER", 1, "套", 260000, "DONATED"),
    ),
    "VS": (
        ("便携扩音器", "EQUIPMENT", "OTHER", 2, "个", 22000, "BOUGHT"),
        ("志愿者马甲", "OTHER", "OTHER", 30, "件", 3500, "DONATED"),
        ("折叠桌", "FURNITURE", "DESK", 2, "张", 28000, "BOUGHT"),
    ),
}


class FundsDemo:
    """The main site's head and keeper, its committee and its street, each with the account of the demo."""

    def __init__(self, main: Site, album: Album) -> None:
        self.album, self.day = album, today()
        self.head, self.keeper, self.committee, self.street = (
            self.actor(login) for login in ("head", "keeper", "committee", "street")
        )
        stations = {one.kind: one for one in main.stations.select_related("site")}
        self.social, self.volunteer = stations["SW"], stations["VS"]
        self.rooms = list(main.rooms.order_by("id"))

    def actor(self, login: str) -> Actor:
        return actor_of(User.objects.get(username=login), on=self.day)

    def ago(self, days: int) -> dt.date:
        return self.day - dt.timedelta(days=days)

    def build(self) -> None:
        self.things()
        self.counts()
        self.supplies()
        self.books()
        self.spending()
        self.allowance()
        self.disposed()
        self.gifts()

    def things(self) -> None:
        """Both registers; one thing is lent, one in repair, one up for disposal."""
        with acting_on(self.ago(120)):
            for station, keeper in ((self.social, "陈社工"), (self.volunteer, "孙工作人员")):
                for at, row in enumerate(THINGS[station.kind]):
                    self.thing(station, keeper, row, self.rooms[at % len(self.rooms)])
        printer, sand = (Asset.objects.get(station=self.social, name=name) for name in ("打印机", "沙盘游戏器材"))
        horn = Asset.objects.get(station=self.volunteer, name="便携扩音器")
        with acting_on(self.ago(20)):
            set_asset_state(asset=printer, to="REPAIR", reason="卡纸，送修", by=self.head)
            lend_asset(asset=horn, borrower="示例社区舞蹈队活动", due_on=self.ago(3), condition="完好", by=self.keeper)
        request_disposal(asset=sand, way="SCRAP", reason="沙盘破损，无法修复（示例）", by=self.head)
        self.thing(self.social, "陈社工", OLD, self.rooms[0])

    def disposed(self) -> None:
        """An old thing was sold with the committee's approval; what it brought in is a line of the books."""
        old = Asset.objects.get(station=self.social, name=OLD[0])
        asked = request_disposal(asset=old, way="SELL", reason="已更换，旧机作废品变卖（示例）", by=self.head)
        sold = decide_disposal(disposal=asked, agrees=True, note="同意（示例）", by=self.committee)
        book_income(
            station=self.social,
            source="F9",
            amount_fen=3_000,
            summary="变卖旧饮水机（示例）",
            happened_on=self.day,
            other_party="示例废品回收站",
            disposal=sold,
            by=self.committee,
        )
        open_handover(
            station=self.social, from_keeper="陈社工", to_keeper="李社工", note="岗位调整（示例）", by=self.head
        )

    def thing(self, station: Station, keeper: str, row: tuple, room) -> None:
        name, category, kind, quantity, unit, price, source = row
        register_asset(
            station=station,
            name=name,
            category=category,
            kind=kind,
            quantity=quantity,
            unit=unit,
            price_fen=price,
            source=source,
            owner="COMMITTEE",
            acquired_on=self.ago(130),
            keeper=keeper,
            room=room,
            by=self.head,
        )

    def counts(self) -> None:
        """A count of the social work station signed by the committee, and one going on at the other."""
        with acting_on(self.ago(30)):
            done = open_stocktake(station=self.social, by=self.head)
            for line in done.lines.select_related("asset__room").order_by("id"):
                count_asset(stocktake=done, asset=line.asset, room=line.asset.room, by=self.head)
            sign_stocktake(stocktake=settle_stocktake(stocktake=done, by=self.head), by=self.committee)
        going = open_stocktake(station=self.volunteer, by=self.keeper)
        first = going.lines.select_related("asset").order_by("id")[0]
        count_asset(stocktake=going, asset=first.asset, room=self.rooms[0], by=self.keeper)

    def supplies(self) -> None:
        """Masks of two batches, one about to expire."""
        masks = save_supply(station=self.volunteer, name="医用口罩", unit="只", low_mark=50, by=self.keeper)
        with acting_on(self.ago(60)):
            for quantity, days in ((100, 12), (200, 300)):
                expires = self.day + dt.timedelta(days=days)
                receive_supply(
                    supply=masks,
                    quantity=quantity,
                    source="BOUGHT",
                    expires_on=expires,
                    batch=f"示例{days}",
                    by=self.keeper,
                )
            issue_supply(supply=masks, quantity=40, receiver="示例敬老探访活动", by=self.keeper)

    def books(self) -> None:
        """Books kept by the committee, a budget, income, months closed but the last."""
        month = self.day.replace(day=1)
        start = (month - dt.timedelta(days=75)).replace(day=5)
        for station in (self.social, self.volunteer):
            with acting_on(start):
                open_book(station=station, custodian="COMMITTEE", custodian_name=COMMITTEE, by=self.committee)
                book_income(
                    station=station,
                    source="F3",
                    amount_fen=2_000_000,
                    summary="社区工作经费拨入（示例）",
                    happened_on=start,
                    other_party="示例街道办事处",
                    by=self.committee,
                )
                for year in {start.year, self.day.year}:
                    for account, amount in (("X2", 800_000), ("X5", 100_000), ("X7", 300_000)):
                        set_budget(
                            station=station,
                            year=year,
                            source="F3",
                            account=account,
                            amount_fen=amount,
                            by=self.committee,
                        )
            self.close_but_the_last(station, period_of(start))

    def close_but_the_last(self, station: Station, period: int) -> None:
        while next_period(period) < period_of(self.day):
            close_month(station=station, period=period, by=self.committee)
            period = next_period(period)

    def spending(self) -> None:
        """The signs are paid from 社区工作经费 (2.3.5); claims in every state."""
        for station in (self.social, self.volunteer):
            sign = station.signs.order_by("id").first()
            if sign is not None:
                self.paid(station, "标识牌制作（示例）", "X5", 38_000, "S1", sign=sign)
        wrong = self.paid(self.social, "重阳节活动用品（示例）", "X2", 46_800, "A1")
        reverse_entry(entry=wrong.entry, reason="金额应为 468.50 元", by=self.street)
        self.paid(self.social, "重阳节活动用品（示例）", "X2", 46_850, "A1")
        self.claim(self.social, "居民议事会茶水（示例）", "X2", 12_600, "A2")
        waiting = self.claim(self.social, "小组活动材料（示例）", "X2", 23_900, "A3")
        approve_claim(claim=waiting, by=self.committee)
        back = self.claim(self.social, "宣传折页（示例）", "X2", 30_000, "A4")
        return_claim(claim=back, reason="发票抬头不是居委会，请换票。", by=self.committee)

    def allowance(self) -> None:
        """The list of allowances that the county approved is paid from the books."""
        held = allowances_to_pay(self.social).first()
        if held is None:
            return
        given = {"station": self.social, "year": self.day.year, "source": "F3", "account": "X1"}
        set_budget(amount_fen=held.total_fen * 12, by=self.committee, **given)
        listed = {"payee": "示例代发银行", "invoice_no": "", "scans": [], "allowance": held}
        self.paid(self.social, "职业津贴（示例）", "X1", held.total_fen, "", **listed)

    def claim(self, station: Station, summary: str, account: str, fen: int, invoice: str, **more):
        given = {
            "payee": "示例文具店",
            "invoice_no": f"示例{station.pk:04d}{invoice}",
            "scans": [self.album.file("paper")],
            **more,
        }
        return make_claim(
            station=station,
            summary=summary,
            source="F3",
            account=account,
            amount_fen=fen,
            spent_on=self.day,
            by=self.head,
            **given,
        )

    def paid(self, *given, **more):
        claim = self.claim(*given, **more)
        approve_claim(claim=claim, by=self.committee)
        return pay_claim(claim=claim, by=self.street)

    def gifts(self) -> None:
        """Money of a firm, goods of a neighbour, both for the use of the volunteer service station."""
        self.gift(
            {
                "donor_kind": "ORGANISATION",
                "donor_name": "示例商贸有限公司",
                "kind": "CASH",
                "amount_fen": 500_000,
                "purpose": "为老志愿服务活动",
                "receipt": "LAWFUL",
                "issuer": "COMMITTEE",
                "issuer_name": COMMITTEE,
                "receipt_no": "示例票 0001",
            }
        )
        rice = self.gift(
            {
                "donor_kind": "PERSON",
                "person": PersonFacts(name="郝邻居"),
                "kind": "GOODS",
                "items": "大米 20 袋",
                "value_basis": "购货发票",
                "amount_fen": 160_000,
                "purpose": "慰问独居老人",
                "receipt": "WAIVED",
            }
        )
        use_donation(donation=rice, account="X2", amount_fen=96_000, note="中秋慰问 12 户", by=self.keeper)
        publish_donation(donation=rice, where="社区公示栏", by=self.keeper)

    def gift(self, facts: dict) -> Donation:
        return register_donation(
            station=self.volunteer,
            receiver="COMMITTEE",
            receiver_name=COMMITTEE,
            accounts=["X2"],
            received_on=self.ago(10),
            by=self.keeper,
            **facts,
        )


def funds_province(main: Site, album: Album) -> None:
    """Everything of this room for the main site."""
    FundsDemo(main, album).build()

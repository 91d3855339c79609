"""A filed station of one part-time person gets through a month: books, budget, claims, a sign, a gift, a count, the close."""

import datetime as dt

from liangzhan.funds.queries import books as queries
from liangzhan.funds.services import books, claims, stocktakes
from liangzhan.stations.evidence import Standing, evidence_for
from liangzhan.toolkit.periods import acting_on
from tests.factories.funds import make_asset, make_book, make_budget, make_claim_row, make_donation, make_income
from tests.factories.stations import make_photo, make_sign
from tests.funds.refusing import refusal

DAY, NEXT = dt.date(2026, 9, 15), dt.date(2026, 10, 8)


def test_a_month_of_one_person(station, keeper, street_officer, cashier):
    """The committee has no account: approver and cashier are two officers of the street."""
    alone, approver, payer = keeper.actor, street_officer.actor, cashier.actor
    with acting_on(DAY):
        make_book(station)
        make_income(station, by=alone)
        make_budget(station)
        make_budget(station, account="X5")
        gift = make_donation(station, by=alone)
        sign = make_sign(station)
        rows = [
            make_claim_row(station, by=alone),
            make_claim_row(station, by=alone, account="X5", sign=sign, amount_fen=38_000),
            make_claim_row(station, by=alone, source="F6", donation=gift, amount_fen=50_000),
        ]
        for one in rows:
            assert "不能是同一人" in refusal(claims.approve_claim, claim=one, by=alone)[0]
            claims.approve_claim(claim=one, by=approver)
            claims.pay_claim(claim=one, by=payer)
        things = [make_asset(station, kind=kind, name=kind, by=alone) for kind in ("DESK", "CHAIR", "PHONE")]
        count = stocktakes.open_stocktake(station=station, by=alone)
        for one in things:
            stocktakes.count_asset(stocktake=count, asset=one, by=alone)
        settled = stocktakes.settle_stocktake(stocktake=count, by=alone)
        stocktakes.sign_stocktake(stocktake=settled, signer="书记 周某", paper=make_photo(), by=alone)
    with acting_on(NEXT):
        books.close_month(station=station, period=202609, by=alone)
    sign.refresh_from_db()
    assert (sign.cost_fen, sign.fund_account) == (38_000, "COMMUNITY_WORK")
    assert queries.source_balances(station) == {"F3": 1_000_000 - 32_050 - 38_000, "F6": 150_000}
    assert queries.month_ledger(station, 202609).closed
    assert {evidence_for(item, station, NEXT).standing for item in ("A03", "A04", "2.6.2")} == {Standing.MET}

"""Two cashiers at once pay a claim once; two claims at once share one budget: two connections, and two processes."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection

from liangzhan.demo.people import officer
from liangzhan.funds.models import Claim, Entry
from liangzhan.funds.services.claims import approve_claim, pay_claim
from liangzhan.toolkit.errors import RuleBroken
from tests.factories import divisions as places
from tests.factories.funds import make_book, make_budget, make_claim_row, make_income
from tests.factories.stations import make_site, make_station

ROOT = Path(__file__).resolve().parents[2]
PAYER = """
import django; django.setup()
from liangzhan.demo.people import officer
from liangzhan.funds.models import Claim
from liangzhan.funds.services.claims import pay_claim
from liangzhan.toolkit.errors import RuleBroken
import sys
try:
    pay_claim(claim=Claim.objects.get(), by=officer(sys.argv[1]))
    print("paid")
except RuleBroken as refused:
    print("refused", *refused.reasons)
"""


@pytest.fixture
def shared(committed_db):
    """A station with books, money and a budget of 4,000 yuan, committed."""
    station = make_station(make_site(places.communities(places.COUNTY[:6])[0]))
    make_book(station)
    make_income(station)
    make_budget(station, 400_000)
    return station


def at_once(*deeds):
    """Run each in a thread with a connection of its own; what each said."""
    said = []

    def run(deed):
        try:
            deed()
            said.append("done")
        except RuleBroken as refused:
            said.append(refused.reasons[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(one,)) for one in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said, key=lambda words: words != "done")


def approved(station):
    claim = make_claim_row(station, by=officer("经办"))
    approve_claim(claim=claim, by=officer("审批"))
    return claim


def test_two_connections_pay_once(shared):
    claim = approved(shared)
    first, second = (Claim.objects.select_related("station").get(pk=claim.pk) for _ in range(2))
    said = at_once(
        lambda: pay_claim(claim=first, by=officer("出纳甲")), lambda: pay_claim(claim=second, by=officer("出纳乙"))
    )
    assert said[0] == "done"
    assert "刚刚已由" in said[1]
    assert Entry.objects.filter(kind="EXPENSE").count() == 1


def test_two_approvals_share_one_budget(shared):
    rows = [make_claim_row(shared, by=officer("经办"), amount_fen=250_000) for _ in range(2)]
    said = at_once(*(lambda one=one: approve_claim(claim=one, by=officer("审批")) for one in rows))
    assert said[0] == "done"
    assert "超出预算" in said[1]


def test_the_same_invoice_at_once(shared):
    said = at_once(*(lambda: make_claim_row(shared, by=officer("经办"), invoice_no="同号") for _ in range(2)))
    assert said[0] == "done"
    assert "已经报过账" in said[1]
    assert Claim.objects.count() == 1


def test_two_processes_pay_once(shared, committed_db):
    approved(shared)
    payers = [
        subprocess.Popen(
            [sys.executable, "-c", PAYER, name],
            cwd=ROOT,
            env=committed_db.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("出纳甲", "出纳乙")
    ]
    said = sorted(payer.communicate(timeout=120)[0].split()[0] for payer in payers)
    assert said == ["paid", "refused"]
    assert Entry.objects.filter(kind="EXPENSE").count() == 1

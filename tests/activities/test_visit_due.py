"""该探访谁 on a page: cards, what is underway, filters; plan, pause; a risk from a visit."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from liangzhan.activities.models import VisitPlan
from liangzhan.people.rules.categories import CategoryFacts
from liangzhan.people.services.categories import set_category
from liangzhan.protection.models import Risk
from liangzhan.toolkit.periods import today
from tests.factories.visits import make_client, sent
from tests.harness.sessions import signed_in_client

DUE = reverse("activities:visit-due")


def one(name, person):
    return reverse(f"activities:{name}", args=[person.uuid])


@pytest.fixture
def alone(team):
    facts = CategoryFacts("E1", today() - dt.timedelta(days=300))
    set_category(person=team.sun, station=team.station, facts=facts, by=team.chen.actor)
    team.visit(days_ago=10)
    return team.sun


def test_cards_and_queries(team, alone, neighbour_station):
    make_client("王德福", neighbour_station)
    client = team.chen.client
    client.get(DUE)
    page = client.get(DUE).content.decode()
    queries = client.queries
    assert "孙桂兰" in page and "逾期 3 天" in page and "独居老年人，每 7 天探访一次" in page
    assert "李国强" not in page and "王德福" not in page
    for name, hour in (("赵秀英", 14), ("钱国强", 16)):
        team.visit(make_client(name, team.station), days_ago=9, hour=hour, next_on=today() - dt.timedelta(days=2))
    page = client.get(DUE).content.decode()
    assert page.index("孙桂兰") < page.index("赵秀英")
    assert client.queries == queries <= 20
    client.post(one("visit-start", team.sun))
    page = client.get(DUE).content.decode()
    assert "正在探访" in page and "写记录" in page
    assert "没有到期的探访" in client.get(f"{DUE}?category=P1").content.decode()


def test_without_a_second_factor_nothing_sensitive_is_said(team, alone):
    page = signed_in_client(team.chen.user, second_factor=False).get(DUE).content.decode()
    assert "孙桂兰" in page and "每 7 天探访一次" in page
    assert page.count("独居老年人") == 1  # the filter's own word


def test_plan_pause_and_back(team, alone):
    client = team.chen.client
    assert "每 7 天一次" in client.get(one("visit-plan", alone)).content.decode()
    answer = client.post(one("visit-plan", alone), {"worker": "", "days": "30", "reason": ""})
    assert "请写明理由" in answer.content.decode()
    sent(team.chen, one("visit-plan", alone), {"worker": str(team.worker.pk), "days": "30", "reason": "女儿同住"})
    assert "女儿同住" in client.get(one("person-visits", alone)).content.decode()
    client.post(one("visit-pause", alone), {"kind": "AWAY", "until": str(today() + dt.timedelta(days=9)), "note": ""})
    assert "暂停到" in client.get(DUE).content.decode()
    client.post(one("visit-resume", alone))
    assert VisitPlan.objects.get().paused_to_on is None


def test_a_risk_seen_on_a_visit(team):
    visit = team.visit()
    address = reverse("activities:visit-risk", args=[visit.uuid])
    assert "先打 110" in team.chen.client.get(address).content.decode()
    form = {
        "person": str(team.sun.uuid),
        "level": "3",
        "domains": ["HEALTH"],
        "facts": "头晕跌倒",
        "form_key": uuid.uuid4(),
    }
    sent(team.chen, address, form)
    assert Risk.objects.get().voucher == visit.voucher


@pytest.mark.parametrize("name", ["visit-plan", "visit-pause"])
def test_the_neighbour(team, neighbour_head, name):
    assert neighbour_head.client.get(one(name, team.sun)).status_code == 404

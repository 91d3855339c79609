"""Coordination: written once, posted, parties by name, corrected, followed up, locked, withdrawn; its pages."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from liangzhan.activities.models import Coordination
from liangzhan.activities.panels import coordination_to_follow
from liangzhan.activities.rules.coordination import CoordinationFacts
from liangzhan.activities.services.coordination import (
    add_party,
    add_step,
    correct_coordination,
    drop_party,
    record_coordination,
    withdraw_coordination,
)
from liangzhan.ledger.models import Entry
from liangzhan.ledger.queries.verifying import voucher_differences
from liangzhan.people.services.merging import merge_persons
from liangzhan.staff.models import FieldTime
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.activities.test_services_visits import standing
from tests.factories.staff import make_colleague
from tests.factories.visits import at, make_client, sent

LIST, ADD = reverse("activities:coordination-list"), reverse("activities:coordination-add")


def told(*, days_ago: int = 1, **changes) -> CoordinationFacts:
    given = {
        "starts_at": at(9, days_ago=days_ago),
        "ends_at": at(10, days_ago=days_ago),
        "kind": "MEDIATION",
        "topic": "NEIGHBOUR",
        "matter": "楼上漏水，双方各执一词",
        "outcome": "TALKING",
        "heads": 3,
        "follow_up_on": today(),
    }
    return CoordinationFacts(**{**given, **changes})


@pytest.fixture
def make(team):
    def fn(**changes) -> Coordination:
        return record_coordination(
            facts=told(**changes),
            worker=team.worker,
            station=team.station,
            form_key=uuid.uuid4(),
            by=team.chen.actor,
        )

    return fn


def page_of(row, name="coordination-page", **more):
    return reverse(f"activities:{name}", kwargs={"uuid": row.uuid, **more})


class TestServices:
    def test_does_once_and_posts(self, team):
        key = uuid.uuid4()
        given = {"worker": team.worker, "station": team.station, "form_key": key, "by": team.chen.actor}
        rows = [record_coordination(facts=told(outside=True), **given) for _ in range(2)]
        assert rows[0] == rows[1]
        assert [(row.kind, row.heads, row.minutes) for row in Entry.objects.all()] == [("MEDIATION", 3, 60)]
        assert FieldTime.objects.get().voucher == rows[0].voucher

    def test_a_party_by_name_is_one_fewer_without(self, team, make):
        row = make()
        add_party(row=row, person=team.sun, by=team.chen.actor)
        add_party(row=row, person=team.sun, by=team.chen.actor)
        assert standing() == [("MEDIATION", None, 30), ("MEDIATION", team.sun.pk, 30)]
        row.refresh_from_db()
        assert row.heads == 2
        drop_party(row=row, person=team.sun, by=team.chen.actor)
        row.refresh_from_db()
        assert (row.heads, row.parties.count()) == (3, 0)
        assert voucher_differences() == []

    def test_correct_lock_follow_up(self, team, make):
        row, late = make(), make(days_ago=8)
        correct_coordination(row=row, facts=told(heads=4, kind="COORDINATION"), by=team.chen.actor)
        with pytest.raises(RuleBroken, match="锁定"):
            correct_coordination(row=late, facts=told(), by=team.chen.actor)
        step = {"row": late, "on": today(), "form_key": uuid.uuid4(), "by": team.chen.actor, "follow_up_on": None}
        first = add_step(outcome="AGREED", text="双方同意各修一半", **step)
        assert add_step(outcome="AGREED", text="再来一次", **step) == first
        late.refresh_from_db()
        assert (late.outcome, late.follow_up_on) == ("AGREED", None)
        assert voucher_differences() == []

    def test_refuses(self, team, make, neighbour_station):
        row = make()
        step = {"row": row, "on": today(), "outcome": "AGREED", "text": "x", "follow_up_on": None}
        step |= {"form_key": uuid.uuid4(), "by": team.chen.actor}
        for changes, field in (
            ({"on": today() + dt.timedelta(days=1)}, "on"),
            ({"text": " "}, "text"),
            ({"outcome": "TALKING"}, "follow_up_on"),
        ):
            with pytest.raises(RuleBroken) as refusal:
                add_step(**{**step, **changes})
            assert refusal.value.field == field
        with pytest.raises(RuleBroken, match="不在本站"):
            add_party(row=row, person=make_client("王德福", neighbour_station), by=team.chen.actor)
        with pytest.raises(RuleBroken, match="至少有两方"):
            make(heads=1)
        other, worker = make_colleague("邻站社工", neighbour_station)
        with pytest.raises(RuleBroken, match="没有本站的岗位"):
            key = uuid.uuid4()
            record_coordination(facts=told(), worker=worker, station=team.station, form_key=key, by=other.actor)
        with pytest.raises(RuleBroken, match="只有促成人本人"):
            withdraw_coordination(row=row, reason="x", by=other.actor)

    def test_withdraw(self, team, make):
        row = make()
        with pytest.raises(RuleBroken, match="理由"):
            withdraw_coordination(row=row, reason=" ", by=team.chen.actor)
        withdraw_coordination(row=row, reason="记重了", by=team.chen.actor)
        assert (standing(), voucher_differences()) == ([], [])
        with pytest.raises(RuleBroken, match="已经撤销"):
            correct_coordination(row=row, facts=told(), by=team.chen.actor)

    def test_after_a_merge(self, team, make, station_head):
        twin, row = make_client("孙桂兰", team.station), make()
        add_party(row=row, person=twin, by=team.chen.actor)
        merge_persons(kept=team.sun, alias=twin, reason="同一个人", by=station_head.actor)
        assert row.parties.get().person == team.sun
        assert voucher_differences() == []


class TestPages:
    def test_from_the_form_to_the_party(self, team):
        form = {"kind": "MEDIATION", "topic": "NEIGHBOUR", "matter": "楼上漏水", "outcome": "AGREED", "heads": "2"}
        form |= {"agreement": "各修一半", "on": str(today() - dt.timedelta(days=1)), "starts": "09:00", "ends": "10:00"}
        form |= {"form_key": str(uuid.uuid4())}
        assert "请写明各方同意了什么" in sent(team.chen, ADD, {**form, "agreement": ""}).content.decode()
        answers = [sent(team.chen, ADD, form).url for _ in range(2)]
        row = Coordination.objects.get()
        assert answers == [page_of(row)] * 2
        assert (
            "孙桂兰" in team.chen.client.post(page_of(row, "coordination-party-find"), {"q": "孙桂"}).content.decode()
        )
        sent(team.chen, page_of(row, "coordination-party-add", person=team.sun.uuid), {})
        page = team.chen.client.get(page_of(row)).content.decode()
        assert "各修一半" in page and "孙桂兰" in page and "没有登记姓名的 1 人" in page
        sent(team.chen, page_of(row, "coordination-party-drop", person=team.sun.uuid), {})
        page = team.chen.client.get(page_of(row, "coordination-edit")).content.decode()
        assert "楼上漏水" in page
        sent(team.chen, page_of(row, "coordination-edit"), {**form, "matter": "楼下噪音"})
        step = {"on": str(today()), "outcome": "AGREED", "text": "已修好", "form_key": str(uuid.uuid4())}
        sent(team.chen, page_of(row, "coordination-step"), step)
        page = team.chen.client.get(page_of(row)).content.decode()
        assert "楼下噪音" in page and "已修好" in page
        sent(team.chen, page_of(row, "coordination-withdraw"), {"reason": "记重了"})
        assert "已撤销" in team.chen.client.get(page_of(row)).content.decode()

    def test_list_counts_filters_and_neighbour(self, team, make, neighbour_head, committee_member):
        client = team.chen.client
        assert "还没有协调调解记录" in client.get(LIST).content.decode()
        row = make()
        client.get(LIST)
        queries = client.queries
        make(days_ago=2)
        make(days_ago=3, outcome="HANDED_ON", follow_up_on=None)
        assert "转人民调解或主管部门" in client.get(LIST).content.decode()
        assert client.queries == queries <= 16
        assert "没有符合条件的记录" in client.get(f"{LIST}?topic=CARE&show=withdrawn").content.decode()
        for name in ("coordination-page", "coordination-edit", "coordination-step", "coordination-withdraw"):
            assert neighbour_head.client.get(page_of(row, name)).status_code == 404
        assert (
            neighbour_head.client.post(page_of(row, "coordination-party-add", person=team.sun.uuid)).status_code == 404
        )
        assert committee_member.client.get(LIST).status_code == 403

    def test_a_colleague_reads_and_does_not_change(self, team, make):
        row = make()
        other, _ = make_colleague("周社工", team.station)
        keeper, _ = make_colleague("孙工作人员", team.station, role="VS_KEEPER")
        assert "楼上漏水" in other.client.get(page_of(row)).content.decode()
        assert other.client.get(page_of(row, "coordination-edit")).status_code == 404
        assert "楼上漏水" not in keeper.client.get(page_of(row)).content.decode()

    def test_the_desk(self, team, make, committee_member, django_assert_max_num_queries):
        make()
        with django_assert_max_num_queries(3):
            (todo,) = coordination_to_follow(team.chen.actor, today())
        assert todo.due_on == today()
        assert coordination_to_follow(committee_member.actor, today()) == []

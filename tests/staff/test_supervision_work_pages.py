"""Pages of the agenda and of agreed actions."""

import datetime as dt

import pytest
from django.urls import reverse

from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.divisions.services import set_zone
from liangzhan.staff.models import AgendaItem, AgreedAction
from liangzhan.staff.queries.supervision import visible_actions, visible_agenda
from liangzhan.staff.queries.supervision_people import supervised_workers, supervisors_at, unassigned
from liangzhan.staff.services.agenda import put_on_agenda
from liangzhan.toolkit.periods import today
from tests.factories import divisions as places
from tests.factories.accounts import make_person
from tests.factories.people import BY
from tests.factories.supervision import make_session

TOMORROW = today() + dt.timedelta(days=1)


def at(name, *args):
    return reverse(f"staff:{name}", args=args)


def send(person, address, form=None):
    with person.client.allow(45):
        return person.client.post(address, form or {})


class TestAgenda:
    def test_raise_something(self, ground):
        assert "只有您和督导能看到" in ground.a.client.get(at("agenda-add")).content.decode()
        assert send(ground.a, at("agenda-add"), {"title": ""}).status_code == 422
        assert send(ground.a, at("agenda-add"), {"title": "想聊聊", "note": "细节"}).status_code == 302
        assert AgendaItem.objects.get().note == "细节"

    def test_postpone_and_settle(self, ground, neighbour_head):
        item = put_on_agenda(worker=ground.worker_a, voucher="a.B:1", reason="高风险", by=BY)
        for one in (ground.b, ground.near, neighbour_head):
            assert one.client.get(at("agenda-postpone", item.pk)).status_code == 404
            assert send(one, at("agenda-settle", item.pk)).status_code == 404
        assert "高风险" in ground.supervisor.client.get(at("agenda-postpone", item.pk)).content.decode()
        assert send(ground.supervisor, at("agenda-postpone", item.pk), {"to_on": today()}).status_code == 422
        assert send(ground.supervisor, at("agenda-postpone", item.pk), {"to_on": TOMORROW}).status_code == 302
        assert send(ground.supervisor, at("agenda-settle", item.pk)).url == at("supervision-home")
        item.refresh_from_db()
        assert item.state == "SETTLED"


@pytest.fixture
def action(ground, station):
    session = make_session([ground.worker_a], ground.supervisor.user)
    return AgreedAction.objects.create(
        session=session,
        worker=ground.worker_a,
        station=station,
        division_code=station.division_code,
        text="回访两户",
        due_on=TOMORROW,
        state_since=today(),
    )


class TestActions:
    def test_done_returned_done_checked(self, ground, action):
        assert "回访两户" in ground.a.client.get(at("action-finish", action.pk)).content.decode()
        assert send(ground.a, at("action-finish", action.pk), {"result": ""}).status_code == 422
        assert send(ground.a, at("action-finish", action.pk), {"result": "去了一户"}).status_code == 302
        check = at("action-check", action.pk)
        assert "去了一户" in ground.supervisor.client.get(check).content.decode()
        assert "请写明还差什么。" in send(ground.supervisor, check, {"settled": "no"}).content.decode()
        assert send(ground.supervisor, check, {"settled": "no", "note": "还有一户"}).status_code == 302
        assert "还有一户" in ground.a.client.get(at("action-finish", action.pk)).content.decode()
        send(ground.a, at("action-finish", action.pk), {"result": "都去了"})
        assert send(ground.supervisor, check, {"settled": "yes"}).status_code == 302
        action.refresh_from_db()
        assert (action.state, action.result) == ("CHECKED", "都去了")

    def test_who_sees_it(self, ground, action, neighbour_head):
        for one in (ground.a, ground.supervisor, ground.boss):
            assert list(visible_actions(one.actor, today())) == [action]
        for one in (ground.b, ground.near, neighbour_head):
            assert list(visible_actions(one.actor, today())) == []
            assert one.client.get(at("action-check", action.pk)).status_code == 404
        assert send(ground.b, at("action-finish", action.pk), {"result": "做了"}).status_code == 404

    def test_of_a_peer_session_the_peers_see_it(self, ground, action, station):
        peers = make_session([ground.worker_a, ground.worker_b])
        AgreedAction.objects.filter(pk=action.pk).update(session=peers)
        assert list(visible_actions(ground.b.actor, today())) == [action]

    def test_drop(self, ground, action):
        action.session.__class__.objects.filter(pk=action.session_id).update(held_on=today())
        drop = at("action-drop", action.session_id, action.pk)
        assert send(ground.supervisor, drop).status_code == 302
        assert AgreedAction.objects.count() == 1  # the record is confirmed already: refused in words


def test_a_job_sees_everything(ground, action):
    put_on_agenda(worker=ground.worker_a, voucher="a.B:1", reason="高风险", by=BY)
    system = Actor.system("核对")
    assert visible_actions(system, today()).count() == visible_agenda(system, today()).count() == 1
    assert supervised_workers(system, today()).count() == 4


def test_a_supervisor_of_a_functional_zone(station, neighbour_station):
    county = places.division(places.COUNTY)
    zone = set_zone(name="示例示范区", code="21Z900000000", members=[county], by=Actor.system("测试"))
    person = make_person("示范区督导", Role.SUPERVISOR, division=zone)
    assert unassigned([station, neighbour_station], today()) == set()
    assert list(supervisors_at(station, today())) == [person.user]

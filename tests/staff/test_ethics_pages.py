"""Pages of ethics: overview, station, register, own page; the neighbour's rows exist and are not there."""

import pytest
from django.urls import reverse

from liangzhan.notices.models import Notice
from liangzhan.staff.models import EthicsDeclaration
from liangzhan.staff.panels import supervision as panels
from liangzhan.toolkit.periods import today
from tests.factories.staff import make_worker
from tests.factories.stations import make_photo
from tests.factories.supervision import make_declaration


def at(name, *args):
    return reverse(f"staff:{name}", args=args)


def shown(person, name, *args, **query):
    response = person.client.get(at(name, *args), query)
    assert response.status_code == 200
    return response.content.decode()


GIVEN = {
    "kind": "GIFT",
    "happened_on": today(),
    "party": "FAMILY",
    "what": "一箱苹果",
    "value": "88.50",
    "disposal": "REFUSED",
}


class TestOverview:
    def test_counts_per_station(self, ground, station, neighbour_station, street_officer, neighbour_committee):
        page = shown(street_officer, "ethics-overview")
        assert station.name in page and neighbour_station.name in page and "没有签齐" in page
        other = shown(neighbour_committee, "ethics-overview")
        assert neighbour_station.name in other and station.name not in other

    def test_who_signed(self, ground, station, neighbour_head, committee_member):
        page = shown(committee_member, "ethics-station", station.pk)
        assert "甲社工" in page and "没有签署" in page
        assert neighbour_head.client.get(at("ethics-station", station.pk)).status_code == 404

    def test_remind(self, ground, station, neighbour_head):
        assert neighbour_head.client.post(at("ethics-remind", station.pk)).status_code == 404
        assert ground.boss.client.post(at("ethics-remind", station.pk)).status_code == 302
        assert Notice.objects.filter(subject=f"staff.commitment:{today().year}").count() == 3

    def test_queries_do_not_grow(self, ground, station, neighbour_station, street_officer):
        shown(street_officer, "ethics-overview")
        counted = []
        for _ in (1, 2):
            make_worker("又一人", station=station)
            make_worker("再一人", station=neighbour_station)
            shown(street_officer, "ethics-overview")
            counted.append(street_officer.client.queries)
        assert counted == [10, 10]


class TestOwn:
    def test_declare_and_see_it(self, ground):
        assert "没有申报" in shown(ground.a, "ethics-own")
        assert ground.a.client.post(at("ethics-declare"), GIVEN).status_code == 302
        page = shown(ground.a, "ethics-own")
        assert "一箱苹果" in page and "88.50 元" in page and "待阅签" in page
        assert "一箱苹果" not in shown(ground.b, "ethics-own")

    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            ("value", "", "请填写估价，没有价值的填 0。"),
            ("disposal", "RECUSED", "礼品或馈赠的处理请选"),
            ("what", "", "一箱"),
            ("happened_on", "2099-01-01", "发生日期不能晚于今天。"),
        ],
    )
    def test_wrong_at_the_field(self, ground, field, value, words):
        answer = ground.a.client.post(at("ethics-declare"), {**GIVEN, field: value})
        assert answer.status_code == 422
        if field != "what":
            assert words in answer.content.decode() and "一箱苹果" in answer.content.decode()

    def test_an_account_without_a_worker(self, social_worker):
        assert "没有关联工作人员" in shown(social_worker, "ethics-own")
        assert social_worker.client.post(at("ethics-declare"), GIVEN).status_code == 404


class TestRegister:
    def test_head_and_above(self, ground, committee_member, neighbour_head):
        plain = make_declaration(ground.worker_a)
        of_head = make_declaration(ground.worker_boss, of_head=True)
        assert "甲社工" in shown(ground.boss, "ethics-register")
        assert "本站长" in shown(committee_member, "ethics-register", kind="GIFT", seen="no")
        assert "没有符合条件的登记" in shown(committee_member, "ethics-register", seen="yes")
        assert "甲社工" not in shown(neighbour_head, "ethics-register")
        assert neighbour_head.client.get(at("ethics-declaration", plain.pk)).status_code == 404
        assert "不能自己阅签" in shown(ground.boss, "ethics-declaration", of_head.pk)
        assert ground.boss.client.post(at("ethics-declaration", of_head.pk), {}).status_code == 422
        assert committee_member.client.post(at("ethics-declaration", of_head.pk), {"note": "知道了"}).status_code == 302
        assert "知道了" in shown(committee_member, "ethics-declaration", of_head.pk)

    def test_a_worker_has_no_register(self, ground):
        assert ground.a.client.get(at("ethics-register")).status_code == 403

    def test_on_paper(self, ground, station, neighbour_head):
        given = {**GIVEN, "worker": ground.worker_a.pk, "paper": make_photo()}
        assert neighbour_head.client.get(at("ethics-declare-paper", station.pk)).status_code == 404
        assert ground.boss.client.post(at("ethics-declare-paper", station.pk), given).status_code == 302
        row = EthicsDeclaration.objects.get()
        assert ground.boss.client.get(at("ethics-paper", row.pk)).status_code == 200
        assert neighbour_head.client.get(at("ethics-paper", row.pk)).status_code == 404
        assert ground.boss.client.get(at("ethics-paper", make_declaration(ground.worker_b).pk)).status_code == 404

    def test_on_the_desk(self, ground, committee_member):
        make_declaration(ground.worker_a)
        make_declaration(ground.worker_boss, of_head=True)
        assert [one.text for one in panels.declarations_to_look_at(ground.boss.actor, today())] == ["阅签甲社工的申报"]
        assert len(panels.declarations_to_look_at(committee_member.actor, today())) == 2
        assert panels.declarations_to_look_at(ground.a.actor, today()) == []

"""Pages of categories, guardians, kin, rights requests and the assessment: shown, refused next door, recorded."""

import datetime as dt
import json

import pytest
from django.urls import reverse

from liangzhan.access.roles import Role
from liangzhan.audit.models import Reading
from liangzhan.people.models import Category, FamilyLink, Guardian, ImpactAssessment, RightsRequest
from liangzhan.people.panels import before_the_first_client, categories_to_look_at, requests_to_answer
from liangzhan.people.rules.categories import CategoryFacts
from liangzhan.people.services.categories import set_category
from liangzhan.toolkit.periods import today
from tests.factories.accounts import make_person
from tests.factories.people import DAY, make_individual, resident_number

LIST = reverse("people:person-list")
CATEGORIES = reverse("people:category-list")
BORN = dt.date(1945, 1, 1)


@pytest.fixture
def person(station):
    told = {"id_number": resident_number(BORN, serial=5), "born_on": BORN, "mobile": "13900000001"}
    return make_individual("王大明", station=station, tie="CLIENT", **told)


@pytest.fixture
def keeper(station):
    return make_person("志愿站员", Role.VS_KEEPER, station=station)


def page(person, name, **more):
    return reverse(f"people:{name}", kwargs={"uuid": person.uuid, **more})


def read(by, address):
    response = by.client.get(address)
    assert response.status_code == 200, response.content.decode()[:500]
    return response.content.decode()


def category(station, **more):
    given = {"station": station.pk, "source": "COMMITTEE", "valid_from": today(), "legal_basis": "CONSENT"}
    return {**given, **more}


class TestCategories:
    def test_set_shown_verified_ended(self, social_worker, keeper, neighbour_head, person, station):
        add = page(person, "category-add")
        form = read(social_worker, add)
        assert "独居老年人" in form and "孤儿" not in form and "社区矫正" not in form
        wrong = social_worker.client.post(add, category(station, code="D4"))
        assert wrong.status_code == 422 and "请选择残疾等级" in wrong.content.decode()
        assert social_worker.client.post(add, category(station, code="X1")).status_code == 422
        for code in ("E1", "P1"):
            social_worker.client.post(add, category(station, code=code, valid_to=today() + dt.timedelta(days=9)))
        text = read(social_worker, page(person, "person-page"))
        for words in ("独居老年人", "主要", "两委名单", "最低生活保障对象", "有效期至", "单独同意"):
            assert words in text, words
        assert Reading.objects.filter(page="people:person-page").count() == 1
        assert "独居" not in read(keeper, page(person, "person-page"))
        first, second = Category.objects.live().order_by("code", "id"), Category.objects.live().get(code="P1")
        assert first.count() == 2
        verify, end = (page(person, name, category=second.uuid) for name in ("category-verify", "category-end"))
        primary = page(person, "category-primary", category=second.uuid)
        for address in (add, verify, end):
            assert neighbour_head.client.get(address).status_code == keeper.client.get(address).status_code == 404
        assert neighbour_head.client.post(primary).status_code == 404
        social_worker.client.post(verify, {"source": "CIVIL", "on": today(), "valid_to": today()})
        assert "今天到期" in read(social_worker, CATEGORIES)
        social_worker.client.post(primary)
        end = page(person, "category-end", category=Category.objects.live().get(code="P1").uuid)
        social_worker.client.post(end, {"on": today(), "reason": "不再领取低保"})
        text = read(social_worker, page(person, "person-page"))
        assert "不再领取低保" in text and list(Category.objects.live().values_list("code", "primary")) == [("E1", True)]

    def test_the_lists(self, social_worker, keeper, neighbour_head, person, station):
        other = make_individual("李四", station=station, tie="CLIENT", born_on=BORN)
        assert "没有需要办理的类别" in read(social_worker, CATEGORIES)
        counts = []
        for one, code in ((person, "E1"), (other, "E2")):
            facts = CategoryFacts(code, DAY, valid_to=today() + dt.timedelta(days=5))
            set_category(person=one, station=station, facts=facts, by=social_worker.actor)
            for address in (CATEGORIES, f"{LIST}?group=ELDER"):
                read(social_worker, address)
                read(social_worker, address)
                counts.append(social_worker.client.queries)
        assert counts[:2] == counts[2:] and max(counts) <= 12
        assert "王大明" in read(social_worker, f"{LIST}?group=ELDER")
        assert "王大明" not in read(social_worker, f"{LIST}?group=MINOR")
        assert 'name="group"' not in read(keeper, f"{LIST}?group=MINOR") and "王大明" in read(
            keeper, f"{LIST}?group=MINOR"
        )
        assert "王大明" not in read(neighbour_head, CATEGORIES) and keeper.client.get(CATEGORIES).status_code == 404
        assert Reading.objects.filter(page="people:person-list").exists()
        assert [one.count for one in categories_to_look_at(social_worker.actor, today())] == [2]
        assert categories_to_look_at(keeper.actor, today()) == []
        Category.objects.filter(person=person).update(primary=False)
        assert [one.count for one in categories_to_look_at(social_worker.actor, today())] == [2, 1]
        assert "待选主要类别" not in read(social_worker, CATEGORIES)
        assert "王大明" in read(social_worker, f"{CATEGORIES}?show=choose")
        assert "王大明" not in read(social_worker, f"{CATEGORIES}?show=ended")


class TestFamily:
    def test_guardians_and_kin(self, social_worker, neighbour_head, person, station):
        child = make_individual("王小小", station=station, tie="CLIENT", born_on=today() - dt.timedelta(days=3000))
        assert "还没有登记监护人" in read(social_worker, page(child, "person-page"))
        add, kin = page(child, "guardian-add"), page(child, "kin-add")
        given = {"station": station.pk, "relation": "GRANDPARENT", "evidence": "BOOKLET", "valid_from": today()}
        asked = social_worker.client.post(add, {**given, "q": "王大明"})
        assert asked.status_code == 422 and "请选择是哪一位" in asked.content.decode()
        assert social_worker.client.post(add, {**given, "q": "没有这人"}).status_code == 422
        social_worker.client.post(add, {**given, "q": "王大明", "person": str(person.uuid)})
        assert social_worker.client.post(kin, {"station": station.pk, "kind": "PARENT", "sex": "2"}).status_code == 422
        social_worker.client.post(
            kin, {"station": station.pk, "kind": "PARENT", "sex": "2", "name": "妈妈", "apart": "on"}
        )
        text = read(social_worker, page(child, "person-page"))
        for words in ("监护人：", "王大明", "祖父母", "妈妈（不在一起居住）"):
            assert words in text, words
        assert "还没有登记监护人" not in text
        ends = [
            page(child, "guardian-end", guardian=Guardian.objects.get().uuid),
            page(child, "kin-end", link=FamilyLink.objects.get().uuid),
        ]
        for address in (add, kin, *ends):
            assert neighbour_head.client.get(address).status_code == 404
        for address in ends:
            assert social_worker.client.get(address).status_code == 200
            social_worker.client.post(address, {"on": today()})
            assert social_worker.client.get(address).status_code == 404


class TestRights:
    def test_from_the_door_to_the_copy(self, social_worker, keeper, station_head, neighbour_head, person, station):
        add = page(person, "right-add")
        given = {"station": station.pk, "kind": "COPY", "asker": "SELF", "way": "PAPER", "identity": "ORIGINAL"}
        given["received_on"] = today()
        assert social_worker.client.post(add, given).status_code == 422
        with social_worker.client.allow(30):  # numbered, the head is told
            social_worker.client.post(add, {**given, "words": "要一份本人信息的副本"})
        row = RightsRequest.objects.get()
        at = {name: reverse(f"people:{name}", kwargs={"uuid": row.uuid}) for name in NAMES}
        text = read(social_worker, at["right-page"])
        assert row.number in text and "要一份本人信息的副本" in text and at["right-decide"] not in text
        assert social_worker.client.get(at["right-decide"]).status_code == 403
        assert station_head.client.get(at["right-copy"]).status_code == 404
        assert keeper.client.get(at["right-page"]).status_code == 404
        for name in NAMES:
            method = neighbour_head.client.post if name == "right-withdraw" else neighbour_head.client.get
            assert method(at[name]).status_code == 404, name
        assert [one.text for one in requests_to_answer(station_head.actor, today())] == ["答复个人信息复制请求"]
        assert (
            requests_to_answer(social_worker.actor, today()) == requests_to_answer(neighbour_head.actor, today()) == []
        )
        assert row.number in read(social_worker, reverse("people:right-list"))
        assert row.number not in read(neighbour_head, reverse("people:right-list"))
        receipt = social_worker.client.get(at["right-paper"])
        assert receipt.content[:4] == b"%PDF" and "no-store" in receipt.headers["Cache-Control"]
        decision = {"outcome": "GRANTED", "words": "已核对身份，提供全部登记信息。"}
        wrong = station_head.client.post(at["right-decide"], {**decision, "outcome": "REFUSED"})
        assert wrong.status_code == 422 and "请选择法律依据" in wrong.content.decode()
        station_head.client.post(at["right-decide"], decision)
        text = read(station_head, at["right-page"])
        assert "已核对身份" in text and at["right-copy"] in text
        assert station_head.client.get(at["right-paper"]).content[:4] == b"%PDF"
        with station_head.client.allow(45):  # a paper of one person: every room is asked for its part
            assert station_head.client.get(at["right-copy"]).content[:4] == b"%PDF"
            told = json.loads(station_head.client.get(at["right-copy-data"]).content)
        assert "王大明" in str(told) and person.id_number in str(told) and told["编号"] == row.number
        assert Reading.objects.filter(page="people:right-copy").count() == 2
        assert row.number in read(station_head, reverse("people:right-list") + "?state=GRANTED")
        assert row.number not in read(station_head, reverse("people:right-list") + "?state=OPEN")

    def test_taken_back(self, social_worker, person, station):
        given = {"station": station.pk, "kind": "DELETE", "asker": "SELF", "way": "DOOR", "identity": "KNOWN"}
        with social_worker.client.allow(30):
            social_worker.client.post(page(person, "right-add"), {**given, "words": "删除", "received_on": today()})
        row = RightsRequest.objects.get()
        address = reverse("people:right-withdraw", kwargs={"uuid": row.uuid})
        response = social_worker.client.post(address, follow=True)
        assert "已撤回" in response.content.decode()


NAMES = ("right-page", "right-decide", "right-withdraw", "right-paper", "right-copy", "right-copy-data")


def test_the_assessment(province_officer, county_officer):
    shown, publish = reverse("people:assessment-list"), reverse("people:assessment-publish")
    assert "还没有发布评估" in read(province_officer, shown)
    assert len(before_the_first_client(province_officer.actor, today())) == 1
    assert before_the_first_client(county_officer.actor, today()) == []
    form = read(province_officer, publish)
    assert "（示例）" in form
    given = {"title": "影响评估", "text": "太短", "valid_from": today()}
    assert province_officer.client.post(publish, given).status_code == 422
    given["text"] = "目的、影响、措施。" * 30
    province_officer.client.post(publish, given)
    assert ImpactAssessment.objects.get().version == 1 and "第 1 版" in read(province_officer, shown)
    assert county_officer.client.get(shown).status_code == 403

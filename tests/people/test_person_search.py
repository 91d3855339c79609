"""Search first: own ties only, numbers exactly, names by parts and initials; then registering, which never tells."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from liangzhan.access.roles import Role
from liangzhan.people.models import Card, Person, Tie
from liangzhan.toolkit.identity import mask_resident_id
from tests.factories.accounts import make_person
from tests.factories.people import make_individual, resident_number

SEARCH, REGISTER = reverse("people:person-search"), reverse("people:register")
NUMBER = resident_number(dt.date(1980, 1, 1), serial=11)


@pytest.fixture
def known(station):
    return make_individual("王小明", station=station, id_number=NUMBER, mobile="13900000001", tie="CLIENT")


@pytest.fixture
def neighbours(neighbour_station):
    return make_individual("王小明", station=neighbour_station, mobile="13900000001", tie="CLIENT")


def found(person, text):
    """Uuids of the hits on the page, in order."""
    page = person.client.post(SEARCH, {"q": text}).content.decode()
    return re.findall(r'/people/([0-9a-f-]{36})/"', page)


@pytest.mark.parametrize(
    "text", ["王小明", "小明", "wxm", "WXM", "wx", " 王 小明 ", NUMBER, NUMBER.lower(), "13900000001", "1390000 0001"]
)
def test_finds_own(station_head, known, neighbours, text):
    assert found(station_head, text) == [str(known.uuid)]


@pytest.mark.parametrize("text", ["王大", "xyz", resident_number(serial=12), "13900000002", NUMBER[:17], "1390000000"])
def test_finds_nobody_else(station_head, known, neighbours, text):
    assert found(station_head, text) == []


def test_neighbour_and_ended_tie(neighbour_head, known, neighbours, neighbour_station):
    assert found(neighbour_head, NUMBER) == []
    Tie.objects.filter(person=neighbours).update(ended_on=dt.date(2020, 7, 1), ended_by=neighbour_head.actor)
    assert found(neighbour_head, "王小明") == []


def test_alias_is_found_and_the_best_name_stands_first(station_head, station):
    inside = make_individual("李王", station=station)
    whole = make_individual("王", station=station)
    begins = make_individual("", alias="王奶奶", station=station)
    assert found(station_head, "王") == [str(one.uuid) for one in (whole, begins, inside)]


@pytest.mark.parametrize("text", ["", "  ", "w", "1"])
def test_too_little_is_refused(station_head, text):
    assert station_head.client.post(SEARCH, {"q": text}).status_code == 422


def test_masks(station_head, station, known):
    page = station_head.client.post(SEARCH, {"q": "王小明"}).content.decode()
    assert "139****0001" in page and NUMBER not in page and "13900000001" not in page
    keeper = make_person("站员", Role.VS_KEEPER, station=station)
    make_individual("周小宝", station=station, born_on=dt.date.today() - dt.timedelta(days=3000))
    page = keeper.client.post(SEARCH, {"q": "zxb"}).content.decode()
    assert "周**" in page and "周小宝" not in page


def test_queries_do_not_grow(station_head, station):
    counts = []
    station_head.client.get(SEARCH)  # the session is written once
    for _ in range(2):
        make_individual("王小明", station=station)
        station_head.client.post(SEARCH, {"q": "王小明"})
        counts.append(station_head.client.queries)
    assert counts == [9, 9]


def test_registering_comes_after_searching(station_head):
    assert "登记新人员" not in station_head.client.get(SEARCH).content.decode()
    assert "登记新人员" in station_head.client.post(SEARCH, {"q": "赵四"}).content.decode()
    assert station_head.client.get(REGISTER).headers["Location"] == SEARCH
    assert 'value="赵四"' in station_head.client.post(REGISTER, {"q": "赵四"}).content.decode()


def register(person, station, **facts):
    given = {"id_kind": "RESIDENT", "sex": "0", "tie": "CLIENT", "legal_basis": "CONSENT", "station": station.pk}
    return person.client.post(REGISTER, {**given, **facts}, follow=True)


def plain(response, person):
    """The page without what differs between any two persons and requests."""
    text = response.content.decode().replace(str(person.uuid), "UUID")
    text = re.sub(r'name="(?:csrfmiddlewaretoken|opened_at)" value="[^"]+"', "TOKEN", text)
    return re.sub(r"/ties/\d+/", "/ties/N/", text)


@pytest.mark.parametrize("facts", [{}, {"mobile": "13900000009"}, {"address": "长街 1 号", "alias": "老王"}])
def test_a_number_known_elsewhere_is_answered_like_a_new_one(station, neighbour_station, neighbour_head, facts):
    """Page for page: the answer, the person's page, its edit page, the list, and the search."""
    known = make_individual(
        "王小明", station=station, id_number=NUMBER, mobile="13900000001", address="短街 2 号", education="20"
    )
    answers = []
    for number in (NUMBER, resident_number(dt.date(1980, 1, 1), serial=13)):
        response = register(neighbour_head, neighbour_station, name="王小明", id_number=number, **facts)
        person = Card.objects.get(station=neighbour_station, person__state="ACTIVE").person
        get = neighbour_head.client.get
        pages = [
            response,
            get(reverse("people:person-page", args=[person.uuid])),
            get(reverse("people:person-edit", args=[person.uuid])),
            get(reverse("people:person-list")),
            neighbour_head.client.post(SEARCH, {"q": "王小明"}),
            neighbour_head.client.post(reverse("people:show-number", args=[person.uuid])),
            get(reverse("people:person-forget", args=[person.uuid])),
            get(reverse("people:household-add", args=[person.uuid])),
            get(reverse("people:consent-add", args=[person.uuid, "REGISTER"])),
        ]
        assert [page.status_code for page in pages] == [200] * len(pages)
        mask = mask_resident_id(number)
        answers.append([plain(page, person).replace(number, "NUMBER").replace(mask, "MASK") for page in pages])
        assert (person == known) is (number == NUMBER)
        Tie.objects.filter(station=neighbour_station).delete()
        Card.objects.filter(station=neighbour_station).delete()
    for known_page, new_page in zip(*answers, strict=True):
        assert known_page.splitlines() == new_page.splitlines()


def test_every_mistake_stands_at_its_field(station, station_head):
    response = register(station_head, station, name="", id_number="123", mobile="12", born_on="2999-01-01")
    assert response.status_code == 422 and not Person.objects.exists()
    page = response.content.decode()
    for words in ("请填写姓名", "身份证号码应为 18 位", "手机号码应为 11 位", "出生日期不能晚于今天"):
        assert words in page, words
    assert 'value="123"' in page and 'value="12"' in page


def test_another_station_cannot_be_chosen(station, station_head, neighbour_station):
    assert register(station_head, neighbour_station, name="王小明").status_code == 422
    assert not Person.objects.exists()


@pytest.mark.parametrize("role", ["committee_member", "street_officer", "county_officer", "province_officer"])
def test_others_do_not_search(request, role):
    assert request.getfixturevalue(role).client.get(SEARCH).status_code == 403

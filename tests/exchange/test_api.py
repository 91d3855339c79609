"""The record API: keys and their reach, one record and many, the same call twice, pages of a list."""

import datetime as dt
import json

import pytest
from django.test import Client
from django.urls import reverse

from liangzhan.exchange.models import ApiCall, ApiToken
from liangzhan.exchange.services.tokens import TokenFacts, make_token, revoke_token
from liangzhan.notices.models import PersonNotice
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.models import Parameter
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.models import ServiceRecord, VolunteerActivity
from tests.factories.people import BY
from tests.factories.volunteers import make_record, make_volunteer, make_volunteering

pytestmark = pytest.mark.django_db
RECORDS, ACTIVITIES = "/api/v1/service-records", "/api/v1/activities"
DAY = dt.date(2024, 5, 6)
YEAR = dt.timedelta(days=365)


def make_key(head, station, **fields):
    facts = {"name": "示例平台", "place": f"S{station.pk}", "expires_on": today() + YEAR, **fields}
    return make_token(facts=TokenFacts(**facts), by=head.actor)


class Caller:
    """A platform with its key: no session, no cookie."""

    def __init__(self, key):
        self.client, self.key, self.count = Client(), key, 0

    def post(self, body, address=RECORDS, key=None, **headers):
        self.count += 1
        headers = {"Authorization": f"Bearer {self.key}", "Idempotency-Key": key or f"k{self.count}", **headers}
        return self.client.post(address, json.dumps(body), content_type="application/json", headers=headers)

    def get(self, **wanted):
        return self.client.get(RECORDS, wanted, headers={"Authorization": f"Bearer {self.key}"})


@pytest.fixture
def ground(station, station_head):
    volunteer = make_volunteer(station=station)
    activity = make_volunteering(station=station, on=DAY, number="示例-1", hours=10)
    token, key = make_key(station_head, station)
    return volunteer, activity, token, Caller(key)


def one(volunteer, number="r1", begins=9, **fields):
    told = {"record_no": number, "volunteer_no": volunteer.number, "activity_no": "示例-1"}
    times = {
        name: f"2024-05-06T{hour:02}:00:00+08:00" for name, hour in (("starts_at", begins), ("ends_at", begins + 1))
    }
    return {**told, **times, **fields}


def problem(response):
    return response.status_code, response.json()["error"]["field"], response.json()["error"]["message"]


def test_one_record_comes_in_once(ground, station):
    volunteer, activity, token, caller = ground
    first = caller.post(one(volunteer), key="a")
    assert first.status_code == 201
    record = ServiceRecord.objects.get()
    assert first.json() == {"index": 0, "record_no": "r1", "id": str(record.uuid), "known": False}
    assert (record.source, record.state, record.minutes, record.feeder) == ("FEED", "RECORDED", 60, token.feeder)
    assert PersonNotice.objects.filter(person=volunteer.person_id).count() == 1
    again = caller.post(one(volunteer), key="a")
    assert (again.status_code, again.json(), again["Idempotency-Replayed"]) == (201, first.json(), "true")
    assert problem(caller.post(one(volunteer, content="别的"), key="a"))[0] == 409
    known = caller.post(one(volunteer), key="b")
    assert (known.status_code, known.json()["known"]) == (200, True)
    status, field, message = problem(caller.post(one(volunteer, begins=11), key="c"))
    assert (status, field) == (422, "record_no") and "已经收到过" in message
    assert ServiceRecord.objects.count() == 1 and ApiCall.objects.filter(token=token).count() == 3


def test_a_batch_with_bad_rows_keeps_the_good_ones(ground, station):
    volunteer, activity, token, caller = ground
    other = make_volunteer("李乙", station=station)
    rows = [
        one(volunteer),
        one(volunteer, "r2", ends_at="不是时间"),
        one(other, "r3"),
        one(other, "r4"),
        {**one(other, "r5", begins=12), "volnteer": "x"},
        "不是对象",
    ]
    answer = caller.post({"records": rows}).json()
    assert (answer["accepted"], answer["known"], answer["refused"]) == (2, 0, 4)
    assert [(row["index"], row.get("field")) for row in answer["records"]] == [
        *((0, None), (1, "ends_at"), (2, None), (3, "starts_at"), (4, "volnteer"), (5, ""))
    ]
    assert "重叠" in answer["records"][3]["message"] and "带时区" in answer["records"][1]["message"]
    assert ServiceRecord.objects.count() == 2
    for body, field in (
        ({"records": []}, "records"),
        ({"records": [{}] * 501}, "records"),
        ([], ""),
        ({}, "record_no"),
    ):
        assert problem(caller.post(body))[:2] == (422, field)


def test_an_activity_is_sent_before_its_records(ground, station, neighbour_station):
    volunteer, _, token, caller = ground
    told = dict.fromkeys(("title", "organiser", "leader", "place", "content"), "示例")
    times = {"starts_at": "2024-05-06T08:00:00+08:00", "ends_at": "2024-05-06T20:00:00+08:00"}
    activity = {"activity_no": "他-1", "station": station.pk, "area": "V06", **told, **times}
    assert problem(caller.post({**activity, "station": neighbour_station.pk}, ACTIVITIES))[:2] == (422, "station")
    assert problem(caller.post({**activity, "area": "V77"}, ACTIVITIES))[:2] == (422, "area")
    assert caller.post(activity, ACTIVITIES).status_code == 201
    assert caller.post(activity, ACTIVITIES).status_code == 200
    assert caller.post(one(volunteer, activity_no="他-1")).status_code == 201
    assert VolunteerActivity.objects.get(feeder=token.feeder).records.count() == 1


def test_the_neighbours_key_gets_nothing(ground, neighbour_station, neighbour_head):
    volunteer, activity, _, caller = ground
    caller.post(one(volunteer))
    stranger = Caller(make_key(neighbour_head, neighbour_station)[1])
    assert problem(stranger.post(one(volunteer, "r2", begins=12)))[:2] == (422, "volunteer_no")
    assert stranger.get().json() == {"records": [], "next": ""}
    assert len(caller.get().json()["records"]) == 1
    with pytest.raises(RuleBroken, match="不归您管理"):
        make_key(neighbour_head, activity.station)


def test_a_key_that_is_wrong_revoked_expired_or_narrow_opens_nothing(ground, station, station_head):
    volunteer, _, token, caller = ground
    assert problem(Caller("x").post(one(volunteer)))[0] == 401
    with_session = station_head.client.get(RECORDS)
    assert with_session.status_code == 401 and "不能用于接口" in with_session.json()["error"]["message"]
    reading, writing = (make_key(station_head, station, **{name: False}) for name in ("writes", "reads"))
    assert problem(Caller(reading[1]).post(one(volunteer)))[0] == 403
    assert problem(Caller(writing[1]).get())[0] == 403
    ApiToken.objects.filter(pk=reading[0].pk).update(expires_on=today() - dt.timedelta(days=1))
    assert "已过有效期" in problem(Caller(reading[1]).get())[2]
    revoke_token(token=token, by=BY)
    assert "已停用" in problem(caller.post(one(volunteer)))[2]
    assert revoke_token(token=token, by=BY).revoked_by == ApiToken.objects.get(pk=token.pk).revoked_by
    assert ServiceRecord.objects.count() == 0


def test_calls_are_looked_at_before_they_are_read(ground):
    volunteer, _, token, caller = ground
    headers = {"Authorization": f"Bearer {caller.key}"}
    bare = caller.client.post(RECORDS, "{}", content_type="application/json", headers=headers)
    assert problem(bare)[:2] == (422, "Idempotency-Key")
    headers["Idempotency-Key"] = "x"
    assert problem(caller.client.post(RECORDS, "{", content_type="application/json", headers=headers))[0] == 422
    assert problem(caller.client.post(RECORDS, "x" * 1_000_001, content_type="text/plain", headers=headers))[0] == 413
    assert problem(caller.post(one(volunteer), key="k" * 81))[0] == 422
    Parameter.objects.create(key="api.calls.minute", value=5, valid_from=DAY, basis="示例", set_by=BY)
    codes = {caller.post(one(volunteer)).status_code for _ in range(9)}
    assert 429 in codes


def test_pages_stay_where_they_are_while_records_come_in(ground, station, django_assert_max_num_queries):
    volunteer, activity, token, caller = ground
    for hour in range(5):
        make_record(volunteer, on=DAY + dt.timedelta(days=hour), activity=activity)
    first = caller.get(size=2).json()
    make_record(volunteer, on=DAY - dt.timedelta(days=1), activity=activity)
    make_record(volunteer, on=DAY + dt.timedelta(days=9), activity=activity)
    with django_assert_max_num_queries(4):
        second = caller.get(size=2, cursor=first["next"]).json()
    third = caller.get(size=2, cursor=second["next"]).json()
    seen = [row["served_on"] for page in (first, second, third) for row in page["records"]]
    assert seen == [str(DAY + dt.timedelta(days=day)) for day in (0, 1, 2, 3, 4, 9)]
    assert third["next"] == "" and "王志愿" not in json.dumps(first, ensure_ascii=False)
    assert problem(caller.get(cursor="x"))[:2] == (422, "cursor")
    assert problem(caller.get(size=9999))[:2] == (422, "size")
    assert caller.get(since=DAY + dt.timedelta(days=5), state="VERIFIED").json()["records"][0]["minutes"] == 120
    assert caller.get(mine=True).json()["records"] == []


def test_a_city_key_reaches_the_whole_city(ground, city_officer):
    volunteer, activity, *_ = ground
    prefix = city_officer.actor.scope.grants[0].prefixes[0]
    token, key = make_token(facts=TokenFacts("市平台", f"A{prefix}", today() + YEAR), by=city_officer.actor)
    assert Caller(key).post(one(volunteer)).status_code == 201
    assert [row["feeder"] for row in Caller(key).get().json()["records"]] == ["市平台"]
    assert (token.division_code, token.station) == (prefix.ljust(12, "0"), None)


def test_the_description_names_every_call(client):
    described = client.get(reverse("api:openapi-json")).json()
    assert set(described["paths"]) == {RECORDS, ACTIVITIES}
    assert described["openapi"].startswith("3.1")
    assert set(described["paths"][RECORDS]) == {"get", "post"}


def test_a_key_is_made_shown_once_and_revoked_on_its_page(station, station_head, neighbour_head):
    pages, made = station_head.client, reverse("exchange:token-add")
    assert "还没有接口密钥" in pages.get(reverse("exchange:token-list")).text
    form = {"name": "市志愿平台", "place": f"S{station.pk}", "expires_on": str(today() + YEAR), "writes": "on"}
    assert "有效期最长两年" in pages.post(made, {**form, "expires_on": "2999-01-01"}).text
    assert "至少选一项" in pages.post(made, {**form, "writes": ""}).text
    shown = pages.post(made, form).text
    token = ApiToken.objects.get()
    assert "离开本页后不能再看到" in shown and token.token_hash not in shown
    listed = pages.get(reverse("exchange:token-list")).text
    assert "市志愿平台" in listed and "在用" in listed
    revoke = reverse("exchange:token-revoke", kwargs={"pk": token.pk})
    assert neighbour_head.client.post(revoke).status_code == 404
    assert "市志愿平台" not in neighbour_head.client.get(reverse("exchange:token-list")).text
    pages.post(revoke)
    assert "已停用" in pages.get(reverse("exchange:token-list")).text

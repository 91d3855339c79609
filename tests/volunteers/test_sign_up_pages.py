"""Sign-ups at the desk: one or many, on paper, a minor's papers, the roster."""

import datetime as dt

import pytest
from django.urls import reverse

from liangzhan.toolkit.periods import today
from liangzhan.volunteers.models import SignUp, Volunteer
from liangzhan.volunteers.rules.activities import PostFacts
from tests.factories.volunteers import make_volunteer, plan_volunteering
from tests.volunteers.test_services_sign_ups import join

pytestmark = pytest.mark.django_db
DEED = 60


def page(name, row, **more):
    return reverse(f"volunteers:{name}", kwargs={"uuid": row.uuid, **more})


def test_many_are_answered_at_once_and_whoever_cannot_is_named(station, station_head, neighbour_head):
    activity = plan_volunteering(station)
    rows = [join(activity, make_volunteer(f"王志{'甲乙丙'[at]}", station=station)) for at in range(3)]
    client, address = station_head.client, page("sign-ups", activity)
    client.get(address)
    assert "王志丙" in client.get(address).text
    queries = client.queries
    assert neighbour_head.client.get(address).status_code == 404
    Volunteer.objects.filter(pk=rows[0].volunteer_id).update(state="SUSPENDED")
    assert "请至少选一人" in client.post(address, {"state": "ACCEPTED"}).text
    with client.allow(DEED):
        chosen = [str(row.uuid) for row in rows[:2]]
        answer = client.post(address, {"chosen": chosen, "state": "ACCEPTED"}, follow=True)
    assert "已答复 1 人" in answer.text and f"{rows[0].volunteer.number} 没有办成" in answer.text
    declined = client.post(address, {"chosen": [str(rows[2].uuid)], "state": "REJECTED"})
    assert declined.status_code == 422 and "请写明没有录取的原因" in declined.text
    SignUp.objects.filter(pk=rows[2].pk).update(state="WITHDRAWN")
    client.get(address)
    assert client.queries == queries <= 15  # one left to answer, three before


def test_one_on_paper_with_a_guardian_then_the_roster(station, social_worker, neighbour_head, neighbour_station):
    activity = plan_volunteering(station, risk_level="MEDIUM", agreement=True, posts=(PostFacts("读书", 1),))
    young = make_volunteer("孙小志", station=station, born_on=today() - dt.timedelta(days=365 * 15))
    client = social_worker.client
    found = client.post(page("sign-up-find", activity), {"q": "孙小志"}).text
    add = page("sign-up-add", activity, volunteer=young.uuid)
    assert add in found and "还没有人报名" in client.get(page("activity-page", activity)).text
    assert "没有找到" in client.post(page("sign-up-find", activity), {"q": "无此人"}).text
    post = activity.posts.get().pk
    assert "还有 1 个名额" in client.get(add).text
    refused = client.post(add, {"post": post})
    assert refused.status_code == 422 and "监护人" in refused.text
    with client.allow(DEED):
        client.post(add, {"post": post, "guardian_agreed_on": str(today())})
    row = SignUp.objects.get()
    assert "已报名" in client.post(page("sign-up-find", activity), {"q": "孙小志"}).text
    client.post(page("sign-up-guardian", row), {"on": str(today()), "present": "on"})
    client.post(page("sign-up-agreement", row), {"on": str(today())})
    shown = client.get(page("sign-up", row)).text
    assert "签订" in shown and "陪同" in shown and "通用培训" in shown
    assert neighbour_head.client.get(page("sign-up", row)).status_code == 404
    stranger = make_volunteer("邻站", station=neighbour_station)
    assert client.get(page("sign-up-add", activity, volunteer=stranger.uuid)).status_code == 404
    publish = page("activity-publish", activity)
    assert "会再核对一次" in client.get(publish).text
    assert "1 人的报名没有答复" in client.post(publish).text
    client.post(page("sign-up-decide", row), {"state": "ACCEPTED"})
    Volunteer.objects.filter(pk=young.pk).update(state="SUSPENDED")
    refused = client.post(publish)
    assert refused.status_code == 422 and young.number in refused.text
    Volunteer.objects.filter(pk=young.pk).update(state="ACTIVE")
    with client.allow(DEED):
        client.post(publish)
    activity.refresh_from_db()
    assert activity.state == "CLOSED" and activity.occasion.attendees.count() == 1
    with client.allow(DEED):
        client.post(page("sign-up-withdraw", row), {"reason": "考试"})
    row.refresh_from_db()
    assert row.state == "WITHDRAWN" and "考试" in client.get(page("activity-page", activity)).text

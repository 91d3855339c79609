"""Activities on the volunteer's own phone, and open recruiting without sign-in."""

import datetime as dt

import pytest
from django.urls import reverse

from liangzhan.toolkit.periods import today
from liangzhan.volunteers.models import SignUp, VolunteerActivity
from liangzhan.volunteers.rules.activities import PostFacts
from liangzhan.volunteers.services.passing import desk_code
from tests.factories.occasions import make_occasion
from tests.factories.people import BY
from tests.factories.volunteers import make_volunteer, plan_volunteering
from tests.harness.client import StrictClient
from tests.volunteers.test_services_sign_ups import join

pytestmark = pytest.mark.django_db
DEED = 40


def page(name, row):
    return reverse(f"volunteers:{name}", kwargs={"uuid": row.uuid})


def known(volunteer, head):
    """The phone of a volunteer who entered a code of the desk."""
    client = StrictClient()
    code = desk_code(volunteer=volunteer, document_seen=True, by=head.actor)
    client.post(page("code", volunteer), {"code": code})
    return client


def test_three_taps_from_the_own_page_to_a_sign_up(station, station_head, neighbour_station):
    volunteer = make_volunteer("钱志愿", station=station)
    activity = plan_volunteering(station, recruit_ends_on=today() + dt.timedelta(days=5))
    client = known(volunteer, station_head)
    assert reverse("volunteers:own-activities") in client.get(reverse("volunteers:own-home")).text
    listing = reverse("volunteers:own-activities")
    client.get(listing)
    assert "看内容，报名" in client.get(listing).text
    queries = client.queries
    for days in (20, 30):
        plan_volunteering(station, title=f"敬老{days}", area="V04", days=days)
    assert client.get(listing).text.count("看内容，报名") == 3
    assert client.queries == queries <= 22
    assert client.get(f"{listing}?area=V04").text.count("看内容，报名") == 2
    shown = client.get(page("own-activity", activity)).text
    assert "checked" in shown and "风险低" in shown and "护河" in shown  # the only post is chosen
    with client.allow(DEED):
        done = client.post(page("own-activity", activity), {"post": activity.posts.get().pk}, follow=True)
    assert "已报名" in done.text and "退出报名" in done.text
    row = SignUp.objects.get()
    assert "已报名" in client.get(listing).text and "我的报名" in client.get(page("own-activity", activity)).text
    stranger = join(plan_volunteering(neighbour_station), make_volunteer("孙志愿", station=neighbour_station))
    assert client.post(page("own-withdraw", stranger)).status_code == 404
    with client.allow(DEED):
        assert "不用说明理由" in client.post(page("own-withdraw", row), follow=True).text
    row.refresh_from_db()
    assert row.state == "WITHDRAWN"
    VolunteerActivity.objects.filter(pk=activity.pk).update(state="ONGOING")
    assert "不能再退出" in client.post(page("own-withdraw", row), follow=True).text


def test_the_reason_is_said_and_what_is_not_open_does_not_exist(station, station_head):
    young = make_volunteer("小志愿", station=station, born_on=today() - dt.timedelta(days=365 * 16))
    risky = plan_volunteering(station, title="巡逻", risk_level="HIGH", risk_note="夜间出行", days=8)
    medium = plan_volunteering(station, title="搬书", risk_level="MEDIUM", days=12, posts=(PostFacts("搬", 1),))
    plan_volunteering(station, title="带小朋友", with_minors=True, days=14)
    clash = plan_volunteering(station, title="同时的", days=20)
    join(plan_volunteering(station, title="已报的", days=20), young)
    busy = plan_volunteering(station, title="有课", days=25)
    span = {"starts_at": busy.starts_at, "ends_at": busy.ends_at}
    make_occasion("培训", station=station, kind="TRAINING", **span).attendees.create(person=young.person, added_by=BY)
    hidden = plan_volunteering(station, title="午后谈心", area="V07", restricted=True, days=30)
    draft = plan_volunteering(station, title="草稿", state="DRAFT", days=31)
    client = known(young, station_head)
    text = client.get(reverse("volunteers:own-activities")).text
    assert text.count("不能报名") == 5 and "同时的" in text and "您已经报名“已报的”" in text
    assert "已有其他安排" in text and "午后谈心" not in text and "草稿" not in text
    for row in (hidden, draft):
        assert client.get(page("own-activity", row)).status_code == 404
    assert "和监护人一起到站里" in client.get(page("own-activity", medium)).text
    assert "不能报名" in client.get(page("own-activity", risky)).text
    refused = client.post(page("own-activity", clash), {"post": clash.posts.get().pk})
    assert refused.status_code == 422 and "已经报名“已报的”" in refused.text
    assert "请选择岗位" in client.post(page("own-activity", medium), {}).text
    join(hidden, young)
    assert client.get(page("own-activity", hidden)).status_code == 200
    client.get(reverse("volunteers:own-sign-ups"))
    assert "午后谈心" in client.get(reverse("volunteers:own-sign-ups")).text


def test_anybody_reads_what_is_open_and_is_led_to_the_two_ways_in(station, station_head):
    client, address = StrictClient(), reverse("volunteers:open-list")
    assert "没有公开招募的活动" in client.get(address).text
    activity = plan_volunteering(station, risk_note="河边湿滑，穿防滑鞋", guarantees="饮水、保险")
    volunteer = make_volunteer("赵公开", station=station)
    join(activity, volunteer)
    client.get(address)
    assert "还有 2 个名额" in client.get(address).text
    queries = client.queries
    for days in (20, 30):
        plan_volunteering(station, title=f"科普{days}", area="V08", days=days)
    assert "科普30" in client.get(address).text and client.queries == queries <= 6
    narrowed = client.get(f"{address}?area=V08&place={station.division_code[:6]}").text
    assert "科普20" in narrowed and "护河" not in narrowed
    assert "没有符合条件" in client.get(f"{address}?area=V01").text
    shown = client.get(page("open-page", activity)).text
    assert "防滑鞋" in shown and "饮水" in shown and "我要报名" in shown and "赵公开" not in shown
    draft = plan_volunteering(station, state="REVIEW", days=40)
    hidden = plan_volunteering(station, restricted=True, area="V07", days=41)
    assert [client.get(page("open-page", row)).status_code for row in (draft, hidden)] == [404, 404]
    ways = client.get(page("open-join", activity)).text
    assert reverse("volunteers:again") in ways and reverse("volunteers:join", args=[station.pk]) in ways
    code = desk_code(volunteer=volunteer, document_seen=True, by=station_head.actor)
    assert client.post(page("code", volunteer), {"code": code}).url == page("own-activity", activity)
    assert client.get(page("open-join", activity)).url == page("own-activity", activity)
    VolunteerActivity.objects.filter(pk=activity.pk).update(recruit_ends_on=today() - dt.timedelta(days=1))
    assert "报名已经截止" in client.get(page("open-page", activity)).text


def test_papers(station, social_worker, neighbour_head):
    activity = plan_volunteering(station, recruit_ends_on=today() + dt.timedelta(days=5))
    row = join(activity, make_volunteer("吴志愿", station=station))
    SignUp.objects.filter(pk=row.pk).update(state="ACCEPTED")
    for name in ("activity-poster", "activity-roster", "activity-sheet"):
        assert social_worker.client.get(page(name, activity)).content[:4] == b"%PDF"
        assert neighbour_head.client.get(page(name, activity)).status_code == 404
    draft = plan_volunteering(station, state="DRAFT", days=20)
    assert social_worker.client.get(page("activity-poster", draft)).status_code == 404
    hidden = plan_volunteering(station, restricted=True, area="V07", days=30)
    assert social_worker.client.get(page("activity-poster", hidden)).status_code == 404
    assert social_worker.client.get(page("activity-sheet", hidden)).content[:4] == b"%PDF"

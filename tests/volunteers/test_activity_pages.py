"""Pages of volunteer activities: the list, one activity, planning, review by a second person."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from liangzhan.volunteers.models import VolunteerActivity
from liangzhan.volunteers.panels_activities import activities_to_answer, activities_to_review
from tests.factories.needs import make_project
from tests.factories.volunteers import make_volunteer, plan_volunteering
from tests.volunteers.test_services_sign_ups import join

pytestmark = pytest.mark.django_db
LIST = "volunteers:activity-list"


def page(name, row):
    return reverse(f"volunteers:activity-{name}", kwargs={"uuid": row.uuid})


def typed(**changes):
    day = timezone.localdate() + dt.timedelta(days=9)
    return {
        "title": "护河行动",
        "area": "V06",
        "starts_at": f"{day}T09:00",
        "ends_at": f"{day}T11:00",
        "place": "河边",
        "content": "清理河岸垃圾",
        "leader": "志愿服务站站长",
        "organiser": "示例志愿服务站",
        "post_1_name": "清理",
        "post_1_seats": "3",
        "form_key": "0197a3f0-0000-7000-8000-0000000000a1",
        **changes,
    }


def test_the_list_keeps_its_filters_and_does_not_grow(station, station_head, neighbour_station):
    mine = plan_volunteering(station)
    join(mine, make_volunteer(station=station))
    other = plan_volunteering(neighbour_station, title="邻站巡河")
    client, address = station_head.client, reverse(LIST)
    client.get(address)
    shown = client.get(address).text
    queries = client.queries
    assert "护河行动" in shown and other.title not in shown and "0 / 2" in shown
    for day in (20, 30):
        plan_volunteering(station, title=f"科普{day}", area="V08", days=day)
    assert "科普30" in client.get(address).text
    assert client.queries == queries <= 20
    narrowed = client.get(f"{address}?area=V08").text
    assert "科普20" in narrowed and "护河行动" not in narrowed and "科普咨询" in narrowed
    assert "没有符合条件" in client.get(f"{address}?state=ARCHIVED").text
    assert client.get(page("page", other)).status_code == 404


def test_planned_once_reviewed_by_another(station, station_head, social_worker, committee_member, neighbour_head):
    project = make_project(station)
    client, address = social_worker.client, reverse("volunteers:activity-add")
    assert client.get(address).text.count("必填") == 10
    wrong = client.post(address, typed(area="V05", post_2_seats="2"))
    assert wrong.status_code == 422 and "请填写岗位名称" in wrong.text and "清理河岸垃圾" in wrong.text
    risky = client.post(address, typed(area="V05"))
    assert risky.status_code == 422 and "请写明可能的风险" in risky.text  # the area's risk is the default
    for _ in range(2):  # sent twice is one
        with client.allow(30):
            saved = client.post(address, typed(project=str(project.uuid), post_2_name="宣传", post_2_seats="1"))
    row = VolunteerActivity.objects.get()
    assert saved.url == page("page", row) and [one.name for one in row.posts.order_by("pk")] == ["清理", "宣传"]
    shown = client.get(saved.url).text
    assert "没有写明" in shown and project.name in shown and "提交审核" in shown
    edited = client.get(page("edit", row)).text
    assert "清理河岸垃圾" in edited and "宣传" in edited
    client.post(page("edit", row), typed(project=str(project.uuid), title="护河行动二"))
    client.post(page("submit", row))
    assert client.post(page("approve", row)).status_code == 403
    assert [one.object for one in activities_to_review(committee_member.actor, timezone.localdate())]
    assert neighbour_head.client.post(page("approve", row)).status_code == 404
    back = committee_member.client.post(page("return", row), {"reason": "请写明风险"})
    assert back.status_code == 302
    assert "请写明风险" in client.get(saved.url).text
    client.post(page("submit", row))
    with committee_member.client.allow(30):
        committee_member.client.post(page("approve", row))
    row.refresh_from_db()
    assert row.state == "RECRUITING" and row.number and row.title == "护河行动二"
    like = client.get(f"{address}?like={row.uuid}").text
    assert "清理河岸垃圾" in like and "护河行动二" in like


def test_called_off_and_held(station, station_head):
    row = plan_volunteering(station)
    assert len(activities_to_answer(station_head.actor, timezone.localdate())) == 0
    join(row, make_volunteer(station=station))
    assert [one.verb for one in activities_to_answer(station_head.actor, timezone.localdate())] == ["答复"]
    client = station_head.client
    assert "不能恢复" in client.get(page("cancel", row)).text
    assert client.post(page("cancel", row), {"reason": "暴雨"}).status_code == 302
    assert "暴雨" in client.get(page("page", row)).text
    held = plan_volunteering(station, state="CLOSED", days=20)
    assert "还没有到活动时间" in client.post(page("begin", held), follow=True).text
    now = timezone.now()
    times = VolunteerActivity.objects.filter(pk=held.pk)
    times.update(starts_at=now - dt.timedelta(hours=1), ends_at=now + dt.timedelta(hours=1))
    assert "签到码" in client.post(page("begin", held), follow=True).text
    times.update(ends_at=now - dt.timedelta(minutes=1))
    client.post(page("end", held))
    held.refresh_from_db()
    assert held.state == "ENDED"

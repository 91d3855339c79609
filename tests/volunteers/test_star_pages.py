"""Stars: the station's and the county's pages, the public one, the volunteer's own."""

import datetime as dt

import pytest
from django.urls import reverse

from liangzhan.toolkit.periods import acting_on, today
from liangzhan.volunteers.models import StarProposal
from liangzhan.volunteers.panels_certificates import certificates_wait
from liangzhan.volunteers.services.passing import desk_code
from liangzhan.volunteers.services.stars import agree_star, propose_star, publish_star
from tests.factories.people import BY
from tests.factories.volunteers import make_record, make_volunteer
from tests.harness.client import StrictClient

pytestmark = pytest.mark.django_db
DAY = dt.date(2020, 7, 1)


def page(name, **more):
    return reverse(f"volunteers:{name}", kwargs=more)


def experienced(station, name="王志愿", quality=5):
    found = make_volunteer(name, station=station)
    for at in range(10):
        make_record(found, on=DAY + dt.timedelta(days=at), minutes=600, quality=quality)
    return found


def proposed(volunteer):
    return propose_star(volunteer=volunteer, stars=1, words="热心（示例）", by=BY)


def test_the_station_rates_and_proposes(station, station_head, neighbour_head, county_officer):
    volunteer, client = experienced(station, quality=None), station_head.client
    listed = client.get(page("star-candidates"))
    assert "还没有服务质量评价" in listed.text and client.queries <= 20
    assert neighbour_head.client.get(page("star-propose", uuid=volunteer.uuid)).status_code == 404
    assert county_officer.client.get(page("star-candidates")).status_code == 403
    assert client.post(page("service-rate", uuid=volunteer.uuid), {"quality": "5"}).url == page("star-candidates")
    assert client.post(page("service-rate", uuid=volunteer.uuid), {"quality": "1"}).status_code == 422
    assert "一星级志愿者" in client.get(page("star-propose", uuid=volunteer.uuid)).text
    assert client.post(page("star-propose", uuid=volunteer.uuid), {"words": ""}).status_code == 422
    with client.allow(40):
        made = client.post(page("star-propose", uuid=volunteer.uuid), {"words": "热心（示例）"})
    row = StarProposal.objects.get()
    assert made.url == page("star-page", uuid=row.uuid) and "等本人" in client.get(made.url).text
    assert client.get(page("star-propose", uuid=volunteer.uuid)).status_code == 404
    assert "还没有达到标准" in client.get(page("star-candidates")).text
    assert neighbour_head.client.get(made.url).status_code == 404
    client.post(page("star-agree", uuid=row.uuid))
    assert "等县" in client.get(made.url).text
    assert client.post(page("star-publish", uuid=row.uuid)).status_code == 403


def test_the_county_makes_public_and_decides(
    station, neighbour_station, county_officer, neighbour_county, station_head
):
    row = agree_star(proposal=proposed(experienced(station)), by=station_head.actor)
    client, one = county_officer.client, page("star-page", uuid=row.uuid)
    client.get(page("star-list"))
    shown = client.get(page("star-list"))
    assert "王**" in shown.text and "王志愿" not in shown.text
    counted = client.queries
    for name in ("李二", "张三"):
        proposed(experienced(neighbour_station, name))
    count = client.get(page("star-list")).text.count("一星级志愿者")
    assert (count, client.queries) == (3, counted) and counted <= 15
    assert "没有符合条件" in client.get(f"{page('star-list')}?state=GRANTED").text
    assert "还没有提名" in neighbour_county.client.get(page("star-list")).text
    assert neighbour_county.client.get(one).status_code == 404
    assert "本人已同意的星级提名 1 人" in certificates_wait(county_officer.actor, DAY)[0].object
    visitor = StrictClient()
    assert "现在没有公示" in visitor.get(page("stars-public")).text
    client.post(page("star-publish", uuid=row.uuid))
    public = visitor.get(page("stars-public"))
    assert "王**" in public.text and "王志愿" not in public.text and "提出意见" in public.text
    client.post(page("star-object", uuid=row.uuid), {"words": "时长有出入"})
    assert "时长有出入" in client.get(one).text
    early = client.post(page("star-decide", uuid=row.uuid), {"decision": "yes", "reason": "已核实"})
    assert early.status_code == 422 and "公示期还没有结束" in early.text
    row.refresh_from_db()
    with acting_on(row.public_ends_on + dt.timedelta(days=1)):
        assert "公示期已满" in client.get(one).text
        assert "公示期满的星级提名 1 人" in certificates_wait(county_officer.actor, today())[0].object
        client.post(page("star-decide", uuid=row.uuid), {"decision": "yes", "reason": "已核实，无误"})
    assert "已评定" in client.get(one).text and "开始公示" in client.get(one).text


def test_one_s_own_stars(station, station_head):
    volunteer = experienced(station)
    row = proposed(volunteer)
    code = desk_code(volunteer=volunteer, document_seen=True, by=station_head.actor)
    phone = StrictClient()
    phone.post(page("code", uuid=volunteer.uuid), {"code": code})
    shown = phone.get(page("own-stars"))
    assert "同意公示" in shown.text and "还没有登记表彰" in shown.text and "100 小时" in shown.text
    phone.post(page("own-agree", uuid=row.uuid))
    row.refresh_from_db()
    assert row.agreed_at is not None and "同意公示</button>" not in phone.get(page("own-stars")).text
    other = proposed(experienced(station, "李别人"))
    for deed in ("own-agree", "own-decline"):
        assert phone.post(page(deed, uuid=other.uuid)).status_code == 404
    publish_star(proposal=row, by=BY)
    assert "公示到" in phone.get(page("own-stars")).text
    phone.post(page("own-decline", uuid=row.uuid))
    assert "本人不同意公示" in phone.get(page("own-stars")).text
    assert "现在没有公示" in StrictClient().get(page("stars-public")).text


def test_the_station_writes_down_a_no(station, station_head, neighbour_head, county_officer):
    row = proposed(experienced(station))
    address = page("star-decline", uuid=row.uuid)
    assert neighbour_head.client.post(address).status_code == 404
    assert county_officer.client.post(address).status_code == 403
    shown = station_head.client.post(address, follow=True)
    assert "未通过" in shown.text and "本人不同意公示" in shown.text and "签字同意" not in shown.text

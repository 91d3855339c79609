"""Pages of accounts: the area, the neighbour, the numbers of queries, the deeds."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from liangzhan.access.roles import Role
from liangzhan.accounts.models import Grant, Invitation, User
from liangzhan.accounts.services.invitations import invite
from liangzhan.accounts.services.locking import count_failure
from liangzhan.toolkit.jobs import run_pending
from liangzhan.toolkit.models import Job
from liangzhan.toolkit.periods import today
from tests.accounts.test_bulk import workbook
from tests.factories import divisions as places
from tests.factories.accounts import PASSWORD, make_person, make_user
from tests.factories.accounts import grant as given

USERS = "/accounts/users/"


def rows_of(response) -> list[str]:
    text = response.content.decode()
    return re.findall(r'<td data-label="姓名"><a [^>]*>([^<]*)</a>', text)


def test_list_shows_the_area_and_nothing_else(county_officer, station_head, neighbour_county, city_officer):
    response = county_officer.client.get(USERS)
    assert sorted(rows_of(response)) == ["张站长", "王县"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["张站长", "王县"]),
        ("?q=张", ["张站长"]),
        ("?role=COUNTY", ["王县"]),
        ("?state=ended", ["前任"]),
        ("?state=all", ["停用", "前任", "张站长", "王县"]),
        ("?state=closed", ["停用"]),
        ("?state=waiting", ["张站长"]),
        ("?state=locked", ["王县"]),
    ],
)
def test_filters(county_officer, station_head, station, query, names):
    make_person("停用", Role.VS_KEEPER, station=station, is_active=False)
    ended = make_person("前任", Role.STATION_HEAD, station=station).user.grants.get()
    Grant.objects.filter(pk=ended.pk).update(valid_to=today() - dt.timedelta(days=1))
    invite(user=station_head.user, by=county_officer.actor)
    for _ in range(5):
        count_failure(username=county_officer.user.username)
    assert sorted(rows_of(county_officer.client.get(USERS + query))) == names


def test_queries_do_not_grow_with_rows(county_officer, station):
    county_officer.client.get(USERS)
    counts = []
    for n in (1, 3):
        while Grant.objects.filter(station=station).count() < n:
            make_person("某站长", Role.STATION_HEAD, station=station)
        county_officer.client.get(USERS)
        counts.append(county_officer.client.queries)
    assert counts == [5, 5]


def test_export_is_the_filtered_list(county_officer, station_head):
    response = county_officer.client.get("/accounts/users/export.xlsx?role=COUNTY")
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert response.content[:2] == b"PK"


def test_neighbour_user_is_not_there(neighbour_county, station_head):
    pk, grant = station_head.user.pk, station_head.user.grants.get().pk
    for address in (f"{USERS}{pk}/", f"{USERS}{pk}/post/", f"{USERS}{pk}/deactivate/", f"/accounts/posts/{grant}/end/"):
        assert neighbour_county.client.get(address).status_code == 404
    assert neighbour_county.client.get(f"/accounts/posts/{grant}/hand-over/").status_code == 404
    assert neighbour_county.client.post(f"{USERS}{pk}/resend/").status_code == 404


def test_station_head_may_not(station_head):
    for name in ("user-list", "invite", "bulk-upload"):
        assert station_head.client.get(reverse(f"accounts:{name}")).status_code == 403


def test_inviting_shows_the_slip_for_ten_minutes(county_officer, community):
    client = county_officer.client
    form = client.get("/accounts/invite/").content.decode()
    assert "系统管理员" not in form and "市级业务人员" not in form
    with client.allow(40):
        response = client.post(
            "/accounts/invite/", {"display_name": "新两委", "role": "COMMITTEE", "place": community.code}
        )
    assert response.url == "/accounts/invite/slip/"
    page = client.get(response.url).content.decode()
    user = User.objects.get(display_name="新两委")
    assert user.username in page and re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", page)
    assert client.get("/accounts/invite/slip.pdf").content[:4] == b"%PDF"
    assert county_officer.client.get(f"{USERS}{user.pk}/").status_code == 200


def test_slip_that_is_not_there(county_officer):
    assert county_officer.client.get("/accounts/invite/slip/").url == "/accounts/users/"
    assert "重发激活码" in county_officer.client.get("/accounts/users/").content.decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"display_name": "", "role": "COMMITTEE"}, "必填"),
        ({"display_name": "某", "role": "COMMITTEE", "place": "没有的社区"}, "没有找到“没有的社区”"),
        ({"display_name": "某", "role": "COMMITTEE", "place": places.COUNTY}, "不是社区（村）"),
        ({"display_name": "某", "role": "STATION_HEAD", "place": ""}, "站长要填写站点"),
        ({"display_name": "某", "role": "STATION_HEAD", "station_name": "没有的站"}, "没有找到站点“没有的站”"),
        ({"display_name": "某", "role": "COMMITTEE", "office_phone": "12"}, "电话"),
        ({"display_name": "某", "role": "CITY", "place": places.CITY}, "角色"),
    ],
)
def test_wrong_input_keeps_what_was_typed(county_officer, data, sentence):
    with county_officer.client.allow(40):
        response = county_officer.client.post("/accounts/invite/", data)
    assert response.status_code == 422
    text = response.content.decode()
    assert sentence in text
    assert User.objects.filter(display_name="某").count() == 0


def test_system_administrator_invites_an_administrator(system_admin):
    with system_admin.client.allow(40):
        response = system_admin.client.post("/accounts/invite/", {"display_name": "审计甲", "role": "AUDIT_ADMIN"})
    assert response.status_code == 302
    assert Grant.objects.get(user__display_name="审计甲").role == "AUDIT_ADMIN"


def test_user_page_and_deeds(county_officer, station_head, station):
    client, user = county_officer.client, station_head.user
    page = f"{USERS}{user.pk}/"
    grant = user.grants.get()
    with client.allow(40):
        assert client.post(page + "resend/").url == "/accounts/invite/slip/"
        assert "待激活" in client.get(page).content.decode()
        invitation = Invitation.objects.get(state="OPEN")
        assert client.get(f"/accounts/invitations/{invitation.pk}/revoke/").status_code == 200
        revoked = client.post(f"/accounts/invitations/{invitation.pk}/revoke/", {"reason": "写错人"})
        assert revoked.url == page
        given_post = client.post(page + "post/", {"role": "VS_KEEPER", "station_name": station.name})
        assert given_post.status_code == 302
        assert client.post(f"/accounts/posts/{grant.pk}/end/", {"on": today(), "reason": ""}).status_code == 422
        assert client.post(f"/accounts/posts/{grant.pk}/end/", {"on": today(), "reason": "调离"}).url == page
        assert client.post(page + "deactivate/", {"reason": "离职"}).url == page
        assert "恢复账户" in client.get(page).content.decode()
        assert client.post(page + "reactivate/", {"reason": "回任"}).url == page
    user.refresh_from_db()
    grant.refresh_from_db()
    assert (user.is_active, grant.valid_to, user.grants.count()) == (True, today(), 2)


def test_resending_refused_says_why(county_officer, station_head):
    given(station_head.user, Role.CITY, division=places.division(places.CITY))
    response = county_officer.client.post(f"{USERS}{station_head.user.pk}/resend/", follow=True)
    assert "本级及以下的岗位" in response.content.decode()


def test_security_administrator_sees_all_and_unlocks(security_admin, station_head):
    for _ in range(5):
        count_failure(username=station_head.user.username)
    page = f"{USERS}{station_head.user.pk}/"
    assert "解除锁定" in security_admin.client.get(page).content.decode()
    assert security_admin.client.post(page + "unlock/", {"reason": "已核实"}).url == page
    assert security_admin.client.post(page + "reset-factor/", {"reason": "已核实"}).url == page
    assert security_admin.client.post(page + "deactivate/", {"reason": "x"}).status_code == 403


def test_own_account(station_head):
    page = station_head.client.get("/accounts/me").content.decode()
    assert "站长" in page and "移交" in page


def test_handing_over_ones_own_post(station_head):
    successor = make_user("接任", username="next-head")
    grant = station_head.user.grants.get()
    address = f"/accounts/posts/{grant.pk}/hand-over/"
    assert station_head.client.get(address).status_code == 200
    assert station_head.client.post(address, {"successor": "nobody", "on": today()}).status_code == 422
    with station_head.client.allow(40):
        assert station_head.client.post(address, {"successor": "next-head", "on": today()}).url == "/accounts/me"
    assert successor.grants.get().station == grant.station


def test_choosing_a_post(county_officer, station):
    street = given(county_officer.user, Role.STREET, division=places.street_of(station.site.division))
    client = county_officer.client
    assert "按岗位查看" in client.get("/").content.decode()
    client.post("/accounts/me/post", {"post": street.pk})
    assert client.get("/accounts/users/").status_code == 200
    assert "乡镇（街道）人员" in client.get("/").content.decode()
    assert client.session["post"] == street.pk
    client.post("/accounts/me/post", {"post": "999999"})
    assert "post" not in client.session


def test_activation_page(visitor, county_officer, station_head):
    invited = invite(user=station_head.user, by=county_officer.actor)
    good = {"code": invited.code, "password": "Harbour-2020-bridge", "again": "Harbour-2020-bridge"}
    for change, sentence in (
        ({"again": "other"}, "两次输入的密码不一样"),
        ({"code": "AAAA-BBBB-CCCC"}, "激活码不对"),
        ({"password": "short", "again": "short"}, "密码"),
    ):
        response = visitor.post("/accounts/activate/", {**good, **change})
        assert response.status_code == 422
        assert sentence in response.content.decode()
    done = visitor.post("/accounts/activate/", good).content.decode()
    assert station_head.user.username in done
    station_head.user.refresh_from_db()
    assert station_head.user.check_password(good["password"])
    assert not station_head.user.check_password(PASSWORD)


def upload(client, content):
    with client.allow(60):
        return client.post("/accounts/invite/many/", {"file": SimpleUploadedFile("x.xlsx", content)})


def test_bulk_from_upload_to_slips(county_officer, station):
    client = county_officer.client
    assert client.get("/accounts/invite/many/").status_code == 200
    assert client.get("/accounts/invite/many/template.xlsx").content[:2] == b"PK"
    preview = upload(client, workbook(county_officer.actor, [("甲站长", Role.STATION_HEAD, station.name)])).url
    page = client.get(preview).content.decode()
    assert "共 1 人：站长 1 人。" in page
    assert client.get(preview + "errors.xlsx").url == preview
    with client.allow(60):
        started = client.post(preview)
    assert started.url == reverse("documents:job", kwargs={"uuid": Job.objects.get().uuid})
    assert run_pending(reraise=True) == 1
    assert User.objects.get(display_name="甲站长").grants.get().station == station


def test_bulk_with_faults_opens_nothing(county_officer, station, neighbour_county):
    client = county_officer.client
    preview = upload(client, workbook(county_officer.actor, [("甲", Role.STATION_HEAD, "没有的站")])).url
    page = client.get(preview).content.decode()
    assert "有 1 处需要改正" in page
    assert client.get(preview + "errors.xlsx").content[:2] == b"PK"
    with client.allow(60):
        assert client.post(preview).status_code == 422
    assert Job.objects.count() == 0
    assert neighbour_county.client.get(preview).status_code == 404
    assert upload(client, b"no workbook").status_code == 422


def test_time_of_slip_runs_out(county_officer, community, monkeypatch):
    client = county_officer.client
    with client.allow(40):
        client.post("/accounts/invite/", {"display_name": "新两委", "role": "COMMITTEE", "place": community.code})
    later = timezone.now() + dt.timedelta(minutes=11)
    monkeypatch.setattr("liangzhan.accounts.views.inviting.timezone.now", lambda: later)
    assert client.get("/accounts/invite/slip/").url == "/accounts/users/"

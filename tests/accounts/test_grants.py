"""Giving, ending and handing over posts: does, refuses, records."""

import datetime as dt

import pytest

from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.accounts.models import Grant
from liangzhan.accounts.queries import actor_of, signed_in
from liangzhan.accounts.services.grants import end_grant, grant, hand_over
from liangzhan.accounts.services.invitations import invite
from liangzhan.audit.models import Event
from liangzhan.divisions.models import Division, ZoneMember
from liangzhan.notices.models import Notice
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.factories import divisions as places
from tests.factories.accounts import grant as given
from tests.factories.accounts import make_user

DAY = dt.timedelta(days=1)


def last_event():
    return Event.objects.order_by("-id").first()


def test_gives_a_post(county_officer, station):
    user = make_user("新站长")
    made = grant(user=user, role=Role.STATION_HEAD, station=station, by=county_officer.actor)
    assert (made.role, made.station, made.division_code, made.valid_from) == ("STATION_HEAD", station, "", today())
    assert last_event().name == "grant.given"
    assert last_event().details["station"] == f"stations.station:{station.pk}"


def test_refuses_another_county(neighbour_county, station):
    with pytest.raises(RuleBroken, match="本地区内"):
        grant(user=make_user(), role=Role.STATION_HEAD, station=station, by=neighbour_county.actor)


def test_refuses_oneself(county_officer, station):
    with pytest.raises(RuleBroken, match="不能给自己"):
        grant(user=county_officer.user, role=Role.STATION_HEAD, station=station, by=county_officer.actor)


def test_refuses_a_higher_role(county_officer):
    with pytest.raises(RuleBroken, match="本级及以下"):
        grant(user=make_user(), role=Role.CITY, division=places.division(places.CITY), by=county_officer.actor)


def test_system_administrator_opens_the_province_but_no_county(system_admin):
    province = places.division(places.PROVINCE)
    assert grant(user=make_user(), role=Role.PROVINCE, division=province, by=system_admin.actor).division == province
    with pytest.raises(RuleBroken, match="系统管理员只开通"):
        grant(user=make_user(), role=Role.COUNTY, division=places.division(places.COUNTY), by=system_admin.actor)


def test_refuses_twice_clash_and_wrong_dates(county_officer, station, system_admin):
    user = make_user()
    grant(user=user, role=Role.STATION_HEAD, station=station, by=county_officer.actor)
    with pytest.raises(RuleBroken, match="已经授予"):
        grant(user=user, role=Role.STATION_HEAD, station=station, by=county_officer.actor)
    with pytest.raises(RuleBroken, match="不能同时担任业务岗位"):
        grant(user=user, role=Role.AUDIT_ADMIN, by=system_admin.actor)
    with pytest.raises(RuleBroken, match="结束日期不能早于"):
        grant(user=make_user(), role=Role.VS_KEEPER, station=station, valid_to=today() - DAY, by=county_officer.actor)


def test_refuses_a_unit_that_ceased(county_officer):
    gone = places.street_of(places.communities(places.COUNTY[:6])[0])
    Division.objects.filter(pk=gone.pk).update(valid_to=today() - DAY)
    gone.refresh_from_db()
    with pytest.raises(RuleBroken, match="停用，请选择现行单位"):
        grant(user=make_user(), role=Role.STREET, division=gone, by=county_officer.actor)


def test_ends_a_post(county_officer, station_head):
    held = station_head.user.grants.get()
    ended = end_grant(grant=held, on=today(), reason=" 调离 ", by=county_officer.actor)
    assert (ended.valid_to, ended.ended_reason) == (today(), "调离")
    assert last_event().details == {"on": today().isoformat(), "reason": " 调离 "}
    assert len(actor_of(station_head.user, on=today()).grants) == 1
    assert actor_of(station_head.user, on=today() + DAY).grants == ()


def test_ending_refuses(county_officer, neighbour_county, station_head):
    held = station_head.user.grants.get()
    for by, on, reason, words in (
        (neighbour_county.actor, today(), "调离", "本地区内"),
        (station_head.actor, today(), "调离", "不能结束自己"),
        (county_officer.actor, today(), " ", "理由"),
        (county_officer.actor, held.valid_from - DAY, "调离", "不能早于"),
    ):
        with pytest.raises(RuleBroken, match=words):
            end_grant(grant=held, on=on, reason=reason, by=by)
    end_grant(grant=held, on=held.valid_from, reason="调离", by=county_officer.actor)
    with pytest.raises(RuleBroken, match="结束"):
        end_grant(grant=held, on=today(), reason="再来", by=county_officer.actor)


def test_ending_does_not_prolong(county_officer, station_head):
    held = station_head.user.grants.get()
    held.valid_to = today() + DAY
    held.save()
    with pytest.raises(RuleBroken, match="不能往后延"):
        end_grant(grant=held, on=today() + 2 * DAY, reason="调离", by=county_officer.actor)
    assert end_grant(grant=held, on=today(), reason="调离", by=county_officer.actor).valid_to == today()


def test_hands_over_and_both_hear_of_it(station_head, station):
    old, successor = station_head.user.grants.get(), make_user("接任")
    fresh = hand_over(grant=old, successor=successor, on=today() + DAY, by=station_head.actor)
    old.refresh_from_db()
    assert (old.valid_to, old.handed_to, old.ended_reason) == (today(), fresh, "岗位移交")
    assert (fresh.user, fresh.role, fresh.station, fresh.valid_from) == (
        successor,
        "STATION_HEAD",
        station,
        today() + DAY,
    )
    told = {notice.recipient_id: notice.text for notice in Notice.objects.all()}
    assert set(told) == {station_head.user.pk, successor.pk}
    assert "移交给接任" in told[station_head.user.pk]


def test_hand_over_by_the_officer(county_officer, station_head):
    old = station_head.user.grants.get()
    assert hand_over(grant=old, successor=make_user(), on=today(), by=county_officer.actor).valid_from == today()


def test_handing_over_refuses(county_officer, neighbour_county, station_head, system_admin, audit_admin):
    held = station_head.user.grants.get()
    closed = make_user(is_active=False)
    for by, successor, on, words in (
        (neighbour_county.actor, make_user(), today(), "本地区内"),
        (county_officer.actor, make_user(), held.valid_from, "要晚于"),
        (county_officer.actor, county_officer.user, today(), "移交给自己"),
        (county_officer.actor, make_user(), today() - DAY, "不能早于今天"),
        (county_officer.actor, station_head.user, today(), "就是现任"),
        (county_officer.actor, audit_admin.user, today(), "不能同时担任"),
        (county_officer.actor, closed, today(), "已停用"),
    ):
        with pytest.raises(RuleBroken, match=words):
            hand_over(grant=held, successor=successor, on=on, by=by)
    held.valid_to = today() - DAY
    held.save()
    with pytest.raises(RuleBroken, match="已经结束"):
        hand_over(grant=held, successor=make_user(), on=today(), by=county_officer.actor)
    with pytest.raises(RuleBroken, match="不能自行移交"):
        hand_over(grant=system_admin.user.grants.get(), successor=make_user(), on=today(), by=system_admin.actor)
    with pytest.raises(RuleBroken, match="就是现任"):
        hand_over(
            grant=county_officer.user.grants.get(), successor=county_officer.user, on=today(), by=county_officer.actor
        )


def test_a_post_that_begins_later_counts_as_held(county_officer, station_head, system_admin):
    fresh = hand_over(
        grant=station_head.user.grants.get(), successor=make_user(), on=today() + DAY, by=station_head.actor
    )
    with pytest.raises(RuleBroken, match="管理员不能同时担任业务岗位"):
        grant(user=fresh.user, role=Role.AUDIT_ADMIN, by=system_admin.actor)


def test_the_account_of_a_coming_superior_is_not_reset_from_below(county_officer, station):
    user = make_user("新任处长")
    given(user, Role.STATION_HEAD, station=station)
    coming = given(user, Role.CITY, division=places.division(places.CITY))
    Grant.objects.filter(pk=coming.pk).update(valid_from=today() + DAY)
    with pytest.raises(RuleBroken, match="本级及以下"):
        invite(user=user, by=county_officer.actor)


def test_actor_of_a_zone_reaches_its_members(db):
    zone = Division.objects.create(code="21Z901000000", name="示范区", level="ZONE")
    ZoneMember.objects.create(zone=zone, member=places.division(places.COUNTY))
    user = make_user()
    given(user, Role.CITY, division=zone)
    assert actor_of(user, on=today()).grants[0].prefixes == ("21Z901000000", "210102")


def test_actor_without_posts(db):
    found = signed_in(make_user("无岗"), on=today())
    assert (found.actor.grants, found.actor.place_label, found.posts, found.menu_profile) == ((), "", (), "STANDARD")


def test_one_chosen_post_narrows_the_actor(county_officer, station):
    street = given(county_officer.user, Role.STREET, division=places.street_of(station.site.division))
    wide = signed_in(county_officer.user, on=today())
    narrow = signed_in(county_officer.user, on=today(), chosen=street.pk)
    assert [len(one.actor.grants) for one in (wide, narrow)] == [2, 1]
    assert narrow.actor.holds(Role.STREET) and not narrow.actor.holds(Role.COUNTY)
    assert [post.chosen for post in narrow.posts] == [False, True]
    strangers = Grant.objects.create(
        user=make_user(),
        role=Role.PROVINCE,
        valid_from=today(),
        given_by=Actor.system("测试"),
        division_code="210000000000",
    )
    assert len(signed_in(county_officer.user, on=today(), chosen=strangers.pk).actor.grants) == 2


def test_basic_menu_only_at_basic_stations(station_head, station, county_officer):
    assert signed_in(station_head.user, on=today()).menu_profile == station.menu_profile == "BASIC"
    assert signed_in(county_officer.user, on=today()).menu_profile == "STANDARD"

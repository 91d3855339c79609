"""Signing up, being taken, stepping back, the roster; two at the same moment."""

import datetime as dt
from dataclasses import replace

import pytest

from liangzhan.access.actor import Actor
from liangzhan.notices.models import PersonNotice
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.models import SignUp, Volunteer, VolunteerActivity
from liangzhan.volunteers.queries import activities as reading
from liangzhan.volunteers.rules.activities import PostFacts
from liangzhan.volunteers.services import sign_ups
from liangzhan.volunteers.services.sign_up_papers import note_agreement, note_guardian
from tests.factories.credentials import make_enrolment, make_training
from tests.factories.occasions import make_occasion
from tests.factories.people import BY
from tests.factories.volunteers import make_policy, make_volunteer, plan_volunteering

pytestmark = pytest.mark.django_db


def refusal(deed, **given):
    with pytest.raises(RuleBroken) as refused:
        deed(**{"by": BY, **given})
    return "".join(refused.value.reasons)


def join(activity, volunteer, *, by=BY, **given):
    return sign_ups.sign_up(activity=activity, volunteer=volunteer, post=activity.posts.get(), by=by, **given)


def take(row, **given):
    return sign_ups.decide_sign_up(sign_up=row, state="ACCEPTED", by=BY, **given)


def test_a_full_post_has_a_waiting_list_and_who_waits_first_moves_up(station):
    activity = plan_volunteering(station, posts=(PostFacts("清理", 1),))
    first, second, third = (join(activity, make_volunteer(name, station=station)) for name in ("甲", "乙", "丙"))
    take(first)
    assert "满员" in refusal(sign_ups.decide_sign_up, sign_up=second, state="ACCEPTED")
    for row in (second, third):
        sign_ups.decide_sign_up(sign_up=row, state="WAITLIST", by=BY)
    fourth = join(activity, make_volunteer("丁", station=station))
    assert (fourth.state, reading.seats_left(activity)) == ("WAITLIST", {activity.posts.get().pk: 0})
    Volunteer.objects.filter(pk=second.volunteer_id).update(state="SUSPENDED")
    sign_ups.withdraw(sign_up=first, by=BY, reason="家里有事")
    states = {row.pk: row.state for row in SignUp.objects.all()}
    assert states == {first.pk: "WITHDRAWN", second.pk: "WAITLIST", third.pk: "ACCEPTED", fourth.pk: "WAITLIST"}
    assert "已被录取" in PersonNotice.objects.get(person=third.volunteer.person_id).text


def test_who_may_not_sign_up(station):
    activity = plan_volunteering(station)
    volunteer = make_volunteer(station=station)
    join(activity, volunteer)
    assert "不用重复" in refusal(join, activity=activity, volunteer=volunteer)
    assert "待本人确认" in refusal(
        join, activity=activity, volunteer=make_volunteer("乙", station=station, state="APPLIED")
    )
    draft = plan_volunteering(station, state="DRAFT", days=20)
    assert "不能报名" in refusal(join, activity=draft, volunteer=volunteer)
    other = plan_volunteering(station, title="清洁", days=20)
    given = {"activity": other, "volunteer": volunteer, "post": activity.posts.get()}
    assert "岗位" in refusal(sign_ups.sign_up, **given)
    assert "已经报名“护河行动”" in refusal(join, activity=plan_volunteering(station, hour=11), volunteer=volunteer)
    assert join(plan_volunteering(station, hour=12), volunteer).state == "APPLIED"


def test_the_open_call_is_not_for_restricted_ones_the_station_may_enter_them(station):
    activity = plan_volunteering(station, restricted=True)
    volunteer = make_volunteer(station=station)
    himself = replace(Actor.system("本人"), person_uuid=volunteer.person.uuid)
    assert "不公开招募" in refusal(join, activity=activity, volunteer=volunteer, by=himself)
    assert join(activity, volunteer).state == "APPLIED"


def test_who_is_expected_elsewhere_cannot_come_and_where_is_not_said(station):
    activity, volunteer = plan_volunteering(station), make_volunteer(station=station)
    span = {"starts_at": activity.starts_at, "ends_at": activity.ends_at}
    occasion = make_occasion("关爱小组", station=station, kind="GROUP_SESSION", **span)
    occasion.attendees.create(person=volunteer.person, added_by=BY)
    assert refusal(join, activity=activity, volunteer=volunteer) == "这个时间已有其他安排，不能报名。"
    occasion.attendees.update(mark="EXCUSED")
    row = join(activity, volunteer)
    occasion.attendees.update(mark="EXPECTED")
    assert "已有其他安排" in refusal(sign_ups.decide_sign_up, sign_up=row, state="ACCEPTED")


def test_a_minor_needs_the_guardian_for_this_activity_and_never_high_risk(station):
    young = make_volunteer(station=station, born_on=today() - dt.timedelta(days=365 * 16))
    medium = plan_volunteering(station, risk_level="MEDIUM")
    assert "监护人同意" in refusal(join, activity=medium, volunteer=young)
    row = join(medium, young, guardian_agreed_on=today())
    assert take(row).state == "ACCEPTED"
    high = plan_volunteering(station, days=20, risk_level="HIGH", risk_note="水边作业，配救生衣")
    assert "风险高" in refusal(join, activity=high, volunteer=young, guardian_agreed_on=today())


def test_a_licence_is_seen_before_he_is_taken_and_declining_says_why(station):
    activity = plan_volunteering(station, posts=(PostFacts("咨询", 2, licence="律师执业证"),))
    row = join(activity, make_volunteer(station=station))
    assert "律师执业证" in refusal(sign_ups.decide_sign_up, sign_up=row, state="ACCEPTED")
    assert take(row, licence_seen=True).state == "ACCEPTED"
    other = join(activity, make_volunteer("乙", station=station))
    assert "原因" in refusal(sign_ups.decide_sign_up, sign_up=other, state="REJECTED")
    assert sign_ups.decide_sign_up(sign_up=other, state="REJECTED", reason="人数已够", by=BY).state == "REJECTED"


def test_the_roster_is_published_only_insured_where_risk_is_high(station):
    activity = plan_volunteering(station, risk_level="HIGH", risk_note="水边作业，配救生衣")
    assert "还没有录取" in refusal(sign_ups.publish_roster, activity=activity)
    volunteer = make_volunteer(station=station)
    make_enrolment(make_training(kind="VOLUNTEER_BASIC"), station, volunteer.person, state="COMPLETED")
    row = join(activity, volunteer)
    assert "1 人的报名没有答复" in refusal(sign_ups.publish_roster, activity=activity)
    take(row)
    assert volunteer.number in refusal(sign_ups.publish_roster, activity=activity)
    make_policy(division_code=station.division_code[:6] + "000000")
    Volunteer.objects.filter(pk=volunteer.pk).update(state="SUSPENDED")
    assert (
        refusal(sign_ups.publish_roster, activity=activity)
        == f"{volunteer.number}：这名志愿者现在是“暂停服务”，不能录取。"
    )
    Volunteer.objects.filter(pk=volunteer.pk).update(state="ACTIVE")
    activity = sign_ups.publish_roster(activity=activity, by=BY)
    assert activity.state == "CLOSED"
    assert [one.person_id for one in activity.occasion.attendees.all()] == [volunteer.person_id]
    assert "刚刚变为" in refusal(sign_ups.decide_sign_up, sign_up=row, state="WAITLIST")
    row = SignUp.objects.get()
    assert "不能再改" in refusal(sign_ups.decide_sign_up, sign_up=row, state="WAITLIST")


def test_stepping_back_from_a_published_roster_leaves_the_roll_to_who_moves_up(station):
    activity = plan_volunteering(station, posts=(PostFacts("清理", 1),))
    first, second = (join(activity, make_volunteer(name, station=station)) for name in ("甲", "乙"))
    take(first)
    sign_ups.decide_sign_up(sign_up=second, state="WAITLIST", by=BY)
    activity = sign_ups.publish_roster(activity=activity, by=BY)
    first = SignUp.objects.get(pk=first.pk)
    sign_ups.withdraw(sign_up=first, by=BY)
    assert [one.person_id for one in activity.occasion.attendees.all()] == [second.volunteer.person_id]
    VolunteerActivity.objects.update(state="ONGOING")
    second = SignUp.objects.get(pk=second.pk)
    assert "不能再退出" in refusal(sign_ups.withdraw, sign_up=second)


def test_lists_are_of_the_readers_own_station(station, station_head, neighbour_head):
    activity = plan_volunteering(station)
    row = join(activity, make_volunteer(station=station))
    assert list(reading.sign_ups_shown(activity, station_head.actor.scope)) == [row]
    assert list(reading.activities_shown(station_head.actor.scope)) == [activity]
    assert list(reading.sign_ups_shown(activity, neighbour_head.actor.scope)) == []


def test_what_is_signed_for_a_sign_up(station):
    row = join(plan_volunteering(station), make_volunteer(station=station))
    row = note_guardian(sign_up=row, on=today(), present=True, by=BY)
    assert (row.guardian_agreed_on, row.guardian_present, row.guardian_paper) == (today(), True, None)
    assert note_agreement(sign_up=row, on=today(), by=BY).agreed_on == today()
    assert "晚于今天" in refusal(note_agreement, sign_up=row, on=today() + dt.timedelta(days=1))
    sign_ups.withdraw(sign_up=row, by=BY)
    assert "已退出" in refusal(note_guardian, sign_up=row, on=today())

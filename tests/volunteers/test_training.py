"""Training of volunteers: own page, the gate before a post, evidence of 2.6.5 and A11."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from liangzhan.credentials.models import Enrolment
from liangzhan.stations.evidence import evidence_for
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.models import Parameter
from liangzhan.volunteers.queries.activities import fitting
from liangzhan.volunteers.queries.trainings import completed_kinds, trained_within
from liangzhan.volunteers.rules.suitability import refusing
from liangzhan.volunteers.services.passing import desk_code
from liangzhan.volunteers.services.sign_ups import decide_sign_up, sign_up
from liangzhan.volunteers.settings_training import training_for
from tests.factories.credentials import make_enrolment, make_training
from tests.factories.people import BY
from tests.factories.stations import make_station
from tests.factories.volunteers import make_policy, make_volunteer, plan_volunteering
from tests.harness.client import StrictClient

pytestmark = pytest.mark.django_db
PAGE = "/volunteers/me/trainings/"
DEED = 40  # signing up gives the seat, stands on the roll, tells and records in one transaction


@pytest.fixture
def neighbour(neighbour_station):
    return neighbour_station


@pytest.fixture
def vs_station(station):
    return make_station(station.site, "VS")


def holding(volunteer, by):
    """A phone with the volunteer's pass."""
    phone = StrictClient()
    code = desk_code(volunteer=volunteer, document_seen=True, by=by)
    phone.post(reverse("volunteers:code", kwargs={"uuid": volunteer.uuid}), {"code": code})
    return phone


def done(volunteer, kind="VOLUNTEER_BASIC", *, days=-3, hours="6.0"):
    training = make_training(station=volunteer.station, kind=kind, days=days, state="HELD")
    person, station = volunteer.person, volunteer.station
    return make_enrolment(training, station, person, state="COMPLETED", hours=Decimal(hours))


class TestOwnPage:
    def test_offered_joined_left_on_the_phone(self, station, neighbour, station_head):
        volunteer = make_volunteer(station=station)
        mine = make_training(station=station, kind="VOLUNTEER_BASIC", title="通用培训第一期")
        make_training(station=neighbour, kind="VOLUNTEER_BASIC", title="邻站的培训")
        make_training(station=station, kind="SOCIAL_WORK", title="社工的培训")
        phone = holding(volunteer, station_head.actor)
        assert "我的培训" in phone.get("/volunteers/me/").text
        shown = phone.get(PAGE)
        assert "通用培训第一期" in shown.text and "邻站" not in shown.text and "社工的培训" not in shown.text
        assert "还没有参加志愿者通用培训" in shown.text and phone.queries <= 15
        with phone.allow(DEED):
            phone.post(f"{PAGE}{mine.pk}/join/")
        line = Enrolment.objects.get(training=mine)
        assert (line.person, line.state, line.station) == (volunteer.person, "SEATED", station)
        assert "退出这次培训" in phone.get(PAGE).text
        phone.post(f"{PAGE}{line.pk}/leave/")
        line.refresh_from_db()
        assert line.state == "WITHDRAWN"

    def test_hours_of_learning_and_nobody_elses_line(self, station, neighbour, station_head):
        volunteer, other = make_volunteer(station=station), make_volunteer("李邻居", station=neighbour)
        done(volunteer, hours="4.5")
        theirs = make_enrolment(make_training(station=neighbour, kind="EMERGENCY"), neighbour, other.person)
        phone = holding(volunteer, station_head.actor)
        shown = phone.get(PAGE).text
        assert "4.5" in shown and "还没有参加志愿者通用培训" not in shown
        assert phone.post(f"{PAGE}{theirs.pk}/leave/").status_code == 404
        assert phone.post(f"{PAGE}{theirs.training_id}/join/").status_code == 404

    def test_a_refusal_is_said(self, station, station_head):
        volunteer = make_volunteer(station=station)
        late = make_training(station=station, kind="EMERGENCY", enrolment_ends_on=dt.date(2020, 1, 1))
        phone = holding(volunteer, station_head.actor)
        assert "报名已于" in phone.post(f"{PAGE}{late.pk}/join/", follow=True).text


class TestGate:
    def test_a_dangerous_activity_asks_for_the_common_training_first(self, station):
        volunteer = make_volunteer(station=station)
        make_policy(division_code=station.division_code)
        activity = plan_volunteering(station, risk_level="HIGH", risk_note="河边湿滑，穿救生衣")
        post = activity.posts.get()
        row = sign_up(activity=activity, volunteer=volunteer, post=post, by=BY)
        with pytest.raises(RuleBroken, match="还没有完成“志愿者通用培训”，先培训再上岗"):
            decide_sign_up(sign_up=row, state="ACCEPTED", by=BY)
        done(volunteer)
        assert decide_sign_up(sign_up=row, state="ACCEPTED", by=BY).state == "ACCEPTED"

    def test_without_danger_it_is_only_recalled(self, station):
        volunteer, activity = make_volunteer(station=station), plan_volunteering(station)
        found = fitting(volunteer, activity, activity.posts.get())
        assert refusing(found) == "" and [one.blocking for one in found] == [False]

    def test_the_place_may_ask_for_more_from_a_day_on(self, station):
        today = timezone.localdate()
        given = {"key": "volunteer.training.high", "value": "EMERGENCY", "valid_from": today, "basis": "示例文件"}
        Parameter.objects.create(**given, set_by=BY)
        assert training_for("HIGH", today) == "EMERGENCY"
        assert training_for("HIGH", today - dt.timedelta(days=1)) == "VOLUNTEER_BASIC"
        assert training_for("LOW", today) == ""


class TestEvidence:
    def test_2_6_5_asks_for_a_training_of_the_community_lately(self, vs_station):
        today = timezone.localdate()
        assert evidence_for("2.6.5", vs_station, today).standing == "NOT_APPLICABLE"
        volunteer = make_volunteer(station=vs_station)
        missing = evidence_for("2.6.5", vs_station, today)
        assert (missing.standing, missing.mend_label) == ("MISSING", "安排培训")
        row = done(volunteer)
        assert "志愿者培训 1 人次" in evidence_for("2.6.5", vs_station, today).text
        assert evidence_for("2.6.5", vs_station, today + dt.timedelta(days=400)).standing == "MISSING"
        code = vs_station.division_code
        assert trained_within(code, today - dt.timedelta(days=3), today) == (1, today - dt.timedelta(days=3))
        assert trained_within(code, today - dt.timedelta(days=2), today) == (0, None)
        assert completed_kinds([volunteer.person_id, 0]) == {volunteer.person_id: {"VOLUNTEER_BASIC"}, 0: frozenset()}
        row.state = "ABSENT"
        row.save()
        assert evidence_for("2.6.5", vs_station, today).standing == "MISSING"

    def test_a11_says_how_many_the_national_system_knows(self, vs_station):
        today = timezone.localdate()
        make_volunteer(station=vs_station, national_no="1", national_state="ACCEPTED")
        make_volunteer("李待核", station=vs_station, national_no="2", national_state="CLAIMED")
        assert evidence_for("A11", vs_station, today).standing == "MISSING"
        vs_station.national_team_no = "示例队伍"
        vs_station.save()
        found = evidence_for("A11", vs_station, today)
        assert found.standing == "MET" and "在册志愿者 2 人，其中全国系统已登记 1 人" in found.text


def test_own_dates_for_the_phones_calendar(station, station_head):
    volunteer, other = make_volunteer(station=station), make_volunteer("李别人", station=station)
    mine = plan_volunteering(station, title="护河行动甲")
    theirs = plan_volunteering(station, title="护河行动乙")
    sign_up(activity=mine, volunteer=volunteer, post=mine.posts.get(), by=BY)
    sign_up(activity=theirs, volunteer=other, post=theirs.posts.get(), by=BY)
    found = holding(volunteer, station_head.actor).get("/volunteers/me/calendar.ics")
    text = found.content.decode()
    assert found["Content-Type"].startswith("text/calendar")
    assert "护河行动甲" in text and "护河行动乙" not in text and "王志愿" not in text

"""Checking in on the phone with a pass, without an account: what is taken, what is refused, what becomes of it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from liangzhan.occasions.choices import CheckInWay
from liangzhan.occasions.models import Presence
from liangzhan.occasions.queries.codes import lock_of, run_of
from liangzhan.occasions.rules.codes import code_at, step_of
from liangzhan.occasions.services.roll import take_roll
from liangzhan.volunteers.models import ServiceRecord, VolunteerActivity
from liangzhan.volunteers.services.records import record_stays
from tests.factories.occasions import make_occasion
from tests.factories.people import BY
from tests.factories.volunteers import make_volunteer, make_volunteering
from tests.volunteers.test_hours_pages import DEED, on_phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def volunteer(station):
    return make_volunteer(station=station)


def under_way(station, *persons, begins=-1.0, title="护河"):
    """An activity that runs now with these persons on its roll."""
    occasion = make_occasion(title, kind="VOLUNTEER", station=station, begins=begins, expected=list(persons))
    activity = make_volunteering(title, station=station, on=timezone.localdate(), state="ONGOING")
    times = {"starts_at": occasion.starts_at, "ends_at": occasion.ends_at}
    VolunteerActivity.objects.filter(pk=activity.pk).update(occasion=occasion, **times)
    activity.refresh_from_db()
    return activity


def link(occasion, *, minutes=0, text=""):
    lock = lock_of(occasion)[0]
    moment = timezone.now() + dt.timedelta(minutes=minutes)
    code = text or code_at(lock, step_of(lock, moment), CheckInWay.CODE)
    return f"{reverse('occasions:scan', args=[occasion.uuid])}?c={code}"


def tap(client, occasion, deed="in", **more):
    client.get(link(occasion))
    with client.allow(DEED):
        return client.post(reverse("occasions:check-in", args=[occasion.uuid]), {"deed": deed, **more}, follow=True)


def test_a_pass_is_enough_from_check_in_to_a_record(station, station_head, volunteer):
    activity = under_way(station, volunteer.person)
    phone = on_phone(volunteer)
    assert "已签到" in tap(phone, activity.occasion, inside="yes").text
    stay = Presence.objects.get()
    assert stay.person_id == volunteer.person_id and stay.in_by.uuid == volunteer.person.uuid
    begun = timezone.now() - dt.timedelta(minutes=50)
    Presence.objects.filter(pk=stay.pk).update(in_at=begun)  # the hour passes
    assert "已签退" in tap(phone, activity.occasion, "out").text
    VolunteerActivity.objects.filter(pk=activity.pk).update(state="ENDED")
    activity.refresh_from_db()
    (record,) = record_stays(activity=activity, by=station_head.actor).made
    assert record.signals["code"] and record.signals["inside"] and 49 <= record.minutes <= 51
    assert "护河" in phone.get(reverse("volunteers:own-hours")).text


def test_the_showing_device_may_be_offline_for_half_an_hour(station, volunteer, monkeypatch):
    """Codes of the next half hour are in the page already; the one of that minute counts when it is scanned."""
    occasion = under_way(station, volunteer.person).occasion
    later = timezone.now() + dt.timedelta(minutes=30)
    run = run_of(occasion, CheckInWay.CODE, now=timezone.now())
    text = run.texts[step_of(lock_of(occasion)[0], later) - run.first]
    monkeypatch.setattr("liangzhan.occasions.views.scanning.moment", lambda: later)
    answer = on_phone(volunteer).get(link(occasion, text=text), follow=True)
    assert answer.status_code == 200 and ">签到</button>" in answer.text


@pytest.mark.parametrize(
    ("minutes", "words"), [(-60, "照片、截图和转发的二维码不能用来签到"), (-120, "约 2 小时前"), (120, "设备时间不对")]
)
def test_a_photographed_code_and_a_wrong_clock_are_refused(station, volunteer, minutes, words):
    occasion = under_way(station, volunteer.person).occasion
    phone = on_phone(volunteer)
    answer = phone.get(link(occasion, minutes=minutes))
    assert answer.status_code == 403 and words in answer.text
    assert phone.get(reverse("occasions:check-in", args=[occasion.uuid])).status_code == 404


def test_nobody_is_in_two_places(station, volunteer):
    here = under_way(station, volunteer.person).occasion
    there = under_way(station, begins=-1.5, title="义诊")
    take_roll(occasion=there.occasion, marks={}, by=BY)
    elsewhere = make_occasion("义诊", kind="VOLUNTEER", station=station, begins=-1, expected=[volunteer.person])
    phone = on_phone(volunteer)
    tap(phone, here)
    answer = tap(phone, elsewhere)
    assert answer.status_code == 422 and Presence.objects.count() == 1


def test_out_before_in_and_whoever_is_not_on_the_roster(station, volunteer):
    occasion = under_way(station, volunteer.person).occasion
    early = tap(on_phone(volunteer), occasion, "out")
    assert early.status_code == 422 and "还没有签到，不能签退" in early.text
    stranger = tap(on_phone(make_volunteer("外人", station=station)), occasion)
    assert stranger.status_code == 422 and not Presence.objects.exists() and not ServiceRecord.objects.exists()

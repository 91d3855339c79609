"""A training is arranged, opened, called off."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from liangzhan.audit.models import Event
from liangzhan.credentials.models import Training
from liangzhan.credentials.rules.training import TrainingFacts
from liangzhan.credentials.services.reminding import remind_seated
from liangzhan.credentials.services.training import cancel_training, open_enrolment, save_training
from liangzhan.credentials.tasks import remind_daily
from liangzhan.notices.models import Notice
from liangzhan.toolkit.jobs import enqueue, run_pending
from liangzhan.toolkit.periods import today
from tests.credentials.conftest import refused
from tests.factories.credentials import at, make_enrolment, make_training
from tests.factories.people import BY

COUNTY = "210102000000"


def facts(**change) -> TrainingFacts:
    given = TrainingFacts(
        title=" 个案工作 ",
        kind="SOCIAL_WORK",
        level="COUNTY",
        organiser="示例区民政局",
        hours=Decimal("6.0"),
        starts_at=at(10),
        ends_at=at(10, 16),
        place="三楼",
        seats=20,
        enrolment_ends_on=today() + dt.timedelta(days=5),
    )
    return replace(given, **change)


@pytest.fixture
def county(county_officer):
    return county_officer.actor


class TestSave:
    def test_a_draft_with_its_one_occasion(self, county):
        row = save_training(facts=facts(), division_code=COUNTY, by=county)
        row.refresh_from_db()
        assert (row.state, row.title, row.division_code, row.seats) == ("DRAFT", "个案工作", COUNTY, 20)
        occasion = row.occasion
        assert (occasion.kind, occasion.title, occasion.place) == ("TRAINING", "个案工作", "三楼")
        assert (occasion.starts_at, occasion.ends_at, occasion.division_code) == (at(10), at(10, 16), COUNTY)
        assert Event.objects.filter(name="training.saved").count() == 1

    def test_a_stations_own(self, station, station_head):
        row = save_training(facts=facts(level="AGENCY"), station=station, by=station_head.actor)
        assert (row.station, row.division_code, row.occasion.station) == (station, station.division_code, station)

    def test_not_for_a_place_of_others(self, county, station_head, neighbour_station):
        for code in ("210103000000", "210100000000", ""):
            with refused("请选择您管理的区域或站点", "place_key"):
                save_training(facts=facts(), division_code=code, by=county)
        with refused("请选择您管理的区域或站点", "place_key"):
            save_training(facts=facts(level="AGENCY"), station=neighbour_station, by=station_head.actor)
        assert Training.objects.count() == 0

    def test_what_cannot_be(self, county):
        with refused("结束时间要晚于开始时间", "ends_at"):
            save_training(facts=facts(ends_at=at(10, 9)), division_code=COUNTY, by=county)
        with refused("最多 9.3 学时", "hours"):
            save_training(facts=facts(hours=Decimal("9.4")), division_code=COUNTY, by=county)

    def test_change_tells_those_who_signed_up_of_another_time(self, county, station, worker, person):
        row = make_training(state="OPEN")
        make_enrolment(row, station, person, state="SEATED")
        same = facts(title="个案工作方法", place="三楼会议室", seats=None, enrolment_ends_on=None)
        save_training(facts=same, training=row, by=county)
        assert Notice.objects.count() == 0
        save_training(facts=replace(same, place="四楼"), training=row, by=county)
        row.refresh_from_db()
        assert row.occasion.place == "四楼"
        assert Notice.objects.get().recipient == worker.user

    def test_more_seats_reach_the_waiting_list_and_fewer_are_refused(self, county, station):
        row = make_training(state="SEATED", seats=1)
        first, second = make_enrolment(row, station, state="SEATED"), make_enrolment(row, station, state="WAITLIST")
        save_training(facts=facts(seats=2), training=row, by=county)
        second.refresh_from_db()
        assert second.state == "SEATED"
        with refused("已有 2 人录取", "seats"):
            save_training(facts=facts(seats=1), training=row, by=county)
        first.refresh_from_db()
        assert first.state == "SEATED"

    def test_a_limit_lifted_seats_all_and_none_is_put_on_afterwards(self, county, station):
        row = make_training(seats=1)
        rows = [make_enrolment(row, station) for _ in range(2)]
        save_training(facts=facts(seats=None), training=row, by=county)
        for one in rows:
            one.refresh_from_db()
        assert [one.state for one in rows] == ["SEATED", "SEATED"]
        with refused("不能再改为限定名额", "seats"):
            save_training(facts=facts(seats=5), training=row, by=county)
        assert save_training(facts=facts(seats=5), training=make_training(), by=county).seats == 5

    def test_what_was_held_stays(self, county):
        for state in ("HELD", "CANCELLED"):
            with refused("不能再修改"):
                save_training(facts=facts(), training=make_training(state=state), by=county)


class TestOpen:
    def test_opens(self, county):
        row = open_enrolment(training=make_training(state="DRAFT"), by=county)
        assert row.state == "OPEN"

    def test_what_is_over_is_opened_to_enter_who_was_there(self, county):
        assert open_enrolment(training=make_training(state="DRAFT", days=-1), by=county).state == "OPEN"

    def test_not_after_the_deadline_nor_twice(self, county):
        with refused("截止日期已过"):
            late = today() - dt.timedelta(days=1)
            open_enrolment(training=make_training(state="DRAFT", enrolment_ends_on=late), by=county)
        with refused("不能变为"):
            open_enrolment(training=make_training(state="OPEN"), by=county)


class TestCancel:
    def test_tells_everybody_and_cancels_the_occasion(self, county, station, worker, person, station_head):
        row = make_training(state="SEATED")
        make_enrolment(row, station, person, state="SEATED")
        make_enrolment(row, station, state="WAITLIST", applied_by=station_head.actor)
        make_enrolment(row, station, state="WITHDRAWN")
        cancel_training(training=row, reason="讲师生病", by=county)
        row.refresh_from_db()
        assert (row.state, row.occasion.state, row.occasion.cancelled_reason) == ("CANCELLED", "CANCELLED", "讲师生病")
        told = {one.recipient: one.text for one in Notice.objects.all()}
        assert set(told) == {worker.user, station_head.user}
        assert "讲师生病" in told[worker.user] and "王小明" not in told[worker.user]

    def test_needs_a_reason_and_a_living_training(self, county):
        with refused("请写明取消的原因", "reason"):
            cancel_training(training=make_training(), reason=" ", by=county)
        with refused("不能变为"):
            cancel_training(training=make_training(state="HELD"), reason="错", by=county)


class TestReminder:
    def test_those_with_a_seat_once(self, station, worker, person, neighbour, station_head):
        soon = make_training(state="SEATED", days=2, seats=1)
        make_enrolment(soon, station, person, state="SEATED")
        make_enrolment(soon, station, state="WAITLIST", applied_by=station_head.actor)
        for other in (make_training(days=3), make_training(days=0), make_training(days=2, state="DRAFT")):
            make_enrolment(other, station, person)
        assert remind_seated(by=BY) == [soon]
        assert [one.recipient for one in Notice.objects.all()] == [worker.user]
        assert remind_seated(by=BY) == []

    def test_without_a_limit_all_who_signed_up(self, station, worker, person):
        make_enrolment(make_training(days=1), station, person)
        enqueue("credentials.tasks.remind_daily", by=BY, title="提醒")
        run_pending(reraise=True)
        assert Notice.objects.filter(recipient=worker.user, text__contains="将于").count() == 1
        assert remind_daily

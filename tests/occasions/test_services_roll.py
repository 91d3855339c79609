"""The roll, the sheet, and confirming."""

import datetime as dt
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from liangzhan.occasions.models import Attendee, Presence, RollCall, SheetPage
from liangzhan.occasions.queries.presence import present_ids, stays_in
from liangzhan.occasions.services.roll import close_occasion, keep_sheet, reopen_occasion, take_roll
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import acting_on, moment
from tests.factories.occasions import hours, make_occasion, make_stay
from tests.factories.people import BY, make_individual
from tests.factories.stations import photo_bytes

NOW = timezone.now().replace(second=0, microsecond=0)


@pytest.fixture
def people(station):
    return [make_individual(name, station=station) for name in ("甲某", "乙某", "丙某")]


@pytest.fixture
def occasion(station, people):
    """Ended an hour ago."""
    return make_occasion(station=station, expected=people, begins=-4)


def marks(occasion):
    return dict(Attendee.objects.filter(occasion=occasion).values_list("person_id", "mark"))


class TestRoll:
    def test_marks_make_stays_of_the_whole_occasion(self, occasion, people):
        one, two, three = (person.pk for person in people)
        take_roll(occasion=occasion, marks={one: "PRESENT", two: "ABSENT", three: "EXCUSED"}, unidentified=5, by=BY)
        assert marks(occasion) == {one: "PRESENT", two: "ABSENT", three: "EXCUSED"}
        assert [(stay.person_id, stay.minutes, stay.in_way) for stay in stays_in(occasion)] == [(one, 180, "ROLL")]
        occasion.refresh_from_db()
        assert occasion.unidentified_heads == 5

    def test_whoever_scanned_keeps_his_times(self, occasion, people):
        make_stay(occasion, people[0], in_at=occasion.starts_at + hours(1))
        take_roll(occasion=occasion, marks={people[0].pk: "PRESENT"}, by=BY)
        assert [stay.minutes for stay in stays_in(occasion)] == [120]

    def test_a_mark_taken_back_voids_its_stay(self, occasion, people):
        take_roll(occasion=occasion, marks={people[0].pk: "PRESENT"}, by=BY)
        take_roll(occasion=occasion, marks={people[0].pk: "ABSENT"}, by=BY)
        assert present_ids(occasion) == set()
        assert Presence.objects.get().voided_reason == "点名时改为未到"

    def test_a_scan_is_not_overruled_silently(self, occasion, people):
        make_stay(occasion, people[0])
        with pytest.raises(RuleBroken, match="已扫码签到") as refusal:
            take_roll(occasion=occasion, marks={people[0].pk: "ABSENT", people[1].pk: "PRESENT"}, by=BY)
        assert refusal.value.field == f"mark-{people[0].pk}"
        assert present_ids(occasion) == {people[0].pk}

    def test_a_form_sent_twice_does_no_harm(self, occasion, people):
        key = uuid.uuid4()
        take_roll(occasion=occasion, marks={people[0].pk: "PRESENT"}, unidentified=2, key=key, by=BY)
        take_roll(occasion=occasion, marks={people[0].pk: "ABSENT"}, unidentified=0, by=BY)
        take_roll(occasion=occasion, marks={people[0].pk: "PRESENT"}, unidentified=2, key=key, by=BY)
        assert present_ids(occasion) == set()
        assert RollCall.objects.count() == 1

    def test_during_the_occasion_the_end_is_open(self, station, people):
        running = make_occasion(station=station, expected=people)
        take_roll(occasion=running, marks={people[0].pk: "PRESENT"}, by=BY, way="SHEET")
        assert [(stay.in_way, stay.out_at) for stay in stays_in(running)] == [("SHEET", None)]
        take_roll(occasion=running, marks={people[0].pk: "PRESENT"}, by=BY)
        assert Presence.objects.count() == 1

    def test_before_it_only_leave(self, station, people):
        coming = make_occasion(station=station, expected=people, begins=5)
        take_roll(occasion=coming, marks={people[0].pk: "EXCUSED"}, by=BY)
        with pytest.raises(RuleBroken, match="还没到签到时间"):
            take_roll(occasion=coming, marks={people[1].pk: "PRESENT"}, by=BY)

    def test_nobody_from_outside(self, occasion):
        with pytest.raises(RuleBroken, match="先列入名单"):
            take_roll(occasion=occasion, marks={make_individual().pk: "PRESENT"}, by=BY)

    def test_not_in_two_places(self, occasion, people):
        make_stay(make_occasion("邻站", begins=-4), people[1])
        with pytest.raises(RuleBroken, match="已在别处签到") as refusal:
            take_roll(occasion=occasion, marks={people[1].pk: "PRESENT"}, by=BY)
        assert refusal.value.field == f"mark-{people[1].pk}"

    def test_not_more_hours_than_a_day_has(self, station, people):
        long = make_occasion(station=station, expected=people, lasts=13)
        with pytest.raises(RuleBroken, match="上限") as refusal:
            take_roll(occasion=long, marks={people[0].pk: "PRESENT"}, by=BY)
        assert refusal.value.field == f"mark-{people[0].pk}"

    @pytest.mark.parametrize("heads", [-1, 10000])
    def test_heads_that_cannot_be(self, occasion, heads):
        with pytest.raises(RuleBroken, match="0 到 9999"):
            take_roll(occasion=occasion, marks={}, unidentified=heads, by=BY)

    def test_several_days_have_a_stay_each(self, station, people):
        with acting_on(dt.date(2026, 3, 5)):  # it is ten in the morning
            second = moment()
            first = second - hours(24)
            days = make_occasion(
                station=station, expected=people, starts_at=first - hours(1), ends_at=second + hours(2)
            )
            make_stay(days, people[0], in_at=first, out_at=first + hours(2))
            take_roll(occasion=days, marks={people[0].pk: "PRESENT"}, by=BY)
            take_roll(occasion=days, marks={people[0].pk: "PRESENT"}, by=BY)
        assert [(stay.in_at, stay.out_at) for stay in stays_in(days)] == [
            (first, first + hours(2)),
            (second - hours(1), None),
        ]


class TestSheet:
    def test_is_kept(self, occasion):
        page = keep_sheet(occasion=occasion, upload=SimpleUploadedFile("a.jpg", photo_bytes()), by=BY)
        assert SheetPage.objects.get() == page and page.file.title == "签到表"

    def test_refuses_what_is_none(self, occasion):
        with pytest.raises(RuleBroken):
            keep_sheet(occasion=occasion, upload=SimpleUploadedFile("a.exe", b"MZ"), by=BY)


class TestClose:
    def test_confirms_who_was_there(self, station, people):
        running = make_occasion(station=station, expected=people)
        take_roll(occasion=running, marks={people[0].pk: "PRESENT", people[1].pk: "EXCUSED"}, by=BY)
        close_occasion(occasion=running, by=BY)
        assert running.state == "CLOSED"
        assert marks(running) == {people[0].pk: "PRESENT", people[1].pk: "EXCUSED", people[2].pk: "ABSENT"}
        assert [60 <= stay.minutes <= 61 for stay in stays_in(running)] == [True]

    def test_marks_end_with_the_occasion(self, occasion, people):
        make_stay(occasion, people[0], out=False, in_way="ROLL")
        close_occasion(occasion=occasion, by=BY)
        assert [stay.minutes for stay in stays_in(occasion)] == [180]

    def test_not_while_somebody_has_not_checked_out(self, occasion, people):
        make_stay(occasion, people[0], out=False)
        with pytest.raises(RuleBroken, match="还有 1 人没有签退"):
            close_occasion(occasion=occasion, by=BY)

    def test_not_before_it_begins(self, station):
        with pytest.raises(RuleBroken, match="还没有开始"):
            close_occasion(occasion=make_occasion(station=station, begins=1), by=BY)

    def test_not_twice_but_it_can_be_opened_again(self, occasion):
        close_occasion(occasion=occasion, by=BY)
        with pytest.raises(RuleBroken, match="已确认"):
            close_occasion(occasion=occasion, by=BY)
        with pytest.raises(RuleBroken, match="为什么"):
            reopen_occasion(occasion=occasion, reason="", by=BY)
        reopen_occasion(occasion=occasion, reason="漏记一人", by=BY)
        close_occasion(occasion=occasion, by=BY)

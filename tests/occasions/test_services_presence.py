"""Check-in and check-out, what is entered afterwards, and what is voided."""

import pytest
from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.audit.models import Event
from liangzhan.occasions.models import Attendee, Occasion, Presence
from liangzhan.occasions.queries.presence import minutes_of, present_ids, stays_of
from liangzhan.occasions.services.presence import check_in, check_out, enter_stay, settle_stay, void_presence
from liangzhan.toolkit.errors import RuleBroken
from tests.factories.occasions import hours, make_occasion, make_stay
from tests.factories.people import BY, make_individual

NOW = timezone.now().replace(second=0, microsecond=0)


@pytest.fixture
def person(station):
    return make_individual(station=station)


@pytest.fixture
def occasion(station, person):
    """Began an hour ago, lasts three, the person is expected."""
    return make_occasion(station=station, expected=[person])


def mark_of(occasion, person):
    return Attendee.objects.get(occasion=occasion, person=person).mark


def come(occasion, person, at=NOW, **more):
    return check_in(**{"occasion": occasion, "person": person, "way": "CODE", "at": at, "by": BY, **more})


def go(occasion, person, at=NOW, **more):
    return check_out(**{"occasion": occasion, "person": person, "way": "CODE", "at": at, "by": BY, **more})


class TestCheckIn:
    def test_is_written_down(self, occasion, person):
        stay = come(occasion, person, inside=True, device="abc")
        assert (stay.in_at, stay.in_way, stay.inside, stay.device, stay.out_at) == (NOW, "CODE", True, "abc", None)
        assert mark_of(occasion, person) == "PRESENT"
        assert present_ids(occasion) == {person.pk}
        event = Event.objects.get(name="occasion.checked_in")
        assert set(event.details) == {"way", "at"} and event.object_label == "occasions.presence"

    def test_not_twice(self, occasion, person):
        come(occasion, person)
        with pytest.raises(RuleBroken, match="还没有签退，不用再签"):
            come(occasion, person)
        assert Presence.objects.count() == 1

    def test_again_after_going(self, occasion, person):
        come(occasion, person, NOW - hours(1))
        go(occasion, person, NOW - hours(0.5))
        come(occasion, person)
        assert Presence.objects.count() == 2

    def test_only_on_the_roll(self, occasion):
        stranger = make_individual()
        with pytest.raises(RuleBroken, match="不在这项日程的名单上"):
            come(occasion, stranger)
        Occasion.objects.filter(pk=occasion.pk).update(open_to_all=True)
        come(occasion, stranger)
        assert mark_of(occasion, stranger) == "PRESENT"

    @pytest.mark.parametrize(("state", "words"), [("CANCELLED", "已取消"), ("CLOSED", "已确认")])
    def test_not_when_over(self, occasion, person, state, words):
        Occasion.objects.filter(pk=occasion.pk).update(**{"state": state})
        with pytest.raises(RuleBroken, match=words):
            come(occasion, person)

    def test_not_too_early_nor_late(self, station, person):
        with pytest.raises(RuleBroken, match="还没到签到时间"):
            come(make_occasion(station=station, expected=[person], begins=1), person)
        with pytest.raises(RuleBroken, match="已过签到时间"):
            come(make_occasion(station=station, expected=[person], begins=-5), person)

    def test_not_a_person_who_was_merged(self, occasion, person):
        kept = make_individual()
        type(person).objects.filter(pk=person.pk).update(**{"state": "MERGED", "merged_into": kept})
        with pytest.raises(RuleBroken, match="已合并或删除"):
            come(occasion, person)


class TestTwoPlaces:
    def test_nobody_else_learns_where(self, occasion, person):
        make_stay(make_occasion("邻站例会", begins=-1), person, out=False)
        with pytest.raises(RuleBroken, match="此人同一时间已在别处签到") as refusal:
            come(occasion, person)
        assert "邻站例会" not in refusal.value.reasons[0]

    def test_oneself_reads_where(self, occasion, person):
        make_stay(make_occasion("街道例会", begins=-1), person, out=False)
        own = Actor(uuid=BY.uuid, label="本人", person_uuid=person.uuid)
        with pytest.raises(RuleBroken, match="您在“街道例会”有签到"):
            come(occasion, person, by=own)

    def test_a_forgotten_check_out_does_not_block_tomorrow(self, occasion, person):
        make_stay(make_occasion(begins=-20), person, out=False)
        come(occasion, person)
        assert Presence.objects.count() == 2

    def test_going_late_into_another_stay(self, station, occasion, person):
        earlier = make_occasion("早会", station=station, expected=[person], begins=-3, lasts=2)
        stay = make_stay(earlier, person, out=False)
        come(occasion, person, NOW - hours(0.5))
        with pytest.raises(RuleBroken, match="同一时间"):
            go(earlier, person, NOW - hours(0.25))
        go(earlier, person, NOW - hours(0.5))
        stay.refresh_from_db()
        assert stay.out_at == NOW - hours(0.5)

    def test_on_duty_one_may_lead_a_group(self, station, occasion, person):
        duty = make_occasion("值班", station=station, expected=[person], begins=-2, lasts=8, kind="DUTY")
        make_stay(duty, person, out=False)
        session = make_occasion("小组第一节", station=station, expected=[person], kind="GROUP_SESSION")
        come(session, person)
        assert present_ids(session) == present_ids(duty) == {person.pk}


class TestCheckOut:
    def test_ends_the_stay(self, occasion, person):
        come(occasion, person, NOW - hours(0.75))
        stay = go(occasion, person, inside=False, device="d")
        assert (stay.out_at, stay.out_way, stay.inside, stay.device) == (NOW, "CODE", False, "d")
        assert minutes_of([person.pk], NOW - hours(9), NOW + hours(9)) == {person.pk: 45}

    def test_provisional_until_one_knows_when(self, occasion, person):
        come(occasion, person)
        stay = stays_of([person.pk], NOW - hours(9), NOW + hours(9), kind="MEETING")[0]
        assert stay.provisional and stay.minutes == 0 and stay.station_id == occasion.station_id
        assert stays_of([person.pk], NOW - hours(9), NOW + hours(9), kind="DUTY") == []
        go(occasion, person)
        assert not stays_of([person.pk], NOW - hours(9), NOW + hours(9))[0].provisional

    def test_a_stay_belongs_to_the_span_in_which_it_begins(self, occasion, person):
        come(occasion, person, NOW - hours(0.5))
        assert stays_of([person.pk], NOW - hours(0.5), NOW) and not stays_of([person.pk], NOW - hours(0.4), NOW)
        assert not stays_of([person.pk], NOW - hours(1), NOW - hours(0.5))

    def test_not_before_in(self, occasion, person):
        with pytest.raises(RuleBroken, match="还没有签到"):
            go(occasion, person)
        come(occasion, person)
        with pytest.raises(RuleBroken, match="不能早于签到"):
            go(occasion, person, NOW - hours(0.1))

    def test_not_twice(self, occasion, person):
        come(occasion, person)
        go(occasion, person)
        with pytest.raises(RuleBroken, match="还没有签到"):
            go(occasion, person)

    def test_hours_over_the_day(self, station, person):
        whole = make_occasion(station=station, begins=-13, lasts=12.5, expected=[person])
        come(whole, person, NOW - hours(13))
        with pytest.raises(RuleBroken, match="超过一天 12 小时的上限"):
            go(whole, person, NOW - hours(0.5))

    def test_forgotten_is_for_the_leader(self, station, person):
        gone = make_occasion(station=station, begins=-8, expected=[person])
        stay = make_stay(gone, person, out=False)
        with pytest.raises(RuleBroken, match="请负责人在点名页补记"):
            go(gone, person)
        with pytest.raises(RuleBroken, match="怎样得知"):
            settle_stay(presence=stay, at=NOW - hours(5), reason=" ", by=BY)
        settle_stay(presence=stay, at=NOW - hours(5), reason="与本人核对", by=BY)
        stay.refresh_from_db()
        assert (stay.out_way, stay.out_reason) == ("ROLL", "与本人核对")
        with pytest.raises(RuleBroken, match="刚刚已签退"):
            settle_stay(presence=stay, at=NOW - hours(5), reason="与本人核对", by=BY)


class TestEnter:
    def enter(self, occasion, person, **more):
        given = {"in_at": NOW - hours(1), "out_at": NOW, "reason": "手机没电", "by": BY}
        return enter_stay(occasion=occasion, person=person, **{**given, **more})

    def test_a_stay_from_memory_and_from_the_sheet(self, occasion, person):
        self.enter(occasion, person, out_at=NOW - hours(0.5))
        stay = self.enter(occasion, person, in_at=NOW - hours(0.5), way="SHEET", reason="")
        assert (stay.in_way, stay.out_way) == ("SHEET", "SHEET")
        assert mark_of(occasion, person) == "PRESENT"

    @pytest.mark.parametrize(
        ("more", "field"),
        [
            ({"reason": " "}, "reason"),
            ({"in_at": NOW - hours(3)}, "in_at"),
            ({"in_at": NOW + hours(1)}, "in_at"),
            ({"out_at": NOW + hours(1)}, "out_at"),
            ({"out_at": NOW - hours(1.1)}, "out_at"),
        ],
    )
    def test_refuses_at_the_field(self, occasion, person, more, field):
        with pytest.raises(RuleBroken) as refusal:
            self.enter(occasion, person, **more)
        assert refusal.value.field == field

    def test_not_over_another_of_the_same_occasion(self, occasion, person):
        self.enter(occasion, person)
        with pytest.raises(RuleBroken, match="与本项日程已有的一次签到"):
            self.enter(occasion, person)


class TestVoid:
    def test_stays_to_be_seen_and_counts_no_more(self, occasion, person):
        stay = come(occasion, person)
        void_presence(presence=stay, reason="替人签到", by=BY)
        stay.refresh_from_db()
        assert (stay.voided_reason, stay.voided_by.label) == ("替人签到", BY.label)
        assert mark_of(occasion, person) == "EXPECTED"
        assert present_ids(occasion) == set()
        assert stays_of([person.pk], NOW - hours(9), NOW + hours(9)) == []
        come(occasion, person)

    def test_another_stay_keeps_the_mark(self, occasion, person):
        first = come(occasion, person, NOW - hours(1))
        go(occasion, person, NOW - hours(0.5))
        come(occasion, person)
        void_presence(presence=first, reason="误扫", by=BY)
        assert mark_of(occasion, person) == "PRESENT"

    def test_refuses_without_reason_and_twice(self, occasion, person):
        stay = come(occasion, person)
        with pytest.raises(RuleBroken, match="理由"):
            void_presence(presence=stay, reason="", by=BY)
        void_presence(presence=stay, reason="误扫", by=BY)
        with pytest.raises(RuleBroken, match="已经作废"):
            void_presence(presence=stay, reason="误扫", by=BY)

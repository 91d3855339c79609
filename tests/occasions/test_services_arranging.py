"""Arranging, changing, cancelling, and who is expected."""

import datetime as dt

import pytest
from django.utils import timezone

from liangzhan.audit.models import Event
from liangzhan.occasions.models import Attendee, Occasion
from liangzhan.occasions.services.arranging import (
    arrange_occasion,
    cancel_occasion,
    change_occasion,
    expect,
    unexpect,
)
from liangzhan.toolkit.errors import RuleBroken
from tests.factories.occasions import hours, make_occasion, make_stay
from tests.factories.people import BY, make_individual

NOW = timezone.now().replace(second=0, microsecond=0)


class TestArrange:
    def test_stands_with_its_roll_and_secret(self, station):
        person = make_individual(station=station)
        row = make_occasion(station=station, expected=[person], place="一楼活动室", open_to_all=True)
        row.refresh_from_db()
        assert (row.division_code, row.place, row.state, row.open_to_all) == (
            station.division_code,
            "一楼活动室",
            "PLANNED",
            True,
        )
        assert len(row.secret) == 44
        assert list(Attendee.objects.values_list("person_id", "mark")) == [(person.pk, "EXPECTED")]
        assert Event.objects.get(name="occasion.arranged").details["title"] == "反诈宣传会"

    def test_secrets_differ(self, station):
        assert make_occasion(station=station).secret != make_occasion(station=station).secret

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"title": " "}, "title"),
            ({"ends_at": NOW, "starts_at": NOW}, "ends_at"),
            ({"starts_at": NOW, "ends_at": NOW + dt.timedelta(days=40, hours=1)}, "ends_at"),
            ({"radius_m": 100}, "radius_m"),
            ({"division_code": ""}, "station"),
        ],
    )
    def test_refuses_at_the_field(self, db, fields, field):
        given = {"title": "例会", "kind": "MEETING", "starts_at": NOW, "ends_at": NOW + hours(1), "by": BY}
        with pytest.raises(RuleBroken) as refusal:
            arrange_occasion(**{"division_code": "210102000000", **given, **fields})
        assert refusal.value.field == field
        assert not Occasion.objects.exists()

    def test_no_other_details(self, db):
        with pytest.raises(TypeError):
            make_occasion(state="CLOSED")


class TestChange:
    def test_changes(self, station):
        row = make_occasion(station=station, begins=5)
        change_occasion(occasion=row, title=" 防火演练 ", place="院内", ends_at=row.ends_at + hours(1), by=BY)
        row.refresh_from_db()
        assert (row.title, row.place, row.ends_at - row.starts_at) == ("防火演练", "院内", hours(4))

    def test_refuses_what_is_not_changeable(self, station):
        with pytest.raises(TypeError):
            change_occasion(occasion=make_occasion(station=station), state="CLOSED", by=BY)

    def test_refuses_impossible_times(self, station):
        row = make_occasion(station=station)
        with pytest.raises(RuleBroken, match="晚于开始"):
            change_occasion(occasion=row, ends_at=row.starts_at, by=BY)

    def test_refuses_to_leave_somebody_outside(self, station):
        row = make_occasion(station=station, begins=-4)
        make_stay(row, make_individual())
        with pytest.raises(RuleBroken, match="排除在外"):
            change_occasion(occasion=row, starts_at=row.ends_at + hours(1), ends_at=row.ends_at + hours(2), by=BY)
        with pytest.raises(RuleBroken, match="排除在外"):
            change_occasion(occasion=row, starts_at=row.starts_at - hours(2), ends_at=row.starts_at - hours(1), by=BY)
        change_occasion(occasion=row, ends_at=row.ends_at + hours(1), by=BY)

    @pytest.mark.parametrize("state", ["CANCELLED", "CLOSED"])
    def test_refuses_what_is_over(self, station, state):
        row = make_occasion(station=station)
        Occasion.objects.filter(pk=row.pk).update(**{"state": state})
        with pytest.raises(RuleBroken, match="不能签到|已确认"):
            change_occasion(occasion=row, title="新名", by=BY)


class TestCancel:
    def test_cancels_with_its_reason(self, station):
        row = cancel_occasion(occasion=make_occasion(station=station), reason=" 暴雨 ", by=BY)
        row.refresh_from_db()
        assert (row.state, row.cancelled_reason) == ("CANCELLED", "暴雨")

    def test_refuses_without_reason(self, station):
        with pytest.raises(RuleBroken, match="原因"):
            cancel_occasion(occasion=make_occasion(station=station), reason=" ", by=BY)

    def test_refuses_when_somebody_came(self, station):
        row = make_occasion(station=station)
        make_stay(row, make_individual())
        with pytest.raises(RuleBroken, match="已有 1 条签到记录"):
            cancel_occasion(occasion=row, reason="暴雨", by=BY)

    def test_refuses_twice(self, station):
        row = cancel_occasion(occasion=make_occasion(station=station), reason="暴雨", by=BY)
        with pytest.raises(RuleBroken, match="已取消"):
            cancel_occasion(occasion=row, reason="暴雨", by=BY)


class TestRollNames:
    def test_expected_once(self, station):
        row, one, two = make_occasion(station=station), make_individual(), make_individual()
        expect(occasion=row, persons=[one], by=BY)
        expect(occasion=row, persons=[one, two], by=BY)
        assert Attendee.objects.filter(occasion=row).count() == 2

    def test_taken_off(self, station):
        one = make_individual()
        row = make_occasion(station=station, expected=[one])
        unexpect(occasion=row, person=one, by=BY)
        unexpect(occasion=row, person=one, by=BY)
        assert not Attendee.objects.exists()

    def test_not_one_who_came(self, station):
        one = make_individual()
        row = make_occasion(station=station)
        make_stay(row, one)
        with pytest.raises(RuleBroken, match="已签到"):
            unexpect(occasion=row, person=one, by=BY)

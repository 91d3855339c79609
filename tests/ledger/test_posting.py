"""Vouchers come in once, are corrected on their own day, and are taken back; bulk is row by row."""

import datetime as dt

import pytest
from django.db.models import Sum as Total

from liangzhan.ledger.choices import EntryKind, PostingKind
from liangzhan.ledger.models import DirtyMark, Entry, Posting
from liangzhan.ledger.services.posting import Voucher, post, post_many, reverse
from liangzhan.toolkit.errors import RuleBroken
from tests.factories.ledger import a_line, a_voucher
from tests.factories.people import DAY, make_individual


@pytest.fixture
def by(station_head):
    return station_head.actor


@pytest.fixture
def somebody(station):
    return make_individual(station=station)


class TestPost:
    def test_does(self, station, by, somebody):
        posting = post(voucher="tests.Visit:1", version=1, station=station, lines=[a_line(somebody)], by=by)
        entry = posting.entries.get()
        assert (posting.kind, posting.posted_by.label, posting.division_code) == (
            "POSTED",
            "张站长",
            station.division_code,
        )
        assert (entry.person, entry.minutes, entry.sign, entry.served_on) == (somebody, 30, 1, DAY)
        assert list(DirtyMark.objects.values_list("station_id", "month")) == [(station.pk, DAY.replace(day=1))]

    def test_the_same_again_changes_nothing(self, station, by, somebody):
        first = post(voucher="tests.Visit:1", version=1, station=station, lines=[a_line(somebody)], by=by)
        again = post(voucher="tests.Visit:1", version=1, station=station, lines=[a_line(somebody)], by=by)
        assert (again, Entry.objects.count(), DirtyMark.objects.count()) == (first, 1, 1)

    def test_an_old_version_again_changes_nothing(self, station, by, somebody):
        first = post(voucher="tests.Visit:1", version=1, station=station, lines=[a_line(somebody)], by=by)
        post(voucher="tests.Visit:1", version=2, station=station, lines=[a_line(somebody, minutes=20)], by=by)
        assert post(voucher="tests.Visit:1", version=1, station=station, lines=[a_line(somebody)], by=by) == first
        assert Entry.objects.count() == 3

    def test_a_correction_takes_back_on_the_original_day(self, station, by, somebody):
        post(voucher="tests.Visit:1", version=1, station=station, lines=[a_line(somebody)], by=by)
        later = DAY + dt.timedelta(days=40)
        second = post(
            voucher="tests.Visit:1", version=2, station=station, lines=[a_line(somebody, served_on=later)], by=by
        )
        assert second.kind == PostingKind.CORRECTED
        assert list(second.entries.order_by("line").values_list("served_on", "sign")) == [(DAY, -1), (later, 1)]
        assert Entry.objects.get(sign=-1).reverses.posting.version == 1
        assert set(DirtyMark.objects.values_list("month", flat=True)) == {DAY.replace(day=1), later.replace(day=1)}

    def test_a_second_correction_takes_back_only_what_counts(self, station, by, somebody):
        for version, minutes in ((1, 30), (2, 20), (3, 10)):
            post(voucher="v:1", version=version, station=station, lines=[a_line(somebody, minutes=minutes)], by=by)
        assert sum(one.sign * one.minutes for one in Entry.objects.all()) == 10

    def test_the_same_version_with_other_lines_is_refused(self, station, by, somebody):
        post(voucher="v:1", version=1, station=station, lines=[a_line(somebody)], by=by)
        with pytest.raises(RuleBroken, match="内容不同"):
            post(voucher="v:1", version=1, station=station, lines=[a_line(somebody, minutes=31)], by=by)

    def test_a_version_out_of_turn_is_refused(self, station, by):
        with pytest.raises(RuleBroken, match="第 1 版"):
            post(voucher="v:1", version=2, station=station, lines=[a_line(heads=3)], by=by)

    def test_impossible_lines_are_refused_and_nothing_is_written(self, station, by):
        with pytest.raises(RuleBroken, match="24 小时"):
            post(voucher="v:1", version=1, station=station, lines=[a_line(minutes=1500)], by=by)
        assert not Posting.objects.exists()


class TestReverse:
    def test_does(self, station, by, somebody):
        post(voucher="v:1", version=1, station=station, lines=[a_line(somebody), a_line(heads=3)], by=by)
        gone = reverse(voucher="v:1", reason="录错了人", by=by)
        assert (gone.kind, gone.version, gone.reason) == (PostingKind.REVERSED, 2, "录错了人")
        assert Entry.objects.aggregate(total=Total("sign"))["total"] == 0

    def test_refuses_without_reason_or_posting(self, station, by):
        with pytest.raises(RuleBroken, match="理由"):
            reverse(voucher="v:1", reason=" ", by=by)
        with pytest.raises(RuleBroken, match="没有入账"):
            reverse(voucher="v:1", reason="录错", by=by)


class TestBulk:
    def vouchers(self, station, other, people):
        made = []
        for number in range(40):
            place = station if number % 3 else other
            lines = tuple(
                a_line(
                    people[(number + at) % 5], minutes=number, served_on=DAY + dt.timedelta(days=number), category="E1"
                )
                for at in range(number % 4 + 1)
            ) + (a_line(heads=number, kind=EntryKind.ACTIVITY_ATTENDANCE),)
            made.append(Voucher(f"tests.Bulk:{number}", place, lines))
        return made

    def rows(self):
        columns = [field.name for field in Entry._meta.fields if field.name not in ("id", "posting")]
        return sorted(map(str, Entry.objects.values_list("posting__voucher", "posting__digest", *columns)))

    def test_equals_row_by_row(self, station, neighbour_station, by):
        people = [make_individual(f"某{number}") for number in "一二三四五"]
        vouchers = self.vouchers(station, neighbour_station, people)
        for one in vouchers:
            post(voucher=one.key, version=1, station=one.station, lines=one.lines, by=by)
        singles, marks = self.rows(), set(DirtyMark.objects.values_list("station_id", "month"))
        again = [Voucher(f"again.{one.key}", one.station, one.lines) for one in vouchers]
        DirtyMark.objects.all().delete()
        assert post_many(vouchers=again, by=by) == len(singles)
        bulk = [row.replace("again.", "") for row in self.rows() if "again." in row]
        assert bulk == singles
        assert set(DirtyMark.objects.values_list("station_id", "month")) == marks

    def test_a_step_run_twice_does_no_harm(self, station, neighbour_station, by):
        people = [make_individual(f"某{number}") for number in "一二三四五"]
        vouchers = self.vouchers(station, neighbour_station, people)
        post_many(vouchers=vouchers, by=by)
        before = Entry.objects.count()
        assert (post_many(vouchers=[*vouchers, vouchers[0]], by=by), Entry.objects.count()) == (0, before)

    def test_other_lines_and_impossible_lines_are_refused(self, station, by):
        key = a_voucher()
        post_many(vouchers=[Voucher(key, station, (a_line(heads=1),))], by=by)
        with pytest.raises(RuleBroken, match="内容不同"):
            post_many(vouchers=[Voucher(key, station, (a_line(heads=2),))], by=by)
        with pytest.raises(RuleBroken, match="为负"):
            post_many(vouchers=[Voucher(a_voucher(), station, (a_line(heads=-2),))], by=by)

    def test_singles_go_on_after_bulk(self, station, by):
        post_many(vouchers=[Voucher(a_voucher(), station, (a_line(heads=1),))], by=by)
        assert post(voucher=a_voucher(), version=1, station=station, lines=[a_line(heads=2)], by=by).pk

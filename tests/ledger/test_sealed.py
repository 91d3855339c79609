"""Sealed postings count for those entitled, and leave no trace for anybody else."""

import datetime as dt
import itertools
import json

import pytest
from django.apps import apps
from django.db import connection, transaction

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.cli import ledger as command
from liangzhan.ledger import vouchers
from liangzhan.ledger.models import Entry, Posting, SealedCell, SealedEntry, SealedPosting
from liangzhan.ledger.queries.figures import Asked, behind, figure, figure_as_known
from liangzhan.ledger.queries.sealed import facts_of_posting, sealed_figures
from liangzhan.ledger.queries.sealed_verifying import (
    sealed_cell_differences,
    sealed_differences,
    sealed_voucher_differences,
)
from liangzhan.ledger.rules.lines import digest_of
from liangzhan.ledger.services.cells import rebuild_dirty
from liangzhan.ledger.services.posting import post
from liangzhan.ledger.services.sealed import post_sealed, rebuild_sealed_cells, reverse_sealed
from liangzhan.ledger.tasks import rebuild, verify, verify_sealed
from liangzhan.toolkit.errors import RuleBroken
from tests.factories.ledger import a_line
from tests.factories.people import DAY, make_individual

JUNE, LAST = dt.date(2020, 6, 1), dt.date(2020, 6, 30)
MATTER, OTHER = "tests.Case:1", "tests.Case:2"
KEY = ("VISIT", "X1")


class Quiet:
    def progress(self, done, total, message):
        pass


@pytest.fixture
def by(station_head):
    return station_head.actor


@pytest.fixture
def sealed(station, by):
    """sealed(*lines, voucher=…, version=1, matter=…): post a version."""
    numbers = itertools.count(1)

    def run(*lines, voucher="", version=1, matter=MATTER, place=station):
        key = voucher or f"tests.Sealed:{next(numbers)}"
        return post_sealed(voucher=key, version=version, station=place, matter=matter, lines=lines, by=by)

    return run


def figures(*stations, start=JUNE, end=LAST, matters=None, **more):
    return sealed_figures([one.pk for one in stations], start, end, matters=matters, **more)


class TestPosting:
    def test_counts_for_those_entitled(self, sealed, station, neighbour_station):
        one, other = make_individual("甲"), make_individual("乙")
        sealed(a_line(one, category="X1"), a_line(one, category="X1", minutes=10))
        sealed(a_line(other, category="X1"), matter=OTHER)
        sealed(a_line(one, category="X1"), place=neighbour_station)
        whole = figures(station)
        assert (whole[KEY].times, whole[KEY].person_count, whole[KEY].minutes) == (3, 2, 70)
        assert figures(station, neighbour_station)[KEY].times == 4
        assert figures(station, neighbour_station, matters=[MATTER, OTHER]) == figures(station, neighbour_station)
        assert (figures(station, matters=[OTHER])[KEY].times, figures(station, matters=[]), figures()) == (1, {}, {})

    def test_the_same_again_changes_nothing(self, sealed):
        somebody = make_individual()
        first = sealed(a_line(somebody), voucher="tests.Sealed:a")
        sealed(a_line(somebody, minutes=5), voucher="tests.Sealed:a", version=2)
        assert sealed(a_line(somebody), voucher="tests.Sealed:a") == first
        assert SealedEntry.objects.count() == 3

    def test_a_correction_and_a_reversal_take_back(self, sealed, station, by):
        somebody = make_individual()
        sealed(a_line(somebody, category="X2"), voucher="tests.Sealed:a")
        later = a_line(somebody, category="X2", minutes=5, served_on=dt.date(2020, 7, 1))
        second = sealed(later, voucher="tests.Sealed:a", version=2)
        assert facts_of_posting(second)["kind"] == "CORRECTED"
        assert (figures(station), figures(station, start=JUNE, end=dt.date(2020, 7, 1))["VISIT", "X2"].minutes) == (
            {},
            5,
        )
        gone = reverse_sealed(voucher="tests.Sealed:a", reason="录错了人", by=by)
        facts = facts_of_posting(gone)
        assert (facts["kind"], facts["reason"], facts["matter"]) == ("REVERSED", "录错了人", MATTER)
        assert facts["by"].endswith("|张站长") and not SealedCell.objects.exists()

    def test_what_cannot_be_is_refused(self, sealed, by):
        sealed(a_line(heads=1), voucher="tests.Sealed:a")
        for words, given in (
            ("内容不同", {"voucher": "tests.Sealed:a"}),
            ("第 2 版", {"voucher": "tests.Sealed:a", "version": 3}),
            ("另一项", {"voucher": "tests.Sealed:a", "version": 2, "matter": OTHER}),
            ("写明", {"matter": ""}),
        ):
            with pytest.raises(RuleBroken, match=words):
                sealed(a_line(heads=2), **given)
        with pytest.raises(RuleBroken, match="24 小时"):
            sealed(a_line(minutes=1500))
        with pytest.raises(RuleBroken, match="理由"):
            reverse_sealed(voucher="tests.Sealed:a", reason=" ", by=by)
        with pytest.raises(RuleBroken, match="没有入账"):
            reverse_sealed(voucher="tests.Sealed:z", reason="录错", by=by)
        assert SealedPosting.objects.count() == 1

    def test_ordinary_postings_take_no_sealed_category(self, station, by):
        with pytest.raises(RuleBroken, match="限制查阅"):
            post(voucher="t:1", version=1, station=station, lines=[a_line(make_individual(), category="X3")], by=by)


class TestFigures:
    def test_parts_of_months_are_read_from_entries(self, sealed, station):
        somebody = make_individual()
        for day in (dt.date(2020, 5, 31), DAY, dt.date(2020, 7, 1)):
            sealed(a_line(somebody, category="X1", served_on=day))
        times = {}
        for end in (dt.date(2020, 5, 31), DAY, LAST, dt.date(2020, 7, 1)):
            found = figures(station, start=dt.date(2020, 5, 31), end=end)
            times[end.isoformat()] = found[KEY].times
            assert found == figures(station, start=dt.date(2020, 5, 31), end=end, matters=[MATTER])
        assert list(times.values()) == [1, 2, 2, 3]

    def test_as_known_at_a_moment(self, sealed, station, time_machine):
        time_machine.move_to(dt.datetime(2020, 7, 1, 2, tzinfo=dt.UTC), tick=False)
        sealed(a_line(heads=2), voucher="tests.Sealed:a")
        time_machine.move_to(dt.datetime(2020, 7, 5, 2, tzinfo=dt.UTC), tick=False)
        sealed(a_line(heads=9), voucher="tests.Sealed:a", version=2)
        days = [dt.datetime(2020, 7, day, 3, tzinfo=dt.UTC) for day in (1, 5)]
        assert [figures(station, known_at=day)["VISIT", ""].times for day in days] == [2, 9]

    def test_a_merged_person_counts_once_without_a_rebuild(self, sealed, station):
        kept, alias = make_individual("甲"), make_individual("甲")
        sealed(a_line(kept, category="X1"), a_line(alias, category="X1"))
        assert figures(station)[KEY].person_count == 2
        type(alias).objects.filter(pk=alias.pk).update(state="MERGED", merged_into=kept)
        for matters in (None, [MATTER]):
            found = figures(station, matters=matters)[KEY]
            assert (list(found.persons), found.times) == ([kept.pk], 2)
        assert sealed_cell_differences() == []


class TestVerify:
    def test_whole_and_broken_and_rebuilt(self, sealed, station, neighbour_station, capsys):
        sealed(a_line(heads=3))
        sealed(a_line(heads=3), place=neighbour_station)
        assert (sealed_differences(), command.verify_sealed(), verify_sealed(Quiet())["whole"]) == ([], 0, True)
        SealedCell.objects.filter(station=station).delete()
        assert [one.sentence for one in sealed_differences()] == ["汇总与台账明细不一致。"]
        assert (command.verify_sealed(), verify_sealed(Quiet())["whole"]) == (1, False)
        assert (command.rebuild_sealed(), command.verify_sealed()) == (0, 0)
        held = SealedCell.objects.get(station=neighbour_station)
        held.payload = SealedCell.objects.get(station=station).payload.replace(",3,", ",4,")
        held.save()
        assert len(sealed_cell_differences()) == 1
        assert "限制查阅" in capsys.readouterr().out and rebuild_sealed_cells() == 2

    def test_vouchers_are_compared(self, sealed, monkeypatch):
        monkeypatch.setattr(vouchers, "SEALED_SOURCES", {})
        monkeypatch.setattr("liangzhan.ledger.queries.sealed_verifying.SEALED_SOURCES", vouchers.SEALED_SOURCES)
        lines = [a_line(heads=3)]
        for name in ("same", "other", "gone"):
            sealed(*lines, voucher=f"tests.Sealed:{name}")
        sealed(a_line(heads=4), voucher="tests.Sealed:same", version=2)
        expected = [("tests.Sealed:same", 2, digest_of([a_line(heads=4)])), ("tests.Sealed:other", 1, "changed")]
        expected.append(("tests.Sealed:lost", 1, "x"))
        source = vouchers.Source("示例", lambda uuid, actor: "", lambda: expected)
        vouchers.voucher_source("tests.Sealed", source, sealed=True)
        found = {one.place.partition(":")[2]: one.sentence for one in sealed_voucher_differences()}
        assert set(found) == {"other", "gone", "lost"}
        with pytest.raises(ValueError, match="tests"):
            vouchers.voucher_source("tests.Sealed", source, sealed=True)


def test_a_dump_tells_only_place_month_and_how_many(sealed, station):
    sealed(a_line(make_individual("甲"), category="X1", minutes=37), voucher="tests.Sealed:a")
    sealed(a_line(make_individual("乙"), category="X2", kind="CASE_OPENED", fen=10**9), voucher="tests.Sealed:b")
    dump = {}
    with connection.cursor() as cursor:
        for table in ("posting", "entry", "cell"):
            cursor.execute(f"SELECT * FROM ledger_sealed{table} ORDER BY id")
            dump[table] = [[bytes(one) if isinstance(one, memoryview) else one for one in row] for row in cursor]
    text = repr(dump)
    shown = [word for word in ("tests.", "VISIT", "CASE_", "张站长", DAY.isoformat(), repr(DAY)) if word in text]
    assert shown == []
    payloads = [[one for one in row if isinstance(one, bytes)] for row in (*dump["posting"], *dump["entry"])]
    assert {len(one) for row in payloads for one in row} == {len(payloads[0][0])}


@pytest.mark.parametrize("table", ["sealedposting", "sealedentry"])
def test_the_database_refuses_changes(sealed, table):
    sealed(a_line(heads=1))
    for statement in (f"UPDATE ledger_{table} SET payload = payload", f"DELETE FROM ledger_{table}"):
        with pytest.raises(Exception, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def snapshot(capsys, scopes):
    """Everything that stands or is answered outside the three sealed tables."""
    held = {}
    for model in apps.get_models():
        if not model.__name__.startswith("Sealed") and model._meta.managed:
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT * FROM "{model._meta.db_table}" ORDER BY 1')
                held[model._meta.label] = repr([list(map(str, row)) for row in cursor.fetchall()])
    asked = [
        Asked(("21",), JUNE, end, kinds, categories)
        for end in (LAST, dt.date(2020, 6, 10))
        for kinds in (("VISIT",), ("VISIT", "CASE_OPENED"))
        for categories in (None, ("E1",))
    ]
    known = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
    for number, scope in enumerate(scopes):
        view = {"scope": scope, "action": Action.STATION_VIEW}
        held[f"figures {number}"] = repr(
            [[figure(one, **view), figure_as_known(one, known_at=known, **view)] for one in asked]
        )
    held["tasks"] = json.dumps([verify(Quiet()), verify_sealed(Quiet())])
    held["behind"], _, held["verify"] = behind(), command.verify(), capsys.readouterr().out
    return held


def test_nothing_else_changes_by_a_byte(sealed, station, station_head, neighbour_head, county_officer, by, capsys):
    """Before and after sealed postings, behind and in step: tables, figures, marks, ids, tasks, verify."""
    one = make_individual("甲")
    post(voucher="t:1", version=1, station=station, lines=[a_line(one, category="E1"), a_line(heads=3)], by=by)
    scopes = [Scope(unlimited=True), *(who.actor.scope for who in (station_head, neighbour_head, county_officer))]
    for step in range(2):
        before = snapshot(capsys, scopes)
        sealed(a_line(one, category="X1"), a_line(one, kind="CASE_OPENED"), voucher=f"tests.Sealed:s{step}")
        reverse_sealed(voucher=f"tests.Sealed:s{step}", reason="试", by=by)
        sealed(a_line(one, category="X2"))
        assert snapshot(capsys, scopes) == before
        rebuild(Quiet())
    last = (Posting.objects.latest("id").pk, Entry.objects.latest("id").pk)
    post(voucher="t:2", version=1, station=station, lines=[a_line(heads=1)], by=by)
    assert (Posting.objects.latest("id").pk, Entry.objects.latest("id").pk) == (last[0] + 1, last[1] + 1)
    assert rebuild_dirty() == 1 and SealedCell.objects.count() == 1

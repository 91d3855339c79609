"""Cells follow entries; figures are exact at every moment, also while cells are behind; verify finds what differs."""

import datetime as dt

import pytest
from django.db import connection

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.cli import ledger as command
from liangzhan.ledger import vouchers
from liangzhan.ledger.models import Cell, DirtyMark, Posting
from liangzhan.ledger.queries.figures import Asked, behind, figure, figure_as_known
from liangzhan.ledger.queries.verifying import cell_differences, voucher_differences
from liangzhan.ledger.rules.lines import digest_of
from liangzhan.ledger.services.cells import mark_everything, mark_person, rebuild_dirty
from liangzhan.ledger.services.posting import post, reverse
from liangzhan.ledger.tasks import rebuild, verify
from tests.factories.ledger import a_line, a_voucher
from tests.factories.people import DAY, make_individual

VIEW = Action.STATION_VIEW
JUNE = dt.date(2020, 6, 1)


class Quiet:
    def progress(self, done, total, message):
        pass


@pytest.fixture
def posted(station, neighbour_station, station_head):
    """posted(station, *lines, voucher=…): post a first version and say which voucher."""

    def run(place, *lines, voucher=None, version=1):
        key = voucher or a_voucher()
        post(voucher=key, version=version, station=place, lines=lines, by=station_head.actor)
        return key

    return run


def asked(prefix="21", start=JUNE, end=dt.date(2020, 6, 30), **more):
    return Asked((prefix,), start, end, more.pop("kinds", ("VISIT",)), **more)


def whole(which=None, **more):
    return figure(which or asked(**more), scope=Scope(unlimited=True), action=VIEW)


def test_cells_are_written_and_marks_go(posted, station):
    somebody = make_individual()
    posted(station, a_line(somebody, category="E1"), a_line(somebody, category="E1", minutes=10))
    assert rebuild_dirty() == 1
    cell = Cell.objects.get()
    assert (cell.times, cell.minutes, cell.entries, cell.month, cell.category) == (2, 40, 2, JUNE, "E1")
    assert (DirtyMark.objects.count(), rebuild_dirty()) == (0, 0)


def test_a_cell_without_entries_goes(posted, station, station_head):
    key = posted(station, a_line(heads=3))
    rebuild_dirty()
    reverse(voucher=key, reason="录错", by=station_head.actor)
    rebuild_dirty()
    assert not Cell.objects.exists()


def test_figures_before_and_after_the_rebuild_are_the_same(posted, station, neighbour_station):
    one, other = make_individual("甲"), make_individual("乙")
    posted(station, a_line(one), a_line(other))
    posted(neighbour_station, a_line(one), a_line(heads=5))
    fresh = whole()
    while rebuild_dirty(limit=1):
        assert whole() == fresh
    assert (fresh.times, fresh.person_count, fresh.minutes, behind()) == (8, 2, 120, 0)
    assert whole(asked(prefix=station.division_code)).person_count == 2
    assert whole(asked(prefix=neighbour_station.division_code)).times == 6


def test_parts_of_months_are_read_from_entries(posted, station):
    somebody = make_individual()
    posted(
        station,
        a_line(somebody, served_on=dt.date(2020, 5, 31)),
        a_line(somebody),
        a_line(somebody, served_on=dt.date(2020, 7, 1)),
    )
    rebuild_dirty()
    found = {
        end: whole(asked(start=dt.date(2020, 5, 31), end=dt.date.fromisoformat(end))).times
        for end in ("2020-05-31", "2020-06-02", "2020-06-03", "2020-06-30", "2020-07-01")
    }
    assert found == {"2020-05-31": 1, "2020-06-02": 1, "2020-06-03": 2, "2020-06-30": 2, "2020-07-01": 3}


def test_kinds_and_categories_narrow(posted, station):
    one, other = make_individual("甲"), make_individual("乙")
    posted(station, a_line(one, category="E1"), a_line(other, category="P1"), a_line(one, kind="CASE_CONTACT"))
    for _ in range(2):
        assert whole().person_count == 2
        assert whole(asked(categories=("E1",))).person_count == 1
        assert whole(asked(kinds=("VISIT", "CASE_CONTACT"))).times == 3
        rebuild_dirty()


def test_a_neighbour_is_never_added(posted, station, neighbour_station, station_head, neighbour_head, county_officer):
    posted(station, a_line(heads=3))
    posted(neighbour_station, a_line(heads=4))
    for _ in range(2):
        found = [
            figure(asked(), scope=who.actor.scope, action=VIEW).times
            for who in (station_head, neighbour_head, county_officer)
        ]
        assert found == [3, 4, 7]
        rebuild_dirty()
    partly = asked(end=dt.date(2020, 6, 20))
    assert figure(partly, scope=neighbour_head.actor.scope, action=VIEW).times == 4


def test_as_known_at_a_moment(posted, station, time_machine):
    somebody = make_individual()
    time_machine.move_to(dt.datetime(2020, 7, 1, 2, tzinfo=dt.UTC), tick=False)
    key = posted(station, a_line(somebody))
    time_machine.move_to(dt.datetime(2020, 7, 5, 2, tzinfo=dt.UTC), tick=False)
    posted(station, a_line(somebody, minutes=10), voucher=key, version=2)
    known = [
        figure_as_known(
            asked(), known_at=dt.datetime(2020, 7, day, 3, tzinfo=dt.UTC), scope=Scope(unlimited=True), action=VIEW
        ).minutes
        for day in (1, 4, 5)
    ]
    assert known == [30, 30, 10]
    assert figure_as_known(
        asked(categories=("E1",)),
        known_at=dt.datetime(2020, 8, 1, tzinfo=dt.UTC),
        scope=Scope(unlimited=True),
        action=VIEW,
    ).is_nothing()


def test_a_merged_person_counts_once_afterwards(posted, station, neighbour_station):
    kept, alias = make_individual("甲"), make_individual("甲")
    posted(station, a_line(kept))
    posted(neighbour_station, a_line(alias))
    rebuild_dirty()
    assert whole().person_count == 2
    type(alias).objects.filter(pk=alias.pk).update(state="MERGED", merged_into=kept)
    assert mark_person(kept, alias) == 0
    assert (behind(), whole().person_count) == (2, 1)
    rebuild_dirty()
    assert (whole().person_count, whole().times) == (1, 2)


def test_a_chain_of_merges_ends_at_one_person(posted, station):
    first, second, third = (make_individual("甲") for _ in range(3))
    posted(station, a_line(first), a_line(second), a_line(third))
    for alias, kept in ((second, first), (third, second)):
        type(alias).objects.filter(pk=alias.pk).update(state="MERGED", merged_into=kept)
    assert whole().person_count == 1


class TestVerify:
    def test_whole(self, posted, station, capsys):
        posted(station, a_line(heads=3))
        rebuild(Quiet())
        assert (cell_differences(), verify(Quiet())["whole"], command.verify()) == ([], True, 0)
        assert "核对通过" in capsys.readouterr().out

    @pytest.mark.parametrize("column", ["times", "minutes", "fen", "entries"])
    def test_a_changed_cell_is_found(self, posted, station, column):
        posted(station, a_line(heads=3))
        rebuild_dirty()
        Cell.objects.update(**{column: 99})
        assert [one.sentence for one in cell_differences()] == ["汇总与台账明细不一致。"]

    def test_a_lost_cell_is_found_and_rebuilt(self, posted, station, capsys):
        posted(station, a_line(heads=3))
        rebuild_dirty()
        Cell.objects.all().delete()
        assert command.verify() == 1
        assert "2 处不一致" in capsys.readouterr().out
        assert (command.rebuild(), command.verify()) == (0, 0)

    def test_vouchers_are_compared(self, posted, station, monkeypatch):
        monkeypatch.setattr(vouchers, "SOURCES", {})
        monkeypatch.setattr("liangzhan.ledger.queries.verifying.SOURCES", vouchers.SOURCES)
        lines = [a_line(heads=3)]
        same, other, gone = (
            posted(station, *lines, voucher=f"tests.Thing:{name}") for name in ("same", "other", "gone")
        )
        expected = [(same, 1, digest_of(lines)), (other, 2, digest_of(lines)), ("tests.Thing:lost", 1, "x")]
        vouchers.voucher_source("tests.Thing", vouchers.Source("示例", lambda uuid, actor: "", lambda: expected))
        found = {one.place: one.sentence for one in voucher_differences()}
        assert set(found) == {other, gone, "tests.Thing:lost"}
        assert "第 1 版" in found[other] and "已不在" in found[gone] and "没有入账" in found["tests.Thing:lost"]
        with pytest.raises(ValueError, match=r"tests\.Thing"):
            vouchers.voucher_source("tests.Thing", vouchers.SOURCES["tests.Thing"])


def test_everything_can_be_marked(posted, station, neighbour_station, station_head):
    posted(station, a_line(heads=1), a_line(heads=1, served_on=dt.date(2020, 7, 2)))
    posted(neighbour_station, a_line(heads=1))
    rebuild_dirty()
    assert mark_everything(reason="核对", by=station_head.actor) == 3
    assert behind((station.division_code,)) == 2


def test_a_dump_shows_no_category(posted, station):
    """Neither as a code, nor by trying every category against the digest, nor by the order of cells."""
    codes = ("E1", "P1", "C4", "L3", "D2")
    lines = [a_line(make_individual("甲"), category=one, service_kind="S03") for one in codes]
    posted(station, *lines)
    rebuild_dirty()
    with connection.cursor() as cursor:
        cursor.execute("SELECT category, service_kind FROM ledger_entry ORDER BY id")
        entries = [value for row in cursor.fetchall() for value in row]
        cursor.execute("SELECT category FROM ledger_cell ORDER BY id")
        cells = [row[0] for row in cursor.fetchall()]
    assert {len(one) for one in entries} == {24} == {len(one) for one in cells}
    assert cells == sorted(cells) and len(set(cells)) == 5 and not set(cells) & set(entries)
    assert Posting.objects.get().digest != digest_of(lines)
    assert set(Cell.objects.values_list("category", flat=True)) == {"E1", "P1", "C4", "L3", "D2"}


def test_a_posting_cannot_be_changed(posted, station):
    posted(station, a_line(heads=1))
    with pytest.raises(Exception, match="append-only"), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_posting SET version = 9")
    assert DAY and Posting._meta.db_table == "ledger_posting"

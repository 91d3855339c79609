"""From a figure to its entries and vouchers: within scope, without persons, in pages that add up."""

import dataclasses
import datetime as dt

import pytest

from liangzhan.access.actions import Action
from liangzhan.ledger import vouchers
from liangzhan.ledger.models import Posting
from liangzhan.ledger.queries.drill_down import EntryBehind, entries_behind
from liangzhan.ledger.queries.figures import Asked, figure, figure_as_known
from liangzhan.ledger.queries.verifying import voucher_differences
from liangzhan.ledger.rules.lines import digest_of
from liangzhan.ledger.services.posting import post, reverse
from tests.factories.ledger import a_line
from tests.factories.people import DAY, make_individual

VIEW = Action.STATION_VIEW
JUNE = Asked(("21",), dt.date(2020, 6, 1), dt.date(2020, 6, 30), ("VISIT",))


@pytest.fixture
def sources(monkeypatch):
    """An empty registry of the test's own."""
    held: dict = {}
    monkeypatch.setattr(vouchers, "SOURCES", held)
    for user in ("drill_down", "verifying"):
        monkeypatch.setattr(f"liangzhan.ledger.queries.{user}.SOURCES", held)
    return held


@pytest.fixture
def posted(station, station_head):
    def run(key, *lines, place=station, version=1):
        post(voucher=key, version=version, station=place, lines=lines, by=station_head.actor)

    return run


def all_pages(who, asked=JUNE, size=2, **more):
    """Forwards through all pages, with the number of pages."""
    found, cursor, pages = [], "", 0
    while True:
        page = entries_behind(asked, actor=who.actor, action=VIEW, cursor=cursor, size=size, **more)
        found, cursor, pages = [*found, *page.items], page.next_cursor, pages + 1
        if not cursor:
            return found, pages


def test_pages_add_up_to_the_figure(posted, station, neighbour_station, county_officer, station_head, neighbour_head):
    one = make_individual("甲")
    posted("t.V:1", a_line(one, category="E1"), a_line(heads=4, minutes=10, fen=300))
    posted("t.V:1", a_line(one, minutes=20, served_on=dt.date(2020, 6, 9)), version=2)
    posted("t.V:2", a_line(one), place=neighbour_station)
    for who in (county_officer, station_head, neighbour_head):
        found, pages = all_pages(who)
        total = figure(JUNE, scope=who.actor.scope, action=VIEW)
        sums = [sum(getattr(entry, name) for entry in found) for name in ("times", "minutes", "fen")]
        assert sums == [total.times, total.minutes, total.fen]
        assert pages == -(-len(found) // 2)
        days = [(entry.served_on, entry.number) for entry in found]
        assert days == sorted(days, reverse=True)
    assert [entry.station_id for entry in all_pages(neighbour_head)[0]] == [neighbour_station.pk]
    narrowed, _ = all_pages(county_officer, station_id=station.pk)
    assert {entry.station for entry in narrowed} == {station.name} and len(narrowed) == 5
    assert sum(one.times for one in all_pages(county_officer, dataclasses.replace(JUNE, categories=("E1",)))[0]) == 0


def test_no_person_and_no_category_is_shown(posted, county_officer):
    posted("t.V:1", a_line(make_individual("甲"), category="E1"))
    names = {field.name for field in dataclasses.fields(EntryBehind)}
    assert not names & {"person", "person_id", "category", "served_by"}
    page = entries_behind(JUNE, actor=county_officer.actor, action=VIEW)
    assert "E1" not in repr(page.items) and page.items[0].kind == "探访"


def test_links_are_asked_of_the_source_for_this_reader(
    posted, sources, station_head, county_officer, django_assert_num_queries
):
    def href(uuid, actor):
        return f"/visits/{uuid}/" if actor == station_head.actor else ""

    asked = []

    def hrefs(uuids, actor):
        asked.append(list(uuids))
        return {uuid: f"/sessions/{uuid}/" for uuid in uuids if uuid != "closed"}

    vouchers.voucher_source("t.Visit", vouchers.Source("探访记录", href, lambda: []))
    vouchers.voucher_source("t.Session", vouchers.Source("小组节次", href, lambda: [], hrefs))
    posted("t.Visit:a", a_line(heads=1))
    posted("t.Session:b", a_line(heads=1), a_line(heads=2))
    posted("t.Session:closed", a_line(heads=1))
    posted("old.Thing:c", a_line(heads=1))
    with django_assert_num_queries(1):
        page = entries_behind(JUNE, actor=station_head.actor, action=VIEW)
    assert [(entry.title, entry.href) for entry in page.items] == [
        ("凭证", ""),
        ("小组节次", ""),
        ("小组节次", "/sessions/b/"),
        ("小组节次", "/sessions/b/"),
        ("探访记录", "/visits/a/"),
    ]
    assert asked == [["closed", "b"]]
    assert entries_behind(JUNE, actor=county_officer.actor, action=VIEW).items[-1].href == ""


def test_as_known_at_a_moment(posted, county_officer, time_machine):
    time_machine.move_to(dt.datetime(2020, 7, 1, 2, tzinfo=dt.UTC), tick=False)
    posted("t.V:1", a_line(heads=3))
    time_machine.move_to(dt.datetime(2020, 7, 5, 2, tzinfo=dt.UTC), tick=False)
    posted("t.V:1", a_line(heads=5), version=2)
    for day, times, count in ((1, 3, 1), (5, 5, 3)):
        known = dt.datetime(2020, 7, day, 3, tzinfo=dt.UTC)
        found, _ = all_pages(county_officer, known_at=known)
        view = {"scope": county_officer.actor.scope, "action": VIEW}
        assert (sum(entry.times for entry in found), len(found)) == (times, count)
        assert figure_as_known(JUNE, known_at=known, **view).times == times


class TestVerify:
    """A source that keeps its own vouchers, as a room does: {key: (version, lines)}."""

    @pytest.fixture
    def room(self, sources, posted):
        held: dict = {}
        digests = lambda: ((key, version, digest_of(lines)) for key, (version, lines) in held.items())  # noqa: E731
        vouchers.voucher_source("t.V", vouchers.Source("示例", lambda uuid, actor: "", digests))

        def keep(key, *lines, version=1):
            held[key] = (version, lines)
            posted(key, *lines, version=version)

        keep("t.V:1", a_line(heads=3))
        keep("t.V:2", a_line(heads=4), a_line(heads=5))
        keep("t.V:2", a_line(heads=4), version=2)
        return held

    def test_whole(self, room, station_head):
        assert voucher_differences() == []
        reverse(voucher="t.V:1", reason="录错", by=station_head.actor)
        assert [one.place for one in voucher_differences()] == ["t.V:1"]
        room["t.V:1"] = (2, ())
        assert voucher_differences() == []

    def test_a_missing_voucher_is_found(self, room):
        """The room has it, the ledger does not."""
        room["t.V:3"] = (1, (a_line(heads=1),))
        assert [(one.place, one.sentence) for one in voucher_differences()] == [("t.V:3", "凭证没有入账。")]

    def test_a_surplus_voucher_is_found(self, room, posted):
        """The ledger has it, the room does not; another room's of a like name is not confused with it."""
        posted("t.V:4", a_line(heads=1))
        posted("t.Vx:5", a_line(heads=1))
        assert [(one.place, one.sentence) for one in voucher_differences()] == [("t.V:4", "台账中有入账，凭证已不在。")]

    def test_changed_lines_and_another_version_are_found(self, room):
        room["t.V:1"] = (1, (a_line(heads=3, served_on=DAY + dt.timedelta(days=1)),))
        room["t.V:2"] = (1, (a_line(heads=4), a_line(heads=5)))
        assert [one.place for one in voucher_differences()] == ["t.V:1", "t.V:2"]
        assert Posting.objects.count() == 3

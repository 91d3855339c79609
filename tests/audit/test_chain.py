"""The chain: sealed in its own order, checked to the first broken link, its head kept outside."""

import datetime as dt
import uuid
from argparse import Namespace

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from liangzhan.access.actor import Actor
from liangzhan.audit import heads, tasks
from liangzhan.audit.models import Event, Reading, Seal
from liangzhan.audit.queries import chain
from liangzhan.audit.rules import GENESIS, Link, check_links, digest_of
from liangzhan.audit.services import start_verification
from liangzhan.cli import audit as command
from liangzhan.toolkit import jobs, schedule
from liangzhan.toolkit.models import Job

BY = Actor(uuid=uuid.UUID(int=9), label="王县")


def links_of(contents):
    previous, found = GENESIS, []
    for sequence, content in enumerate(contents, start=1):
        digest = digest_of(previous, sequence, "event", content)
        found.append(Link(sequence, "event", previous, digest, content, f"记录 {sequence}"))
        previous = digest
    return found


CONTENTS = st.lists(st.dictionaries(st.text(max_size=4), st.integers() | st.text(max_size=4), max_size=3), max_size=6)


class TestRules:
    @given(contents=CONTENTS)
    def test_an_unbroken_chain(self, contents):
        links = links_of(contents)
        head = links[-1].digest if links else GENESIS
        assert check_links(links) == (None, head, len(links))

    @given(contents=CONTENTS.filter(len), data=st.data())
    def test_any_change_is_found_at_its_place(self, contents, data):
        links = links_of(contents)
        at = data.draw(st.integers(0, len(links) - 1))
        broken = {**(links[at].content or {}), "changed": True}
        links[at] = Link(at + 1, "event", links[at].previous, links[at].digest, broken, "改过的")
        fault, _, sequence = check_links(links)
        assert (fault.sequence, fault.text, sequence) == (at + 1, f"第 {at + 1} 环所封存的记录被改动过（改过的）。", at)

    def test_each_kind_of_fault(self):
        one, two, three = links_of([{"a": 1}, {"a": 2}, {"a": 3}])
        gone = Link(2, "event", two.previous, two.digest, None)
        astray = Link(2, "event", "f" * 64, two.digest, two.content)
        assert [check_links(links)[0].text for links in ([one, three], [one, gone], [one, astray])] == [
            "第 2 环缺失，其后是第 3 环（记录 3）。",
            "第 2 环所封存的记录已不存在。",
            "第 2 环与上一环不相接。",
        ]


@pytest.fixture
def deeds(db, monkeypatch):
    """Three deeds and a reading, old enough to be sealed."""
    monkeypatch.setattr(tasks, "DELAY", dt.timedelta(0))
    for number in range(3):
        Event.objects.create(by=BY, name=f"sample.{number}")
    Reading.objects.create(by=BY, page="sample:page", object_ids=["7"], shown_class="P3")


def tamper(statement):
    """What an intruder with the database's own password does: the guards off, a change, the guards on."""
    table = "audit_event" if "audit_event" in statement else "audit_seal"
    verb = statement.split()[0].lower()
    on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "{table}_no_{verb}"{on}')
        cursor.execute(statement)


class TestSealer:
    def test_seals_everything_once(self, deeds):
        assert (tasks.seal_events(), tasks.seal_events()) == (4, 0)
        assert list(Seal.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4]
        assert set(Seal.objects.order_by("id").values_list("row_uuid", flat=True)) == {
            *Event.objects.order_by("id").values_list("uuid", flat=True),
            *Reading.objects.order_by("id").values_list("uuid", flat=True),
        }
        report = chain.check_chain()
        assert (report.is_whole, report.length, report.head, report.unsealed) == (True, 4, chain.head()[1], 0)

    def test_fresh_rows_wait(self, db):
        Event.objects.create(by=BY, name="sample")
        assert tasks.seal_events() == 0
        assert chain.check_chain().unsealed == 1
        assert chain.head() == (0, GENESIS)

    def test_batches(self, deeds, monkeypatch):
        monkeypatch.setattr(tasks, "BATCH", 2)
        assert tasks.seal_events() == 4
        monkeypatch.setattr(chain, "BATCH", 3)
        assert chain.check_chain().is_whole

    def test_a_limit(self, deeds, monkeypatch):
        monkeypatch.setattr(tasks, "BATCH", 1)
        assert tasks.seal_events(limit=2) == 2

    def test_the_watermark_leaves_a_day(self, deeds, monkeypatch):
        tasks.seal_events()
        assert [chain.watermark(source) for source in chain.SOURCES] == [0, 0]
        monkeypatch.setattr(tasks, "LATE", dt.timedelta(0))
        tasks.seal_events()
        last = {source: model.objects.order_by("-id").first().pk for source, model in chain.SOURCES.items()}
        assert {source: chain.watermark(source) for source in chain.SOURCES} == last

    def test_the_watermark_stops_before_an_unsealed_row(self, deeds):
        first = Event.objects.order_by("id").first()
        reached = [chain.next_watermark("event", before=timezone.now() + dt.timedelta(days=1))]
        tasks.seal_events()
        reached.append(chain.next_watermark("event", before=timezone.now() + dt.timedelta(days=1)))
        assert reached == [first.pk - 1, first.pk + 2]

    def test_only_rows_above_the_watermark_are_read(self, deeds, monkeypatch):
        monkeypatch.setattr(tasks, "LATE", dt.timedelta(0))
        tasks.seal_events()
        fresh = Event.objects.create(by=BY, name="late")
        assert list(chain.unsealed("event")) == [fresh]
        assert f'"id" > {chain.watermark("event")}' in str(chain.unsealed("event").query)

    def test_the_sweep_finds_what_the_watermark_passed_by(self, deeds, monkeypatch):
        tasks.seal_events()
        late = Event.objects.create(by=BY, name="late")
        from liangzhan.toolkit.models import NumberSeries

        NumberSeries.objects.update_or_create(series="audit:watermark:event", defaults={"last": late.pk})
        assert tasks.seal_events() == 0
        assert tasks.sweep(None) == {"sealed": 1}
        assert chain.check_chain().is_whole

    def test_the_clock_does_it_every_minute(self, deeds):
        started = {job.task for job in schedule.start_due(timezone.now())}
        assert "audit.tasks.seal" in started
        jobs.run_pending(reraise=True)
        assert Job.objects.get(task="audit.tasks.seal").result["sealed"] >= 4


class TestCheck:
    def test_a_changed_deed_is_named(self, deeds):
        tasks.seal_events()
        victim = Event.objects.order_by("id")[1]
        tamper(f"UPDATE audit_event SET name = 'sample.other' WHERE id = {victim.pk}")
        report = chain.check_chain()
        assert (report.fault.sequence, report.length) == (2, 1)
        assert "第 2 环所封存的记录被改动过" in report.fault.text
        assert "王县，sample.other" in report.fault.text

    def test_a_deleted_deed_is_named(self, deeds):
        tasks.seal_events()
        victim = Event.objects.order_by("id").first()
        tamper(f"DELETE FROM audit_event WHERE id = {victim.pk}")
        assert chain.check_chain().fault.text == f"第 1 环所封存的记录已不存在（操作记录 {victim.uuid}）。"

    def test_a_changed_reading_is_named(self, deeds):
        tasks.seal_events()
        seal = Seal.objects.get(source="reading")
        tamper(f"UPDATE audit_seal SET previous = 'x' WHERE id = {seal.pk}")
        fault = chain.check_chain().fault
        assert f"第 {seal.sequence} 环与上一环不相接" in fault.text and "查阅 sample:page" in fault.text

    def test_a_missing_link(self, deeds):
        tasks.seal_events()
        tamper("DELETE FROM audit_seal WHERE sequence = 2")
        assert chain.check_chain().fault.text.startswith("第 2 环缺失，其后是第 3 环")

    def test_a_tail_cut_off_below_the_watermark(self, deeds, monkeypatch):
        monkeypatch.setattr(tasks, "LATE", dt.timedelta(0))
        tasks.seal_events()
        tamper("DELETE FROM audit_seal WHERE sequence > 2")
        report = chain.check_chain()
        assert (report.length, report.unsealed) == (2, 2)
        assert report.fault.text == "链尾被截断：有 2 条封存过的记录失去了封条。"

    def test_a_tail_cut_off_against_a_head(self, deeds):
        tasks.seal_events()
        head = chain.head()[1]
        assert chain.check_chain(heads=[head, GENESIS, ""]).is_whole
        tamper("DELETE FROM audit_seal WHERE sequence > 2")
        fault = chain.check_chain(heads=[head]).fault
        assert fault.text == f"链尾被截断：找不到以前的链头 {head[:12]}…，现在只有 2 环。"

    def test_in_the_background(self, deeds, county_officer):
        tasks.seal_events()
        heads.write_down(dt.date(2024, 1, 1), *chain.head())
        job = start_verification(by=county_officer.actor)
        jobs.run_pending(reraise=True)
        job.refresh_from_db()
        assert (job.state, job.result["whole"], job.result["lines"][0]) == (
            "DONE",
            True,
            ["结论", "校验通过，没有发现缺失或改动。"],
        )
        tamper("DELETE FROM audit_seal WHERE sequence > 2")
        again = start_verification(by=county_officer.actor)
        jobs.run_pending(reraise=True)
        again.refresh_from_db()
        assert again.result["whole"] is False


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    """Heads are written into a home of the test's own."""
    monkeypatch.setattr(heads, "home", lambda: tmp_path)


class TestHeads:
    def test_nothing_written_yet(self):
        assert heads.written_down() == []

    def test_one_line_a_day(self):
        heads.write_down(dt.date(2024, 1, 1), 3, "a" * 64)
        heads.write_down(dt.date(2024, 1, 2), 5, "b" * 64)
        assert [(one.on, one.sequence, one.digest[0]) for one in heads.written_down()] == [
            (dt.date(2024, 1, 1), 3, "a"),
            (dt.date(2024, 1, 2), 5, "b"),
        ]
        assert heads.place().stat().st_mode & 0o777 == 0o600


class TestCommand:
    def test_whole(self, deeds, capsys):
        tasks.seal_events()
        assert command.run(Namespace(what="verify", head=[])) == 0
        assert capsys.readouterr().out.splitlines() == [
            f"记录链共 4 环，链头 {chain.head()[1]}，待封存 0 条。",
            "校验通过。",
        ]

    def test_broken(self, deeds, capsys):
        tasks.seal_events()
        head = chain.head()[1]
        tamper("DELETE FROM audit_seal WHERE sequence = 4")
        assert command.run(Namespace(what="verify", head=[head])) == 1
        assert "校验未通过：链尾被截断" in capsys.readouterr().out

    def test_heads(self, deeds, capsys):
        heads.write_down(dt.date(2024, 1, 1), 3, "a" * 64)
        tasks.seal_events()
        assert command.run(Namespace(what="heads")) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[0] == f"2024-01-01 3 {'a' * 64}"
        assert lines[1].endswith(f" 4 {chain.head()[1]}")

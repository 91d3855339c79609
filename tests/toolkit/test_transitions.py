"""The single door of a state: the table holds, the log tells, of two officers one succeeds."""

import datetime as dt
import itertools
import threading
import uuid

import pytest
from django.db import connection, models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liangzhan.toolkit.actors import ActorStamp
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.models import Move
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import Table, move, move_all, moves_of

OFFICER = ActorStamp(uuid.UUID(int=5), "县级经办人")
NUMBERS = itertools.count(100)
TABLE = Table({"DRAFT": ("SENT",), "SENT": ("DRAFT", "DONE"), "DONE": ()})
STATES = ("DRAFT", "SENT", "DONE")


class Letter(models.Model):
    """A row with a state, known to no installed app."""

    state = models.CharField(max_length=8, choices=[("DRAFT", "草稿"), ("SENT", "已报送"), ("DONE", "已办结")])
    state_since = models.DateField()
    note = models.CharField(max_length=20, default="")

    class Meta:
        app_label = "probe_transitions"
        db_table = "probe_letter"
        managed = False

    def __str__(self):
        return self.state


def make_table():
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE probe_letter "
            "(id integer PRIMARY KEY, state varchar(8) NOT NULL, state_since date NOT NULL, note varchar(20) NOT NULL)"
        )


@pytest.fixture
def letters(db):
    make_table()
    return Letter.objects


def test_a_move_sets_state_day_and_more_and_leaves_a_log(letters):
    row = letters.create(id=1, state="DRAFT", state_since=dt.date(2020, 1, 1))
    day = dt.date(2020, 9, 30)
    assert move(row, "SENT", table=TABLE, by=OFFICER, reason="材料齐全", on=day, note="第一批") is row
    assert (row.state, row.state_since, row.note) == ("SENT", day, "第一批")
    kept = letters.get(pk=1)
    assert (kept.state, kept.state_since, kept.note) == ("SENT", day, "第一批")
    assert [
        (one.object_label, one.object_id, one.from_state, one.to_state, one.on, one.reason, one.moved_by)
        for one in moves_of(row)
    ] == [("probe_transitions.letter", "1", "DRAFT", "SENT", day, "材料齐全", OFFICER)]


def test_today_is_the_day_and_a_long_reason_is_cut(letters):
    row = move(
        letters.create(id=1, state="DRAFT", state_since=dt.date(2020, 1, 1)),
        "SENT",
        table=TABLE,
        by=OFFICER,
        reason="长" * 600,
    )
    assert (row.state_since, len(moves_of(row).get().reason)) == (today(), 500)


def test_a_refusal_names_both_states_and_changes_nothing(letters):
    row = letters.create(id=1, state="DRAFT", state_since=dt.date(2020, 1, 1))
    with pytest.raises(RuleBroken) as caught:
        move(row, "DONE", table=TABLE, by=OFFICER)
    assert caught.value.reasons == ("现在是“草稿”，不能变为“已办结”。",)
    with pytest.raises(RuleBroken) as caught:
        move(row, "LOST", table=TABLE, by=OFFICER)
    assert caught.value.reasons == ("现在是“草稿”，不能变为“LOST”。",)
    assert (letters.get().state, Move.objects.count()) == ("DRAFT", 0)


def test_what_counts_is_the_row_in_the_database(letters):
    """The page is old: meanwhile someone else has sent and closed the letter."""
    old = letters.create(id=1, state="DRAFT", state_since=dt.date(2020, 1, 1))
    letters.filter(pk=1).update(state="DONE")
    with pytest.raises(RuleBroken) as caught:
        move(old, "SENT", table=TABLE, by=OFFICER)
    assert caught.value.reasons == ("现在是“已办结”，不能变为“已报送”。",)


def test_a_row_that_changed_meanwhile_is_refused_though_the_table_allows_the_move(letters):
    """The officer read a draft; meanwhile it was sent. 已办结 is open from there, but she decided on something else."""
    table = Table({"DRAFT": ("SENT", "DONE"), "SENT": ("DONE",), "DONE": ()})
    old = letters.create(id=1, state="DRAFT", state_since=dt.date(2020, 1, 1))
    letters.filter(pk=1).update(state="SENT")
    with pytest.raises(RuleBroken) as caught:
        move(old, "DONE", table=table, by=OFFICER)
    assert caught.value.reasons == ("状态刚刚由“草稿”变为“已报送”，请刷新页面、核对后再办理。",)
    assert (letters.get().state, Move.objects.count(), old.state) == ("SENT", 0, "DRAFT")
    assert move(letters.get(), "DONE", table=table, by=OFFICER).state == "DONE"


def test_a_neighbours_moves_are_not_in_the_log(letters):
    first, second = (letters.create(id=number, state="DRAFT", state_since=dt.date(2020, 1, 1)) for number in (1, 11))
    for row in (first, second):
        move(row, "SENT", table=TABLE, by=OFFICER)
    assert moves_of(first).count() == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wishes=st.lists(st.sampled_from(STATES), max_size=8))
def test_whatever_is_asked_only_the_table_moves(letters, wishes):
    letters.all().delete()
    # A row of its own each time: the log of moves takes no deletion.
    row = letters.create(id=next(NUMBERS), state="DRAFT", state_since=dt.date(2020, 1, 1))
    expected = ["DRAFT"]
    for wish in wishes:
        try:
            move(row, wish, table=TABLE, by=OFFICER)
            expected.append(wish)
        except RuleBroken:
            assert not TABLE.allows(expected[-1], wish)
    logged = list(moves_of(row))
    assert [row.state for row in [letters.get()]] == [expected[-1]]
    assert [(one.from_state, one.to_state) for one in logged] == list(zip(expected, expected[1:], strict=False))


def test_of_two_officers_one_succeeds(committed_db):
    make_table()
    Letter.objects.create(id=1, state="SENT", state_since=dt.date(2020, 1, 1))
    start, outcomes = threading.Barrier(2), []

    def officer(to):
        row = Letter.objects.get(pk=1)
        start.wait()
        try:
            outcomes.append(move(row, to, table=TABLE, by=OFFICER).state)
        except RuleBroken:
            outcomes.append("refused")
        finally:
            connection.close()

    # From 已报送 both ways are open, but neither is open from where the other one leads.
    threads = [threading.Thread(target=officer, args=(to,)) for to in ("DONE", "DRAFT")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes)[1] == "refused"
    assert [Letter.objects.get().state] == [one for one in outcomes if one != "refused"]
    assert Move.objects.count() == 1


def test_many_move_at_once_all_or_none(letters, django_assert_num_queries):
    rows = [letters.create(id=n, state="DRAFT", state_since=dt.date(2020, 1, 1)) for n in (1, 2, 3)]
    day = dt.date(2020, 9, 30)
    with django_assert_num_queries(5):
        assert move_all(rows, "SENT", table=TABLE, by=OFFICER, reason="一并报送", on=day) == rows
    assert {(row.state, row.state_since) for row in (*rows, *letters.all())} == {("SENT", day)}
    logs = [(log.from_state, log.to_state, log.on, log.reason) for row in rows for log in moves_of(row)]
    assert logs == [("DRAFT", "SENT", day, "一并报送")] * 3
    move(rows[2], "DONE", table=TABLE, by=OFFICER)
    with pytest.raises(RuleBroken) as refusal:
        move_all(rows, "DONE", table=TABLE, by=OFFICER)
    assert refusal.value.reasons == ("现在是“已办结”，不能变为“已办结”。",)
    assert [row.state for row in letters.order_by("id")] == ["SENT", "SENT", "DONE"]
    assert move_all([], "DONE", table=TABLE, by=OFFICER) == []


def test_many_do_not_move_when_one_changed_since_it_was_read(letters):
    rows = [letters.create(id=n, state="SENT", state_since=dt.date(2020, 1, 1)) for n in (1, 2)]
    table = Table({"SENT": ("DONE",), "DRAFT": ("DONE",)})
    letters.filter(pk=2).update(state="DRAFT")
    with pytest.raises(RuleBroken, match="请刷新页面"):
        move_all(rows, "DONE", table=table, by=OFFICER)
    assert letters.get(pk=1).state == "SENT"

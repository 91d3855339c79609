"""Keyset paging: walking there and back meets each row once, in order."""

import datetime as dt
import uuid
from operator import attrgetter

import pytest
from django.core import signing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liangzhan.toolkit.actors import ActorStamp
from liangzhan.toolkit.keyset import page_of
from liangzhan.toolkit.models import Job, JobStep, NumberSeries, Parameter

FIRST = dt.date(2020, 1, 1)
SOMEONE = ActorStamp(uuid.UUID(int=5), "省级经办人")
ORDERS = [("id",), ("-id",), ("key", "-valid_from", "id"), ("-valid_from", "key", "-id")]


def in_order(rows, order):
    """A second way to the order: stable sorts from the last key to the first."""
    found = list(rows)
    for name in reversed(order):
        found.sort(key=attrgetter(name.lstrip("-")), reverse=name.startswith("-"))
    return [row.pk for row in found]


def fill(rows):
    Parameter.objects.all().delete()
    for key, days in rows:
        Parameter.objects.create(
            key=key, valid_from=FIRST + dt.timedelta(days=days), value=1, basis="示例", set_by=SOMEONE
        )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    rows=st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 2)), max_size=9),
    order=st.sampled_from(ORDERS),
    size=st.integers(1, 4),
)
def test_there_and_back(db, rows, order, size):
    fill(rows)
    expected = in_order(Parameter.objects.order_by("id"), order)
    pages, cursor = [], ""
    while True:
        page = page_of(Parameter.objects.all(), order=order, cursor=cursor, size=size)
        pages.append(page)
        if not page.next_cursor:
            break
        cursor = page.next_cursor
    assert [row.pk for page in pages for row in page.items] == expected
    assert all(len(page.items) == size for page in pages[:-1])
    back = pages[-1]
    for there in reversed(pages[:-1]):
        back = page_of(Parameter.objects.all(), order=order, cursor=back.previous_cursor, size=size)
        assert [row.pk for row in back.items] == [row.pk for row in there.items]
        assert bool(back.next_cursor) is True
    assert back.previous_cursor == ""


@pytest.mark.parametrize("content", [None, [False, ["key"], ["b"]], [1, 2]])
def test_a_foreign_cursor_shows_the_first_page(db, content):
    cursor = "nonsense" if content is None else signing.dumps(content, salt="keyset")
    fill([("a", 0), ("b", 0), ("c", 0)])
    page = page_of(Parameter.objects.all(), order=("id",), cursor=cursor, size=2)
    assert ([row.key for row in page.items], page.previous_cursor) == (["a", "b"], "")


def test_a_cursor_of_another_order_that_looked_back(db):
    fill([("a", 0), ("b", 0), ("c", 0)])
    last = page_of(Parameter.objects.all(), order=("id",), size=2)
    back = page_of(Parameter.objects.all(), order=("id",), cursor=last.next_cursor, size=2).previous_cursor
    page = page_of(Parameter.objects.all(), order=("key", "id"), cursor=back, size=2)
    assert [row.key for row in page.items] == ["a", "b"]


def test_rows_as_dicts_and_one_query(db, django_assert_num_queries):
    fill([("a", 0), ("b", 1), ("c", 2)])
    rows = Parameter.objects.values("id", "key")
    first = page_of(rows, order=("key", "id"), size=2)
    with django_assert_num_queries(1):
        second = page_of(rows, order=("key", "id"), cursor=first.next_cursor, size=2)
    assert [row["key"] for row in second.items] == ["c"]


def test_keys_that_json_does_not_know_and_dicts_across_a_relation(db):
    """Public uuids may be the unique key; `values()` keeps a path across a relation whole."""
    made = [Job.objects.create(task="t", title=title, created_by=SOMEONE) for title in ("甲", "乙", "丙")]
    expected = sorted(str(job.uuid) for job in made)
    first = page_of(Job.objects.all(), order=("uuid",), size=2)
    second = page_of(Job.objects.all(), order=("uuid",), cursor=first.next_cursor, size=2)
    assert [str(job.uuid) for job in (*first.items, *second.items)] == expected
    for job in made:
        JobStep.objects.create(job=job, key="一")
    order, rows = ("-job__title", "id"), JobStep.objects.values("id", "job__title")
    start = page_of(rows, order=order, size=2)
    rest = page_of(rows, order=order, cursor=start.next_cursor, size=2)
    assert [row["job__title"] for row in (*start.items, *rest.items)] == sorted(("甲", "乙", "丙"), reverse=True)


def test_what_went_meanwhile_leaves_an_empty_page(db):
    series = [NumberSeries.objects.create(series=name) for name in "abc"]
    first = page_of(NumberSeries.objects.all(), order=("series",), size=2)
    series[2].delete()
    empty = page_of(NumberSeries.objects.all(), order=("series",), cursor=first.next_cursor, size=2)
    assert (empty.items, empty.next_cursor, empty.previous_cursor) == ([], "", "")

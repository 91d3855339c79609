"""Numbers without gaps."""

import threading

from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liangzhan.toolkit.models import NumberSeries
from liangzhan.toolkit.numbering import next_number, next_numbers


class Undone(Exception):
    pass


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(takes=st.lists(st.tuples(st.sampled_from("ab"), st.booleans()), max_size=12))
def test_a_number_that_was_rolled_back_comes_again(db, takes):
    NumberSeries.objects.all().delete()
    kept = {"a": [], "b": []}
    for series, keeps in takes:
        try:
            with transaction.atomic():
                number = next_number(series)
                if not keeps:
                    raise Undone
            kept[series].append(number)
        except Undone:
            assert number == len(kept[series]) + 1
    assert kept == {series: list(range(1, len(found) + 1)) for series, found in kept.items()}


def test_many_at_once(committed_db):
    numbers = []

    def take():
        try:
            numbers.extend(next_number("同一系列") for _ in range(10))
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == list(range(1, 41))
    assert str(NumberSeries.objects.get()) == "同一系列 40"


def test_many_at_once_leave_no_gap(db):
    assert list(next_numbers("s", 3)) == [1, 2, 3]
    assert (next_number("s"), list(next_numbers("s", 2))) == (4, [5, 6])

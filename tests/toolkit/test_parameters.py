"""Dated settings: which row is in force."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction

from liangzhan.toolkit import parameters
from liangzhan.toolkit.actors import ActorStamp
from liangzhan.toolkit.models import Parameter

DAY = dt.date(2020, 10, 1)
SOMEONE = ActorStamp(uuid.UUID(int=5), "省级经办人")


@pytest.fixture(autouse=True)
def known(monkeypatch):
    monkeypatch.setattr(parameters, "KNOWN", {})
    parameters.declare("pass_mark", 60, "合格分", "D", "分")
    parameters.declare("days", 30, "整改期限", "D", "天")


def row(value, *, key="pass_mark", area="", start=(2020, 1, 1), end=None):
    return Parameter.objects.create(
        key=key,
        area_code=area,
        value=value,
        valid_from=dt.date(*start),
        valid_to=dt.date(*end) if end else None,
        basis="示例",
        set_by=SOMEONE,
    )


def value(on=DAY, code="210102001001"):
    return parameters.value_of("pass_mark", on=on, division_code=code)


def test_the_default_when_no_row_is_in_force(db):
    row(70, start=(2020, 10, 2))
    row(75, start=(2020, 1, 1), end=(2020, 9, 30))
    assert value() == 60


def test_both_ends_belong_to_the_time(db):
    row(70, start=(2020, 10, 1), end=(2020, 10, 31))
    days = [dt.date(2020, 9, 30), dt.date(2020, 10, 1), dt.date(2020, 10, 31), dt.date(2020, 11, 1)]
    assert [value(on=day) for day in days] == [60, 70, 70, 60]


def test_the_longest_area_wins_and_a_neighbour_does_not_count(db):
    row(61)
    row(62, area="21")
    row(64, area="210102")
    row(63, area="2101", start=(2020, 9, 1))
    row(99, area="210103")
    codes = ["210102001001", "210105001001", "210203001001", "220100000000", ""]
    assert [value(code=code) for code in codes] == [64, 63, 62, 61, 61]


def test_within_one_area_the_latest_start_wins_then_the_latest_row(db):
    row(70, start=(2020, 5, 1))
    row(65, start=(2020, 1, 1))
    assert value() == 70
    row(72, start=(2020, 5, 1))
    assert value() == 72


def test_many_keys_in_one_query(db, django_assert_num_queries):
    row(45, key="days")
    with django_assert_num_queries(1):
        assert parameters.values_of(["days", "pass_mark"], on=DAY) == {"days": 45, "pass_mark": 60}


def test_any_json_is_a_value(db):
    row([1, {"a": False}])
    assert value() == [1, {"a": False}]
    assert str(Parameter.objects.get()) == "pass_mark@*"


def test_unknown_key(db):
    with pytest.raises(KeyError):
        parameters.value_of("nobody", on=DAY)


def test_declaring_twice(db):
    parameters.declare("pass_mark", 60, "合格分", "D", "分")
    with pytest.raises(ValueError, match="pass_mark"):
        parameters.declare("pass_mark", 65, "合格分", "D", "分")


def test_the_end_is_not_before_the_start(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        row(1, start=(2020, 2, 1), end=(2020, 1, 31))
    assert row(1, start=(2020, 2, 1), end=(2020, 2, 1)).pk


def test_loaded_once_answers_like_one_by_one(db, django_assert_num_queries):
    row(61, area="2101")
    row(62, area="2101", start=(2020, 6, 1), end=(2020, 6, 30))
    row(63, area="210102")
    row(64, area="2102")
    row(7, key="days")
    loaded = parameters.load(["pass_mark"])
    with django_assert_num_queries(0):
        found = {
            (code, day): loaded.value_of("pass_mark", on=day, division_code=code)
            for code in ("", "210100000000", "210102001001", "210300000000")
            for day in (dt.date(2019, 1, 1), dt.date(2020, 6, 15), dt.date(2020, 6, 30), dt.date(2020, 7, 1))
        }
    assert found == {(code, day): value(day, code) for code, day in found}
    assert found["210100000000", dt.date(2020, 6, 30)] == 62
    with pytest.raises(KeyError):
        loaded.value_of("unheard", on=DAY)

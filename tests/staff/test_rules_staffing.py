"""Counting the people of a station from its posts."""

import datetime as dt

import pytest

from liangzhan.staff.rules.staffing import CountedPost, count, has_begun, own_staff
from liangzhan.stations.rules.staffing import StaffCount

ON = dt.date(2020, 10, 15)
ALL = ["CERTIFICATE", "DEGREE", "TRAINING"]


def post(worker=1, **fields):
    given = {
        "role": "SOCIAL_WORKER", "employment": "FULL_TIME", "starts_on": dt.date(2020, 6, 1), "ends_on": None,
        "basis": "", "recognition": "NONE", "recognition_on": None, "passed_on": dt.date(2019, 9, 1),
    }  # fmt: skip
    return CountedPost(worker, **{**given, **fields})


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([], StaffCount()),
        ([post()], StaffCount(1, 0, 1, "持证 1 人")),
        ([post(employment="PART_TIME")], StaffCount(0, 1, 1, "持证 1 人")),
        ([post(), post(2, passed_on=None, basis="DEGREE")], StaffCount(2, 0, 1, "持证 1 人、社会工作专业学历 1 人")),
        ([post(passed_on=None)], StaffCount()),
        ([post(role="SUPERVISOR")], StaffCount()),
        ([post(role="STATION_HEAD"), post(employment="PART_TIME")], StaffCount(1, 0, 1, "持证 1 人")),
        ([post(starts_on=dt.date(2020, 10, 16))], StaffCount()),
        ([post(starts_on=ON)], StaffCount(1, 0, 1, "持证 1 人")),
        ([post(ends_on=ON)], StaffCount(1, 0, 1, "持证 1 人")),
        ([post(ends_on=dt.date(2020, 10, 14))], StaffCount()),
    ],
)
def test_social_work_station(rows, found):
    assert count(rows, kind="SW", on=ON, bases=ALL) == found


def test_what_counts_is_configuration():
    rows = [post(), post(2, passed_on=None, basis="DEGREE")]
    assert count(rows, kind="SW", on=ON, bases=["CERTIFICATE"]) == StaffCount(1, 0, 1, "持证 1 人")
    assert count(rows, kind="SW", on=ON, bases=["DEGREE"]) == StaffCount(1, 0, 0, "社会工作专业学历 1 人")


def test_volunteer_station_counts_everybody():
    rows = [post(role="VS_KEEPER", passed_on=None, employment="PART_TIME"), post(2, role="SUPERVISOR")]
    assert count(rows, kind="VS", on=ON, bases=()) == StaffCount(0, 1, 0, "")


def test_begun():
    assert not has_begun([], ON)
    assert not has_begun([post(starts_on=dt.date(2020, 10, 16))], ON)
    assert has_begun([post(ends_on=dt.date(2020, 6, 2))], ON)


def test_own_staff_leaves_supervisors_out():
    rows = [post(), post(2, role="SUPERVISOR"), post(3, ends_on=dt.date(2020, 7, 1))]
    assert [one.worker_id for one in own_staff(rows, ON)] == [1]

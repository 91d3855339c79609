"""Beside each of the six systems stands what shows that it is lived by, as soon as a room keeps such records (2.6)."""

import datetime as dt

import pytest
from django.urls import reverse

from liangzhan.stations import evidence
from liangzhan.stations.checks.operation import operating_proof
from liangzhan.stations.choices import SystemKind
from liangzhan.stations.evidence import Evidence, Standing
from liangzhan.stations.rules.papers import CLAUSE_OF

DAY = dt.date(2026, 3, 2)


@pytest.fixture
def only(monkeypatch):
    """only(clause, evidence): nothing but this one is answered."""

    def put(clause, answer):
        monkeypatch.setattr(evidence, "_CHECKS", {})
        evidence.register(clause, lambda station, on: answer)

    return put


def test_every_system_has_its_clause_in_the_order_of_the_notice():
    assert list(CLAUSE_OF) == list(SystemKind)
    assert list(CLAUSE_OF.values()) == [f"2.6.{number}" for number in range(1, 7)]


def test_nothing_is_claimed_where_nobody_answers(only, station):
    only("2.6.3", Evidence(Standing.MET, "本季督导 2 次"))
    assert operating_proof(station, SystemKind.PROPERTY, DAY) is None


def test_what_a_room_answers_stands_on_the_page(only, station, station_head):
    only("2.6.3", Evidence(Standing.MISSING, "近 90 天没有督导记录。", mend_url="/staff/x/", mend_label="记录督导"))
    page = station_head.client.get(reverse("stations:systems", args=[station.pk])).content.decode()
    for words in ("近 90 天没有督导记录。", "未达标", 'href="/staff/x/"', "记录督导"):
        assert words in page

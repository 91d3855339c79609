"""强制报告: what is known, what stops the clock, what a step lacks: tables of examples (domain.md 5.7)."""

import datetime as dt

import pytest

from liangzhan.protection.choices import Recipient, ReportBasis, Situation
from liangzhan.protection.rules.figures import suppressed
from liangzhan.protection.rules.reports import (
    Known,
    Step,
    Told,
    begin_problem,
    conflict_of,
    elapsed_words,
    facts_problem,
    fold,
    stage_due,
    stopping,
    told_problem,
)

FOUND = dt.datetime(2026, 5, 6, 10, tzinfo=dt.UTC)
NOW = FOUND + dt.timedelta(hours=2)
LATER = FOUND + dt.timedelta(minutes=20)
WHOLE = {"reported_at": LATER, "receiver": "警号示例 001", "receipt_number": "示例 1 号"}
NINE = ("NINE_DEPARTMENTS",)


def told(to="POLICE", **more):
    return Step("TOLD", reported_to=to, **more)


def test_the_lists_are_those_of_the_field():
    assert [one.value for one in Situation] == [f"R{number}" for number in range(1, 10)]
    assert len(ReportBasis) == 4
    assert Recipient.POLICE.label == "公安机关"


def test_a_later_word_replaces_an_earlier_one():
    known = fold(
        [
            Step("BEGUN"),
            Step("FACTS", situations=("R4",), bases=NINE, victim_called="小明", facts_observed="手臂有伤"),
            Step("FACTS", situations=("R4", "R9"), facts_told="邻居说常被打", conflict="HEAD", note="补充"),
            Step("FACTS", victim_age="约 8 岁"),
        ]
    )
    assert (known.situations, known.bases, known.conflict) == (("R4", "R9"), NINE, "HEAD")
    assert (known.victim_called, known.victim_age, known.facts_observed) == ("小明", "约 8 岁", "手臂有伤")
    assert known.has_facts
    assert not Known(bases=NINE).has_facts


def test_recipients_are_kept_apart():
    known = fold([told(receiver="王警官"), told("CIVIL_AFFAIRS", receiver="李科长"), told(receipt_number="示例 1 号")])
    police, civil = known.told
    assert (police.receiver, police.receipt_number, civil.receiver) == ("王警官", "示例 1 号", "李科长")
    assert police.lacks == ("接报时间",)
    assert civil.lacks == ("接报时间", "接报回执编号")


@pytest.mark.parametrize(
    ("steps", "stops"),
    [
        ([], False),
        ([told(**WHOLE)], True),
        ([told(reported_at=LATER, receiver="王警官")], False),
        ([told(receiver="王警官", receipt_number="1")], False),
        ([told(reported_at=LATER, receipt_number="1")], False),
        ([told(reported_at=LATER, receiver="王警官"), told(receipt_number="1")], True),
        ([told("CIVIL_AFFAIRS", **WHOLE)], False),
        ([told("CIVIL_AFFAIRS", **WHOLE), Step("FACTS", bases=NINE)], False),
        ([told("CIVIL_AFFAIRS", **WHOLE), Step("FACTS", bases=("MINORS_LAW",))], True),
        ([told("EDUCATION", **WHOLE), Step("FACTS", bases=("LEFT_BEHIND", "MINORS_LAW"))], False),
        ([told("OTHER", **WHOLE), Step("FACTS", bases=("DOMESTIC_VIOLENCE_LAW",))], False),
        ([told("CIVIL_AFFAIRS", **WHOLE), told(**WHOLE), Step("FACTS", bases=NINE)], True),
    ],
)
def test_what_stops_the_clock(steps, stops):
    assert (stopping(fold(steps)) is not None) == stops


@pytest.mark.parametrize(
    ("step", "known", "field"),
    [
        (Step("FACTS", bases=NINE, situations=("R4",), facts_observed="有伤"), Known(), ""),
        (Step("FACTS", bases=NINE, situations=("R4",), facts_told="邻居说"), Known(), ""),
        (Step("FACTS", situations=("R4",), facts_observed="有伤"), Known(), "bases"),
        (Step("FACTS", bases=NINE, facts_observed="有伤"), Known(), "situations"),
        (Step("FACTS", bases=("MINORS_LAW",), facts_observed="有伤"), Known(), "situations"),
        (Step("FACTS", bases=("LEFT_BEHIND",), facts_observed="独居"), Known(), "situations"),
        (Step("FACTS", bases=("DOMESTIC_VIOLENCE_LAW",), facts_observed="有伤"), Known(), ""),
        (Step("FACTS", bases=NINE, situations=("R4",)), Known(), "facts_observed"),
        (Step("FACTS", victim_age="约 8 岁"), Known(bases=NINE, situations=("R4",), facts_told="说"), "note"),
        (
            Step("FACTS", victim_age="约 8 岁", note="补年龄"),
            Known(bases=NINE, situations=("R4",), facts_told="说"),
            "",
        ),
    ],
)
def test_facts(step, known, field):
    assert facts_problem(step, known)[0] == field


HELD = Known(told=(Told("POLICE", reported_at=LATER, receiver="王警官"),))


@pytest.mark.parametrize(
    ("step", "known", "field"),
    [
        (told(**WHOLE), Known(), ""),
        (told(""), Known(), "reported_to"),
        (told("OTHER", **WHOLE), Known(), "reported_to_name"),
        (told("OTHER", reported_to_name="妇联（示例）", **WHOLE), Known(), ""),
        (told(receiver="王警官", reported_at=NOW + dt.timedelta(seconds=1)), Known(), "reported_at"),
        (told(receiver="王警官", reported_at=NOW), Known(), ""),
        (told(receiver="王警官", reported_at=FOUND), Known(), ""),
        (told(receiver="王警官", reported_at=FOUND - dt.timedelta(seconds=1)), Known(), "reported_at"),
        (told(reported_at=LATER, receipt_number="1"), Known(), "receiver"),
        (told(receipt_number="1"), HELD, ""),
        (told(receiver="李警官"), HELD, "note"),
        (told(receiver="李警官", note="记错了姓名"), HELD, ""),
        (told(receiver="王警官", receipt_number="1"), HELD, ""),
    ],
)
def test_what_was_told(step, known, field):
    assert told_problem(step, known, found_at=FOUND, now=NOW)[0] == field


def test_it_begins_not_in_the_future():
    assert begin_problem(NOW, NOW) == ""
    assert "不能晚于现在" in begin_problem(NOW + dt.timedelta(seconds=1), NOW)
    assert (conflict_of(True), conflict_of(False)) == ("HEAD", "")


@pytest.mark.parametrize(("minutes", "stage"), [(29, 0), (30, 1), (119, 1), (120, 2), (5000, 3)])
def test_stages(minutes, stage):
    assert stage_due(FOUND, FOUND + dt.timedelta(minutes=minutes), [30, 120, 1440]) == stage


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 分钟"),
        (59, "59 分钟"),
        (60, "1 小时 0 分钟"),
        (1439, "23 小时 59 分钟"),
        (1500, "1 天 1 小时"),
        (-5, "0 分钟"),
    ],
)
def test_how_long(minutes, words):
    assert elapsed_words(FOUND, FOUND + dt.timedelta(minutes=minutes)) == words


@pytest.mark.parametrize(
    ("counts", "cells", "total"),
    [
        ({"a": 0, "b": 0}, {"a": "0", "b": "0"}, "0"),
        ({"a": 1, "b": 0}, {"a": "<5", "b": "0"}, "<5"),
        ({"a": 4, "b": 7}, {"a": "<5", "b": "—"}, "11"),
        ({"a": 4, "b": 7, "c": 5}, {"a": "<5", "b": "7", "c": "—"}, "16"),
        ({"a": 4, "b": 3, "c": 9}, {"a": "<5", "b": "<5", "c": "9"}, "16"),
        ({"a": 5, "b": 6}, {"a": "5", "b": "6"}, "11"),
        ({"a": 2, "b": 2}, {"a": "<5", "b": "<5"}, "<5"),
    ],
)
def test_small_cells_are_suppressed(counts, cells, total):
    shown = suppressed(counts)
    assert (shown.cells, shown.total) == (cells, total)

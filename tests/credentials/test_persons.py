"""Merging and forgetting: what moves, what stays, what is refused, what is blanked."""

import datetime as dt

import pytest

from liangzhan.credentials import persons
from liangzhan.people.erasing import ERASURES
from liangzhan.people.merging import DECISIONS, keys_to_person
from tests.factories.credentials import (
    make_award,
    make_clearance,
    make_commitment,
    make_enrolment,
    make_learning,
    make_text,
    make_training,
)
from tests.factories.people import make_individual
from tests.factories.stations import make_kept

DAY = dt.date(2026, 3, 2)


@pytest.fixture
def two(station):
    return make_individual(station=station), make_individual(station=station)


def test_every_key_is_decided():
    ours = {key for key in keys_to_person() if key.startswith("credentials.")}
    assert ours <= set(DECISIONS) and ours <= set(ERASURES)
    assert len(ours) == 5


class TestMerging:
    def test_rows_move_and_append_only_ones_stay(self, station, two):
        kept, alias = two
        rows = [
            make_enrolment(make_training(), station, alias),
            make_learning(alias, station),
            make_award(alias, station),
        ]
        stays = [make_clearance(alias, station), make_commitment(alias, station, make_text())]
        for key in (persons.ENROLMENTS, persons.LEARNING, persons.AWARDS):
            assert DECISIONS[key].problem(kept, alias) == ""
            assert DECISIONS[key].move(kept, alias) == 1
        for key in (persons.CLEARANCES, persons.COMMITMENTS):
            assert (DECISIONS[key].problem(kept, alias), DECISIONS[key].move(kept, alias)) == ("", 0)
        for row in (*rows, *stays):
            row.refresh_from_db()
        assert [row.person for row in rows] == [kept] * 3
        assert [row.person for row in stays] == [alias] * 2

    def test_both_on_one_roster(self, station, two):
        kept, alias = two
        training = make_training(title="小组工作")
        make_enrolment(training, station, kept)
        row = make_enrolment(training, station, alias, state="COMPLETED")
        assert "都在培训“小组工作”的名单上" in persons.both_enrolled(kept, alias)
        training.enrolments.filter(pk=row.pk).update(state="WITHDRAWN")
        assert persons.both_enrolled(kept, alias) == ""

    def test_hours_would_count_twice(self, station, two):
        kept, alias = two
        make_learning(kept, station, completed_on=DAY)
        row = make_learning(alias, station, completed_on=DAY, title="《小组工作》")
        assert "2026年3月2日" in persons.learned_twice(kept, alias)
        type(row).objects.filter(pk=row.pk).update(state="REFUSED")
        assert persons.learned_twice(kept, alias) == ""
        make_learning(kept, station, source="DEGREE", title="社会工作硕士")
        assert persons.learned_twice(kept, alias) == ""
        make_learning(alias, station, source="DEGREE", title="社会工作学士", state="WAITING")
        assert "只能计一次" in persons.learned_twice(kept, alias)


def test_forgetting_blanks_names_and_scans(station, two):
    person, other = two
    gone = make_enrolment(make_training(), station, person, certificate_no="示例 1 号")
    learning, award = make_learning(person, station, proof=make_kept()), make_award(person, station)
    stays = make_enrolment(make_training(), station, other)
    clearance = make_clearance(person, station)
    counts = [ERASURES[key].erase(person) for key in (persons.ENROLMENTS, persons.LEARNING, persons.AWARDS)]
    assert counts == [1, 1, 1]
    assert [ERASURES[key].erase(person) for key in (persons.CLEARANCES, persons.COMMITMENTS)] == [0, 0]
    for row in (gone, learning, award, stays, clearance):
        row.refresh_from_db()
    assert (gone.label, gone.certificate_no, learning.proof, award.label, award.proof) == ("", "", None, "", None)
    assert stays.label == "王小明"

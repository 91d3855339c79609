"""What rooms above count on: clearance, hours, signatures, attendance; exact sets, and the rows that must not count exist."""

import datetime as dt
from decimal import Decimal

import pytest

from liangzhan.access.actions import Action
from liangzhan.access.roles import Role
from liangzhan.credentials.queries import people
from liangzhan.credentials.queries.clearance import (
    clearances_of,
    due_persons,
    history_of,
    latest_queries,
    minors_problem,
    minors_problems,
    persons_to_query,
)
from liangzhan.credentials.queries.commitments import commitments_of, signed_ids, text_on
from liangzhan.credentials.queries.learning import hours_between
from liangzhan.credentials.queries.people import Trait, holder_of, holders, labels_of, own_holders
from liangzhan.credentials.queries.persons import awards_of, learning_of, trainings_of
from liangzhan.credentials.queries.training import attended_count, station_attended_count
from liangzhan.toolkit.periods import today
from tests.factories.accounts import make_person
from tests.factories.credentials import (
    at,
    make_award,
    make_clearance,
    make_commitment,
    make_enrolment,
    make_learning,
    make_text,
    make_training,
)
from tests.factories.people import make_individual, make_tie

DAY = dt.date(2026, 3, 2)


def days_ago(days: int) -> dt.date:
    return today() - dt.timedelta(days=days)


@pytest.fixture
def person(station):
    return make_individual(station=station)


def merged(kept):
    return make_individual("王小明", state="MERGED", merged_into=kept)


class TestClearance:
    def test_newest_counts_up_to_the_day(self, station, person):
        make_clearance(person, station, dt.date(2024, 3, 1))
        make_clearance(person, station, DAY, result="HIT")
        assert latest_queries([person.pk], DAY)[person.pk].result == "HIT"
        assert minors_problem(person, DAY - dt.timedelta(days=1)) != ""
        assert minors_problem(person, DAY) == "不得从事密切接触未成年人的工作。"
        assert minors_problem(person, dt.date(2024, 3, 1)) == ""

    def test_on_one_day_a_hit_goes_before(self, station, person):
        make_clearance(person, station, DAY, result="HIT")
        make_clearance(person, station, DAY)
        assert latest_queries([person.pk], DAY)[person.pk].result == "HIT"

    def test_everybody_asked_for_has_an_answer(self, station, person):
        other = make_individual(station=station)
        make_clearance(person, station, DAY)
        found = minors_problems([person.pk, other.pk], DAY)
        assert (found[person.pk], found[other.pk]) == ("", "还没有从业查询结果，查询后才能安排未成年人服务。")

    def test_a_query_of_a_merged_row_counts(self, station, person):
        alias = merged(person)
        make_clearance(alias, station, DAY)
        assert (minors_problem(person, DAY), minors_problem(alias, DAY)) == ("", "")
        assert [row.queried_on for row in history_of(person)] == [DAY]

    def test_how_persons_stand(self, station, person):
        barred, never = make_individual(station=station), make_individual(station=station)
        make_clearance(person, station, DAY)
        make_clearance(barred, station, DAY, result="HIT")
        found = clearances_of([person.pk, barred.pk, never.pk], DAY)
        assert [(found[one.pk].stand, found[one.pk].due_on) for one in (person, barred, never)] == [
            ("CLEAR", dt.date(2027, 3, 2)),
            ("BARRED", None),
            ("NEVER", None),
        ]

    def test_who_is_due(self, station, neighbour_station, station_head, person):
        fresh, soon, barred = (make_individual(station=station) for _ in range(3))
        neighbour, volunteer = make_individual(station=neighbour_station), make_individual()
        make_tie(volunteer, station, "VOLUNTEER")
        make_clearance(fresh, station, days_ago(334))
        make_clearance(soon, station, days_ago(335))
        make_clearance(barred, station, days_ago(700), result="HIT")
        scope = station_head.actor.scope
        assert set(due_persons(scope, today())) == {person, soon}
        assert set(persons_to_query(scope)) == {person, fresh, soon, barred}
        assert neighbour not in persons_to_query(scope)


class TestHours:
    def test_both_ends_count_and_nothing_else(self, station, person):
        spans = {person.pk: (DAY, dt.date(2027, 3, 1))}
        for day, hours in (
            (DAY, "1.5"),
            (dt.date(2027, 3, 1), "0.1"),
            (dt.date(2026, 3, 1), "7"),
            (dt.date(2027, 3, 2), "7"),
        ):
            make_learning(person, station, completed_on=day, hours=Decimal(hours))
        make_learning(person, station, completed_on=DAY, state="WAITING")
        make_learning(person, station, completed_on=DAY, state="REFUSED")
        make_learning(make_individual(station=station), station, completed_on=DAY)
        assert hours_between(spans) == {person.pk: Decimal("1.6")}

    def test_each_has_his_own_period_and_who_has_none_has_zero(self, station, person):
        other = make_individual(station=station)
        make_learning(person, station, completed_on=DAY)
        make_learning(other, station, completed_on=DAY)
        spans = {person.pk: (DAY, DAY), other.pk: (dt.date(2027, 1, 1), dt.date(2027, 2, 1))}
        assert hours_between(spans) == {person.pk: Decimal(8), other.pk: Decimal(0)}
        assert hours_between({}) == {}


class TestCommitments:
    def test_signed_for_the_year_and_kind(self, station, person):
        text, other = make_text(), make_individual(station=station)
        make_commitment(person, station, text, year=2026)
        make_commitment(other, station, text, year=2025)
        assert signed_ids([person.pk, other.pk], "ETHICS", 2026) == {person.pk}
        assert signed_ids([person.pk], "CONFIDENTIALITY", 2026) == set()

    def test_a_merged_row_signed_for_the_kept_one(self, station, person):
        alias = merged(person)
        make_commitment(alias, station, make_text(), year=2026)
        assert signed_ids([person.pk], "ETHICS", 2026) == {person.pk}
        assert [row.year for row in commitments_of(person)] == [2026]

    def test_the_text_in_force(self, db):
        first = make_text(valid_from=dt.date(2026, 1, 1))
        second = make_text(version=2, valid_from=dt.date(2026, 6, 1))
        assert [text_on("ETHICS", dt.date(2026, *day)) for day in ((5, 31), (6, 1))] == [first, second]
        assert text_on("ETHICS", dt.date(2025, 12, 31)) is None
        assert text_on("CONFIDENTIALITY", DAY) is None


class TestPersons:
    def test_cards(self, station, person):
        other = make_individual(station=station)
        learning, award = make_learning(person, station), make_award(person, station)
        make_award(person, station, withdrawn_at=at(0), withdrawn_by=award.saved_by)
        training = make_training()
        row = make_enrolment(training, station, person)
        make_enrolment(make_training(), station, person, state="WITHDRAWN")
        ids = [person.pk, other.pk]
        assert learning_of(ids) == {person.pk: [learning], other.pk: []}
        assert awards_of(ids) == {person.pk: [award], other.pk: []}
        assert trainings_of(ids) == {person.pk: [row], other.pk: []}

    def test_attended(self, station, person):
        held = make_training(days=-10, state="HELD")
        make_enrolment(held, station, person, state="COMPLETED")
        make_enrolment(held, station, state="ABSENT")
        make_enrolment(make_training(days=-60, state="HELD"), station, person, state="COMPLETED")
        make_enrolment(make_training(days=-10, state="HELD", kind="EMERGENCY"), station, person, state="COMPLETED")
        span = {"start": days_ago(10), "end": days_ago(10)}
        assert attended_count([person.pk, 0], **span) == {person.pk: 2, 0: 0}
        assert attended_count([person.pk], **span, kinds=["EMERGENCY"]) == {person.pk: 1}
        assert station_attended_count(station, **span) == 2
        assert station_attended_count(station, start=days_ago(9), end=today()) == 0


class TestPeople:
    def test_own_people_and_not_the_neighbours(self, station, neighbour_station, station_head, person):
        neighbour = make_individual("李大明", station=neighbour_station)
        make_tie(person, station, "VOLUNTEER")
        gone = make_individual("赵离岗")
        make_tie(gone, station, ended_on=today(), ended_by=station_head.actor)
        client = make_individual("钱服务")
        make_tie(client, station, "CLIENT")
        found = holders(station_head.actor, Action.STAFF_MANAGE, on=today())
        assert [(one.person, one.label, one.community_worker) for one in found] == [(person, "王小明", False)]
        assert holder_of(station_head.actor, Action.STAFF_MANAGE, person.uuid, on=today()).key == found[0].key
        for stranger in (neighbour, gone, client):
            assert holder_of(station_head.actor, Action.STAFF_MANAGE, stranger.uuid, on=today()) is None

    def test_a_room_above_knows_the_display_name(self, monkeypatch, station_head, person, street_officer):
        assert labels_of([person], actor=street_officer.actor, on=today()) == {person.pk: "王**"}
        sources = [lambda ids, on: {}, lambda ids, on: dict.fromkeys(ids, Trait("王社工", True)), lambda ids, on: 1 / 0]
        monkeypatch.setattr(people, "SOURCES", sources)
        found = holders(station_head.actor, Action.STAFF_MANAGE, on=today())
        assert [(one.label, one.community_worker) for one in found] == [("王社工", True)]
        assert labels_of([person], actor=street_officer.actor, on=today()) == {person.pk: "王社工"}

    def test_oneself(self, station, person, station_head, visitor):
        me = make_person("王小明", Role.VS_KEEPER, station=station, person_uuid=person.uuid)
        assert [one.station for one in own_holders(me.actor, on=today())] == [station]
        assert own_holders(station_head.actor, on=today()) == []

"""Editing: the number is indexed anew, clashes are cleared up or wait, and nothing tells what others know."""

import datetime as dt

import pytest

from liangzhan.audit.models import Event
from liangzhan.people.choices import PersonState, TieKind
from liangzhan.people.models import Card, Person, Tie
from liangzhan.people.queries.cards import card_in, people_within, to_check
from liangzhan.people.queries.finding import ids_of, number_index, person_by_number
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.services.edit import confirm_checked, edit_person
from liangzhan.people.services.register import end_tie, open_tie, register_person
from liangzhan.toolkit.errors import RuleBroken
from tests.factories.people import make_individual, resident_number

BORN = dt.date(1980, 1, 1)
NUMBER, OTHER = resident_number(BORN, serial=21), resident_number(BORN, serial=22)


def register(station, by, **facts):
    given = {"name": "王小明", "id_number": NUMBER, **facts}
    return register_person(facts=PersonFacts(**given), station=station, tie=TieKind.CLIENT, by=by.actor)


def edit(person, by, **facts):
    return edit_person(person=person, facts=PersonFacts(**{"name": "王小明", **facts}), by=by.actor)


def unclear(person, by):
    return to_check(Person.objects.get(pk=person.pk), card_in(person, by.actor.scope))


class TestOwn:
    def test_number_is_indexed_anew(self, station, station_head):
        person = register(station, station_head)
        edit(person, station_head, id_number=OTHER, mobile="13900000001")
        person.refresh_from_db()
        card = Card.objects.get()
        assert (person.id_number, card.id_number) == (OTHER, OTHER)
        assert {person.id_number_index, card.id_number_index} == {number_index("RESIDENT", OTHER)}
        assert person_by_number("RESIDENT", OTHER) == person and person_by_number("RESIDENT", NUMBER) is None
        assert Event.objects.filter(name="person.edited", object_id=str(person.pk)).exists()

    def test_an_empty_number_stays(self, station, station_head):
        person = register(station, station_head)
        edit(person, station_head, name="王晓明", id_kind="PASSPORT")
        person.refresh_from_db()
        assert (person.name, person.id_number, person.id_kind, person.born_on) == ("王晓明", NUMBER, "RESIDENT", BORN)

    def test_impossible_facts(self, station, station_head):
        person = register(station, station_head)
        with pytest.raises(RuleBroken) as refusal:
            edit(person, station_head, id_number="123")
        assert refusal.value.field == "id_number"

    @pytest.mark.parametrize("state", ["FORGOTTEN", "FROZEN"])
    def test_only_active_ones(self, station, station_head, state):
        person = make_individual(station=station, state=state)
        with pytest.raises(RuleBroken):
            edit(person, station_head)

    def test_a_person_who_came_by_a_tie_gets_a_card(self, station, station_head):
        person = make_individual("王小明")
        open_tie(person=person, station=station, kind=TieKind.LEARNER, on=BORN, by=station_head.actor)
        assert card_in(person, station_head.actor.scope) is None
        edit(person, station_head, mobile="13900000001")
        assert card_in(person, station_head.actor.scope).mobile == "13900000001"

    def test_without_a_tie_nobody_edits(self, neighbour_station, station_head):
        with pytest.raises(RuleBroken):
            edit(make_individual(station=neighbour_station), station_head)


class TestShadow:
    @pytest.fixture
    def known(self, station, station_head):
        return register(station, station_head)

    @pytest.fixture
    def shadow(self, known, neighbour_station, neighbour_head):
        return register(neighbour_station, neighbour_head, name="王晓明", mobile="13900000002")

    def test_only_its_own_station_sees_it(self, known, shadow, station_head, neighbour_head):
        assert unclear(shadow, neighbour_head) and not unclear(known, station_head)
        assert list(people_within(neighbour_head.actor.scope, unclear=True)) == [shadow]
        assert not people_within(station_head.actor.scope, unclear=True).exists()

    def test_the_right_name_makes_it_the_known_person(self, known, shadow, neighbour_head, neighbour_station):
        became = edit(shadow, neighbour_head, id_number=NUMBER)
        shadow.refresh_from_db()
        assert became == known and ids_of(known) == [known.pk, shadow.pk]
        assert (shadow.state, shadow.merged_into_id, shadow.name) == (PersonState.MERGED, known.pk, "王小明")
        assert list(people_within(neighbour_head.actor.scope)) == [known]
        assert Tie.objects.get(station=neighbour_station).person == known
        assert not unclear(known, neighbour_head)

    def test_the_number_may_stay_untyped(self, known, shadow, neighbour_head):
        assert edit(shadow, neighbour_head) == known

    def test_the_right_number_makes_it_a_person_of_its_own(self, known, shadow, neighbour_head):
        assert edit(shadow, neighbour_head, name="王晓明", id_number=OTHER) == shadow
        shadow.refresh_from_db()
        assert not shadow.shadow and person_by_number("RESIDENT", OTHER) == shadow
        assert person_by_number("RESIDENT", NUMBER) == known

    def test_still_another_name_still_waits(self, known, shadow, neighbour_head):
        assert edit(shadow, neighbour_head, name="王大明") == shadow and unclear(shadow, neighbour_head)

    def test_looked_at_the_paper(self, known, shadow, neighbour_head):
        confirm_checked(person=shadow, by=neighbour_head.actor)
        card = card_in(shadow, neighbour_head.actor.scope)
        assert not unclear(shadow, neighbour_head) and card.checked_by.label == neighbour_head.actor.label
        assert not people_within(neighbour_head.actor.scope, unclear=True).exists()
        edit(shadow, neighbour_head, name="王大明")
        assert unclear(shadow, neighbour_head)

    def test_a_number_typed_later_may_also_be_known(self, known, neighbour_station, neighbour_head):
        other = register(neighbour_station, neighbour_head, name="李大力", id_number=OTHER)
        assert edit(other, neighbour_head, name="李大力", id_number=NUMBER) == other and unclear(other, neighbour_head)
        twin = register(neighbour_station, neighbour_head, id_number="")
        assert edit(twin, neighbour_head, id_number=NUMBER) == known

    def test_a_refused_merge_leaves_it_waiting(self, known, shadow, neighbour_head, monkeypatch):
        monkeypatch.setattr("liangzhan.people.services.edit.merge_problems", lambda *given: ["不能合并"])
        assert edit(shadow, neighbour_head) == shadow and unclear(shadow, neighbour_head)


class TestShared:
    """Two stations know one person: neither changes what the other reads."""

    @pytest.fixture
    def person(self, station, neighbour_station, station_head, neighbour_head):
        register(station, station_head, mobile="13900000001", address="长街 1 号")
        return register(neighbour_station, neighbour_head, mobile="13900000002")

    def test_each_reads_its_own_card(self, person, station_head, neighbour_head):
        own, other = (card_in(person, one.actor.scope) for one in (station_head, neighbour_head))
        assert (own.mobile, own.address) == ("13900000001", "长街 1 号")
        assert (other.mobile, other.address) == ("13900000002", "")

    def test_a_changed_name_stays_on_the_card_and_asks_to_look(self, person, station_head, neighbour_head):
        edit(person, neighbour_head, name="王晓明", mobile="13900000003")
        person.refresh_from_db()
        assert (person.name, person.mobile) == ("王小明", "13900000001")
        assert card_in(person, neighbour_head.actor.scope).name == "王晓明"
        assert card_in(person, station_head.actor.scope).name == "王小明"
        assert unclear(person, neighbour_head) and not unclear(person, station_head)
        edit(person, neighbour_head)
        assert not unclear(person, neighbour_head)

    def test_a_changed_number_as_well(self, person, neighbour_head):
        edit(person, neighbour_head, id_number=OTHER)
        person.refresh_from_db()
        assert person.id_number == NUMBER and unclear(person, neighbour_head)

    def test_alone_again_it_changes_the_record(self, person, station, station_head, neighbour_head):
        end_tie(person=person, station=station, kind=TieKind.CLIENT, on=dt.date.today(), by=station_head.actor)
        edit(person, neighbour_head, name="王晓明")
        person.refresh_from_db()
        assert person.name == "王晓明" and not unclear(person, neighbour_head)

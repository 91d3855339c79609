"""Guardians and kin: written down, ended, merged, and drawn as one family."""

import datetime as dt

import pytest

from liangzhan.people.choices_family import Kin
from liangzhan.people.models import FamilyLink, Guardian
from liangzhan.people.queries.family import family_graph, guardians_of, guardians_shown, kin_shown
from liangzhan.people.rules.family import (
    Bond,
    GuardianFacts,
    bond_in_household,
    bond_of,
    guardian_problems,
    heard_as_well,
    kin_problem,
    needs_guardian,
)
from liangzhan.people.services.family import end_guardian, end_kin, save_guardian, save_kin
from liangzhan.people.services.forgetting import forget_person
from liangzhan.people.services.households import add_member, save_household
from liangzhan.people.services.merging import merge_persons
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.factories.people import DAY, make_individual

D, TODAY = dt.date, dt.date(2026, 11, 27)
PARENT = {"relation": "PARENT", "evidence": "BOOKLET", "valid_from": DAY}


class TestRules:
    @pytest.mark.parametrize(
        ("more", "wrong"),
        [
            ({"name": "王大"}, set()),
            ({}, {"name"}),
            ({"registered": True}, set()),
            ({"name": "王大", "mobile": "123"}, {"mobile"}),
            ({"name": "王大", "relation": "?"}, {"relation"}),
            ({"name": "王大", "evidence": ""}, {"evidence"}),
            ({"name": "王大", "valid_from": D(2026, 11, 28)}, {"valid_from"}),
            ({"registered": True, "relation": "SIBLING", "born_on": D(2010, 1, 1)}, {"person"}),
            ({"registered": True, "relation": "SIBLING", "born_on": D(2000, 1, 1)}, set()),
        ],
    )
    def test_guardian(self, more, wrong):
        assert set(guardian_problems(GuardianFacts(**{**PARENT, **more}), today=TODAY)) == wrong

    @pytest.mark.parametrize(
        ("born_on", "needs", "heard"),
        [
            (D(2008, 11, 28), True, True),
            (D(2008, 11, 27), False, False),
            (D(2018, 11, 27), True, True),
            (D(2018, 11, 28), True, False),
            (None, False, False),
        ],
    )
    def test_who_agrees(self, born_on, needs, heard):
        assert (needs_guardian(born_on, today=TODAY), heard_as_well(born_on, today=TODAY)) == (needs, heard)

    def test_bonds_read_the_same_from_both_sides(self):
        assert bond_of("b", "a", "PARENT") == bond_of("a", "b", "CHILD") == Bond("a", "b", "PARENT")
        assert bond_of("b", "a", "SPOUSE") == bond_of("a", "b", "SPOUSE")
        assert bond_in_household("h", "m", "5") == Bond("m", "h", "PARENT")
        assert bond_in_household("h", "m", "2") == Bond("h", "m", "PARENT")
        assert bond_in_household("h", "m", "4") is None

    def test_parents_are_older(self):
        old, young = D(1960, 1, 1), D(1990, 1, 1)
        assert kin_problem("PARENT", old, young) and kin_problem("CHILD", young, old)
        assert not kin_problem("PARENT", young, old) and not kin_problem("SIBLING", old, young)
        assert not kin_problem("PARENT", None, young)


@pytest.fixture
def family(station, social_worker):
    """A grandmother, her son and his wife (one household), a grandchild elsewhere, and the wife's mother by name."""
    people = {
        name: make_individual(name, station=station, tie="CLIENT", born_on=D(year, 1, 1))
        for name, year in (("奶奶", 1945), ("儿子", 1970), ("媳妇", 1972), ("孙女", 2015))
    }
    house = save_household(station=station, head=people["儿子"], by=social_worker.actor, on=DAY)
    for name, relation in (("奶奶", "5"), ("媳妇", "1")):
        add_member(household=house, person=people[name], relation=relation, by=social_worker.actor, on=DAY)
    common = {"station": station, "by": social_worker.actor}
    save_kin(person=people["孙女"], relative=people["儿子"], kind=Kin.PARENT, apart=True, **common)
    save_kin(person=people["媳妇"], name="外婆", kind=Kin.PARENT, deceased=True, **common)
    return people


def names(graph):
    return {node.key: node.person.name if node.person else node.name for node in graph.nodes}


class TestTree:
    def test_one_family_from_whoever_one_looks(
        self, family, social_worker, neighbour_head, django_assert_max_num_queries
    ):
        for person in family.values():
            with django_assert_max_num_queries(9):
                graph = family_graph(person, social_worker.actor.scope)
            called = names(graph)
            assert set(called.values()) == {"奶奶", "儿子", "媳妇", "孙女", "外婆"} and not graph.cut
            assert {
                (called[one.first], called[one.second], one.kind) for one in graph.edges if one.kind == "PARENT"
            } == {
                ("奶奶", "儿子", "PARENT"),
                ("儿子", "孙女", "PARENT"),
                ("外婆", "媳妇", "PARENT"),
            }
            assert [node.person for node in graph.nodes if node.himself] == [person]
            assert [node.name for node in graph.nodes if node.deceased] == ["外婆"]
        assert len(family_graph(person, neighbour_head.actor.scope).nodes) == 1

    def test_read_from_both_sides_and_ended(self, family, social_worker, station):
        child, son = family["孙女"], family["儿子"]
        assert [(row.words, row.called) for row in kin_shown(child, social_worker.actor)] == [("父亲或母亲", "儿子")]
        assert [(row.words, row.called) for row in kin_shown(son, social_worker.actor)] == [("子女", "孙女")]
        link = FamilyLink.objects.get(relative=son)
        for more, field in (
            ({"relative": son, "kind": "PARENT"}, "person"),
            ({"relative": child, "kind": "PARENT"}, "person"),
            ({"relative": family["奶奶"], "kind": "CHILD"}, "kind"),
            ({"kind": "PARENT"}, "name"),
            ({"name": "x", "kind": "?"}, "kind"),
            ({"relative": make_individual("外人"), "kind": "SIBLING"}, "person"),
        ):
            with pytest.raises(RuleBroken) as refusal:
                save_kin(person=child, station=station, by=social_worker.actor, **more)
            assert refusal.value.field == field
        with pytest.raises(RuleBroken):
            end_kin(link=link, on=today() + dt.timedelta(days=1), by=social_worker.actor)
        for _ in range(2):
            end_kin(link=link, on=today(), by=social_worker.actor)
        assert kin_shown(child, social_worker.actor) == []


class TestGuardian:
    def test_saved_shown_ended(self, family, social_worker, station):
        child, son = family["孙女"], family["儿子"]
        common = {"person": child, "station": station, "by": social_worker.actor}
        row = save_guardian(guardian=son, facts=GuardianFacts(**PARENT, registered=True), **common)
        save_guardian(facts=GuardianFacts(**PARENT, name="舅舅", mobile="13900000001"), **common)
        assert [(one.called, one.mobile) for one in guardians_shown(child, social_worker.actor)] == [
            ("儿子", ""),
            ("舅舅", "13900000001"),
        ]
        with pytest.raises(RuleBroken) as refusal:
            save_guardian(guardian=son, facts=GuardianFacts(**PARENT, registered=True), **common)
        assert refusal.value.field == "person"
        with pytest.raises(RuleBroken):
            save_guardian(facts=GuardianFacts(**PARENT), **common)
        with pytest.raises(RuleBroken):
            end_guardian(guardian=row, on=DAY - dt.timedelta(days=1), by=social_worker.actor)
        for _ in range(2):
            end_guardian(guardian=row, on=today(), by=social_worker.actor)
        assert [one.name for one in guardians_of(child, station)] == ["舅舅"]

    def test_merged_and_forgotten(self, family, social_worker, station_head, station):
        child, son = family["孙女"], family["儿子"]
        alias = make_individual("儿子", station=station, tie="CLIENT", born_on=D(1970, 1, 1))
        common = {"station": station, "by": social_worker.actor}
        for guardian in (son, alias):
            facts = GuardianFacts(**PARENT, registered=True)
            save_guardian(person=child, guardian=guardian, facts=facts, **common)
        save_kin(person=alias, relative=son, kind=Kin.SIBLING, **common)
        save_kin(person=child, relative=alias, kind=Kin.PARENT, **common)
        with_reason = {"reason": "同一人", "by": station_head.actor}
        merge_persons(kept=son, alias=alias, **with_reason)
        assert [one.guardian_id for one in guardians_of(child, station)] == [son.pk]
        live = FamilyLink.objects.live().filter(relative=son)
        assert [one.person for one in live] == [child] and not FamilyLink.objects.filter(person=alias).exists()
        save_guardian(person=child, facts=GuardianFacts(**PARENT, name="舅舅", mobile="13900000001"), **common)
        forget_person(person=child, **with_reason)
        assert {(one.name, one.mobile) for one in Guardian.objects.all()} == {("", "")}
        assert not Guardian.objects.live().exists() and kin_shown(child, social_worker.actor) == []

"""Categories of clients: one primary, households together, what ends by itself, and every day keeps its primary."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction

from liangzhan.access.actor import Actor
from liangzhan.audit.models import Event
from liangzhan.notices.models import Notice
from liangzhan.people.choices import ClientGroup
from liangzhan.people.models import Category
from liangzhan.people.queries.cards import card_in, facts_on
from liangzhan.people.queries.categories import (
    categories_of,
    codes_of,
    group_counts,
    in_group,
    primary_of,
    without_primary,
)
from liangzhan.people.rules.categories import CategoryFacts
from liangzhan.people.services.categories import (
    begin_at_eighty,
    end_category,
    expire_categories,
    make_primary,
    set_category,
    verify_category,
)
from liangzhan.people.services.edit import edit_person
from liangzhan.people.services.forgetting import forget_person
from liangzhan.people.services.households import add_member, save_household
from liangzhan.people.services.merging import merge_persons
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import acting_on, today
from tests.factories.people import DAY, make_card, make_individual, make_tie

ROBOT = Actor.system("测试")
DAYS = dt.timedelta(days=1)


@pytest.fixture
def old(station):
    return make_individual("王大", station=station, tie="CLIENT", born_on=dt.date(1945, 1, 1))


@pytest.fixture
def child(station):
    return make_individual("王小", station=station, tie="CLIENT", born_on=today() - 3000 * DAYS)


def put(person, station, code, by, on=None, **more):
    sealed = more.pop("sealed", False)
    facts = CategoryFacts(code, on or today(), **more)
    return set_category(person=person, station=station, facts=facts, by=by.actor, sealed=sealed)


def live(person):
    return {(row.code, row.primary) for row in Category.objects.live().filter(person=person)}


class TestSet:
    def test_the_first_is_primary_and_another_takes_over(self, station, social_worker, old):
        put(old, station, "E1", social_worker, on=DAY)
        put(old, station, "E7", social_worker, on=DAY)
        assert live(old) == {("E1", True), ("E7", False)}
        put(old, station, "E3", social_worker, primary=True)
        assert live(old) == {("E1", False), ("E7", False), ("E3", True)}
        day = {on: primary_of([old.pk], station, on)[old.pk] for on in (DAY - DAYS, DAY, today() - DAYS, today())}
        assert list(day.values()) == ["", "E1", "E1", "E3"]
        assert codes_of([old.pk], station, today())[old.pk][0] == "E3"
        assert codes_of([old.pk], station, DAY) == {old.pk: ["E1", "E7"]}
        assert {event.details.get("code") for event in Event.objects.filter(name="category.set")} == {None}

    def test_what_lies_in_the_database_says_nothing(self, station, social_worker, old):
        put(old, station, "E1", social_worker)
        with connection.cursor() as cursor:
            cursor.execute("SELECT code FROM people_category")
            assert "E1" not in cursor.fetchone()[0]

    def test_refusals(self, station, neighbour_station, social_worker, old, child):
        put(old, station, "E1", social_worker)
        stranger = make_individual("李四", born_on=dt.date(1945, 1, 1))
        for person, code, more, field in (
            (old, "E1", {}, "code"),
            (old, "C1", {}, "code"),
            (child, "E1", {}, "code"),
            (old, "X1", {}, "code"),
            (old, "D4", {}, "grade"),
            (stranger, "O9", {}, ""),
        ):
            with pytest.raises(RuleBroken) as refusal:
                put(person, station, code, social_worker, **more)
            assert (refusal.value.field or "") == field
        assert Category.objects.count() == 1

    def test_the_database_says_so_too(self, station, old):
        columns = {"person": old, "station": station, "source": "SELF", "valid_from": DAY, "saved_by": ROBOT}
        Category.objects.create(code="E1", primary=True, **columns)
        for more in ({"code": "E1"}, {"code": "E2", "primary": True}, {"code": "E3", "valid_to": DAY - DAYS}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Category.objects.create(**columns, **more)

    def test_a_sealed_one_stays_out_of_sight(self, station, station_head, social_worker, old):
        put(old, station, "E1", social_worker)
        put(old, station, "X2", social_worker, sealed=True)
        assert codes_of([old.pk], station, today()) == {old.pk: ["E1"]}
        assert {row.code for row in categories_of([old.pk], station, today(), sealed=True)[old.pk]} == {"E1", "X2"}
        assert primary_of([old.pk], station, today()) == {old.pk: "E1"}

    def test_another_station_keeps_its_own(self, station, neighbour_station, social_worker, neighbour_head, old):
        put(old, station, "E1", social_worker)
        assert primary_of([old.pk], neighbour_station, today()) == {old.pk: ""}
        assert group_counts(neighbour_head.actor.scope, today())[ClientGroup.ELDER] == 0
        assert not in_group(ClientGroup.ELDER, neighbour_head.actor.scope, today()).exists()
        assert list(in_group(ClientGroup.ELDER, social_worker.actor.scope, today())) == [old]
        assert group_counts(social_worker.actor.scope, today())[ClientGroup.ELDER] == 1


class TestHousehold:
    def test_low_income_is_a_fact_of_the_household(self, station, social_worker, old, child):
        house = save_household(station=station, head=old, by=social_worker.actor, on=DAY)
        add_member(household=house, person=child, relation="2", by=social_worker.actor, on=DAY)
        away = make_individual("走远", station=None)
        add_member(household=house, person=away, relation="8", by=social_worker.actor, on=DAY)
        put(child, station, "C4", social_worker)
        row = put(old, station, "P1", social_worker, valid_to=today() + 400 * DAYS)
        assert (live(old), live(child), live(away)) == ({("P1", True)}, {("C4", True), ("P1", False)}, set())
        verify_category(category=row, source="CIVIL", on=today(), valid_to=today() + 9 * DAYS, by=social_worker.actor)
        rows = Category.objects.filter(code="P1")
        assert {(one.source, one.valid_to) for one in rows} == {("CIVIL", today() + 9 * DAYS)}
        end_category(category=row, on=today(), reason="不再领取", by=social_worker.actor)
        assert (live(old), live(child)) == (set(), {("C4", True)})


class TestVerifyAndEnd:
    def test_the_age_still_ends_it(self, station, social_worker, child):
        row = put(child, station, "L1", social_worker)
        last = row.valid_to
        verify_category(category=row, source="VISIT", on=today(), by=social_worker.actor)
        row.refresh_from_db()
        assert row.valid_to == last and row.verified_on == today()

    @pytest.mark.parametrize(
        ("more", "field"),
        [({"on": today() + DAYS}, "on"), ({"valid_to": today() - DAYS}, "valid_to"), ({"source": "?"}, "source")],
    )
    def test_refuses(self, station, social_worker, old, more, field):
        row = put(old, station, "E1", social_worker)
        with pytest.raises(RuleBroken) as refusal:
            verify_category(**{"category": row, "source": "SELF", "on": today(), "by": social_worker.actor, **more})
        assert refusal.value.field == field

    def test_what_is_left_becomes_primary(self, station, social_worker, old):
        first = put(old, station, "E1", social_worker, on=DAY)
        second = put(old, station, "E3", social_worker, on=DAY)
        third = put(old, station, "E7", social_worker, on=DAY)
        end_category(category=first, on=today(), reason="与女儿同住", by=social_worker.actor)
        assert live(old) == {("E3", False), ("E7", False)}
        assert list(without_primary(social_worker.actor.scope, today())) == [old]
        made = make_primary(category=third, by=social_worker.actor)
        assert make_primary(category=made, by=social_worker.actor) == made
        end_category(category=made, on=today(), reason="误登", by=social_worker.actor)
        assert live(old) == {("E3", True)} and not without_primary(social_worker.actor.scope, today()).exists()
        for deed in (make_primary, lambda category, by: end_category(category=category, on=DAY, reason="x", by=by)):
            with pytest.raises(RuleBroken, match="已经结束"):
                deed(category=second, by=social_worker.actor)
        row = Category.objects.live().get(person=old)
        with pytest.raises(RuleBroken) as refusal:
            end_category(category=row, on=today(), reason=" ", by=social_worker.actor)
        assert refusal.value.field == "reason"


class TestNight:
    def test_runs_out_tells_and_promotes(self, station, social_worker, child, old):
        put(child, station, "L1", social_worker)
        put(child, station, "C4", social_worker)
        day = Category.objects.get(code="L1").valid_to
        for on, count in ((day, 0), (day + DAYS, 1), (day + 2 * DAYS, 0)):
            assert expire_categories(on=on, by=ROBOT) == count
        assert live(child) == {("C4", True)}
        assert primary_of([child.pk], station, day)[child.pk] == "L1"
        assert primary_of([child.pk], station, day + DAYS)[child.pk] == "C4"
        notice = Notice.objects.filter(recipient=social_worker.user).get()
        assert "1 项服务对象类别到期" in notice.text and "王小" not in notice.text and "留守" not in notice.text

    def test_the_drug_label_drops_without_a_word(self, station, social_worker, old):
        put(old, station, "X2", social_worker, sealed=True, measure_ended_on=today() - 1000 * DAYS)
        assert expire_categories(on=today() + 200 * DAYS, by=ROBOT) == 1
        assert not Notice.objects.exists() and live(old) == set()

    def test_at_eighty(self, station, social_worker, old):
        put(old, station, "E1", social_worker)
        young = make_individual("李", station=station, tie="CLIENT", born_on=dt.date(1960, 1, 1))
        put(young, station, "E1", social_worker)
        assert (begin_at_eighty(on=today(), by=ROBOT), begin_at_eighty(on=today(), by=ROBOT)) == (1, 0)
        assert live(old) == {("E1", True), ("E4", False)} and live(young) == {("E1", True)}
        row = Category.objects.get(code="E4")
        end_category(category=row, on=today(), reason="出生日期待核对", by=social_worker.actor)
        assert begin_at_eighty(on=today(), by=ROBOT) == 0


class TestPersons:
    def test_a_corrected_birth_date_moves_the_end(self, station, social_worker, child):
        put(child, station, "L1", social_worker)
        facts = facts_on(card_in(child, social_worker.actor.scope))
        edit_person(person=child, facts=replace(facts, born_on=facts.born_on + DAYS), by=social_worker.actor)
        row = Category.objects.get()
        assert row.valid_to == dt.date(facts.born_on.year + 16, facts.born_on.month, facts.born_on.day)

    def test_merging(self, station, station_head, social_worker, old):
        alias = make_individual("王大", station=station, tie="CLIENT", born_on=dt.date(1945, 1, 1))
        for person, code in ((old, "E1"), (alias, "E2"), (alias, "E1")):
            put(person, station, code, social_worker)
        merge_persons(kept=old, alias=alias, reason="同一人", by=station_head.actor)
        assert live(old) == {("E1", True), ("E2", False)} and not alias.categories.exists()

    def test_forgetting(self, station, neighbour_station, station_head, neighbour_head, social_worker, old):
        put(old, station, "D4", social_worker, grade="2")
        make_tie(old, neighbour_station, "CLIENT")
        make_card(old, neighbour_station)
        put(old, neighbour_station, "E1", neighbour_head)
        forget_person(person=old, reason="本人申请", by=station_head.actor)
        assert {(row.code, row.grade) for row in Category.objects.all()} == {("", ""), ("E1", "")}
        with acting_on(today() + DAYS):
            forget_person(person=old, reason="本人申请", by=neighbour_head.actor)
        assert {row.code for row in Category.objects.all()} == {""} and live(old) == set()

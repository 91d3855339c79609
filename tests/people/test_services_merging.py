"""Merging: decided per relation, counted, refused before anything happens, nothing deleted."""

import datetime as dt

import pytest

from liangzhan.accounts.models import User
from liangzhan.audit.models import Event
from liangzhan.people import merging
from liangzhan.people.choices import PersonState, Relation
from liangzhan.people.merging import Decision
from liangzhan.people.models import Card, Consent, HouseholdMember, Merge, Person, Tie
from liangzhan.people.queries.finding import ids_of, person_by_uuid, person_of
from liangzhan.people.queries.merging import in_order, merge_preview
from liangzhan.people.services.households import add_member, save_household
from liangzhan.people.services.merging import merge_persons
from liangzhan.toolkit.errors import RuleBroken
from tests.factories.accounts import make_user
from tests.factories.people import BY, DAY, make_card, make_consent_text, make_individual, make_tie, resident_number

NUMBER = resident_number(dt.date(1980, 1, 1), serial=31)


@pytest.fixture
def kept(station):
    return make_individual("王小明", station=station, id_number=NUMBER, tie="CLIENT")


@pytest.fixture
def alias(station):
    return make_individual("王小明", station=station, mobile="13900000001", tie="VOLUNTEER")


def merge(kept, alias, by, reason="核对后为同一人"):
    return merge_persons(kept=kept, alias=alias, reason=reason, by=by.actor)


def test_the_alias_leads_to_the_kept_row(station_head, kept, alias):
    assert merge(kept, alias, station_head) == kept
    alias.refresh_from_db()
    kept.refresh_from_db()
    assert (alias.state, alias.merged_into) == (PersonState.MERGED, kept)
    assert (kept.mobile, kept.id_number) == ("13900000001", NUMBER)
    assert ids_of(kept) == [kept.pk, alias.pk] and person_by_uuid(alias.uuid) == kept
    assert Person.objects.count() == 2
    row = Merge.objects.get()
    assert (row.kept, row.alias, row.moved) == (kept, alias, {"people.Card.person": 1, "people.Tie.person": 1})
    assert Event.objects.filter(name="person.merged", object_id=str(kept.pk)).exists()
    assert list(Tie.objects.order_by("id").values_list("person_id", flat=True)) == [kept.pk, kept.pk]
    assert Card.objects.get(person=kept).mobile == "13900000001"


def test_a_number_only_the_alias_had(station_head, station):
    older = make_individual("王小明", station=station)
    newer = make_individual("王小明", station=station, id_number=NUMBER)
    assert in_order(older, newer, station_head.actor.scope) == (newer, older)
    merge(older, newer, station_head)
    older.refresh_from_db()
    assert older.id_number == NUMBER and older.id_number_index and not older.shadow


def test_live_ties_of_a_kind_become_one(station_head, station, kept, alias):
    make_tie(alias, station, "CLIENT", opened_on=dt.date(2019, 1, 1))
    merge(kept, alias, station_head)
    live = Tie.objects.live().filter(person=kept, kind="CLIENT").get()
    assert live.opened_on == dt.date(2019, 1, 1)
    assert Tie.objects.filter(person=kept).count() == 3


def test_consents_and_memberships_go_along(station_head, station, kept, alias):
    Consent.objects.create(
        person=alias, station=station, text=make_consent_text(), way="ONLINE", given_on=DAY, recorded_by=BY
    )
    house = save_household(station=station, head=alias, by=station_head.actor, on=DAY)
    merge(kept, alias, station_head)
    assert Consent.objects.get().person == kept
    assert house.members.get().person == kept


def test_twice_in_one_household_becomes_once(station_head, station, kept, alias):
    house = save_household(station=station, head=alias, by=station_head.actor, on=DAY)
    add_member(household=house, person=kept, relation=Relation.SON, on=DAY, by=station_head.actor)
    merge(kept, alias, station_head)
    live = HouseholdMember.objects.get(left_on__isnull=True)
    assert (live.person, live.relation) == (kept, Relation.HEAD)


def test_two_households_are_refused(station_head, station, kept, alias):
    for one in (kept, alias):
        save_household(station=station, head=one, by=station_head.actor, on=DAY)
    with pytest.raises(RuleBroken, match="不同的家庭"):
        merge(kept, alias, station_head)
    assert not Merge.objects.exists() and Person.objects.filter(state="ACTIVE").count() == 2


def test_a_room_may_refuse(station_head, kept, alias, monkeypatch):
    refusing = Decision("不并", lambda kept, alias: 0, lambda kept, alias: "两人都有示例档案。")
    monkeypatch.setitem(merging.DECISIONS, "people.Tie.person", refusing)
    preview = merge_preview(kept, alias, station_head.actor.scope)
    assert preview.problems == ["两人都有示例档案。"]
    with pytest.raises(RuleBroken):
        merge(kept, alias, station_head)


def test_a_relation_nobody_decided_refuses(station_head, kept, alias, monkeypatch):
    monkeypatch.delitem(merging.DECISIONS, "people.Tie.person")
    assert merge_preview(kept, alias, station_head.actor.scope).problems == ["“人员关联”还没有规定怎样合并。"]


def test_two_accounts_are_refused_one_goes_along(station_head, kept, alias):
    user = make_user("王小明", person_uuid=alias.uuid)
    other = make_user("王小明", person_uuid=kept.uuid)
    with pytest.raises(RuleBroken, match="登录账户"):
        merge(kept, alias, station_head)
    User.objects.filter(pk=other.pk).update(person_uuid=None)
    merge(kept, alias, station_head)
    user.refresh_from_db()
    assert user.person_uuid == kept.uuid and person_of(station_head.actor) is None


def test_chains_stay_one_step_long(station_head, station, kept, alias):
    third = make_individual("王小明", station=station)
    merge(alias, third, station_head)
    merge(kept, alias, station_head)
    assert ids_of(kept) == [kept.pk, alias.pk, third.pk]
    with pytest.raises(RuleBroken):
        merge(kept, third, station_head)


def test_a_reason_is_wanted(station_head, kept, alias):
    with pytest.raises(RuleBroken) as refusal:
        merge(kept, alias, station_head, reason=" ")
    assert refusal.value.field == "reason"


def test_whom_others_know_is_kept(station_head, neighbour_station, kept, alias):
    make_tie(alias, neighbour_station, "CLIENT")
    scope = station_head.actor.scope
    assert in_order(kept, alias, scope) == (alias, kept)
    with pytest.raises(RuleBroken, match="不能合并"):
        merge(kept, alias, station_head)
    merge(alias, kept, station_head)
    alias.refresh_from_db()
    assert alias.id_number == NUMBER


def test_cards_at_two_stations(station_head, neighbour_station, kept, alias):
    card = make_card(alias, neighbour_station)
    merge(kept, alias, station_head)
    card.refresh_from_db()
    assert card.person == kept and card.name == "王小明"

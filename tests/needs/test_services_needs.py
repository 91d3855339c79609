"""Raising a need: once per voucher, under a name only with consent, never of a sealed service."""

import datetime as dt

import pytest

from liangzhan.audit.models import Event
from liangzhan.needs.models import Need
from liangzhan.needs.queries.needs import naming_problem, of_voucher, of_vouchers
from liangzhan.needs.services.needs import correct_need, name_need
from liangzhan.people.erasing import ERASURES
from liangzhan.people.merging import DECISIONS
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.factories.needs import BY, agree, make_need
from tests.factories.people import make_individual

VOUCHER = "activities.Visit:11111111-1111-4111-8111-111111111111"


class TestRaising:
    def test_does_and_records(self, station, social_worker):
        need = make_need(station, urgency=4, importance=5, persons_concerned=12, by=social_worker.actor)
        assert (need.number, need.state, need.division_code) == (
            f"{station.division_code}-NEED-{today().year}-0001",
            "NEW",
            station.division_code,
        )
        held = Need.objects.get()
        assert (held.description, held.group, held.urgency, held.raised_on) == (
            "独居老人想有人常来坐坐",
            "ELDER",
            4,
            today(),
        )
        event = Event.objects.get(name="need.raised")
        assert (event.object_id, event.details["source"]) == (str(need.pk), "DOOR")

    def test_a_voucher_raises_once(self, station, neighbour_station):
        first = make_need(station, voucher=VOUCHER)
        assert make_need(neighbour_station, voucher=VOUCHER, description="别的").pk == first.pk
        assert make_need(station).number.endswith("0002")
        assert of_voucher(VOUCHER) == first and of_voucher("") is None
        assert of_vouchers([VOUCHER, "", "activities.Visit:none"]) == {VOUCHER: first}

    def test_refuses_in_words_at_the_field(self, station):
        with pytest.raises(RuleBroken) as refusal:
            make_need(station, description="字" * 200_000)
        assert refusal.value.field == "description"
        assert not Need.objects.exists()

    def test_a_name_needs_consent_and_a_tie(self, station, neighbour_station):
        person = make_individual("孙桂兰", station=station, tie="CLIENT")
        assert "还没有同意" in naming_problem(person, station, today())
        with pytest.raises(RuleBroken) as refusal:
            make_need(station, person=person)
        assert refusal.value.field == "person"
        agree(person, station)
        assert make_need(station, person=person).person == person
        assert "服务范围" in naming_problem(person, neighbour_station, today())

    def test_another_basis_than_consent(self, station):
        person = make_individual("李国强", station=station, tie="CLIENT")
        person.cards.update(legal_basis="STATUTORY")
        assert naming_problem(person, station, today()) == ""

    def test_sealed_services_are_never_named(self, station):
        person = make_individual("赵某", station=station, tie="CLIENT")
        agree(person, station)
        with pytest.raises(RuleBroken):
            make_need(station, person=person, category="S06")
        with pytest.raises(RuleBroken):
            make_need(station, contact="13800000000", category="S07")


class TestPersons:
    def test_merged(self, station):
        kept, alias = (make_individual(name, station=station, tie="CLIENT") for name in ("孙桂兰", "孙桂兰兰"))
        agree(alias, station)
        need = make_need(station, person=alias)
        assert DECISIONS["needs.Need.person"].move(kept, alias) == 1
        need.refresh_from_db()
        assert need.person == kept

    def test_forgotten(self, station):
        person = make_individual("孙桂兰", station=station, tie="CLIENT")
        agree(person, station)
        need = make_need(station, person=person, contact="电话 024-1234")
        assert ERASURES["needs.Need.person"].erase(person) == 1
        need.refresh_from_db()
        assert (need.person, need.contact, need.description, need.category) == (None, "", "（已删除）", "S10")


class TestCorrecting:
    GIVEN = {
        "category": "S01",
        "description": "想有人帮忙买菜",
        "group": "ELDER",
        "urgency": 3,
        "importance": 4,
        "persons_concerned": 2,
        "by": BY,
    }

    def test_until_it_is_answered(self, station):
        need = correct_need(need=make_need(station), **self.GIVEN)
        assert (need.category, need.description, need.urgency) == ("S01", "想有人帮忙买菜", 3)
        with pytest.raises(RuleBroken) as refusal:
            correct_need(need=need, **{**self.GIVEN, "persons_concerned": 0})
        assert refusal.value.field == "persons_concerned"
        Need.objects.filter(pk=need.pk).update(state="REJECTED")
        with pytest.raises(RuleBroken, match="不能再改内容"):
            correct_need(need=need, **self.GIVEN)

    def test_named_once(self, station):
        person = make_individual("王大", station=station, tie="CLIENT")
        agree(person, station)
        need = name_need(need=make_need(station), person=person, by=BY)
        with pytest.raises(RuleBroken, match="已经记到个人名下"):
            name_need(need=need, person=person, by=BY)

    def test_not_raised_tomorrow(self, station):
        with pytest.raises(RuleBroken) as refusal:
            make_need(station, raised_on=today() + dt.timedelta(days=1))
        assert refusal.value.field == "raised_on"

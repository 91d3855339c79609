"""Registering, confirming, quitting, moving, merging and forgetting volunteers."""

import datetime as dt
from uuid import uuid4

import pytest

from liangzhan.access.actor import ANONYMOUS, Actor
from liangzhan.ledger.models import Posting
from liangzhan.ledger.queries.verifying import voucher_differences
from liangzhan.people.models import Card, Consent, Guardian, Person
from liangzhan.people.queries.finding import mobile_index
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.services.forgetting import forget_person
from liangzhan.people.services.merging import merge_persons
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.models import Volunteer, VolunteerSpell
from liangzhan.volunteers.queries.insurance import policies_of, uninsured
from liangzhan.volunteers.queries.register import live_volunteers, volunteer_of
from liangzhan.volunteers.rules.insurance import PolicyFacts
from liangzhan.volunteers.rules.register import VolunteerFacts
from liangzhan.volunteers.services.insurance import insure, save_policy
from liangzhan.volunteers.services.register import (
    apply_volunteer,
    confirm_volunteer,
    edit_volunteer,
    set_national,
)
from liangzhan.volunteers.services.standing import (
    ask_transfer,
    decide_transfer,
    quit_volunteer,
    resume_volunteer,
    suspend_volunteer,
)
from tests.factories.people import make_individual, resident_number
from tests.factories.stations import make_photo
from tests.factories.volunteers import make_policy, make_volunteer

ADULT = dt.date(1985, 3, 4)


def facts_of(name="赵志愿", born_on=ADULT, **fields):
    return PersonFacts(
        name=name, id_number=fields.pop("id_number", None) or resident_number(born_on), mobile="13900000001", **fields
    )


def applied(station, by, *, source="DESK", facts=None, **fields):
    return apply_volunteer(
        facts=facts or VolunteerFacts(skills=("LAW",), times=("6-AM",)),
        person_facts=fields.pop("person_facts", None) or facts_of(),
        station=station,
        source=source,
        by=by,
        **fields,
    )


def himself(volunteer):
    return Actor(uuid=volunteer.person.uuid, label="本人", person_uuid=volunteer.person.uuid)


def refused(deed, field=None, **kwargs):
    with pytest.raises(RuleBroken) as caught:
        deed(**kwargs)
    if field:
        assert caught.value.field == field
    return str(caught.value)


def test_nobody_is_a_volunteer_before_he_says_yes(station_head, station):
    key = uuid4()
    person_facts = facts_of()
    row = applied(station, station_head.actor, form_key=key, person_facts=person_facts)
    assert row.number == f"{station.division_code}-VS-VOL-{today().year}-0001"
    assert (row.state, row.check_result, row.skills) == ("APPLIED", "FORMAT", ["LAW"])
    assert applied(station, station_head.actor, form_key=key, person_facts=person_facts) == row
    assert not Posting.objects.exists() and not live_volunteers(station_head.actor.scope).exists()
    refused(confirm_volunteer, "way", volunteer=row, way="SMS", by=station_head.actor)

    row = confirm_volunteer(volunteer=row, way="SMS", by=himself(row))
    assert row.state == "ACTIVE" and Consent.objects.get(person=row.person).way == "ONLINE"
    assert list(live_volunteers(station_head.actor.scope)) == [row]
    assert VolunteerSpell.objects.get(volunteer=row).station == station
    refused(confirm_volunteer, volunteer=row, way="SMS", by=himself(row))
    assert volunteer_of(himself(row)) == row and volunteer_of(ANONYMOUS) is None
    assert "已经在" in refused(
        apply_volunteer,
        facts=VolunteerFacts(),
        person_facts=person_facts,
        station=station,
        source="DESK",
        by=station_head.actor,
    )
    assert voucher_differences() == []


def test_identity_is_asked_and_a_number_belongs_to_one(station_head, station):
    refused(
        apply_volunteer,
        "id_number",
        facts=VolunteerFacts(),
        person_facts=PersonFacts(name="赵某"),
        station=station,
        source="DESK",
        by=station_head.actor,
    )
    first = applied(station, station_head.actor, facts=VolunteerFacts(national_no="NV0001"))
    assert first.national_state == "CLAIMED"
    again = {"facts": VolunteerFacts(national_no="nv0001"), "station": station, "by": station_head.actor}
    assert "已经登记" in refused(
        apply_volunteer, "national_no", person_facts=facts_of("钱志愿"), source="DESK", **again
    )
    other = apply_volunteer(person_facts=facts_of("孙志愿"), source="SELF", **again)  # a stranger learns nothing
    assert other.national_no == ""
    refused(set_national, "national_no", volunteer=other, number="NV0001", state="ACCEPTED", by=station_head.actor)
    refused(set_national, "national_no", volunteer=other, number="", state="CLAIMED", by=station_head.actor)
    refused(set_national, "national_no", volunteer=other, number="?", state="CLAIMED", by=station_head.actor)
    set_national(volunteer=first, number="NV0001", state="ACCEPTED", by=station_head.actor)
    first.refresh_from_db()
    assert (first.national_state, first.national_on) == ("ACCEPTED", today())
    assert set_national(volunteer=first, number="x", state="NONE", by=station_head.actor).national_no == ""


def test_a_stranger_changes_nothing_that_is_known(station_head, station, neighbour_station):
    number = resident_number(ADULT)
    known = make_individual("赵志愿", station=neighbour_station, id_number=number, born_on=ADULT)
    row = applied(station, ANONYMOUS, source="SELF", person_facts=facts_of(id_number=number))
    assert row.person == known
    known.refresh_from_db()
    assert known.mobile == "" and known.mobile_index == ""  # so no code ever goes to the stranger's phone
    assert Card.objects.get(person=known, station=station).mobile_index == mobile_index("13900000001")
    assert applied(neighbour_station, ANONYMOUS, source="SELF", person_facts=facts_of(id_number=number)) == row
    assert Volunteer.objects.count() == 1


def test_under_eighteen_the_guardian_signs(station_head, station):
    child = dt.date(today().year - 15, 1, 1)
    refused(
        apply_volunteer,
        "guardian_name",
        facts=VolunteerFacts(),
        person_facts=facts_of("小志愿", child),
        station=station,
        source="SELF",
        by=ANONYMOUS,
    )
    told = VolunteerFacts(guardian_name="李家长", guardian_mobile="13900000002", guardian_relation="PARENT")
    row = applied(station, ANONYMOUS, source="SELF", facts=told, person_facts=facts_of("小志愿", child))
    assert Guardian.objects.get(person=row.person).name == "李家长"
    refused(confirm_volunteer, "way", volunteer=row, way="SMS", by=himself(row))
    sheet = {"way": "PAPER", "paper": make_photo(), "by": station_head.actor}
    refused(confirm_volunteer, "signer", volunteer=row, **sheet)
    sheet["paper"] = make_photo()
    row = confirm_volunteer(volunteer=row, signer="李家长", **sheet)
    assert row.paper and Consent.objects.get(person=row.person).way == "GUARDIAN"
    other = applied(station, station_head.actor, person_facts=facts_of("周志愿"))
    assert confirm_volunteer(volunteer=other, way="CHECK_IN", by=station_head.actor).confirm_way == "CHECK_IN"
    assert not Consent.objects.filter(person=other.person).exists()  # nothing was signed, and the page says so


def test_pausing_quitting_and_the_ledger(station_head, station):
    row = applied(station, station_head.actor)
    refused(resume_volunteer, volunteer=row, by=station_head.actor)
    row = confirm_volunteer(volunteer=row, way="DESK", by=station_head.actor)
    refused(suspend_volunteer, "reason", volunteer=row, reason=" ", by=station_head.actor)
    row = suspend_volunteer(volunteer=row, reason="本人外出", by=station_head.actor)
    assert row.left_reason == "本人外出"
    row = resume_volunteer(volunteer=row, by=station_head.actor)
    assert (
        edit_volunteer(volunteer=row, facts=VolunteerFacts(languages=" 英语 "), by=station_head.actor).languages
        == "英语"
    )
    refused(edit_volunteer, "areas", volunteer=row, facts=VolunteerFacts(areas=("?",)), by=station_head.actor)
    row = quit_volunteer(volunteer=row, by=himself(row))
    assert row.state == "QUIT" and Posting.objects.count() == 2 and voucher_differences() == []
    refused(edit_volunteer, volunteer=row, facts=VolunteerFacts(), by=station_head.actor)
    never = applied(station, station_head.actor, person_facts=facts_of("吴志愿"))
    quit_volunteer(volunteer=never, by=station_head.actor, reason="不再参加")
    assert Posting.objects.count() == 2  # who never confirmed neither joined nor left
    again = applied(station, station_head.actor, person_facts=facts_of("吴志愿", id_number=never.person.id_number))
    assert again.pk != never.pk


def test_another_station_takes_the_volunteer_over(station_head, neighbour_head, station, neighbour_station):
    row = applied(station, station_head.actor)
    refused(ask_transfer, volunteer=row, station=neighbour_station, by=station_head.actor)
    row = confirm_volunteer(volunteer=row, way="DESK", by=station_head.actor)
    refused(ask_transfer, "station", volunteer=row, station=station, by=station_head.actor)
    refused(decide_transfer, volunteer=row, accepted=True, by=neighbour_head.actor)
    ask_transfer(volunteer=row, station=neighbour_station, by=station_head.actor)
    decide_transfer(volunteer=row, accepted=False, by=neighbour_head.actor)
    row.refresh_from_db()
    assert row.station == station and row.moving_to is None
    ask_transfer(volunteer=row, station=neighbour_station, by=station_head.actor)
    row = decide_transfer(volunteer=row, accepted=True, by=neighbour_head.actor)
    row.refresh_from_db()
    assert (row.station, row.division_code) == (neighbour_station, neighbour_station.division_code)
    spells = list(VolunteerSpell.objects.filter(volunteer=row).order_by("id"))
    assert [(one.station, one.ends_on) for one in spells] == [(station, today()), (neighbour_station, None)]
    assert Card.objects.filter(person=row.person, station=neighbour_station).exists()
    quit_volunteer(volunteer=row, by=neighbour_head.actor)
    assert Posting.objects.filter(station=neighbour_station).count() == 1 and voucher_differences() == []


@pytest.mark.parametrize("confirmed", [("first",), ("second",), ("first", "second"), ()])
def test_two_registrations_of_one_person_become_one(
    province_officer, station_head, station, neighbour_station, confirmed
):
    rows = {
        "first": applied(station, station_head.actor, person_facts=facts_of("赵志愿")),
        "second": applied(neighbour_station, station_head.actor, person_facts=facts_of("赵志愿")),
    }
    for name in confirmed:
        rows[name] = confirm_volunteer(volunteer=rows[name], way="DESK", by=station_head.actor)
    policy = make_policy(division_code=station.division_code, whole_area=False, station=neighbour_station)
    insure(policy=policy, volunteers=[rows["second"]], by=station_head.actor)
    kept, alias = rows["first"].person, rows["second"].person
    Person.objects.filter(pk=alias.pk).update(id_number_index="", shadow=True)  # the document was mistyped there
    alias.refresh_from_db()
    merge_persons(kept=kept, alias=alias, reason="同一人", by=Actor.system("测试"))
    stays = "second" if confirmed == ("second",) else "first"
    live = Volunteer.objects.exclude(state="MERGED").get()
    assert live.pk == rows[stays].pk and live.person == kept
    assert policy.members.get().volunteer == live and voucher_differences() == []


def test_forgetting_really_blanks(station_head, station):
    row = applied(
        station, station_head.actor, facts=VolunteerFacts(national_no="NV77", emergency_contact="张三", health="示例")
    )
    row = confirm_volunteer(volunteer=row, way="PAPER", paper=make_photo(), by=station_head.actor)
    system = Actor.system("测试")
    assert "先办理退出" in refused(forget_person, person=row.person, reason="本人申请", by=system)
    quit_volunteer(volunteer=row, by=station_head.actor, reason="搬家")
    pending = applied(station, station_head.actor, person=row.person)
    forget_person(person=Person.objects.get(pk=row.person_id), reason="本人申请", by=system)
    row.refresh_from_db()
    pending.refresh_from_db()
    assert (row.national_no, row.emergency_contact, row.health, row.left_reason, row.paper) == ("", "", "", "", None)
    assert pending.state == "QUIT" and pending.skills == [] and voucher_differences() == []


def test_insurance_by_list_and_by_area(station_head, county_officer, station, neighbour_station):
    one, two = make_volunteer(station=station), make_volunteer("李志愿", station=station)
    ids, code, day = [one.pk, two.pk], station.division_code, today()
    assert uninsured(ids, code, day) == set(ids) and uninsured([], code, day) == set()
    facts = PolicyFacts("示例1", "示例保险公司", "示例单位", day, day)
    policy = save_policy(facts=facts, station=station, by=station_head.actor)
    stranger = make_volunteer("外站", station=neighbour_station)
    insure(policy=policy, volunteers=[one, stranger], by=station_head.actor)
    assert uninsured(ids, code, day) == {two.pk} and policies_of(one) == [policy]
    assert uninsured(ids, code, day + dt.timedelta(days=1)) == set(ids)
    insure(policy=policy, volunteers=[two], by=station_head.actor)
    assert uninsured(ids, code, day) == {one.pk}
    refused(save_policy, "station", facts=facts, by=station_head.actor)
    refused(save_policy, "insurer", facts=PolicyFacts("1", "", "b", day, day), station=station, by=station_head.actor)
    county = save_policy(facts=facts, division_code=f"{code[:6]}000000", by=county_officer.actor)
    assert uninsured(ids, code, day) == set() and county in policies_of(one)
    assert uninsured([stranger.pk], "219999000000", day) == {stranger.pk}
    refused(insure, policy=county, volunteers=[one], by=county_officer.actor)
    changed = save_policy(facts=facts, station=station, policy=policy, file=make_photo(), by=station_head.actor)
    assert changed.pk == policy.pk and changed.file

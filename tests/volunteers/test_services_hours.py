"""Who may decide on hours; corrections; what is entered afterwards; what stands in the ledger after each."""

import datetime as dt
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.ledger.models import Entry
from liangzhan.ledger.queries.verifying import voucher_differences
from liangzhan.notices.models import PersonNotice
from liangzhan.people.rights import Asked
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.decisions import forget_volunteers
from liangzhan.volunteers.models import ServiceRecord
from liangzhan.volunteers.queries.own_part import volunteer_parts
from liangzhan.volunteers.queries.records import verified_minutes
from liangzhan.volunteers.record_turns import Corrected
from liangzhan.volunteers.services.back_entries import BackFacts, ask_back_entry, decide_back_entry
from liangzhan.volunteers.services.corrections import correct_record
from liangzhan.volunteers.services.disputes import answer_dispute, dispute
from liangzhan.volunteers.services.records import confirm_records, record_stays, reject_record, verify_records
from tests.factories.accounts import make_person
from tests.factories.occasions import make_stay
from tests.factories.stations import make_photo
from tests.factories.volunteers import make_record, make_volunteer, make_volunteering

pytestmark = pytest.mark.django_db
YESTERDAY = today() - dt.timedelta(days=1)


@pytest.fixture
def volunteer(station):
    return make_volunteer(station=station)


@pytest.fixture
def activity(station):
    return make_volunteering(station=station, on=YESTERDAY)


@pytest.fixture
def recorded(station_head, activity, volunteer):
    make_stay(activity.occasion, volunteer.person)
    (record,) = record_stays(activity=activity, by=station_head.actor).made
    return record


def right(record, **changes):
    given = {"starts_at": record.starts_at, "ends_at": record.ends_at, "break_minutes": 0, "content": record.content}
    return Corrected(**{**given, **changes})


def paper():
    return make_photo()


def back(activity, volunteer, by, upload=None, **changes):
    given = {"starts_at": activity.starts_at, "ends_at": activity.ends_at, "break_minutes": 0, "content": "清理河岸"}
    facts = BackFacts(**{**given, "reason": "示例：手机没电", **changes})
    return ask_back_entry(activity=activity, volunteer=volunteer, facts=facts, upload=upload or paper(), by=by)


def test_nobody_decides_on_his_own_service_nor_outside_his_reach(
    station, recorded, volunteer, station_head, committee_member, neighbour_head
):
    himself = make_person("志愿站长", Role.STATION_HEAD, station=station, person_uuid=volunteer.person.uuid).actor
    for deed in (confirm_records, verify_records):
        with pytest.raises(RuleBroken, match="本人"):
            deed(records=[recorded], by=himself)
        with pytest.raises(RuleBroken, match="范围"):
            deed(records=[recorded], by=neighbour_head.actor)
    with pytest.raises(RuleBroken, match="本人"):
        reject_record(record=recorded, reason="示例", by=himself)
    with pytest.raises(RuleBroken, match="范围"):
        record_stays(activity=recorded.activity, by=neighbour_head.actor)
    stale = ServiceRecord.objects.get(pk=recorded.pk)
    confirm_records(records=[recorded], by=station_head.actor)
    with pytest.raises(RuleBroken, match="刚刚变了"):
        confirm_records(records=[stale], by=station_head.actor)
    with pytest.raises(RuleBroken, match="范围"):  # a committee verifies, it does not confirm
        confirm_records(records=[recorded], by=committee_member.actor)
    verify_records(records=[recorded], by=committee_member.actor)
    assert verified_minutes([volunteer.pk]) == {volunteer.pk: 120} and not list(voucher_differences())


def test_two_accounts_of_one_person_are_one_pair_of_eyes(station, recorded):
    worker = make_volunteer("双账户", station=station).person
    first = make_person("甲", Role.STATION_HEAD, station=station, person_uuid=worker.uuid).actor
    second = make_person("甲二", Role.STATION_HEAD, station=station, person_uuid=worker.uuid).actor
    confirm_records(records=[recorded], by=first)
    with pytest.raises(RuleBroken, match="另一个人核实"):
        verify_records(records=[recorded], by=second)


def test_a_rejection_is_told_to_the_volunteer(recorded, volunteer, station_head):
    reject_record(record=recorded, reason="示例：没有到场", by=station_head.actor)
    told = PersonNotice.objects.filter(person=volunteer.person_id, subject__contains="ServiceRecord").get()
    assert "不予认定" in told.text and "没有到场" not in told.text


def test_many_stays_need_no_more_queries(station, station_head, django_assert_max_num_queries):
    activity = make_volunteering(station=station, on=YESTERDAY)
    for at in range(12):
        make_stay(activity.occasion, make_volunteer(f"志愿{at}", station=station).person, device="same")
    with django_assert_max_num_queries(25):
        made = record_stays(activity=activity, by=station_head.actor).made
    assert len(made) == 12 and {one.signals["own_device"] for one in made} == {False}
    with django_assert_max_num_queries(16):
        confirm_records(records=made, by=station_head.actor)


def test_a_correction_keeps_what_was_said_and_waits_for_another_person(
    recorded, volunteer, station_head, committee_member
):
    verify_records(records=confirm_records(records=[recorded], by=station_head.actor), by=committee_member.actor)
    record = ServiceRecord.objects.get(pk=recorded.pk)
    with pytest.raises(RuleBroken, match="理由"):
        correct_record(record=record, right=right(record, content="示例"), reason=" ", by=committee_member.actor)
    with pytest.raises(RuleBroken, match="没有改动"):
        correct_record(record=record, right=right(record), reason="示例", by=committee_member.actor)
    with pytest.raises(RuleBroken, match="早于"):
        correct_record(
            record=record, right=right(record, ends_at=record.starts_at), reason="示例", by=committee_member.actor
        )
    shorter = right(record, ends_at=record.ends_at - dt.timedelta(minutes=30))
    correct_record(record=record, right=shorter, reason="示例：提前离开", by=committee_member.actor)
    assert (record.state, record.minutes, record.posted_version) == ("CONFIRMED", 90, 2)
    assert record.changes.get().minutes == 120 and verified_minutes([volunteer.pk]) == {}
    with pytest.raises(RuleBroken, match="另一个人"):
        verify_records(records=[record], by=committee_member.actor)
    verify_records(records=[record], by=station_head.actor)
    assert verified_minutes([volunteer.pk]) == {volunteer.pk: 90} and not list(voucher_differences())
    lines = Entry.objects.order_by("id").values_list("served_on", "minutes", "sign")
    assert list(lines) == [(YESTERDAY, 120, 1), (YESTERDAY, 120, -1), (YESTERDAY, 90, 1)]
    reject_record(record=record, reason="示例", by=station_head.actor)
    with pytest.raises(RuleBroken, match="不予认定"):
        correct_record(record=record, right=shorter, reason="示例", by=station_head.actor)


def test_an_upheld_dispute_may_correct(recorded, volunteer, station_head, committee_member):
    himself = Actor(uuid=uuid4(), label="本人", person_uuid=volunteer.person.uuid)
    raised = dispute(record=recorded, reason="TIME", by=himself, text="示例：早走了")
    with pytest.raises(RuleBroken, match="没有答复"):
        correct_record(record=raised.record, right=right(recorded, content="改"), reason="示例", by=station_head.actor)
    shorter = right(recorded, ends_at=recorded.ends_at - dt.timedelta(minutes=60))
    answered = answer_dispute(dispute=raised, upheld=True, answer="已改", right=shorter, by=station_head.actor)
    assert (answered.state, answered.record.state, answered.record.minutes) == ("UPHELD", "CONFIRMED", 60)
    with pytest.raises(RuleBroken):
        answer_dispute(dispute=raised, upheld=False, answer="再答", by=station_head.actor)
    verify_records(records=[answered.record], by=committee_member.actor)
    assert verified_minutes([volunteer.pk]) == {volunteer.pk: 60}


class TestBackEntries:
    def test_counts_once_another_person_agreed(self, activity, volunteer, station_head, committee_member):
        entry = back(activity, volunteer, station_head.actor)
        assert back(activity, volunteer, station_head.actor) == entry
        record = entry.record
        assert (record.grade, record.source, record.state) == ("D", "BACKFILL", "RECORDED")
        with pytest.raises(RuleBroken, match="审批"):
            confirm_records(records=[record], by=station_head.actor)
        with pytest.raises(RuleBroken, match="另一个人审批"):
            decide_back_entry(entry=entry, accepted=True, by=station_head.actor)
        decide_back_entry(entry=entry, accepted=True, by=committee_member.actor)
        assert verified_minutes([volunteer.pk]) == {volunteer.pk: 120} and not list(voucher_differences())
        with pytest.raises(RuleBroken, match="已经审批"):
            decide_back_entry(entry=entry, accepted=False, answer="示例", by=committee_member.actor)
        record.refresh_from_db()
        assert record.grade == "D" and record.confirmed_by.uuid == station_head.user.uuid

    def test_a_no_has_a_reason_and_is_told(self, activity, volunteer, station_head, committee_member):
        entry = back(activity, volunteer, station_head.actor)
        with pytest.raises(RuleBroken, match="理由"):
            decide_back_entry(entry=entry, accepted=False, by=committee_member.actor)
        decide_back_entry(entry=entry, accepted=False, answer="示例：没有证明", by=committee_member.actor)
        assert ServiceRecord.objects.get().state == "REJECTED" and verified_minutes([volunteer.pk]) == {}
        assert "不予认定" in PersonNotice.objects.get(person=volunteer.person_id).text

    @pytest.mark.parametrize(
        ("change", "word", "field"),
        [
            ({"reason": " "}, "为什么", "reason"),
            ({"ends_at": dt.datetime.combine(YESTERDAY, dt.time(0), tzinfo=dt.UTC)}, "早于", "ends_at"),
            ({"starts_at": dt.datetime.combine(YESTERDAY - dt.timedelta(1), dt.time(22), dt.UTC)}, "超出", "starts_at"),
        ],
    )
    def test_bad_input_is_told_at_its_field(self, activity, volunteer, station_head, change, word, field):
        with pytest.raises(RuleBroken, match=word) as refusal:
            back(activity, volunteer, station_head.actor, **change)
        assert refusal.value.field == field

    def test_who_may_not(self, station, activity, volunteer, station_head, neighbour_head):
        himself = make_person("志愿站长", Role.STATION_HEAD, station=station, person_uuid=volunteer.person.uuid).actor
        with pytest.raises(RuleBroken, match="本人"):
            back(activity, volunteer, himself)
        with pytest.raises(RuleBroken, match="范围"):
            back(activity, volunteer, neighbour_head.actor)
        make_record(volunteer, on=YESTERDAY)
        with pytest.raises(RuleBroken, match="重叠"):
            back(activity, volunteer, station_head.actor)
        draft = make_volunteering(station=station, on=YESTERDAY - dt.timedelta(2), state="DRAFT")
        with pytest.raises(RuleBroken, match="审核"):
            back(draft, volunteer, station_head.actor)
        fresh = make_volunteering(station=station, on=YESTERDAY - dt.timedelta(3))
        with pytest.raises(RuleBroken, match="证明材料"):
            facts = BackFacts(fresh.starts_at, fresh.ends_at, 0, "", "示例")
            ask_back_entry(activity=fresh, volunteer=volunteer, facts=facts, upload=None, by=station_head.actor)
        with pytest.raises(RuleBroken) as refusal:
            back(fresh, volunteer, station_head.actor, SimpleUploadedFile("a.exe", b"MZ" * 50))
        assert refusal.value.field == "file"


def test_the_copy_of_a_person_holds_his_hours_and_what_he_said_against_them(station, recorded, volunteer):
    himself = Actor(uuid=uuid4(), label="本人", person_uuid=volunteer.person.uuid)
    dispute(record=recorded, reason="TIME", by=himself, text="示例：早走了")
    asked = Asked(volunteer.person, (volunteer.person_id,), station, himself)
    told = {part.title: part.rows for part in volunteer_parts(asked)}
    assert "120" in str(told["志愿服务记录"]) and "早走了" in str(told["对服务记录的异议"])
    forget_volunteers(volunteer.person)
    raised = recorded.disputes.get()
    assert raised.text == "" and raised.reason == "TIME"

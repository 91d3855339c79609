"""From a stay to a verified record in the ledger; who may not verify; what is refused."""

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest
from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.ledger.queries.verifying import voucher_differences
from liangzhan.notices.models import PersonNotice
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.models import ServiceRecord, VolunteerActivity
from liangzhan.volunteers.queries.records import disputed_volunteers, quality_mean, verified_minutes, verified_records
from liangzhan.volunteers.services.disputes import answer_dispute, dispute
from liangzhan.volunteers.services.records import confirm_records, record_stays, reject_record, verify_records
from tests.factories.occasions import make_occasion, make_stay
from tests.factories.people import BY
from tests.factories.volunteers import make_volunteer

pytestmark = pytest.mark.django_db
SECOND = replace(Actor.system("第二人"), uuid=uuid4())


def make_activity(station, *, begins=-4, state="ENDED"):
    occasion = make_occasion("护河", begins=begins, lasts=2, station=station, kind="VOLUNTEER")
    return VolunteerActivity.objects.create(
        station=station,
        division_code=station.division_code,
        occasion=occasion,
        title="护河",
        area="A1",
        organiser="示例站",
        leader="站长",
        place="河边",
        starts_at=occasion.starts_at,
        ends_at=occasion.ends_at,
        content="清理河岸",
        state=state,
        state_since=today(),
        planned_at=timezone.now(),
        planned_by=BY,
    )


def test_a_stay_becomes_a_record_that_counts_once_a_second_person_verified_it(station):
    volunteer, activity = make_volunteer(station=station), make_activity(station)
    make_stay(activity.occasion, volunteer.person, inside=True)
    (record,) = record_stays(activity=activity, by=BY).made
    assert (record.minutes, record.state, record.grade) == (120, "RECORDED", "B")
    assert PersonNotice.objects.filter(person=volunteer.person_id).count() == 1
    assert record_stays(activity=activity, by=BY).made == []
    with pytest.raises(RuleBroken, match="先确认"):
        verify_records(records=[record], by=SECOND)
    confirm_records(records=[record], by=BY)
    with pytest.raises(RuleBroken, match="另一个人"):
        verify_records(records=[record], by=BY)
    assert verified_minutes([volunteer.pk]) == {}
    verify_records(records=[record], by=SECOND)
    assert verified_minutes([volunteer.pk], today() - dt.timedelta(days=1), today()) == {volunteer.pk: 120}
    assert list(verified_records(volunteer)) == [record]
    assert quality_mean([volunteer.pk]) == {} and disputed_volunteers([volunteer.pk]) == set()
    assert not list(voucher_differences())
    with pytest.raises(RuleBroken, match="理由"):
        reject_record(record=record, reason=" ", by=SECOND)
    reject_record(record=record, reason="示例：重复", by=SECOND)
    assert verified_minutes([volunteer.pk]) == {} and not list(voucher_differences())


def test_what_is_wrong_with_one_stay_is_told_and_stops_nobody_else(station):
    activity, other = make_activity(station), make_activity(station, begins=-3)
    twice, good = make_volunteer("张两处", station=station), make_volunteer("李按时", station=station)
    for one in (activity, other):
        make_stay(one.occasion, twice.person)
    make_stay(other.occasion, good.person)
    make_stay(activity.occasion, good.person, out=False, in_at=activity.starts_at - dt.timedelta(hours=1))
    assert record_stays(activity=activity, by=BY).open == 1
    outcome = record_stays(activity=other, by=BY)
    assert [one.volunteer for one in outcome.made] == [good]
    assert [(who, "重叠" in why) for who, why in outcome.refused] == [(twice, True)]
    assert ServiceRecord.objects.count() == 2
    with pytest.raises(RuleBroken, match="审核"):
        record_stays(activity=make_activity(station, begins=-9, state="DRAFT"), by=BY)


def test_the_volunteer_alone_disputes_and_somebody_else_answers(station):
    volunteer, activity = make_volunteer(station=station), make_activity(station)
    make_stay(activity.occasion, volunteer.person)
    (record,) = record_stays(activity=activity, by=BY).made
    verify_records(records=confirm_records(records=[record], by=BY), by=SECOND)
    himself = Actor(uuid=uuid4(), label="本人", person_uuid=volunteer.person.uuid)
    with pytest.raises(RuleBroken, match="自己的"):
        dispute(record=record, reason="TIME", by=SECOND)
    with pytest.raises(RuleBroken, match="哪里不对"):
        dispute(record=record, reason="?", by=himself)
    raised = dispute(record=record, reason="TIME", by=himself)
    assert dispute(record=record, reason="TIME", by=himself) == raised
    assert verified_minutes([volunteer.pk]) == {} and disputed_volunteers([volunteer.pk]) == {volunteer.pk}
    assert not list(voucher_differences())
    with pytest.raises(RuleBroken, match="答复"):
        answer_dispute(dispute=raised, upheld=False, answer="", by=BY)
    with pytest.raises(RuleBroken, match="另一个人"):
        answer_dispute(dispute=raised, upheld=False, answer="不改", by=himself)
    answer_dispute(dispute=raised, upheld=False, answer="示例：已核对签到", by=BY)
    verify_records(records=confirm_records(records=[raised.record], by=BY), by=SECOND)
    assert verified_minutes([volunteer.pk]) == {volunteer.pk: 120} and not list(voucher_differences())
    ServiceRecord.objects.filter(pk=record.pk).update(export_state="SENT")
    again = dispute(record=record, reason="NOT_ME", by=himself)
    assert ServiceRecord.objects.get(pk=record.pk).export_state == "CHANGED"
    answer_dispute(dispute=again, upheld=True, answer="示例：属实", by=BY)
    assert verified_minutes([volunteer.pk]) == {} and not list(voucher_differences())
    with pytest.raises(RuleBroken, match="不予认定"):
        dispute(record=record, reason="TIME", by=himself)

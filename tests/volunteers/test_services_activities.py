"""An activity is written, reviewed by somebody else, held, called off."""

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest

from liangzhan.access.actor import Actor
from liangzhan.audit.models import Event
from liangzhan.notices.models import PersonNotice
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.transitions import moves_of
from liangzhan.volunteers.models import VolunteerActivity
from liangzhan.volunteers.rules.activities import PostFacts
from liangzhan.volunteers.services import activities
from liangzhan.volunteers.services.sign_ups import sign_up
from tests.factories.needs import make_project
from tests.factories.people import BY
from tests.factories.volunteers import activity_facts, make_volunteer, plan_volunteering

pytestmark = pytest.mark.django_db
SECOND = replace(Actor.system("第二人"), uuid=uuid4())


def refusal(deed, **given):
    with pytest.raises(RuleBroken) as refused:
        deed(**{"by": BY, **given})
    return "".join(refused.value.reasons), refused.value.field


def test_a_draft_has_its_posts_and_its_time_in_the_calendar_once(station):
    key = uuid4()
    posts = (PostFacts("清理", 2), PostFacts(" 引导 ", 1, skills=("FIRST_AID",)))
    facts = activity_facts(posts=posts)
    row = activities.save_activity(facts=facts, station=station, form_key=key, by=BY)
    again = activities.save_activity(facts=facts, station=station, form_key=key, by=BY)
    assert (again.pk, VolunteerActivity.objects.count(), row.state, row.number) == (row.pk, 1, "DRAFT", "")
    assert [(one.name, one.seats, one.skills) for one in row.posts.order_by("pk")] == [
        ("清理", 2, []),
        ("引导", 1, ["FIRST_AID"]),
    ]
    assert (row.occasion.kind, row.occasion.starts_at, row.occasion.station) == ("VOLUNTEER", row.starts_at, station)
    assert Event.objects.filter(name="volunteering.saved").exists()


def test_changing_a_draft_changes_its_occasion_and_posts(station):
    row = plan_volunteering(station, state="DRAFT")
    later = activity_facts(days=12, title="清洁楼道", posts=(PostFacts("扫雪", 4),))
    activities.save_activity(facts=later, station=station, activity=row, by=BY)
    row = VolunteerActivity.objects.get()
    assert (row.title, row.occasion.title, row.occasion.starts_at) == ("清洁楼道", "清洁楼道", later.starts_at)
    assert [one.name for one in row.posts.all()] == ["扫雪"]
    open_one = plan_volunteering(station)
    assert "不能再修改" in refusal(activities.save_activity, facts=later, station=station, activity=open_one)[0]


def test_what_cannot_be_is_told_at_its_field(station, neighbour_station):
    facts = activity_facts(risk_level="HIGH")
    assert refusal(activities.save_activity, facts=facts, station=station)[1] == "risk_note"
    elsewhere = make_project(neighbour_station)
    said = refusal(activities.save_activity, facts=activity_facts(), station=station, project=elsewhere)
    assert said == ("请选择本社区（村）的项目。", "project")


def test_it_answers_a_need_and_is_reviewed_by_somebody_else(station):
    row = plan_volunteering(station, state="DRAFT")
    assert refusal(activities.submit_activity, activity=row)[1] == "project"
    row = plan_volunteering(station, state="DRAFT", project=make_project(station))
    row = activities.submit_activity(activity=row, by=BY)
    assert "不能审核自己" in refusal(activities.approve_activity, activity=row)[0]
    assert refusal(activities.return_activity, activity=row, by=SECOND, reason=" ")[1] == "reason"
    row = activities.return_activity(activity=row, reason="写清保障", by=SECOND)
    assert (row.state, row.cancelled_reason) == ("DRAFT", "写清保障")
    row = activities.submit_activity(activity=row, by=BY)
    assert row.cancelled_reason == ""
    stale = VolunteerActivity.objects.get(pk=row.pk)
    row = activities.approve_activity(activity=row, by=SECOND)
    assert row.state == "RECRUITING" and row.reviewed_by.uuid == SECOND.uuid
    assert row.number.startswith(f"{station.division_code}-VS-ACT-") and row.number.endswith("-0001")
    assert "刚刚变为" in refusal(activities.approve_activity, activity=stale, by=SECOND)[0]
    assert [one.to_state for one in moves_of(row)] == ["REVIEW", "DRAFT", "REVIEW", "RECRUITING"]


def test_who_only_submitted_it_may_not_review_it(station):
    row = plan_volunteering(station, state="DRAFT", project=make_project(station))
    row = activities.submit_activity(activity=row, by=SECOND)
    assert "不能审核自己" in refusal(activities.approve_activity, activity=row, by=SECOND)[0]


def test_it_begins_and_ends_at_its_time(station):
    row = plan_volunteering(station, state="CLOSED")
    assert "不能开始" in refusal(activities.begin_activity, activity=row)[0]
    ago = dt.timedelta(days=30)
    VolunteerActivity.objects.update(starts_at=row.starts_at - ago, ends_at=row.ends_at - ago)
    row.refresh_from_db()
    row = activities.begin_activity(activity=row, by=BY)
    assert activities.end_activity(activity=row, by=BY).state == "ENDED"
    row = plan_volunteering(station, state="ONGOING")
    assert "不能结束" in refusal(activities.end_activity, activity=row)[0]


def test_called_off_it_leaves_the_calendar_and_everybody_is_told_why(station):
    row, volunteer = plan_volunteering(station), make_volunteer(station=station)
    sign_up(activity=row, volunteer=volunteer, post=row.posts.get(), by=BY)
    assert refusal(activities.cancel_activity, activity=row, reason="")[1] == "reason"
    row = activities.cancel_activity(activity=row, reason="暴雪", by=BY)
    row.occasion.refresh_from_db()
    assert (row.state, row.cancelled_reason, row.occasion.state) == ("CANCELLED", "暴雪", "CANCELLED")
    assert "暴雪" in PersonNotice.objects.get(person=volunteer.person_id).text

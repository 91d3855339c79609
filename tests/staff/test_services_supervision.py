"""A session from the plan to the lock: by the area supervisor, among peers, with an external expert."""

import datetime as dt

import pytest

from liangzhan.audit.models import Event
from liangzhan.notices.models import Notice
from liangzhan.staff.models import Post, SupervisionPart, SupervisionSession
from liangzhan.staff.services import supervision, supervision_signing
from liangzhan.toolkit.periods import today
from tests.factories.accounts import grant
from tests.factories.staff import make_colleague, make_post
from tests.factories.stations import make_photo
from tests.staff.supervised import plan, record, refused

TOMORROW = today() + dt.timedelta(days=1)
YESTERDAY = today() - dt.timedelta(days=1)


def state_of(session):
    return SupervisionSession.objects.get(pk=session.pk).state


class TestPlan:
    def test_one_occasion_and_the_supervisee_is_told(self, ground, station):
        row = plan(ground.supervisor, [ground.worker_a], held_on=TOMORROW)
        assert (row.state, row.supervisor, row.supervisor_name) == ("PLANNED", ground.supervisor.user, "吴督导")
        assert (row.occasion.kind, row.occasion.station, row.station) == ("SUPERVISION", station, station)
        assert list(Notice.objects.values_list("recipient__display_name", flat=True)) == ["甲社工"]
        event = Event.objects.get(name="supervision.planned")
        assert event.details == {"form": "INDIVIDUAL", "held_on": TOMORROW.isoformat()}

    def test_two_stations_in_one_session(self, ground, station, neighbour_station):
        row = plan(ground.supervisor, [ground.worker_a, ground.worker_near], form="GROUP")
        parts = list(row.parts.order_by("id").values_list("station_id", flat=True))
        assert parts == [station.pk, neighbour_station.pk]

    def test_a_head_for_his_own_people_only(self, ground):
        assert plan(ground.boss, [ground.worker_a]).supervisor == ground.boss.user
        wrong = refused(plan, by=ground.boss, workers=[ground.worker_near])
        assert wrong == ("所选人员中有人不在您的督导范围内，或已经离岗。请重新选择。", "workers")

    def test_nobody_supervises_himself(self, ground):
        assert refused(plan, by=ground.boss, workers=[ground.worker_boss])[1] == "workers"

    def test_a_worker_may_not_lead(self, ground):
        assert refused(plan, by=ground.a, workers=[ground.worker_b])[1] == "workers"

    def test_a_post_as_supervisor_leads(self, ground, station):
        lead, _ = make_colleague("丙督导", station, "SUPERVISOR")
        assert plan(lead, [ground.worker_a]).supervisor == lead.user
        assert refused(plan, by=lead, workers=[ground.worker_near])[1] == "workers"
        Post.objects.filter(role="SUPERVISOR").update(ends_on=YESTERDAY)
        assert refused(plan, by=lead, workers=[ground.worker_a])[1] == "workers"

    def test_an_ended_post(self, ground):
        Post.objects.filter(worker=ground.worker_a).update(ends_on=YESTERDAY)
        assert refused(plan, by=ground.supervisor, workers=[ground.worker_a])[1] == "workers"

    def test_an_expired_grant(self, ground):
        ground.supervisor.user.grants.update(valid_to=YESTERDAY)
        assert refused(plan, by=ground.supervisor, workers=[ground.worker_a])[1] == "workers"

    def test_a_day_without_a_post(self, ground):
        Post.objects.filter(worker=ground.worker_a).update(starts_on=today())
        wrong = refused(plan, by=ground.supervisor, workers=[ground.worker_a], held_on=YESTERDAY)
        assert wrong == ("甲社工在这一天没有在岗，请核对日期或人员。", "workers")

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"minutes": 5}, "minutes"),
            ({"held_on": today() - dt.timedelta(days=61)}, "held_on"),
            ({"workers": []}, "workers"),
        ],
    )
    def test_what_cannot_be(self, ground, fields, field):
        given = {"workers": [ground.worker_a], **fields}
        assert refused(plan, by=ground.supervisor, **given)[1] == field


class TestWithoutASupervisor:
    """A one-person station is never stranded."""

    def test_peers_of_the_street(self, ground):
        row = plan(ground.a, [ground.worker_near], form="PEER")
        assert (row.supervisor, row.source, row.parts.count()) == (None, "", 2)
        record(row, ground.a)
        supervision_signing.sign_session(session=row, by=ground.a.actor)
        assert state_of(row) == "HELD"
        supervision_signing.sign_session(session=row, by=ground.near.actor)
        assert state_of(row) == "CONFIRMED"

    def test_alone_with_somebody_from_elsewhere_needs_the_paper(self, ground):
        row = plan(ground.a, [], form="PEER", others="外站 李某")
        record(row, ground.a)
        supervision_signing.sign_session(session=row, by=ground.a.actor)
        assert state_of(row) == "HELD"
        supervision_signing.keep_signed_paper(session=row, paper=make_photo(), by=ground.a.actor)
        assert state_of(row) == "CONFIRMED"

    def test_alone_and_nobody_else(self, ground):
        assert refused(plan, by=ground.a, workers=[], form="PEER")[1] == "workers"

    def test_an_external_expert_by_name(self, ground):
        row = plan(ground.a, [], supervisor_name="某大学 王老师")
        assert (row.supervisor, row.source, row.supervisor_name) == (None, "EXTERNAL", "某大学 王老师")
        record(row, ground.a)
        supervision_signing.sign_session(session=row, by=ground.a.actor)
        assert state_of(row) == "HELD"
        supervision_signing.keep_signed_paper(session=row, paper=make_photo(), by=ground.a.actor)
        assert state_of(row) == "CONFIRMED"

    def test_an_account_without_a_worker(self, ground, social_worker):
        said = refused(plan, by=social_worker, workers=[ground.worker_a], form="PEER")
        assert said == ("您的账户没有关联工作人员，请由参加督导的工作人员登记。", "")

    def test_not_with_somebody_of_another_street(self, ground, city_officer):
        Post.objects.filter(worker=ground.worker_near).update(division_code="210202001001")
        assert refused(plan, by=ground.a, workers=[ground.worker_near], form="PEER")[1] == "workers"


class TestRecord:
    def test_held_and_everybody_is_asked(self, ground):
        row = plan(ground.supervisor, [ground.worker_a, ground.worker_b], form="GROUP")
        record(row, ground.supervisor, attended=[ground.worker_a.pk], advice="慢一点", minutes=90)
        row.refresh_from_db()
        assert (row.state, row.issues, row.advice, row.minutes) == ("HELD", "讨论了接案", "慢一点", 90)
        assert list(row.parts.order_by("id").values_list("attended", flat=True)) == [True, False]
        asked = Notice.objects.filter(kind="TODO").values_list("recipient__display_name", flat=True)
        assert list(asked) == ["甲社工"]
        assert row.occasion.state == "CLOSED" or row.occasion.state == "PLANNED"

    def test_rewriting_takes_the_signatures_back(self, ground):
        row = plan(ground.supervisor, [ground.worker_a, ground.worker_b], form="GROUP")
        record(row, ground.supervisor)
        supervision_signing.sign_session(session=row, by=ground.a.actor)
        record(row, ground.supervisor, issues="另一些话")
        assert SupervisionPart.objects.filter(session=row, signed_at__isnull=False).count() == 0

    def test_only_who_keeps_it(self, ground):
        row = plan(ground.supervisor, [ground.worker_a])
        for other in (ground.a, ground.boss, ground.near):
            assert "只有督导" in refused(record, session=row, by=other)[0]

    def test_what_is_asked_for(self, ground):
        row = plan(ground.supervisor, [ground.worker_a])
        assert refused(record, session=row, by=ground.supervisor, topics=[])[1] == "topics"
        assert refused(record, session=row, by=ground.supervisor, topics=["NO"])[1] == "topics"
        assert refused(record, session=row, by=ground.supervisor, issues=" ")[1] == "issues"
        assert refused(record, session=row, by=ground.supervisor, attended=[0])[1] == "attended"
        later = plan(ground.supervisor, [ground.worker_a], held_on=TOMORROW)
        assert refused(record, session=later, by=ground.supervisor)[1] == "held_on"
        assert refused(record, session=later, by=ground.supervisor, held_on=YESTERDAY, minutes=3)[1] == "minutes"
        record(later, ground.supervisor, held_on=YESTERDAY)

    def test_a_confirmed_one_is_locked(self, ground):
        row = plan(ground.supervisor, [ground.worker_a])
        record(row, ground.supervisor)
        supervision_signing.sign_session(session=row, by=ground.a.actor)
        said = refused(record, session=row, by=ground.supervisor)[0]
        assert said == "这次督导已确认，不能再改。需要补充的，请写补充记录。"

    def test_a_clash_on_the_roll_does_not_hold_it_up(self, ground):
        first = plan(ground.supervisor, [ground.worker_a], held_on=YESTERDAY)
        record(first, ground.supervisor)
        second = plan(ground.supervisor, [ground.worker_a], held_on=YESTERDAY)
        record(second, ground.supervisor)
        assert state_of(second) == "HELD"


class TestCancel:
    def test_with_a_reason(self, ground):
        row = plan(ground.supervisor, [ground.worker_a], held_on=TOMORROW)
        assert refused(supervision.cancel_session, session=row, reason=" ", by=ground.supervisor.actor)[1] == "reason"
        assert "只有督导" in refused(supervision.cancel_session, session=row, reason="病", by=ground.a.actor)[0]
        supervision.cancel_session(session=row, reason="督导生病", by=ground.supervisor.actor)
        row.refresh_from_db()
        assert (row.state, row.cancelled_reason, row.occasion.state) == ("CANCELLED", "督导生病", "CANCELLED")

    def test_not_after_it_was_held(self, ground):
        row = record(plan(ground.supervisor, [ground.worker_a]), ground.supervisor)
        said = refused(supervision.cancel_session, session=row, reason="错了", by=ground.supervisor.actor)[0]
        assert said == "现在是“待确认”，不能变为“已取消”。"


class TestSigning:
    @pytest.fixture
    def held(self, ground):
        row = plan(ground.supervisor, [ground.worker_a, ground.worker_b], form="GROUP")
        return record(row, ground.supervisor, attended=[ground.worker_a.pk])

    def test_who_came_confirms(self, held, ground):
        assert "没有您的到场记录" in refused(supervision_signing.sign_session, session=held, by=ground.b.actor)[0]
        assert "没有您的到场记录" in refused(supervision_signing.sign_session, session=held, by=ground.near.actor)[0]
        row = supervision_signing.sign_session(session=held, by=ground.a.actor)
        assert (row.state, Notice.objects.filter(settled_at__isnull=True, kind="TODO").count()) == ("CONFIRMED", 0)
        assert "已确认" in refused(supervision_signing.sign_session, session=held, by=ground.a.actor)[0]

    def test_twice(self, ground):
        row = record(plan(ground.supervisor, [ground.worker_a, ground.worker_b], form="GROUP"), ground.supervisor)
        supervision_signing.sign_session(session=row, by=ground.a.actor)
        assert refused(supervision_signing.sign_session, session=row, by=ground.a.actor)[0] == "您已经确认过。"

    def test_paper_by_the_supervisor(self, held, ground):
        service = supervision_signing.keep_signed_paper
        assert "签字件由督导上传" in refused(service, session=held, paper=make_photo(), by=ground.a.actor)[0]
        assert refused(service, session=held, paper=None, by=ground.supervisor.actor)[1] == "paper"
        row = service(session=held, paper=make_photo(), by=ground.supervisor.actor)
        assert (row.state, row.paper is not None) == ("CONFIRMED", True)

    def test_rating(self, held, ground):
        service = supervision_signing.rate_session
        assert refused(service, session=held, score=6, by=ground.a.actor)[1] == "score"
        assert "只有参加了" in refused(service, session=held, score=5, by=ground.b.actor)[0]
        service(session=held, score=4, by=ground.a.actor)
        part = held.parts.get(worker=ground.worker_a)
        assert (part.feedback, part.feedback_on) == (4, today())
        assert "不能修改" in refused(service, session=held, score=5, by=ground.a.actor)[0]

    def test_peers_are_not_rated(self, ground):
        row = record(plan(ground.a, [ground.worker_b], form="PEER"), ground.a)
        assert "不用评价" in refused(supervision_signing.rate_session, session=row, score=5, by=ground.a.actor)[0]

    def test_addendum(self, held, ground):
        service = supervision_signing.add_addendum
        assert "还没有确认" in refused(service, session=held, text="补", by=ground.a.actor)[0]
        row = supervision_signing.sign_session(session=held, by=ground.a.actor)
        assert refused(service, session=row, text=" ", by=ground.a.actor)[1] == "text"
        assert "只有参加了" in refused(service, session=row, text="补", by=ground.boss.actor)[0]
        service(session=row, text="补充一句", by=ground.supervisor.actor)
        assert [one.text for one in row.addenda.order_by("id")] == ["补充一句"]


def test_a_second_post_elsewhere_takes_part_at_the_older_one(ground, neighbour_station, station):
    make_post(ground.worker_a, neighbour_station, fte="0.5", starts_on=dt.date(2021, 1, 1))
    row = plan(ground.supervisor, [ground.worker_a])
    assert row.station == station
    grant(ground.near.user, "STATION_HEAD", station=neighbour_station)

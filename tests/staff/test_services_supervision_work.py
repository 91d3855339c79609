"""Agenda and agreed actions."""

import datetime as dt

import pytest

from liangzhan.audit.models import Event
from liangzhan.notices.models import Notice
from liangzhan.staff.models import AgendaItem, AgreedAction, Post
from liangzhan.staff.queries.supervision import visible_agenda
from liangzhan.staff.services import agenda, supervision_signing, supervision_work
from liangzhan.staff.services.supervision_work import Agreed
from liangzhan.toolkit.periods import today
from tests.factories.people import BY
from tests.factories.staff import make_worker
from tests.staff.supervised import plan, record, refused

NEXT_WEEK = today() + dt.timedelta(days=7)
VOUCHER = "casework.Case:1f0e"


def put(ground, **fields):
    given = {"worker": ground.worker_a, "voucher": VOUCHER, "reason": "高风险个案", "by": BY, **fields}
    return agenda.put_on_agenda(**given)


class TestAgenda:
    def test_once_for_the_same_work(self, ground, station):
        first, again = put(ground, title="个案 12"), put(ground)
        assert (first.pk, AgendaItem.objects.count()) == (again.pk, 1)
        assert (first.state, first.title, first.station) == ("WAITING", "个案 12", station)
        put(ground, reason="结案")
        put(ground, worker=ground.worker_b)
        assert AgendaItem.objects.count() == 3
        assert Event.objects.filter(name="supervision.agenda").first().details["reason"] == "高风险个案"

    def test_the_supervisors_are_told(self, ground, station):
        put(ground)
        told = Notice.objects.values_list("recipient__display_name", "text")
        assert list(told) == [("吴督导", f"{station.name}有新的督导议题：高风险个案。")]

    def test_refused(self, ground):
        assert refused(put, ground=ground, voucher=" ")[1] == "reason"
        assert refused(put, ground=ground, reason="")[1] == "reason"
        assert "没有在岗" in refused(put, ground=ground, worker=make_worker("没有岗位"))[0]

    def test_own_item(self, ground, social_worker):
        item = agenda.add_own_item(title="想聊聊压力", note="最近太累", by=ground.a.actor)
        assert (item.worker, item.reason, item.note) == (ground.worker_a, "本人提出", "最近太累")
        assert refused(agenda.add_own_item, title=" ", by=ground.a.actor)[1] == "title"
        assert "没有关联" in refused(agenda.add_own_item, title="题", by=social_worker.actor)[0]
        agenda.add_own_item(title="想聊聊压力", by=ground.a.actor)
        assert AgendaItem.objects.count() == 2

    def test_postponed_and_settled(self, ground):
        item = put(ground)
        assert refused(agenda.postpone_item, item=item, to_on=today(), by=ground.supervisor.actor)[1] == "to_on"
        for stranger in (ground.b, ground.near):
            assert "不在您的范围" in refused(agenda.settle_item, item=item, by=stranger.actor)[0]
        item = agenda.postpone_item(item=item, to_on=NEXT_WEEK, by=ground.supervisor.actor)
        assert (item.state, item.postponed_to_on) == ("POSTPONED", NEXT_WEEK)
        assert agenda.settle_item(item=item, by=ground.a.actor).state == "SETTLED"
        assert put(ground).state == "SETTLED"

    def test_taken_up_and_settled_with_the_record(self, ground):
        mine, other = put(ground), put(ground, reason="结案")
        row = record(plan(ground.supervisor, [ground.worker_a]), ground.supervisor, agenda=[mine, other])
        states = AgendaItem.objects.order_by("id").values_list("state", "session_id")
        assert list(states.all()) == [("TAKEN", row.pk), ("TAKEN", row.pk)]
        record(row, ground.supervisor, agenda=[mine])
        assert list(states.all()) == [("TAKEN", row.pk), ("WAITING", None)]
        supervision_signing.sign_session(session=row, by=ground.a.actor)
        assert list(states.all()) == [("SETTLED", row.pk), ("WAITING", None)]

    def test_a_head_reads_what_the_work_flagged_and_not_what_his_people_want_to_say(self, ground):
        flagged = put(ground)
        own = agenda.add_own_item(title="站长让我很难受", by=ground.a.actor)
        assert list(visible_agenda(ground.boss.actor, today())) == [flagged]
        assert set(visible_agenda(ground.supervisor.actor, today())) == {flagged, own}
        assert set(visible_agenda(ground.a.actor, today())) == {flagged, own}
        for stranger in (ground.b, ground.near):
            assert list(visible_agenda(stranger.actor, today())) == []

    def test_an_item_of_somebody_else_is_not_taken_up(self, ground):
        item = put(ground, worker=ground.worker_b)
        record(plan(ground.supervisor, [ground.worker_a]), ground.supervisor, agenda=[item])
        assert AgendaItem.objects.get().state == "WAITING"


@pytest.fixture
def action(ground):
    agreed = [Agreed(ground.worker_a, "回访一次", NEXT_WEEK)]
    record(plan(ground.supervisor, [ground.worker_a]), ground.supervisor, actions=agreed)
    return AgreedAction.objects.get()


class TestActions:
    def test_on_the_owners_desk(self, action, ground, station):
        assert (action.worker, action.station, action.state) == (ground.worker_a, station, "OPEN")
        assert (action.text, action.due_on) == ("回访一次", NEXT_WEEK)

    @pytest.mark.parametrize(
        ("name", "text", "days", "field"),
        [
            ("worker_a", " ", 1, "action1_text"),
            ("worker_a", "做", None, "action1_due_on"),
            ("worker_a", "做", -1, "action1_due_on"),
            ("worker_b", "做", 1, "action1_worker"),
        ],
    )
    def test_refused(self, ground, name, text, days, field):
        row = plan(ground.supervisor, [ground.worker_a])
        due = None if days is None else today() + dt.timedelta(days=days)
        agreed = [Agreed(getattr(ground, name), text, due)]
        assert refused(record, session=row, by=ground.supervisor, actions=agreed)[1] == field
        assert AgreedAction.objects.count() == 0

    def test_done_checked(self, action, ground):
        finish = supervision_work.finish_action
        assert "只有责任人" in refused(finish, action=action, result="做了", by=ground.b.actor)[0]
        assert refused(finish, action=action, result=" ", by=ground.a.actor)[1] == "result"
        row = finish(action=action, result="已回访", by=ground.a.actor)
        assert (row.state, row.result, row.done_by.label) == ("DONE", "已回访", "甲社工")
        assert Notice.objects.filter(recipient=ground.supervisor.user, kind="TODO").count() == 1
        row = supervision_work.check_action(action=row, note="很好", by=ground.supervisor.actor)
        assert (row.state, row.check_note, row.checked_by.label) == ("CHECKED", "很好", "吴督导")

    def test_returned(self, action, ground):
        row = supervision_work.finish_action(action=action, result="做了", by=ground.a.actor)
        back = supervision_work.return_action
        assert refused(back, action=row, note=" ", by=ground.supervisor.actor)[1] == "note"
        row = back(action=row, note="还没有见到人", by=ground.supervisor.actor)
        assert (row.state, row.done_at, row.done_by, row.check_note) == ("OPEN", None, None, "还没有见到人")

    def test_who_may_check(self, action, ground):
        row = supervision_work.finish_action(action=action, result="做了", by=ground.a.actor)
        for wrong in (ground.a, ground.b, ground.near):
            assert "由督导或一同参加" in refused(supervision_work.check_action, action=row, by=wrong.actor)[0]
        assert supervision_work.check_action(action=row, by=ground.boss.actor).state == "CHECKED"

    def test_a_peer_checks(self, ground):
        agreed = [Agreed(ground.worker_a, "互相看一次记录", NEXT_WEEK)]
        record(plan(ground.a, [ground.worker_b], form="PEER"), ground.a, actions=agreed)
        row = supervision_work.finish_action(action=AgreedAction.objects.get(), result="看了", by=ground.a.actor)
        assert supervision_work.check_action(action=row, by=ground.b.actor).state == "CHECKED"

    def test_dropped_before_the_lock(self, action, ground):
        drop = supervision_work.drop_action
        assert "只有记录人" in refused(drop, action=action, by=ground.a.actor)[0]
        drop(action=action, by=ground.supervisor.actor)
        assert AgreedAction.objects.count() == 0

    def test_not_dropped_after_the_lock(self, action, ground):
        supervision_signing.sign_session(session=action.session, by=ground.a.actor)
        action.refresh_from_db()
        action.session.refresh_from_db()
        assert "已经确认" in refused(supervision_work.drop_action, action=action, by=ground.supervisor.actor)[0]

    def test_peers_drop_their_own(self, ground):
        agreed = [Agreed(ground.worker_a, "写一次", NEXT_WEEK)]
        record(plan(ground.a, [ground.worker_b], form="PEER"), ground.a, actions=agreed)
        assert (
            "只有记录人"
            in refused(supervision_work.drop_action, action=AgreedAction.objects.get(), by=ground.near.actor)[0]
        )
        supervision_work.drop_action(action=AgreedAction.objects.get(), by=ground.b.actor)

    def test_a_new_supervisor_takes_over_the_checking(self, action, ground, station):
        ground.supervisor.user.grants.update(valid_to=today() - dt.timedelta(days=1))
        row = supervision_work.finish_action(action=action, result="做了", by=ground.a.actor)
        Post.objects.filter(worker=ground.worker_boss).update(role="STATION_HEAD")
        assert supervision_work.check_action(action=row, by=ground.boss.actor).state == "CHECKED"

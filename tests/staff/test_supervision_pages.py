"""Pages of a session: who took part reads it, everybody else meets 404; forms say what is wrong at the field."""

import datetime as dt

import pytest
from django.urls import reverse

from liangzhan.audit.models import Reading
from liangzhan.staff.models import AgreedAction, ConfidentialNote, Post, SupervisionSession
from liangzhan.staff.services import agenda, supervision_notes
from liangzhan.toolkit.periods import today
from tests.factories.staff import make_colleague, make_worker
from tests.factories.stations import make_photo
from tests.factories.supervision import make_session, make_supervisor
from tests.staff.supervised import plan, record

TOMORROW = today() + dt.timedelta(days=1)
SECRET = "讨论了甲的近况"


def at(name, row=None, **more):
    kwargs = {"pk": row.pk, **more} if row is not None else more
    return reverse(f"staff:{name}", kwargs=kwargs)


def send(person, address, given=None, most=90):
    """A deed: it arranges, tells and writes down in one transaction, so it may ask more than a page does."""
    with person.client.allow(most):
        return person.client.post(address, given or {})


def text_of(response):
    return response.content.decode()


class TestSessionPage:
    def test_who_took_part_reads_it_and_it_is_written_down(self, ground):
        row = make_session([ground.worker_a], ground.supervisor.user)
        for one in (ground.a, ground.supervisor):
            response = one.client.get(at("session-page", row))
            assert SECRET in text_of(response)
        readings = Reading.objects.filter(page="staff:session-page").order_by("id")
        assert [(one.by.label, one.object_ids, one.shown_class) for one in readings] == [
            ("甲社工", [str(row.pk)], "P3"),
            ("吴督导", [str(row.pk)], "P3"),
        ]

    def test_everybody_else_404(self, ground, community, neighbour_head):
        row = make_session([ground.worker_a], ground.supervisor.user)
        other = make_supervisor(community, "另一督导")
        for one in (ground.b, ground.boss, ground.near, neighbour_head, other):
            assert one.client.get(at("session-page", row)).status_code == 404

    def test_officers_403(self, ground, street_officer, county_officer, province_officer, committee_member):
        row = make_session([ground.worker_a], ground.supervisor.user)
        for one in (street_officer, county_officer, province_officer, committee_member):
            assert one.client.get(at("session-page", row)).status_code == 403

    def test_an_expired_grant(self, ground):
        row = make_session([ground.worker_a], ground.supervisor.user)
        ground.supervisor.user.grants.update(valid_to=today() - dt.timedelta(days=1))
        assert ground.supervisor.client.get(at("session-page", row)).status_code == 403

    def test_another_area_now(self, ground, neighbour_community):
        row = make_session([ground.worker_a], ground.supervisor.user)
        ground.supervisor.user.grants.update(division=neighbour_community, division_code=neighbour_community.code)
        assert ground.supervisor.client.get(at("session-page", row)).status_code == 404

    def test_who_did_not_come_does_not_read(self, ground):
        row = make_session([ground.worker_a, ground.worker_b], ground.supervisor.user, form="GROUP")
        row.parts.filter(worker=ground.worker_b).update(attended=False)
        assert ground.b.client.get(at("session-page", row)).status_code == 404

    def test_everything_on_it(self, ground):
        row = make_session([ground.worker_a], ground.supervisor.user, state="HELD", follow_up="上次的都做了")
        supervision_notes.write_note(session=row, text="只给自己", by=ground.a.actor)
        post = Post.objects.get(worker=ground.worker_a)
        AgreedAction.objects.create(
            session=row, worker=ground.worker_a, station=post.station, division_code=post.division_code,
            text="回访两户", due_on=TOMORROW, state_since=today(),
        )  # fmt: skip
        shown = text_of(ground.a.client.get(at("session-page", row)))
        for words in ("确认记录", "只给自己", "回访两户", "上次的都做了", "待确认", "填写落实"):
            assert words in shown
        assert "只给自己" not in text_of(ground.supervisor.client.get(at("session-page", row)))
        assert ground.a.client.queries <= 25


class TestPlan:
    def test_planned_and_recorded(self, ground):
        person = ground.supervisor
        given = {
            "form": "INDIVIDUAL", "source": "INTERNAL", "workers": [ground.worker_a.pk], "held_on": TOMORROW,
            "starts": "09:00", "minutes": 60, "place": "活动室",
        }  # fmt: skip
        response = send(person, at("session-plan"), given)
        row = SupervisionSession.objects.get()
        assert (response.status_code, response.url) == (302, at("session-page", row))
        past = send(person, at("session-plan"), {**given, "held_on": today()})
        assert past.url.endswith("/record/")

    def test_wrong_at_the_field(self, ground):
        given = {"form": "INDIVIDUAL", "source": "INTERNAL", "held_on": today(), "starts": "9", "minutes": 5}
        shown = send(ground.supervisor, at("session-plan"), given)
        assert shown.status_code == 422
        for words in ("请选择人员。", "请按 14:30 这样填写时间。"):
            assert words in text_of(shown)

    def test_whom_one_can_tick(self, ground, neighbour_station):
        page = text_of(ground.supervisor.client.get(at("session-plan")))
        assert "甲社工" in page and "邻社工" in page
        narrowed = text_of(ground.supervisor.client.get(f"{at('session-plan')}?worker={ground.worker_near.pk}"))
        assert "邻社工" in narrowed and "甲社工" not in narrowed
        by_station = f"{at('session-plan')}?station={neighbour_station.pk}&station=x"
        assert "甲社工" not in text_of(ground.supervisor.client.get(by_station))
        assert "邻社工" not in text_of(ground.boss.client.get(at("session-plan")))
        assert "没有可以安排督导的人员" in text_of(ground.a.client.get(at("session-plan")))

    def test_many_workers_choose_a_station_first(self, ground, station, monkeypatch):
        monkeypatch.setattr("liangzhan.staff.queries.supervision_pages.MOST", 2)
        assert "先选站点" in text_of(ground.supervisor.client.get(at("session-plan")))

    def test_own(self, ground, neighbour_station):
        person = ground.a
        assert "邻社工" in text_of(person.client.get(at("session-own")))
        given = {
            "form": "PEER", "workers": [ground.worker_near.pk], "held_on": today(), "starts": "09:00", "minutes": 60,
        }  # fmt: skip
        assert send(person, at("session-own"), given).status_code == 302
        wrong = send(person, at("session-own"), {**given, "supervisor_name": "王老师"})
        assert "同辈督导没有督导人" in text_of(wrong)
        named = send(person, at("session-own"), {**given, "form": "INDIVIDUAL", "workers": []})
        assert "请填写外部督导的姓名和单位" in text_of(named)
        assert send(person, at("session-own"), {
            **given, "form": "INDIVIDUAL", "workers": [], "supervisor_name": "某大学 王老师"}).status_code == 302  # fmt: skip


class TestRecordSignRate:
    def test_the_whole_way(self, ground):
        row = plan(ground.supervisor, [ground.worker_a])
        item = agenda.put_on_agenda(
            worker=ground.worker_a, voucher="a.B:1", reason="高风险", by=ground.supervisor.actor
        )
        page = text_of(ground.supervisor.client.get(at("session-record", row)))
        assert "甲社工：高风险" in page and "data-private" in page
        given = {
            "held_on": today(), "minutes": 75, "attended": [ground.worker_a.pk], "topics": ["CASE", "EMOTION"],
            "agenda": [item.pk], "issues": "说了很多", "advice": "",
            "action1_text": "回访", "action1_worker": ground.worker_a.pk, "action1_due_on": TOMORROW,
        }  # fmt: skip
        wrong = send(ground.supervisor, at("session-record", row), {**given, "action1_due_on": ""})
        assert (wrong.status_code, "请写明行动的完成期限。" in text_of(wrong)) == (422, True)
        assert send(ground.supervisor, at("session-record", row), given).status_code == 302
        assert "修改后，已经确认过的人要重新确认" in text_of(ground.supervisor.client.get(at("session-record", row)))
        assert "这次督导对您有帮助吗" in text_of(ground.a.client.get(at("session-sign", row)))
        assert send(ground.a, at("session-sign", row), {"score": "5"}).status_code == 302
        row.refresh_from_db()
        assert (row.state, row.minutes, row.parts.get().feedback, row.topic_words) == (
            "CONFIRMED", 75, 5, "个案、情绪支持")  # fmt: skip
        again = send(ground.a, at("session-rate", row), {"score": "4"})
        assert "不能修改" in text_of(again)
        assert send(ground.a, at("session-addendum", row), {"text": "补充"}).status_code == 302
        assert "补充记录" in text_of(ground.a.client.get(at("session-page", row)))

    def test_only_the_keeper_writes(self, ground):
        row = plan(ground.supervisor, [ground.worker_a])
        given = {
            "held_on": today(),
            "minutes": 60,
            "attended": [ground.worker_a.pk],
            "topics": ["CASE"],
            "issues": "话",
        }
        assert "只有督导" in text_of(send(ground.a, at("session-record", row), given))
        assert ground.b.client.get(at("session-record", row)).status_code == 404

    def test_paper(self, ground):
        row = record(plan(ground.supervisor, [ground.worker_a]), ground.supervisor)
        assert ground.supervisor.client.get(at("session-paper-file", row)).status_code == 404
        assert send(ground.supervisor, at("session-paper", row), {}).status_code == 422
        assert send(ground.supervisor, at("session-paper", row), {"paper": make_photo()}).status_code == 302
        assert ground.a.client.get(at("session-paper-file", row)).status_code == 200
        assert ground.b.client.get(at("session-paper-file", row)).status_code == 404

    def test_cancel(self, ground):
        row = plan(ground.supervisor, [ground.worker_a], held_on=TOMORROW)
        assert send(ground.supervisor, at("session-cancel", row), {"reason": "生病"}).status_code == 302
        row.refresh_from_db()
        assert row.state == "CANCELLED"

    def test_notes(self, ground):
        row = record(plan(ground.supervisor, [ground.worker_a]), ground.supervisor)
        assert "关于谁" in text_of(ground.supervisor.client.get(at("session-note", row)))
        given = {"about": ground.worker_a.pk, "text": "督导的话"}
        assert send(ground.supervisor, at("session-note", row), given).status_code == 302
        assert send(ground.a, at("session-note", row), {"text": "社工的话"}).status_code == 302
        mine = ConfidentialNote.objects.get(author=ground.a.user)
        assert send(ground.supervisor, at("note-share", row, note=mine.pk)).status_code == 404
        assert send(ground.a, at("note-share", row, note=mine.pk)).status_code == 302
        assert "社工的话" in text_of(ground.supervisor.client.get(at("session-page", row)))
        assert "督导的话" not in text_of(ground.a.client.get(at("session-page", row)))

    def test_drop_an_action(self, ground):
        row = record(plan(ground.supervisor, [ground.worker_a]), ground.supervisor)
        assert send(ground.supervisor, at("action-drop", row, item=999)).status_code == 404


def test_a_keeper_of_a_station_with_one_person(ground, neighbour_station):
    keeper, _ = make_colleague("独自一人", neighbour_station, "VS_KEEPER")
    assert keeper.client.get(at("session-own")).status_code == 200
    make_worker("没有账户", station=neighbour_station)


@pytest.mark.parametrize("name", ["session-record", "session-cancel", "session-sign", "session-rate", "session-note"])
def test_the_neighbours_session_is_not_there(ground, neighbour_head, name):
    row = make_session([ground.worker_a], ground.supervisor.user, state="HELD")
    for one in (ground.near, neighbour_head):
        assert one.client.get(at(name, row)).status_code == 404

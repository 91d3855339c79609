"""Conflicts and gifts: declared by the worker, looked at by somebody else; the yearly commitment is reminded of."""

import datetime as dt

import pytest

from liangzhan.notices.models import Notice
from liangzhan.staff.models import EthicsDeclaration, Post
from liangzhan.staff.queries import ethics as queries
from liangzhan.staff.queries.ethics import commitments_of, own_ethics, register, rights_on_declaration
from liangzhan.staff.services import ethics
from liangzhan.toolkit.periods import today
from tests.factories.staff import make_post, make_worker
from tests.factories.stations import make_photo
from tests.factories.supervision import make_declaration
from tests.staff.supervised import refused


def declare(by, worker, **fields):
    given = {
        "kind": "GIFT", "happened_on": today(), "party": "SERVED", "what": "一箱水果", "value": 8800,
        "disposal": "RETURNED", **fields,
    }  # fmt: skip
    return ethics.declare_ethics(worker=worker, by=by.actor, **given)


class TestDeclare:
    def test_himself(self, ground, station):
        row = declare(ground.a, ground.worker_a)
        assert (row.station, row.value, row.of_head, row.what) == (station, 8800, False, "一箱水果")
        told = Notice.objects.filter(kind="TODO").values_list("recipient__display_name", flat=True)
        assert list(told) == ["本站长"]

    def test_a_conflict_has_no_value(self, ground):
        row = declare(ground.a, ground.worker_a, kind="CONFLICT", disposal="RECUSED", value=100)
        assert row.value is None

    def test_the_heads_own_goes_above(self, ground, committee_member, street_officer, community):
        row = declare(ground.boss, ground.worker_boss)
        told = set(Notice.objects.values_list("recipient__display_name", flat=True))
        assert (row.of_head, told) == (True, {"两委", "赵街道"})

    def test_the_heads_own_where_nobody_is_above(self, ground):
        declare(ground.boss, ground.worker_boss)
        assert Notice.objects.count() == 0

    def test_on_paper(self, ground, committee_member):
        assert refused(declare, by=ground.boss, worker=ground.worker_a)[1] == "paper"
        row = declare(ground.boss, ground.worker_a, paper=make_photo())
        assert row.paper is not None
        given = {"worker": ground.worker_a, "paper": make_photo()}
        assert refused(declare, by=ground.b, **given)[0] == "这名工作人员不在您的范围内。"
        assert refused(declare, by=ground.near, **given)[0] == "这名工作人员不在您的范围内。"

    def test_refused(self, ground):
        assert refused(declare, by=ground.a, worker=ground.worker_a, what=" ")[1] == "what"
        assert refused(declare, by=ground.a, worker=ground.worker_a, disposal="RECUSED")[1] == "disposal"
        Post.objects.filter(worker=ground.worker_a).update(ends_on=today() - dt.timedelta(days=1))
        assert "没有在岗" in refused(declare, by=ground.a, worker=ground.worker_a)[0]


class TestSeen:
    def test_by_the_head_of_his_people(self, ground, neighbour_head):
        row = make_declaration(ground.worker_a)
        done = ethics.sign_seen(row=row, note="知道了", by=ground.boss.actor)
        assert (done.seen_by.label, done.seen_note) == ("本站长", "知道了")
        assert "已经阅签" in refused(ethics.sign_seen, row=row, by=ground.boss.actor)[0]

    def test_the_heads_own_by_somebody_above(self, ground, committee_member):
        row = make_declaration(ground.worker_boss, of_head=True)
        assert "由社区两委" in refused(ethics.sign_seen, row=row, by=ground.boss.actor)[0]
        assert ethics.sign_seen(row=row, by=committee_member.actor).seen_by.label == "两委"

    def test_who_sees_what(
        self, ground, station_head, committee_member, street_officer, neighbour_head, neighbour_committee, city_officer
    ):
        plain, of_head = make_declaration(ground.worker_a), make_declaration(ground.worker_boss, of_head=True)
        assert set(register(ground.boss.actor)) == {plain, of_head}  # his own and his people's
        assert set(register(station_head.actor)) == {plain}  # another head of the same station
        assert set(register(ground.a.actor)) == {plain}
        for above in (committee_member, street_officer):
            assert set(register(above.actor)) == {plain, of_head}
        for other in (ground.b, ground.near, neighbour_head, neighbour_committee, city_officer):
            assert set(register(other.actor)) == set()

    def test_rights(self, ground, committee_member):
        of_head = make_declaration(ground.worker_boss, of_head=True)
        assert rights_on_declaration(of_head, ground.boss.actor) == {"sign": False}
        assert rights_on_declaration(of_head, committee_member.actor) == {"sign": True}
        assert EthicsDeclaration.objects.count() == 1


@pytest.fixture
def signed(monkeypatch):
    """Who signed stands in `credentials`; here it is said."""
    ids: set[int] = set()
    monkeypatch.setattr(queries, "signed_ids", lambda people, kind, year: ids & set(people))
    return ids


class TestCommitments:
    def test_who_signed_and_who_did_not(self, ground, signed, station, neighbour_station):
        signed.update({ground.worker_a.person_id, ground.worker_near.person_id})
        lines = commitments_of([neighbour_station, station], year=2026, on=today())
        shown = [([w.display_name for w in one.signed], [w.display_name for w in one.missing]) for one in lines]
        assert shown == [(["邻社工"], []), (["甲社工"], ["乙社工", "本站长"])]
        assert [one.total for one in lines] == [1, 3]

    def test_two_posts_are_one_person(self, ground, signed, station):
        make_post(ground.worker_a, station, role="ASSISTANT", fte="0.3")
        assert commitments_of([station], year=2026, on=today())[0].total == 3

    def test_remind(self, ground, signed, station):
        signed.add(ground.worker_a.person_id)
        ethics.remind_commitments(station=station, year=2026, by=ground.boss.actor)
        told = set(Notice.objects.values_list("recipient__display_name", flat=True))
        assert told == {"乙社工", "本站长"}

    def test_nobody_to_remind(self, ground, signed, station, neighbour_station):
        signed.update({ground.worker_a.person_id, ground.worker_b.person_id, ground.worker_boss.person_id})
        given = {"station": station, "year": 2026, "by": ground.boss.actor}
        assert refused(ethics.remind_commitments, **given)[0] == "在岗人员都已签署，不用提醒。"
        Post.objects.filter(station=station).delete()
        make_worker("没有账户", station=station)
        assert "都没有平台账户" in refused(ethics.remind_commitments, **given)[0]

    def test_own_page(self, ground, signed, social_worker):
        signed.add(ground.worker_a.person_id)
        make_declaration(ground.worker_a)
        found = own_ethics(ground.a.actor, today())
        assert (found["signed"], len(found["declarations"])) == (True, 1)
        assert own_ethics(social_worker.actor, today())["worker"] is None

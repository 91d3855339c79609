"""Groups from plan to report: what is refused, what the ledger says."""

import datetime as dt
import io
import uuid
from dataclasses import replace

import pytest

from liangzhan.access.roles import Role
from liangzhan.activities.models import Group, GroupMember
from liangzhan.activities.queries.activity_posting import expected_of
from liangzhan.activities.queries.group_figures import change_in, figures_of
from liangzhan.activities.services.activity_approval import cancel_plan, decide_plan, submit_plan
from liangzhan.activities.services.group_members import (
    ConsentGiven,
    add_applicant,
    member_leaves,
    register_applicant,
    screen_member,
)
from liangzhan.activities.services.group_papers import save_contract, save_scores, save_test, sign_contract
from liangzhan.activities.services.group_plan import save_group
from liangzhan.activities.services.group_report import ReportFacts, close_group
from liangzhan.activities.services.group_sessions import (
    add_session_photo,
    cancel_session,
    edit_session,
    plan_session,
    record_session,
    recount_session,
)
from liangzhan.credentials.models import MinorsClearance
from liangzhan.ledger.models import Entry, Posting
from liangzhan.notices.models import Notice
from liangzhan.occasions.models import Attendee
from liangzhan.occasions.services.roll import reopen_occasion, take_roll
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.toolkit.periods import today
from tests.credentials.conftest import refused
from tests.factories.accounts import make_person
from tests.factories.groups import (
    GROUP,
    RECORD,
    come,
    hold_session,
    make_group,
    make_member,
    make_session,
    session_facts,
)
from tests.factories.people import BY, make_individual
from tests.factories.staff import make_colleague, make_worker
from tests.factories.stations import make_photo


@pytest.fixture
def leader(station):
    return make_worker("陈社工", station=station)


@pytest.fixture
def group(station, leader):
    return make_group(station, leader)


def live_entries(kind: str = "") -> list[Entry]:
    """Entries that still count."""
    rows = Entry.objects.filter(sign=1, reversed_by__isnull=True) if hasattr(Entry, "reversed_by") else Entry.objects
    return list(rows.filter(kind=kind)) if kind else list(rows.all())


def total(kind: str) -> int:
    """人次 of a kind as it stands."""
    return sum(one.sign * (one.heads or 1) for one in Entry.objects.filter(kind=kind))


def assert_ledger_agrees() -> None:
    """Every posted paper is in the ledger in its last version, line by line (`expected`)."""
    from liangzhan.activities.ready_groups import SOURCES
    from liangzhan.ledger.queries.digests import kept

    expected = {
        voucher: (version, kept(digest)) for model, _ in SOURCES for voucher, version, digest in expected_of(model)()
    }
    held = {}
    for one in Posting.objects.order_by("version"):
        held[one.voucher] = (one.version, one.digest)
    assert expected == held


class TestPlan:
    def test_it_is_written_once_and_changed(self, station, leader, station_head):
        key = uuid.uuid4()
        row = save_group(facts=GROUP, station=station, leader=leader, form_key=key, by=station_head.actor)
        assert save_group(facts=GROUP, station=station, leader=leader, form_key=key, by=station_head.actor) == row
        save_group(facts=replace(GROUP, name="新名"), station=station, leader=leader, group=row, by=station_head.actor)
        assert Group.objects.get().name == "新名" and Group.objects.get().state == "DRAFT"

    @pytest.mark.parametrize(
        ("change", "field"),
        [({"goals": " "}, "goals"), ({"ends_on": dt.date(2026, 8, 1)}, "ends_on"), ({"members_planned": 0}, "members_planned"),
         ({"sessions_planned": 61}, "sessions_planned"), ({"risks": "长" * 8001}, "risks")],
    )  # fmt: skip
    def test_what_is_refused(self, station, leader, change, field):
        with refused("", field):
            save_group(facts=replace(GROUP, **change), station=station, leader=leader, by=BY)

    def test_the_helper_is_somebody_else(self, station, leader):
        with refused("同一人", "helper"):
            save_group(facts=GROUP, station=station, leader=leader, helper=leader, by=BY)

    def test_once_approved_what_was_approved_stays(self, station, leader, group):
        with refused("“目标”不能再改", "goals"):
            save_group(facts=replace(GROUP, goals="别的"), station=station, leader=leader, group=group, by=BY)
        save_group(facts=replace(GROUP, place="院子"), station=station, leader=leader, group=group, by=BY)
        assert Group.objects.get().place == "院子"
        Group.objects.update(state="CLOSED")
        with refused("不能再修改"):
            save_group(facts=GROUP, station=station, leader=leader, group=group, by=BY)

    def test_minors_need_the_yearly_query(self, station, leader):
        with refused("陈社工", "leader"):
            save_group(facts=replace(GROUP, for_minors=True), station=station, leader=leader, by=BY)


class TestApproval:
    def test_alone_the_planners_word_counts_and_is_marked(self, station, leader, social_worker):
        row = make_group(station, leader, approved=False)
        made = submit_plan(plan=row, by=social_worker.actor)
        assert (made.state, made.self_approved) == ("APPROVED", True)
        assert made.number == f"{station.division_code}-SW-GRP-{today().year}-0001"

    def test_another_decides_and_both_hear(self, station, leader, social_worker, station_head, neighbour_head):
        row = submit_plan(plan=make_group(station, leader, approved=False), by=social_worker.actor)
        assert row.state == "SUBMITTED"
        assert [one.recipient for one in Notice.objects.all()] == [station_head.user]
        with refused("写明要修改什么", "reason"):
            decide_plan(plan=row, approved=False, reason=" ", by=station_head.actor)
        back = decide_plan(plan=row, approved=False, reason="目标写具体些", by=station_head.actor)
        assert (back.state, back.number) == ("DRAFT", "")
        row = submit_plan(plan=back, by=social_worker.actor)
        done = decide_plan(plan=row, approved=True, reason="", by=station_head.actor)
        assert done.state == "APPROVED" and not done.self_approved
        assert Notice.objects.filter(recipient=social_worker.user, text__contains="已批准").exists()

    def test_the_planner_cannot_while_others_can(self, station, committee_member):
        head, worker = make_colleague("张站长", station, "STATION_HEAD")
        row = submit_plan(plan=make_group(station, worker, approved=False), by=head.actor)
        with refused("不能审批自己"):
            decide_plan(plan=row, approved=True, reason="", by=head.actor)
        assert decide_plan(plan=row, approved=True, reason="", by=committee_member.actor).state == "APPROVED"
        other = submit_plan(plan=make_group(station, worker, approved=False, name="另一组"), by=committee_member.actor)
        assert other.state == "APPROVED" and other.self_approved is True  # 两委 submitted it, the head leads it

    def test_two_who_decide_at_once(self, station, leader, social_worker, station_head):
        row = submit_plan(plan=make_group(station, leader, approved=False), by=social_worker.actor)
        decide_plan(plan=Group.objects.get(), approved=True, reason="", by=station_head.actor)
        with refused("已批准"):
            decide_plan(plan=row, approved=False, reason="再改", by=station_head.actor)

    def test_called_off(self, group):
        session = make_session(group, days=3)
        with refused("写明取消", "reason"):
            cancel_plan(plan=group, reason="", by=BY)
        assert cancel_plan(plan=group, reason="报名不足", by=BY).state == "CANCELLED"
        session.occasion.refresh_from_db()
        assert session.occasion.state == "CANCELLED"


class TestMembers:
    def test_somebody_known_and_somebody_new(self, station, group):
        known = make_individual("李大爷", station=station, tie="CLIENT")
        row = add_applicant(group=group, person=known, by=BY)
        assert add_applicant(group=group, person=known, by=BY) == row
        assert known.ties.filter(kind="PARTICIPANT").exists()
        register_applicant(group=group, facts=PersonFacts(alias="三楼李奶奶"), by=BY)
        assert GroupMember.objects.count() == 2

    def test_a_stranger_a_later_day_and_a_group_that_is_over(self, station, neighbour_station, group):
        stranger = make_individual("外人", station=neighbour_station)
        with refused("没有在本站登记"):
            add_applicant(group=group, person=stranger, by=BY)
        known = make_individual("李大爷", station=station)
        with refused("晚于今天", "applied_on"):
            add_applicant(group=group, person=known, applied_on=today() + dt.timedelta(days=1), by=BY)
        Group.objects.update(state="CLOSED")
        with refused("不能再报名"):
            add_applicant(group=group, person=known, by=BY)

    def test_nobody_is_taken_in_without_consent(self, group):
        row = make_member(group, state="APPLIED", joined_on=None)
        with refused("登记本人", "way"):
            screen_member(member=row, state="ACCEPTED", by=BY)
        session = make_session(group, days=4)
        paper = make_photo()
        done = screen_member(member=row, state="ACCEPTED", consent=ConsentGiven("PAPER", paper), reason="合适", by=BY)
        assert (done.state, done.joined_on, done.consent.about) == ("ACCEPTED", today(), "参加小组“银龄互助小组”")
        assert Attendee.objects.filter(occasion=session.occasion, person=row.person).exists()
        left = member_leaves(member=done, on=today(), reason="搬走", by=BY)
        assert left.state == "LEFT"
        assert not Attendee.objects.filter(occasion=session.occasion, person=row.person).exists()
        again = screen_member(member=left, state="ACCEPTED", by=BY)
        assert (again.state, again.left_on) == ("ACCEPTED", None)

    def test_leaving_needs_reason_and_a_day_that_can_be(self, group):
        row = make_member(group)
        with refused("原因", "reason"):
            member_leaves(member=row, on=today(), reason=" ", by=BY)
        with refused("之间", "on"):
            member_leaves(member=row, on=today() + dt.timedelta(days=1), reason="搬走", by=BY)

    def test_declined_and_waiting(self, group):
        row = make_member(group, state="APPLIED")
        assert screen_member(member=row, state="WAITING", by=BY).state == "WAITING"
        assert screen_member(member=row, state="DECLINED", reason="需要个案", by=BY).reason == "需要个案"

    def test_a_minor_needs_guardian_and_cleared_leader(self, station, leader, group):
        born = today() - dt.timedelta(days=15 * 366)
        child = make_individual("小雨", station=station, tie="PARTICIPANT", born_on=born)
        row = make_member(group, person=child, state="APPLIED", joined_on=None)
        guardian = ConsentGiven("GUARDIAN", make_photo(), signer="孟德福")
        with refused("陈社工", "state"):
            screen_member(member=row, state="ACCEPTED", consent=guardian, by=BY)
        clear(leader)
        with refused("未满 18 周岁", "way"):
            screen_member(member=row, state="ACCEPTED", consent=ConsentGiven("PAPER", make_photo()), by=BY)
        assert screen_member(member=row, state="ACCEPTED", consent=guardian, by=BY).state == "ACCEPTED"


def clear(worker) -> None:
    """This year's query, nothing found."""
    from tests.factories.credentials import make_clearance

    make_clearance(worker.person, worker.posts.first().station)
    assert MinorsClearance.objects.exists()


class TestSessions:
    def test_planned_once_with_everybody_on_the_roll(self, group, leader):
        make_member(group)
        key = uuid.uuid4()
        row = plan_session(group=group, facts=session_facts(days=2), form_key=key, by=BY)
        assert plan_session(group=group, facts=session_facts(days=2), form_key=key, by=BY) == row
        assert row.occasion.attendees.count() == 2 and row.occasion.title == "银龄互助小组 第 1 节"
        with refused("第 1 节已经安排", "number"):
            make_session(group, days=5)
        for change, field in (({"aims": ""}, "aims"), ({"activities": ""}, "activities"), ({"number": 0}, "number")):
            with refused("", field):
                plan_session(group=group, facts=session_facts(**{"number": 9, **change}), by=BY)

    def test_a_draft_has_no_sessions(self, station, leader):
        with refused("不能安排"):
            make_session(make_group(station, leader, approved=False))

    def test_changed_and_called_off(self, group):
        row = make_session(group, days=2)
        changed = plan_session(group=group, session=row, facts=session_facts(days=3, place="院子"), by=BY)
        assert changed.occasion.place == "院子"
        assert cancel_session(session=row, reason="停电", by=BY).cancelled_reason == "停电"
        make_session(group, days=2)  # the number is free again

    def test_one_worker_cannot_be_in_two_places(self, station, leader, group):
        make_session(group, days=2)
        other = make_group(station, leader, name="书法小组")
        with refused("陈社工在这个时间已安排“银龄互助小组 第 1 节”", "starts_at"):
            make_session(other, days=2)
        make_session(other, days=3)

    def test_recorded_it_counts_and_opens_the_group(self, group, leader):
        members = [make_member(group, name) for name in ("王奶奶", "李大爷")]
        row = make_session(group)
        come(row.occasion, members[0].person)
        done = record_session(session=row, record=RECORD, unidentified=3, by=BY)
        assert record_session(session=row, record=RECORD, by=BY) == done
        group.refresh_from_db()
        assert (done.attended, group.state, group.opened_on) == (4, "RUNNING", done.held_on)
        assert (total("GROUP_SESSION"), total("GROUP_OPENED"), total("GROUP_ATTENDANCE")) == (1, 1, 4)
        assert leader.person_id not in {one.person_id for one in Entry.objects.filter(kind="GROUP_ATTENDANCE")}
        assert {one.mark for one in row.occasion.attendees.filter(person=leader.person)} == {"PRESENT"}
        row.occasion.refresh_from_db()
        assert row.occasion.state == "CLOSED"
        assert_ledger_agrees()

    def test_refused(self, group):
        row = make_session(group, days=2)
        with refused("还没有开始"):
            record_session(session=row, record=RECORD, by=BY)
        past = make_session(group, 2, days=-2)
        with refused("没有一个参加的人", "unidentified"):
            record_session(session=past, record=RECORD, by=BY)
        with refused("组员的参与", "dynamics"):
            record_session(session=past, record=replace(RECORD, dynamics=""), by=BY)
        with refused("反思", "reflection"):
            record_session(session=past, record=replace(RECORD, reflection=""), by=BY)
        with refused("还没有记录"):
            edit_session(session=past, record=RECORD, by=BY)
        with refused("还没有记录"):
            recount_session(session=past, reason="更正", by=BY)
        hold_session(past, heads=2)
        with refused("已经有记录"):
            cancel_session(session=past, reason="错", by=BY)
        with refused("已经有记录"):
            plan_session(group=group, session=past, facts=session_facts(2), by=BY)

    def test_a_corrected_roll_is_a_new_version_on_the_same_day(self, group):
        one, two = make_member(group, "王奶奶"), make_member(group, "李大爷")
        row = hold_session(make_session(group))
        with refused("没有变动"):
            recount_session(session=row, reason="核对", by=BY)
        with refused("写明更正", "reason"):
            recount_session(session=row, reason="", by=BY)
        reopen_occasion(occasion=row.occasion, reason="李大爷没来", by=BY)
        take_roll(occasion=row.occasion, marks={two.person_id: "ABSENT"}, by=BY)
        again = recount_session(session=row, reason="李大爷没来", by=BY)
        assert (again.attended, again.counted_version, total("GROUP_ATTENDANCE")) == (1, 2, 1)
        assert {entry.served_on for entry in Entry.objects.filter(kind="GROUP_ATTENDANCE")} == {row.held_on}
        assert one.person_id != two.person_id
        assert_ledger_agrees()

    def test_written_down_late_the_first_day_moves_back(self, group):
        make_member(group)
        hold_session(make_session(group, 2, days=-3))
        hold_session(make_session(group, 1, days=-10))
        group.refresh_from_db()
        assert group.opened_on == today() - dt.timedelta(days=10) and group.counted_version == 2
        assert total("GROUP_OPENED") == 1
        assert_ledger_agrees()

    def test_words_may_be_corrected_until_they_lock(self, group):
        make_member(group)
        row = hold_session(make_session(group, days=-7))
        edit_session(session=row, record=replace(RECORD, key_events="王奶奶第一次发言"), by=BY)
        old = hold_session(make_session(group, 2, days=-8))
        with refused("已经锁定"):
            edit_session(session=old, record=RECORD, by=BY)

    def test_photo(self, group):
        row = make_session(group)
        assert add_session_photo(session=row, upload=make_photo(), by=BY).file.is_image
        with refused("", "photo"):
            add_session_photo(session=row, upload=io.BytesIO(b"nothing"), by=BY)


class TestPapers:
    def test_contract_and_signatures(self, group):
        row = make_member(group)
        with refused("先填写小组契约"):
            sign_contract(member=row, way="ORAL", witness="网格员", by=BY)
        words = {"rules": "准时", "promise": "组内的话不外传；有生命危险时除外。"}
        for change, field in (({"rules": ""}, "rules"), ({"promise": ""}, "promise")):
            with refused("", field):
                save_contract(group=group, agreed_on=today(), by=BY, **{**words, **change})
        with refused("晚于今天", "agreed_on"):
            save_contract(group=group, agreed_on=today() + dt.timedelta(days=1), by=BY, **words)
        save_contract(group=group, agreed_on=today(), by=BY, **words)
        save_contract(group=group, agreed_on=today(), by=BY, **{**words, "rules": "准时、手机静音"})
        with refused("见证人", "witness"):
            sign_contract(member=row, way="ORAL", by=BY)
        with refused("手写签名", "paper"):
            sign_contract(member=row, way="SCREEN", by=BY)
        with refused("晚于今天", "signed_on"):
            sign_contract(member=row, way="ORAL", witness="网", signed_on=today() + dt.timedelta(days=1), by=BY)
        with refused("", "paper"):
            sign_contract(member=row, way="PAPER", paper=io.BytesIO(b"nothing"), by=BY)
        signed = sign_contract(member=row, way="SCREEN", paper=make_photo(), by=BY)
        assert sign_contract(member=row, way="ORAL", witness="网格员", by=BY) == signed
        with refused("已有组员签署"):
            save_contract(group=group, agreed_on=today(), by=BY, **words)
        with refused("只有组员"):
            sign_contract(member=make_member(group, "候补", state="WAITING"), way="ORAL", witness="网", by=BY)

    def test_scores_and_change(self, group):
        one, two = make_member(group), make_member(group, "李大爷")
        with refused("量表", "instrument"):
            save_test(group=group, instrument="", lowest=0, highest=10, higher_is_better=True, by=BY)
        with refused("大于最低分", "highest"):
            save_test(group=group, instrument="孤独感", lowest=5, highest=5, higher_is_better=True, by=BY)
        test = save_test(group=group, instrument="孤独感量表", lowest=0, highest=20, higher_is_better=False, by=BY)
        with refused("0 到 20", f"after-{one.pk}"):
            save_scores(test=test, scores={one.pk: ("12", "21")}, by=BY)
        save_scores(test=test, scores={one.pk: ("12", "8"), two.pk: ("10", ""), 0: ("1", "1")}, by=BY)
        save_scores(test=test, scores={two.pk: ("10", "11")}, by=BY)
        change = change_in(group)[1]
        assert (change.pairs, str(change.change), change.better) == (2, "-1.5", 1)
        with refused("已经登记得分"):
            save_test(group=group, instrument="别的", lowest=0, highest=20, higher_is_better=True, by=BY)
        Group.objects.update(state="CLOSED")
        with refused("不能再修改"):
            save_scores(test=test, scores={}, by=BY)

    def test_only_the_report_ends_a_group(self, group):
        facts = ReportFacts(outcome="结识了邻居。", follow_up="每月聚一次。", closed_on=today())
        with refused("不能写总结"):
            close_group(group=group, facts=facts, by=BY)
        make_member(group)
        hold_session(make_session(group))
        group.refresh_from_db()
        waiting = make_session(group, 2, days=3)
        with refused("还有 1 节没有记录", "closed_on"):
            close_group(group=group, facts=facts, by=BY)
        cancel_session(session=waiting, reason="停电", by=BY)
        for change, field in (
            ({"outcome": ""}, "outcome"),
            ({"follow_up": ""}, "follow_up"),
            ({"closed_on": today() + dt.timedelta(days=1)}, "closed_on"),
            ({"closed_on": today() - dt.timedelta(days=30)}, "closed_on"),
            ({"budget_used_fen": 200001}, "budget_note"),
            ({"outcome": "长" * 8001}, "outcome"),
        ):
            with refused("", field):
                close_group(group=group, facts=replace(facts, **change), by=BY)
        report = close_group(group=group, facts=facts, by=BY)
        assert report.figures["held"] == 1 and report.figures["attended"] == 1 and report.figures["persons"] == 1
        group.refresh_from_db()
        assert (group.state, group.closed_on, total("GROUP_CLOSED")) == ("CLOSED", today(), 1)
        close_group(group=group, facts=replace(facts, closed_on=today() - dt.timedelta(days=1)), by=BY)
        assert total("GROUP_CLOSED") == 1 and figures_of(group).held == 1
        assert_ledger_agrees()


def test_a_supervisor_of_the_area_is_somebody_else(station, leader, social_worker, community):
    from tests.factories import divisions as places

    make_person("吴督导", Role.SUPERVISOR, division=places.division(places.COUNTY))
    row = submit_plan(plan=make_group(station, leader, approved=False), by=social_worker.actor)
    assert row.state == "SUBMITTED"

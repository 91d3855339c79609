"""Confidential notes are read by their author; risk to life is the one exception, logged and reviewed (decision 0013)."""

import datetime as dt

import pytest

from liangzhan.access.roles import Role
from liangzhan.notices.models import Notice
from liangzhan.staff.models import ConfidentialNote, EmergencyAccess, Post, SupervisionSession
from liangzhan.staff.queries.supervision_emergency import (
    accesses_told,
    is_open,
    open_accesses,
    opened_notes,
    opened_sessions,
    to_review,
    workers_to_open,
)
from liangzhan.staff.services import supervision_notes
from liangzhan.toolkit.periods import today
from tests.factories.accounts import make_person
from tests.factories.divisions import street_of
from tests.staff.supervised import plan, record, refused

REASON = "来访时说要结束自己的生命，需要马上知道住处"


@pytest.fixture
def session(ground):
    return record(plan(ground.supervisor, [ground.worker_a]), ground.supervisor)


@pytest.fixture
def notes(session, ground):
    """One of each side, none shared."""
    mine = supervision_notes.write_note(
        session=session, text="督导的话", about=ground.worker_a, by=ground.supervisor.actor
    )
    his = supervision_notes.write_note(session=session, text="社工的话", by=ground.a.actor)
    return mine, his


def reads(person):
    return [one.text for one in ConfidentialNote.objects.readable_by(person.actor).order_by("id")]


class TestNotes:
    def test_each_author_reads_his_own(self, notes, ground):
        assert (reads(ground.supervisor), reads(ground.a)) == (["督导的话"], ["社工的话"])

    def test_shared_with_the_other_party_only(self, notes, ground):
        for note, author in zip(notes, (ground.supervisor, ground.a), strict=True):
            supervision_notes.share_note(note=note, by=author.actor)
        assert reads(ground.supervisor) == reads(ground.a) == ["督导的话", "社工的话"]
        assert (reads(ground.b), reads(ground.boss), reads(ground.near)) == ([], [], [])
        assert "已经开放" in refused(supervision_notes.share_note, note=notes[0], by=ground.supervisor.actor)[0]

    def test_only_the_author_opens(self, notes, ground):
        assert "只有作者" in refused(supervision_notes.share_note, note=notes[0], by=ground.a.actor)[0]

    @pytest.mark.parametrize("role", list(Role))
    def test_no_role_reads_them(self, notes, role, station):
        place = {"station": station} if role in ("STATION_HEAD", "SOCIAL_WORKER", "VS_KEEPER") else {}
        if role in ("PROVINCE", "CITY", "COUNTY", "STREET", "COMMITTEE", "SUPERVISOR", "EVALUATOR"):
            place = {"division": station.site.division}
        assert reads(make_person("某人", role, **place)) == []

    def test_in_the_database_it_is_no_text(self, notes):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT text FROM staff_confidentialnote")
            kept = [bytes(row[0]) for row in cursor.fetchall()]
        assert len(kept) == 2 and not any("的话".encode() in one for one in kept)

    def test_refused(self, session, ground):
        write = supervision_notes.write_note
        assert refused(write, session=session, text=" ", by=ground.a.actor)[1] == "text"
        assert refused(write, session=session, text="话", by=ground.supervisor.actor)[1] == "about"
        given = {"session": session, "text": "话", "about": ground.worker_b, "by": ground.supervisor.actor}
        assert refused(write, **given)[1] == "about"
        for stranger in (ground.b, ground.boss, ground.near):
            assert "只有参加了" in refused(write, session=session, text="话", by=stranger.actor)[0]
        SupervisionSession.objects.filter(pk=session.pk).update(held_on=today())
        session.state = "CANCELLED"
        assert refused(write, session=session, text="话", by=ground.a.actor)[0] == "这次督导已取消。"

    def test_shared_at_once(self, session, ground):
        note = supervision_notes.write_note(session=session, text="谢谢", shared=True, by=ground.a.actor)
        assert note.shared_by.label == "甲社工"
        assert reads(ground.supervisor) == ["谢谢"]


class TestEmergency:
    @pytest.fixture
    def access(self, notes, ground, county_officer):
        return supervision_notes.open_emergency(worker=ground.worker_a, reason=REASON, by=county_officer.actor)

    def test_opens_for_some_hours_for_the_reader_alone(self, access, county_officer, station):
        made = EmergencyAccess.objects.get()
        assert (made.station, made.closes_at - made.opened_at) == (station, dt.timedelta(hours=4))
        assert made.review_due_on == today() + dt.timedelta(days=1)
        now = made.opened_at
        colleague = make_person("另一县员", Role.COUNTY, division=county_officer.division)
        assert is_open(made, county_officer.actor, now)
        assert not is_open(made, county_officer.actor, made.closes_at)
        assert not is_open(made, colleague.actor, now)
        assert list(open_accesses(county_officer.actor, now)) == [made]
        assert list(open_accesses(colleague.actor, now)) == []

    def test_shows_notes_and_records_of_this_worker(self, access, ground):
        record(plan(ground.supervisor, [ground.worker_b]), ground.supervisor, issues="乙的事")
        assert sorted(one.text for one in opened_notes(access)) == ["督导的话", "社工的话"]
        assert [one.issues for one in opened_sessions(access)] == ["讨论了接案"]

    def test_everybody_concerned_is_told(self, access, ground, station_head):
        told = set(Notice.objects.filter(kind="SYSTEM").values_list("recipient__display_name", flat=True))
        assert told == {"吴督导", "甲社工", "本站长"}
        assert REASON not in " ".join(Notice.objects.values_list("text", flat=True))

    def test_refused(self, ground, county_officer, neighbour_county, street_officer):
        opening = supervision_notes.open_emergency
        short = {"worker": ground.worker_a, "reason": "紧急", "by": county_officer.actor}
        assert refused(opening, **short)[1] == "reason"
        for other in (neighbour_county, street_officer, ground.boss, ground.supervisor):
            given = {"worker": ground.worker_a, "reason": REASON, "by": other.actor}
            assert refused(opening, **given)[0] == "这名工作人员不在您的范围内。"

    def test_also_after_the_post_has_ended(self, notes, ground, county_officer):
        Post.objects.filter(worker=ground.worker_a).update(ends_on=today() - dt.timedelta(days=1))
        assert ground.worker_a in workers_to_open(county_officer.actor)
        assert supervision_notes.open_emergency(worker=ground.worker_a, reason=REASON, by=county_officer.actor).pk

    def test_reviewed_by_another(self, access, county_officer, street_officer, ground, committee_member, community):
        review = supervision_notes.review_emergency
        given = {"access": access, "justified": True, "review": "属实"}
        assert "不能复核自己" in refused(review, by=county_officer.actor, **given)[0]
        assert "复核由社区两委" in refused(review, by=ground.boss.actor, **given)[0]
        assert refused(review, access=access, justified=True, review=" ", by=street_officer.actor)[1] == "review"
        row = review(by=street_officer.actor, **given)
        assert (row.justified, row.review, row.reviewed_by.label) == (True, "属实", "赵街道")
        assert "已经复核" in refused(review, by=committee_member.actor, **given)[0]

    def test_who_sees_it_to_review(
        self, access, county_officer, street_officer, committee_member, ground, neighbour_committee
    ):
        street = street_of(committee_member.division)
        assert street == street_officer.division
        for one in (street_officer, committee_member):
            assert list(to_review(one.actor)) == [access]
        for one in (county_officer, ground.boss, ground.supervisor, neighbour_committee):
            assert list(to_review(one.actor)) == []

    def test_who_learns_of_it(self, access, ground):
        for one in (ground.a, ground.supervisor, ground.boss):
            assert list(accesses_told(one.actor)) == [access]
        for one in (ground.b, ground.near):
            assert list(accesses_told(one.actor)) == []

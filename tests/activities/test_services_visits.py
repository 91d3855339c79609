"""A visit is written down once, posted, told to the attendance; corrected, locked, added to, withdrawn."""

import datetime as dt
import io
import uuid

import pytest
from PIL import Image

from liangzhan.activities.models import Visit, VisitUnderway
from liangzhan.activities.queries.visit_posting import expected_visits
from liangzhan.activities.services.underway import drop_visit, start_visit, stop_visit
from liangzhan.activities.services.visits import correct_visit, record_visit, withdraw_visit
from liangzhan.audit.models import Event
from liangzhan.ledger.models import Entry
from liangzhan.ledger.queries.verifying import voucher_differences
from liangzhan.people.erasing import ERASURES
from liangzhan.people.models import Person, Tie
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.services.households import add_member, save_household
from liangzhan.people.services.merging import merge_persons
from liangzhan.staff.models import FieldTime
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.factories.staff import make_colleague
from tests.factories.visits import facts, make_client, make_visit


def standing() -> list[tuple[str, int | None, int]]:
    """(kind, person, minutes) that the ledger counts now."""
    rows = Entry.objects.order_by("id")
    live = {row.pk: row for row in rows if row.sign == 1}
    for row in rows:
        if row.sign == -1:
            live.pop(row.reverses_id)
    rows = [(row.kind, row.person_id, row.minutes) for row in live.values()]
    return sorted(rows, key=lambda row: (row[0], row[1] or 0))


class TestRecord:
    def test_does_and_records(self, team):
        visit = team.visit()
        assert standing() == [("VISIT", team.sun.pk, 40), ("VISIT_HOUSEHOLD", None, 0)]
        field = FieldTime.objects.get(voucher=visit.voucher)
        assert (field.worker, field.starts_at, field.ends_at) == (team.worker, visit.starts_at, visit.ends_at)
        told = Event.objects.get(name="visit.recorded")
        assert str(team.sun.uuid) not in str(told.details)
        assert (visit.minutes, visit.on, visit.posted_version) == (40, today() - dt.timedelta(days=1), 1)

    def test_texts_and_finding_are_ciphertext(self, team, db):
        from django.db import connection

        visit = team.visit(condition="水管漏水", finding="CONCERN", needs_found="取药", action="联系物业")
        with connection.cursor() as cursor:
            cursor.execute("SELECT condition, needs_found, action, finding FROM activities_visit")
            raw = [bytes(part) if not isinstance(part, str) else part.encode() for part in cursor.fetchone()]
        assert all(word.encode() not in part for word in ("水管", "取药", "物业", "CONCERN") for part in raw)
        fresh = Visit.objects.get(pk=visit.pk)
        assert (fresh.condition, fresh.needs_found, fresh.action, fresh.finding) == (
            "水管漏水",
            "取药",
            "联系物业",
            "CONCERN",
        )

    def test_the_same_form_twice_writes_once(self, team):
        key = uuid.uuid4()
        told = {"worker": team.worker, "station": team.station, "form_key": key, "by": team.chen.actor}
        first = record_visit(facts=facts(), persons=[team.sun], **told)
        second = record_visit(facts=facts(hour=15), persons=[team.li], **told)
        assert first == second
        assert (Visit.objects.count(), Entry.objects.count()) == (1, 2)
        other, worker = make_colleague("周社工", team.station)
        with pytest.raises(RuleBroken, match="别人提交过"):
            record_visit(facts=facts(), persons=[team.li], **{**told, "worker": worker, "by": other.actor})

    def test_several_of_a_household_share_the_minutes(self, team):
        house = save_household(station=team.station, head=team.sun, by=team.chen.actor)
        add_member(household=house, person=team.li, relation="1", by=team.chen.actor)
        visit = team.visit(others=(team.li,), minutes=41)
        assert standing() == [("VISIT", team.sun.pk, 21), ("VISIT", team.li.pk, 20), ("VISIT_HOUSEHOLD", None, 0)]
        assert visit.household == house

    def test_a_first_visit_needs_an_alias_only(self, team):
        visit = record_visit(
            facts=facts(),
            persons=[],
            newcomer=PersonFacts(alias="三楼李奶奶"),
            worker=team.worker,
            station=team.station,
            form_key=uuid.uuid4(),
            by=team.chen.actor,
        )
        person = visit.persons.get().person
        assert (person.alias, person.legal_basis) == ("三楼李奶奶", "CONSENT")
        assert Tie.objects.get(person=person).kind == "CLIENT"

    def test_an_emoji_name_is_refused_and_nobody_registered(self, team):
        before = Person.objects.count()
        with pytest.raises(RuleBroken, match="表情"):
            record_visit(
                facts=facts(),
                persons=[],
                newcomer=PersonFacts(name="李😀"),
                worker=team.worker,
                station=team.station,
                form_key=uuid.uuid4(),
                by=team.chen.actor,
            )
        assert (Person.objects.count(), Visit.objects.count()) == (before, 0)

    def test_overlap_names_the_other_visit(self, team):
        team.visit(hour=9)
        with pytest.raises(RuleBroken, match=r"重叠.*09:00–09:40，孙桂兰") as refusal:
            team.visit(team.li, hour=9, minutes=10)
        assert refusal.value.field == "time"
        team.visit(team.li, hour=8, minutes=60)  # ends when the other begins
        other, worker = make_colleague("周社工", team.station)
        make_visit(team.li, worker, other, team.station, hour=9)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [({"condition": ""}, "condition"), ({"minutes": 800}, "time"), ({"days_ago": -1}, "time")],
    )
    def test_refuses(self, team, changes, field):
        with pytest.raises(RuleBroken) as refusal:
            team.visit(**changes)
        assert refusal.value.field == field
        assert (Visit.objects.count(), Entry.objects.count(), FieldTime.objects.count()) == (0, 0, 0)

    def test_refuses_a_stranger_nobody_and_a_worker_without_post(self, team, neighbour_station):
        stranger = make_client("王德福", neighbour_station)
        with pytest.raises(RuleBroken, match="不在本站"):
            team.visit(stranger)
        with pytest.raises(RuleBroken, match="请选择探访对象"):
            make = {"worker": team.worker, "station": team.station, "form_key": uuid.uuid4(), "by": team.chen.actor}
            record_visit(facts=facts(), persons=[], **make)
        other, worker = make_colleague("邻站社工", neighbour_station)
        with pytest.raises(RuleBroken, match="没有本站的岗位"):
            make_visit(team.sun, worker, other, team.station)
        crowd = tuple(make_client(f"住户{'甲乙丙丁戊己庚辛壬癸子丑'[at]}", team.station) for at in range(12))
        with pytest.raises(RuleBroken, match="最多记 12 人"):
            team.visit(others=crowd)

    def test_a_call_is_no_field_time_and_no_household_occasion(self, team):
        team.visit(mode="PHONE")
        assert standing() == [("VISIT", team.sun.pk, 40)]
        assert not FieldTime.objects.exists()

    def test_a_closed_door_counts_nothing_but_the_way(self, team):
        visit = team.visit(finding="ABSENT", condition="")
        assert (standing(), visit.posted_version) == ([], 0)
        assert FieldTime.objects.filter(voucher=visit.voucher).exists()
        assert not visit.persons.filter(counts=True).exists()

    def test_photo_is_scaled_down_and_a_huge_one_refused_at_its_field(self, team):
        told = {"persons": [team.sun], "worker": team.worker, "station": team.station, "by": team.chen.actor}
        picture = io.BytesIO()
        Image.new("RGB", (3000, 2000), "white").save(picture, "JPEG")
        picture.seek(0)
        visit = record_visit(facts=facts(), form_key=uuid.uuid4(), photo=picture, **told)
        assert max(visit.photo.width, visit.photo.height) == 2400
        with pytest.raises(RuleBroken, match="超过 30 MB 的上限") as refusal:
            big = io.BytesIO(b"\xff\xd8\xff\xe0" + b"0" * (31 * 1024 * 1024))
            record_visit(facts=facts(hour=14), form_key=uuid.uuid4(), photo=big, **told)
        assert refusal.value.field == "photo"
        assert Visit.objects.count() == 1


class TestUnderway:
    def test_two_taps_then_the_record(self, team):
        told = {"worker": team.worker, "station": team.station, "person": team.sun, "by": team.chen.actor}
        running = start_visit(**told)
        assert start_visit(**told) == running
        with pytest.raises(RuleBroken, match="还没有记录"):
            start_visit(**{**told, "person": team.li})
        ended = stop_visit(underway=running, by=team.chen.actor).ended_at
        assert stop_visit(underway=running, by=team.chen.actor).ended_at == ended
        record_visit(
            facts=facts(),
            persons=[team.sun],
            worker=team.worker,
            station=team.station,
            form_key=running.form_key,
            by=team.chen.actor,
        )
        assert not VisitUnderway.objects.exists()

    def test_dropped_leaves_nothing(self, team):
        running = start_visit(worker=team.worker, station=team.station, person=team.sun, by=team.chen.actor)
        drop_visit(underway=running, by=team.chen.actor)
        assert (VisitUnderway.objects.count(), Visit.objects.count()) == (0, 0)

    def test_a_newcomer_is_checked_at_the_door(self, team):
        told = {"worker": team.worker, "station": team.station, "by": team.chen.actor}
        with pytest.raises(RuleBroken, match="姓名"):
            start_visit(newcomer=PersonFacts(), **told)
        running = start_visit(newcomer=PersonFacts(name=" 赵 秀英 "), **told)
        assert (running.name, running.person) == ("赵秀英", None)


class TestCorrect:
    def test_a_new_version_everywhere(self, team):
        visit = team.visit()
        changed = correct_visit(
            visit=visit, facts=facts(minutes=60, mode="PHONE"), persons=[team.sun, team.li], by=team.chen.actor
        )
        assert standing() == [("VISIT", team.sun.pk, 30), ("VISIT", team.li.pk, 30)]
        assert (changed.version, changed.posted_version) == (2, 2)
        assert FieldTime.objects.get().withdrawn_at is not None
        assert voucher_differences() == []

    def test_from_absent_to_met_and_back(self, team):
        visit = team.visit(finding="ABSENT", condition="")
        visit = correct_visit(visit=visit, facts=facts(), persons=[team.sun], by=team.chen.actor)
        assert len(standing()) == 2
        visit = correct_visit(visit=visit, facts=facts(finding="ABSENT"), persons=[team.sun], by=team.chen.actor)
        assert standing() == []
        assert voucher_differences() == []

    def test_its_own_time_is_no_clash_but_another_is(self, team):
        team.visit(team.li, hour=14)
        visit = team.visit(hour=9)
        correct_visit(visit=visit, facts=facts(hour=9, minutes=50), persons=[team.sun], by=team.chen.actor)
        with pytest.raises(RuleBroken, match="李国强"):
            correct_visit(visit=visit, facts=facts(hour=14), persons=[team.sun], by=team.chen.actor)

    def test_locked_after_seven_days(self, team):
        visit, late = team.visit(days_ago=7), team.visit(days_ago=8)
        correct_visit(visit=visit, facts=facts(days_ago=7, hour=10), persons=[team.sun], by=team.chen.actor)
        with pytest.raises(RuleBroken, match="锁定"):
            correct_visit(visit=late, facts=facts(days_ago=8, hour=10), persons=[team.sun], by=team.chen.actor)

    def test_not_by_a_colleague_but_by_the_head(self, team, station_head):
        visit = team.visit()
        colleague, _ = make_colleague("周社工", team.station)
        for deed in (
            lambda by: correct_visit(visit=visit, facts=facts(), persons=[team.sun], by=by),
            lambda by: withdraw_visit(visit=visit, reason="重复", by=by),
        ):
            with pytest.raises(RuleBroken, match="只有探访人本人"):
                deed(colleague.actor)
        correct_visit(visit=visit, facts=facts(hour=10), persons=[team.sun], by=station_head.actor)


class TestWithdraw:
    def test_reverses_and_stays_readable(self, team):
        visit = team.visit()
        with pytest.raises(RuleBroken, match="理由"):
            withdraw_visit(visit=visit, reason=" ", by=team.chen.actor)
        gone = withdraw_visit(visit=visit, reason="记错了人", by=team.chen.actor)
        assert withdraw_visit(visit=visit, reason="再来", by=team.chen.actor) == gone
        assert (standing(), gone.withdrawn_reason) == ([], "记错了人")
        assert FieldTime.objects.get().withdrawn_at is not None
        assert voucher_differences() == []
        with pytest.raises(RuleBroken, match="已经撤销"):
            correct_visit(visit=visit, facts=facts(), persons=[team.sun], by=team.chen.actor)
        team.visit()  # the time is free again

    def test_one_that_was_never_posted(self, team):
        visit = team.visit(finding="ABSENT", condition="")
        withdraw_visit(visit=visit, reason="记错了人", by=team.chen.actor)
        assert list(expected_visits()) == []


def test_after_a_merge_the_ledger_still_agrees(team, station_head):
    """The entries keep the id they were posted with; a correction afterwards posts the kept person."""
    twin = make_client("孙桂兰", team.station)
    visit = team.visit(twin)
    both = team.visit(hour=14, others=(twin,))
    merge_persons(kept=team.sun, alias=twin, reason="同一个人", by=station_head.actor)
    assert visit.persons.get().person == team.sun
    assert sorted(both.persons.values_list("person_id", flat=True)) == sorted([team.sun.pk, twin.pk])
    assert voucher_differences() == []
    correct_visit(visit=visit, facts=facts(hour=10), persons=[team.sun], by=team.chen.actor)
    assert voucher_differences() == []


def test_whoever_is_forgotten_leaves_the_number_of_visits(team):
    """Texts, the plan and a visit underway go; that there was a visit stays, and the ledger agrees."""
    visit = team.visit(condition="血压药余三天", needs_found="取药", action="陪同")
    start_visit(worker=team.worker, station=team.station, person=team.sun, by=team.chen.actor)
    for label in ("VisitPerson", "VisitPlan", "VisitUnderway", "CoordinationParty"):
        ERASURES[f"activities.{label}.person"].erase(team.sun)
    visit.refresh_from_db()
    assert (visit.condition, visit.needs_found, visit.action) == ("", "", "")
    assert (VisitUnderway.objects.count(), len(standing())) == (0, 2)
    assert voucher_differences() == []

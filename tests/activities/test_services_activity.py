"""Community activities from plan to summary, and how satisfied people were."""

import datetime as dt
import io
import threading
import uuid
from dataclasses import replace

import pytest
from django.db import connection

from liangzhan.activities.models import Activity, RatingComment
from liangzhan.activities.queries.activity_posting import expected_of
from liangzhan.activities.queries.outcomes import outcomes_of
from liangzhan.activities.services.activity_approval import submit_plan
from liangzhan.activities.services.activity_plan import save_activity
from liangzhan.activities.services.activity_ratings import end_ratings, open_ratings, rate, save_paper_ratings
from liangzhan.activities.services.activity_record import (
    SummaryFacts,
    add_photo,
    edit_record,
    record_activity,
    recount_activity,
    remove_photo,
    save_summary,
)
from liangzhan.ledger.models import Entry
from liangzhan.occasions.owners import names_of
from liangzhan.occasions.services.roll import reopen_occasion, take_roll
from liangzhan.stations.models import Room
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.credentials.conftest import refused
from tests.factories.groups import ACTIVITY, hold_activity, hour, make_activity, make_group, make_member, make_session
from tests.factories.people import BY, make_individual
from tests.factories.staff import make_worker
from tests.factories.stations import make_photo


@pytest.fixture
def leader(station):
    return make_worker("陈社工", station=station)


@pytest.fixture
def person(station):
    return make_individual("王奶奶", station=station, tie="CLIENT")


def total(kind: str) -> int:
    return sum(one.sign * (one.heads or 1) for one in Entry.objects.filter(kind=kind))


class TestPlan:
    def test_written_once_with_its_time_in_the_calendar(self, station, leader):
        key, facts = uuid.uuid4(), replace(ACTIVITY, starts_at=hour(2), ends_at=hour(2, 11))
        row = save_activity(facts=facts, station=station, leader=leader, form_key=key, by=BY)
        assert save_activity(facts=facts, station=station, leader=leader, form_key=key, by=BY) == row
        assert (row.occasion.title, row.occasion.open_to_all, row.state) == ("冬季防诈骗讲座", True, "DRAFT")
        changed = replace(facts, name="防诈骗讲座", place="院子")
        save_activity(facts=changed, station=station, leader=leader, activity=row, by=BY)
        row.refresh_from_db()
        assert (row.name, row.occasion.place) == ("防诈骗讲座", "院子")

    @pytest.mark.parametrize(
        ("change", "field"),
        [({"goal": ""}, "goal"), ({"expected_heads": 0}, "expected_heads"), ({"expected_heads": 300}, "major"),
         ({"ends_at": hour(1)}, "ends_at"), ({"for_minors": True}, "leader"), ({"agenda": "长" * 8001}, "agenda")],
    )  # fmt: skip
    def test_what_is_refused(self, station, leader, change, field):
        facts = replace(ACTIVITY, **{"starts_at": hour(2), "ends_at": hour(2, 11), **change})
        with refused("", field):
            save_activity(facts=facts, station=station, leader=leader, by=BY)
        with refused("同一人", "helper"):
            save_activity(facts=ACTIVITY, station=station, leader=leader, helper=leader, by=BY)

    def test_once_approved_only_when_and_how(self, station, leader):
        row = make_activity(station, leader, days=2)
        facts = replace(ACTIVITY, starts_at=hour(3), ends_at=hour(3, 11))
        save_activity(facts=facts, station=station, leader=leader, activity=row, by=BY)
        with refused("“目标”不能再改", "goal"):
            save_activity(facts=replace(facts, goal="别的"), station=station, leader=leader, activity=row, by=BY)
        Activity.objects.update(state="HELD")
        with refused("不能再修改"):
            save_activity(facts=facts, station=station, leader=leader, activity=row, by=BY)

    def test_half_written_it_is_not_submitted(self, station, leader, social_worker):
        row = make_activity(station, leader, days=2, approved=False, agenda="", safety=" ")
        with refused("请补全：流程、安全预案"):
            submit_plan(plan=row, by=social_worker.actor)

    def test_one_worker_and_one_room_at_a_time(self, station, leader):
        room = Room.objects.create(site=station.site, name="活动室一", area=40)
        make_activity(station, leader, days=2, room=room)
        with refused("陈社工在这个时间已安排“冬季防诈骗讲座”", "starts_at"):
            make_activity(station, leader, days=2, name="义诊")
        other = make_worker("李社工", station=station)
        with refused("活动室一在这个时间已安排“冬季防诈骗讲座”", "room"):
            make_activity(station, other, days=2, name="义诊", room=room)
        make_activity(station, other, days=2, name="义诊")
        with refused("陈社工在这个时间已安排", "starts_at"):
            make_session(make_group(station, leader), days=2, starts_at=hour(2, 15), ends_at=hour(2, 16))


def test_two_plans_for_one_hour_at_once(committed_db):
    """Whoever comes second waits for the worker's row, then sees the first."""
    from tests.factories import divisions as places
    from tests.factories.stations import make_site, make_station

    station = make_station(make_site(places.communities(places.COUNTY[:6])[0]))
    worker = make_worker("陈社工", station=station)
    said = []

    def plan(name):
        try:
            make_activity(station, worker, days=2, name=name)
            said.append("saved")
        except RuleBroken as refusal:
            said.append(refusal.reasons[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=plan, args=(name,)) for name in ("讲座", "义诊")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert said.count("saved") == 1 and sum("在这个时间已安排" in one for one in said) == 1


class TestRecord:
    def test_counted_once_with_names_and_heads(self, station, leader, person):
        row = make_activity(station, leader)
        with refused("没有一个参加的人", "unidentified"):
            record_activity(activity=row, process="照常", by=BY)
        hold_activity(row, person, heads=5)
        again = record_activity(activity=row, process="再写一次", by=BY)
        assert (again.attended, again.process, row.state) == (6, "按流程进行，问答踊跃。", "HELD")
        assert (total("ACTIVITY_HELD"), total("ACTIVITY_ATTENDANCE")) == (1, 6)
        named = Entry.objects.filter(kind="ACTIVITY_ATTENDANCE", person__isnull=False)
        assert [(one.person_id, one.minutes) for one in named] == [(person.pk, 120)]

    def test_refused(self, station, leader):
        draft = make_activity(station, leader, approved=False)
        with refused("批准后才能记录"):
            record_activity(activity=draft, process="照常", by=BY)
        coming = make_activity(station, leader, days=2)
        with refused("还没有开始"):
            record_activity(activity=coming, process="照常", by=BY)
        for words, field in (({"process": ""}, "process"), ({"process": "照", "events": "长" * 8001}, "events")):
            with refused("", field):
                record_activity(activity=coming, by=BY, **words)
        with refused("还没有记录"):
            recount_activity(activity=coming, reason="核对", by=BY)
        with refused("记录以后才能总结"):
            save_summary(activity=coming, facts=SummaryFacts("好", "无"), by=BY)

    def test_a_corrected_roll_is_a_new_version(self, station, leader, person):
        row = hold_activity(make_activity(station, leader), person)
        with refused("写明更正", "reason"):
            recount_activity(activity=row, reason="", by=BY)
        with refused("没有变动"):
            recount_activity(activity=row, reason="核对", by=BY)
        row.occasion.refresh_from_db()
        reopen_occasion(occasion=row.occasion, reason="人数有误", by=BY)
        take_roll(occasion=row.occasion, marks={}, unidentified=9, by=BY)
        record = recount_activity(activity=row, reason="人数有误", by=BY)
        assert (record.attended, record.counted_version, total("ACTIVITY_ATTENDANCE")) == (10, 2, 10)
        assert total("ACTIVITY_HELD") == 1

    def test_words_lock(self, station, leader):
        row = hold_activity(make_activity(station, leader, days=-7))
        edit_record(record=row.record, process="改一改", events="", by=BY)
        old = hold_activity(make_activity(station, leader, days=-8))
        with refused("已经锁定"):
            edit_record(record=old.record, process="改一改", events="", by=BY)

    def test_photos_come_and_go(self, station, leader):
        row = make_activity(station, leader)
        photo = add_photo(activity=row, upload=make_photo(), caption="现场", by=BY)
        with refused("", "photo"):
            add_photo(activity=row, upload=io.BytesIO(b"nothing"), by=BY)
        assert remove_photo(photo=photo, by=BY) == row and not row.photos.exists()

    def test_summary(self, station, leader):
        row = hold_activity(make_activity(station, leader))
        for change, field in (
            ({"outcome": ""}, "outcome"),
            ({"problems": ""}, "problems"),
            ({"outcome": "长" * 8001}, "outcome"),
        ):
            with refused("", field):
                save_summary(activity=row, facts=SummaryFacts(**{"outcome": "好", "problems": "无", **change}), by=BY)
        save_summary(activity=row, facts=SummaryFacts("好", "无", 30000), by=BY)
        save_summary(activity=row, facts=SummaryFacts("很好", "无", 30000), by=BY)
        row.refresh_from_db()
        assert (row.state, row.summary.outcome) == ("SUMMARISED", "很好")


class TestNameless:
    """社区矫正, 戒毒康复: who takes part is nowhere (domain.md 5.8)."""

    @pytest.mark.parametrize("domain", ["CORRECTION", "DRUG_REHAB"])
    def test_heads_only(self, station, leader, person, domain):
        row = make_activity(station, leader, domain=domain, service_kind="S03")
        assert row.nameless and row.service_kind == "" and not row.occasion.open_to_all
        hold_activity(row, person, heads=3)
        assert Entry.objects.filter(kind="ACTIVITY_ATTENDANCE").get().heads == 4
        assert not Entry.objects.filter(person=person.pk).exists() and '"person"' not in row.record.counted
        assert names_of(row.occasion, [person.pk, leader.person_id])[person.pk] == "参加人 1"
        with refused("不留照片", "photo"):
            add_photo(activity=row, upload=make_photo(), by=BY)

    def test_elsewhere_persons_are_called_as_known(self, station, leader, person):
        row = make_activity(station, leader)
        assert names_of(row.occasion, [person.pk, leader.person_id]) == {leader.person_id: "陈社工（负责人）"}


class TestRatings:
    def test_one_tap_counts_once(self, station, leader):
        sheet = open_ratings(plan=hold_activity(make_activity(station, leader)), by=BY)
        key = uuid.uuid4()
        for _ in range(2):
            sheet = rate(sheet=sheet, score=5, asker="10.0.0.1", form_key=key, comment=" 讲得清楚 ", by=BY)
        rate(sheet=sheet, score=3, asker="10.0.0.1", form_key=uuid.uuid4(), by=BY)
        sheet.refresh_from_db()
        assert (sheet.online_5, sheet.online_3, sheet.online) == (1, 1, 2)
        assert [one.text for one in RatingComment.objects.all()] == ["讲得清楚"]

    def test_closed_too_many_and_no_score(self, station, leader, monkeypatch):
        coming = open_ratings(plan=make_activity(station, leader, days=1), by=BY)
        with refused("还没有举行", "score"):
            rate(sheet=coming, score=5, asker="a", form_key=uuid.uuid4(), by=BY)
        held = make_activity(station, leader)
        sheet = open_ratings(plan=held, by=BY)
        with refused("请选择", "score"):
            rate(sheet=sheet, score=6, asker="a", form_key=uuid.uuid4(), by=BY)
        monkeypatch.setattr("liangzhan.activities.services.activity_ratings.value_of", lambda *a, **k: 1)
        rate(sheet=sheet, score=4, asker="a", form_key=uuid.uuid4(), by=BY)
        with refused("太多"):
            rate(sheet=sheet, score=4, asker="a", form_key=uuid.uuid4(), by=BY)
        rate(sheet=sheet, score=4, asker="b", form_key=uuid.uuid4(), by=BY)
        end_ratings(sheet=sheet, by=BY)
        with refused("已经截止", "score"):
            rate(sheet=sheet, score=4, asker="c", form_key=uuid.uuid4(), by=BY)
        assert open_ratings(plan=held, by=BY).open_to_on >= today()

    def test_paper_replaces_and_fits_the_heads(self, station, leader):
        sheet = open_ratings(plan=hold_activity(make_activity(station, leader), heads=12), by=BY)
        with refused("多于参加的 12 人", "paper_5"):
            save_paper_ratings(sheet=sheet, counts={5: 13}, by=BY)
        with refused("", "scan"):
            save_paper_ratings(sheet=sheet, counts={5: 1}, scan=io.BytesIO(b"nothing"), by=BY)
        save_paper_ratings(sheet=sheet, counts={5: 3, 4: 2}, by=BY)
        sheet = save_paper_ratings(sheet=sheet, counts={5: 4, 4: 4, 3: 2, 2: 0, 1: 0}, scan=make_photo(), by=BY)
        assert sheet.paper == 10 and sheet.counts[5] == 4

    def test_of_a_group(self, station, leader):
        group = make_group(station, leader)
        with refused("还没有安排日期"):
            open_ratings(plan=group, by=BY)
        from tests.factories.groups import hold_session

        make_member(group)
        hold_session(make_session(group))
        group.refresh_from_db()
        sheet = open_ratings(plan=group, by=BY)
        assert save_paper_ratings(sheet=sheet, counts={5: 1}, by=BY).paper == 1


def test_outcomes_of_an_area(station, neighbour_station, leader, station_head):
    """I25 only from ten answers; what lies next door is not added."""
    sheet = open_ratings(plan=hold_activity(make_activity(station, leader), heads=20), by=BY)
    save_paper_ratings(sheet=sheet, counts={5: 9}, by=BY)
    other = make_worker("李社工", station=neighbour_station)
    far = open_ratings(plan=hold_activity(make_activity(neighbour_station, other), heads=20), by=BY)
    save_paper_ratings(sheet=far, counts={1: 10}, by=BY)
    span = {"start": today() - dt.timedelta(days=30), "end": today()}
    found = outcomes_of(station_head.actor.scope, prefixes=("21",), **span)
    assert (found.satisfaction.n, found.satisfaction.mean) == (9, None)
    save_paper_ratings(sheet=sheet, counts={5: 9, 2: 1}, by=BY)
    found = outcomes_of(station_head.actor.scope, prefixes=("21",), **span)
    assert (str(found.satisfaction.mean), found.satisfaction.content) == ("4.70", 90)
    assert (found.activities, found.activity_attendances, found.groups, found.sessions) == (1, 20, 0, 0)


def test_every_record_is_expected_in_the_ledger(station, leader):
    from liangzhan.activities.models import ActivityRecord

    row = hold_activity(make_activity(station, leader))
    assert [one[0] for one in expected_of(ActivityRecord)()] == [row.record.voucher]

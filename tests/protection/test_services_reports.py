"""强制报告 through the services: steps, clock, secrecy, escalation, officers, figures."""

import datetime as dt
import uuid
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from PIL import Image

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.accounts.models import Grant
from liangzhan.audit.models import Event, Reading, SealedDeed
from liangzhan.audit.sealed import deeds_about, sealed_fault
from liangzhan.documents.models import KeptFile
from liangzhan.documents.queries import open_file
from liangzhan.notices.models import Notice
from liangzhan.protection.models import Designation, Report, ReportFile, ReportStep
from liangzhan.protection.queries.designations import officers_of
from liangzhan.protection.queries.figures import counts
from liangzhan.protection.queries.reports import open_report_file, own_reports, reports, state_of
from liangzhan.protection.services.designations import designate, end_designation
from liangzhan.protection.services.reminding import urge_report, urge_risks
from liangzhan.protection.services.reporters import show_reporter
from liangzhan.protection.services.reports import add_facts, add_files, add_told, begin_report
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.jobs import enqueue, run_pending
from liangzhan.toolkit.periods import moment, today
from tests.factories.accounts import make_person
from tests.factories.protection import FACTS, make_officer, make_report, make_risk, stop_clock


def picture() -> SimpleUploadedFile:
    held = BytesIO()
    Image.new("RGB", (40, 30), "red").save(held, "JPEG")
    return SimpleUploadedFile("王小明.jpg", held.getvalue(), content_type="image/jpeg")


def whole_database() -> list[str]:
    """A line for each row of each table, as a dump would show it; bytes as hexadecimal digits."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                values = [bytes(one).hex() if isinstance(one, bytes | memoryview) else str(one) for one in row]
                found.append(f"{table}: {values}")
    return found


def test_the_first_tap_starts_the_clock(station, station_head, social_worker):
    key = uuid.uuid4()
    report = make_report(social_worker.actor, station, form_key=key)
    assert make_report(social_worker.actor, station, form_key=key) == report
    assert Report.objects.running().get() == report
    assert list(own_reports(social_worker.actor)) == [report]
    told = Notice.objects.get(recipient=station_head.user)
    assert "计时已开始" in told.text
    assert not Notice.objects.filter(recipient=social_worker.user).exists()


def test_what_cannot_begin(station, neighbour_station, social_worker):
    for more, words in (
        ({"found_at": moment() + dt.timedelta(minutes=1)}, "不能晚于现在"),
        ({"station": None}, "请选择站点"),
        ({"station": neighbour_station}, "请选择站点"),
    ):
        with pytest.raises(RuleBroken, match=words):
            make_report(social_worker.actor, **{"station": station, **more})


def test_it_is_saved_in_steps_and_stops_only_when_whole(station, station_head, social_worker):
    actor = social_worker.actor
    report = make_report(actor, station)
    key = uuid.uuid4()
    step = add_facts(report=report, form_key=key, by=actor, **FACTS)
    assert add_facts(report=report, form_key=key, by=actor, **FACTS) == step
    add_told(report=report, form_key=uuid.uuid4(), reported_to="POLICE", receiver=" 王警官 ", by=actor)
    add_told(report=report, form_key=uuid.uuid4(), reported_to="POLICE", reported_at=moment(), by=actor)
    assert Report.objects.running().exists()
    add_told(
        report=report, form_key=uuid.uuid4(), reported_to="POLICE", receipt_number="示例 1 号", by=station_head.actor
    )
    assert not Report.objects.running().exists()
    state = state_of(report)
    assert (state.stopped.receiver, state.known.situations) == ("王警官", ("R4",))
    assert [row.step.seq for row in state.rows] == [1, 2, 3, 4, 5]
    assert not Notice.objects.filter(subject=report.voucher, settled_at__isnull=True).exists()
    add_told(report=report, form_key=uuid.uuid4(), reported_to="POLICE", receiver="李警官", note="记错了姓名", by=actor)
    assert ReportStep.objects.filter(stops_clock=True).count() == 1
    with pytest.raises(RuleBroken, match="补充或更正了什么"):
        add_facts(report=report, form_key=uuid.uuid4(), victim_age="约 9 岁", by=actor)
    with pytest.raises(RuleBroken, match="接报人"):
        add_told(report=report, form_key=uuid.uuid4(), reported_to="CIVIL_AFFAIRS", by=actor)


@pytest.mark.parametrize("table", ["protection_report", "protection_reportstep", "protection_stepsituation"])
def test_nothing_is_changed_or_deleted(station, social_worker, table):
    report = make_report(social_worker.actor, station)
    add_facts(report=report, form_key=uuid.uuid4(), by=social_worker.actor, **FACTS)
    for statement in (f'DELETE FROM "{table}"', f'UPDATE "{table}" SET id = id'):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_nobody_learns_who_reported(station, station_head, street_officer):
    """Nothing in any table but the encrypted columns: not the record of deeds, nor readings, nor notices, nor files."""
    reporter = make_person("秘密报告人", "SOCIAL_WORKER", station=station)
    make_officer(street_officer, street_officer.actor)
    before = set(whole_database())
    events = set(Event.objects.values_list("pk", flat=True))
    report = make_report(reporter.actor, station)
    add_facts(report=report, form_key=uuid.uuid4(), by=reporter.actor, **FACTS)
    add_files(report=report, form_key=uuid.uuid4(), files=[picture()], by=reporter.actor)
    stop_clock(report, reporter.actor)
    fresh = "\n".join(line for line in whole_database() if line not in before)
    for secret in (
        "秘密报告人",
        str(reporter.user.uuid),
        reporter.user.uuid.hex,
        "小明",
        "淤青",
        "R4",
        "NINE",
        "示例 1 号",
    ):
        assert secret not in fresh
        assert secret.encode().hex() not in fresh or len(secret.encode()) < 4
    assert set(Event.objects.values_list("pk", flat=True)) == events
    assert SealedDeed.objects.filter(subject=report.uuid).count() >= 4
    assert {one["label"] for one in deeds_about(report.uuid) if one.get("name") == "report.begun"} == {"秘密报告人"}
    assert sealed_fault() == ""
    assert not Notice.objects.filter(recipient=reporter.user).exists()


def test_files_are_sealed_before_they_are_kept(station, social_worker):
    report = make_report(social_worker.actor, station)
    key = uuid.uuid4()
    step = add_files(report=report, form_key=key, files=[picture()], by=social_worker.actor)
    assert add_files(report=report, form_key=key, files=[picture()], by=social_worker.actor) == step
    held = ReportFile.objects.get()
    assert open_file(held.file).startswith(b"LZ1:")
    assert open_report_file(held).startswith(b"\xff\xd8")
    assert KeptFile.objects.get(pk=held.file_id).kept_by.label == "身份保密"
    text = SimpleUploadedFile("a.txt", b"abc")
    for files, words in (([], "请选择"), ([picture()] * 10, "最多 9 个"), ([text], "不是")):
        with pytest.raises(RuleBroken, match=words):
            add_files(report=report, form_key=uuid.uuid4(), files=files, by=social_worker.actor)


def test_who_reads_a_report(
    station,
    neighbour_station,
    station_head,
    neighbour_head,
    social_worker,
    street_officer,
    county_officer,
    committee_member,
):
    report = make_report(social_worker.actor, station)
    colleague = make_person("吴社工", "SOCIAL_WORKER", station=station)
    supervisor = make_person("督导", "SUPERVISOR", division=station.site.division)
    readers = [social_worker, station_head, neighbour_head, colleague, supervisor, street_officer, county_officer]

    def who():
        return [one.actor.label for one in [*readers, committee_member] if reports(one.actor.scope).exists()]

    assert who() == ["陈社工", "张站长"]
    drug = make_officer(county_officer, county_officer.actor, kind="DRUG")
    assert who() == ["陈社工", "张站长"]
    held = make_officer(street_officer, street_officer.actor)
    make_officer(county_officer, county_officer.actor)
    assert who() == ["陈社工", "张站长", "赵街道", "王县"]
    end_designation(designation=held, ended_on=today(), reason="调岗", by=street_officer.actor)
    Designation.objects.filter(pk=held.pk).update(ended_on=today() - dt.timedelta(days=1), since_on=dt.date(2020, 1, 1))
    assert who() == ["陈社工", "张站长", "王县"]
    assert set(officers_of("DRUG", station.division_code, today())) == {drug.user}
    assert list(reports(make_person("甲", "SOCIAL_WORKER", station=neighbour_station).actor.scope)) == []
    assert report.station_id == station.pk


def test_a_report_about_the_head_passes_him_by(station, station_head, social_worker):
    report = make_report(social_worker.actor, station, about_head=True)
    assert not reports(station_head.actor.scope).exists()
    assert not Notice.objects.filter(recipient=station_head.user).exists()
    later = make_report(social_worker.actor, station)
    assert list(reports(station_head.actor.scope)) == [later]
    add_facts(report=later, form_key=uuid.uuid4(), about_head=True, by=social_worker.actor, **FACTS)
    assert not reports(station_head.actor.scope).exists()
    assert not Notice.objects.filter(recipient=station_head.user).exists()
    assert set(own_reports(social_worker.actor)) == {report, later}


def test_a_committee_reports_for_its_community(community, committee_member, station, station_head):
    report = make_report(committee_member.actor, division_code=community.code)
    assert (report.station, report.division_code) == (None, community.code)
    assert not reports(station_head.actor.scope).exists()
    assert list(own_reports(committee_member.actor)) == [report]


def test_without_an_officer_street_and_county_are_asked_to_designate(
    station, social_worker, street_officer, county_officer
):
    make_report(social_worker.actor, station)
    told = Notice.objects.filter(text__contains="还没有指定儿童保护专干")
    assert {one.recipient for one in told} == {street_officer.user, county_officer.user}
    make_officer(street_officer, street_officer.actor)
    assert not told.filter(settled_at__isnull=True).exists()


def test_the_clock_urges_once_for_each_stage(station, station_head, social_worker, street_officer):
    make_officer(street_officer, street_officer.actor)
    by = social_worker.actor
    report = make_report(by, station, found_at=moment() - dt.timedelta(minutes=125))
    assert urge_report(report=report, by=by) == 2
    assert urge_report(report=report, by=by) == 0
    texts = Notice.objects.filter(subject=report.voucher).values_list("recipient__display_name", "text")
    assert {name for name, _ in texts} == {"张站长", "赵街道"}
    assert all("2 小时" in text for _, text in texts)
    stop_clock(report, by)
    Report.objects.running()
    late = make_report(by, station, about_head=True, found_at=moment() - dt.timedelta(days=2))
    assert urge_report(report=late, by=by) == 4
    assert not Notice.objects.filter(recipient=station_head.user, subject=late.voucher).exists()
    assert urge_report(report=report, by=by) == 0


def test_missed_times_of_risks_are_told_once(station, station_head, social_worker):
    risk = make_risk(station, social_worker.actor, "4")
    assert urge_risks(by=social_worker.actor) == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("liangzhan.protection.services.reminding.moment", lambda: moment() + dt.timedelta(hours=2))
        assert urge_risks(red_only=True, by=social_worker.actor) == 1
        assert urge_risks(by=social_worker.actor) == 0
    assert Notice.objects.filter(recipient=station_head.user, text__contains="已超过时限").count() == 1
    assert risk.level == "4"


def test_the_officer_learns_the_name_with_a_reason(station, social_worker, station_head, street_officer):
    make_officer(street_officer, street_officer.actor)
    report = make_report(social_worker.actor, station)
    with pytest.raises(RuleBroken, match="只对指定"):
        show_reporter(report=report, reason="想知道", by=station_head.actor)
    with pytest.raises(RuleBroken, match="查看理由"):
        show_reporter(report=report, reason=" ", by=street_officer.actor)
    assert show_reporter(report=report, reason="公安来函（示例）", by=street_officer.actor) == "陈社工"
    assert deeds_about(report.uuid)[-1]["details"] == {"reason": "公安来函（示例）"}
    assert not Event.objects.filter(name="report.reporter").exists()
    assert not Reading.objects.exists()


def test_designating(station, street_officer, county_officer, neighbour_county, station_head):
    street = Grant.objects.get(user=street_officer.user)
    with pytest.raises(RuleBroken, match="不在您的区域"):
        designate(post=street, kind="CHILD", since_on=today(), by=neighbour_county.actor)
    with pytest.raises(RuleBroken, match="只能指定"):
        designate(
            post=Grant.objects.get(user=station_head.user), kind="CHILD", since_on=today(), by=county_officer.actor
        )
    with pytest.raises(RuleBroken, match="不能晚于今天"):
        designate(post=street, kind="CHILD", since_on=today() + dt.timedelta(days=1), by=county_officer.actor)
    held = designate(post=street, kind="CHILD", since_on=today(), by=county_officer.actor)
    with pytest.raises(RuleBroken, match="已经是"):
        designate(post=street, kind="CHILD", since_on=today(), by=county_officer.actor)
    for ended, reason, words in (
        (today() + dt.timedelta(days=1), "调岗", "之间"),
        (today() - dt.timedelta(days=1), "调岗", "之间"),
        (today(), " ", "结束原因"),
    ):
        with pytest.raises(RuleBroken, match=words):
            end_designation(designation=held, ended_on=ended, reason=reason, by=county_officer.actor)
    end_designation(designation=held, ended_on=today(), reason="调岗", by=county_officer.actor)
    with pytest.raises(RuleBroken, match="已经结束"):
        end_designation(designation=held, ended_on=today(), reason="调岗", by=county_officer.actor)


def test_an_officer_whose_post_ended_is_none(station, street_officer):
    make_officer(street_officer, street_officer.actor)
    assert officers_of("CHILD", station.division_code, today()).exists()
    Grant.objects.filter(user=street_officer.user).update(valid_to=today() - dt.timedelta(days=1))
    assert not officers_of("CHILD", station.division_code, today()).exists()


def test_figures_name_nobody(
    station, neighbour_station, social_worker, county_officer, neighbour_county, street_officer
):
    for _ in range(6):
        make_report(social_worker.actor, station)
    shown = counts(county_officer.actor.scope, today(), today())
    (column,) = shown.quarters.values()
    assert (list(column.cells.values()), column.total) == (["6"], "6")
    assert list(shown.areas) == [f"{station.division_code[:9]}000"]
    assert counts(neighbour_county.actor.scope, today(), today()).areas == {}
    near = counts(street_officer.actor.scope, today(), today())
    assert list(near.areas) == [station.division_code]
    assert counts(social_worker.actor.scope, today(), today()).areas == {}
    year = counts(county_officer.actor.scope, dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert list(year.quarters) == [f"2026 年第 {number} 季度" for number in (1, 2, 3, 4)]


def test_a_repeated_key_of_another_is_a_report_of_its_own(station, social_worker, station_head):
    key = uuid.uuid4()
    make_report(social_worker.actor, station, form_key=key)
    with pytest.raises(RuleBroken, match="已经提交过"):
        begin_report(found_at=moment(), form_key=key, station=station, by=station_head.actor)
    assert reports(station_head.actor.scope).count() == 1
    assert station_head.actor.may(Action.MANDATORY_REPORT)


def test_the_clock_starts_both(station, station_head, social_worker):
    report = make_report(social_worker.actor, station, found_at=moment() - dt.timedelta(hours=3))
    make_risk(station, social_worker.actor, "2")
    by = Actor.system("测试")
    soon = enqueue("protection.tasks.urge_soon", by=by, title="催办")
    daily = enqueue("protection.tasks.urge_daily", by=by, title="催办")
    run_pending(reraise=True)
    soon.refresh_from_db()
    daily.refresh_from_db()
    assert (soon.result, daily.result) == ({"reports": 1, "risks": 0}, {"risks": 0})
    assert report.reminders.get().stage == 2


def test_sent_again_with_a_problem_in_between(station, social_worker):
    report = make_report(social_worker.actor, station)
    stop_clock(report, social_worker.actor)
    with pytest.raises(RuleBroken, match="请写明为什么更正"):
        stop_clock(report, social_worker.actor, receiver="李警官", note="")
    assert ReportStep.objects.filter(report=report).count() == 2

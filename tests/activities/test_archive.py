"""A group and an activity that are over: filed without a gap, bound in the order of domain.md 5.9, every byte guarded, blanked."""

import datetime as dt
import io
import json
import uuid
import zipfile

import pytest
from django.urls import reverse

from liangzhan.activities.models import (
    Activity,
    ActivityPhoto,
    ContractSignature,
    Group,
    GroupContract,
    GroupReport,
    GroupTest,
    SessionPhoto,
)
from liangzhan.activities.models import (
    TestScore as Score,
)
from liangzhan.activities.queries.activity_folder import activity_folder
from liangzhan.activities.queries.group_folder import group_folder
from liangzhan.activities.services.activity_approval import cancel_plan
from liangzhan.activities.services.activity_record import SummaryFacts, save_summary
from liangzhan.activities.services.group_report import ReportFacts, close_group
from liangzhan.audit.models import Event, Reading
from liangzhan.documents.keepers import keeper_of
from liangzhan.documents.models import ArchiveItem, KeptFile
from liangzhan.documents.queries import open_file
from liangzhan.occasions.models import SheetPage
from liangzhan.toolkit import jobs, verify_package
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.models import Job
from liangzhan.toolkit.periods import today
from tests.factories.documents import image_bytes, make_file
from tests.factories.groups import hold_activity, hold_session, make_activity, make_group, make_member, make_session
from tests.factories.people import BY, make_individual

PAPER = {"saved_by": BY}


def picture():
    return make_file("照片", image_bytes(), "image/jpeg")


def finished_group(team):
    group = make_group(team.station, team.worker)
    member = make_member(group, reason="愿意参加")
    session = hold_session(make_session(group))
    contract = GroupContract.objects.create(group=group, rules="准时", promise="不外传", agreed_on=today(), **PAPER)
    signed = {"contract": contract, "member": member, "way": "PAPER", "paper": picture(), "signed_on": today()}
    ContractSignature.objects.create(**signed, signed_by=BY)
    test = GroupTest.objects.create(group=group, instrument="孤独感量表", **PAPER)
    Score.objects.create(test=test, member=member, before="30", after="20", **PAPER)
    SessionPhoto.objects.create(session=session, file=picture(), added_by=BY)
    SheetPage.objects.create(occasion=session.occasion, file=picture(), kept_by=BY)
    group.refresh_from_db()
    close_group(group=group, facts=ReportFacts(outcome="更愿意出门", follow_up="转为互助", closed_on=today()), by=BY)
    return Group.objects.get(pk=group.pk)


def finished_activity(team, **changes):
    row = make_activity(team.station, team.worker, **changes)
    hold_activity(row, *([] if row.nameless else [make_individual("李参加", station=team.station)]))
    if not row.nameless:
        ActivityPhoto.objects.create(activity=row, file=picture(), added_by=BY)
    save_summary(activity=row, facts=SummaryFacts("记住了三种骗局", "无"), by=BY)
    row.refresh_from_db()
    return row


def bound(client, address):
    """The files of the package that the button makes."""
    with client.allow(60):
        assert client.post(address).status_code == 302
    jobs.run_pending(reraise=True)
    job = Job.objects.get(task="documents.tasks.make_volume")
    with zipfile.ZipFile(io.BytesIO(open_file(KeptFile.objects.get(uuid=job.file_uuid)))) as package:
        return {name: package.read(name) for name in package.namelist()}


def flipped(content, at):
    changed = bytearray(content)
    changed[at] ^= 1 + at % 255
    return bytes(changed)


def assert_every_byte_counts(files):
    """Each byte of the small files, some three hundred of the volume: the verifier names the file that was touched."""
    for name, content in files.items():
        step = max(1, len(content) // 300)
        for at in range(0, len(content), step):
            told = [found for found, _ in verify_package.faults({**files, name: flipped(content, at)})]
            assert told == [name], (name, at)


class TestFolders:
    def test_group_in_order_with_names_inside(self, team):
        group = finished_group(team)
        folder = group_folder(group.uuid)
        codes = [one.code for one in folder.parts]
        assert codes == ["G-01", "G-02", "G-03", "G-04", "G-05", "G-06", "G-07", "G-08", ""]
        inside, cover = str([one.sheet for one in folder.parts]), str(folder.facts)
        assert "王奶奶" in inside and "愿意参加" in inside and "开场有些拘谨" in inside and "王奶奶" not in cover
        assert [len(one.files) for one in folder.parts] == [0, 0, 1, 0, 0, 1, 0, 0, 1]

    def test_activity_in_order(self, team):
        codes = [one.code for one in activity_folder(finished_activity(team).uuid).parts]
        assert codes == ["K-01", "K-02", "K-03", "K-04", "K-06", ""]

    def test_where_nobody_may_be_recognised_nobody_is_named(self, team):
        folder = activity_folder(finished_activity(team, domain="CORRECTION").uuid)
        assert "照片" not in [one.title for one in folder.parts]
        assert "不登记姓名" in str([one.sheet for one in folder.parts]) + folder.remarks


class TestFiling:
    def test_over_and_called_off(self, team, station_head, neighbour_head):
        group, called_off = finished_group(team), make_activity(team.station, team.worker, days=5)
        cancel_plan(plan=called_off, reason="大雪", by=BY)
        cancel_plan(plan=make_activity(team.station, team.worker, days=6, approved=False), reason="不办了", by=BY)
        items = ArchiveItem.objects.order_by("pk")
        assert [(one.kind, one.number, one.years) for one in items] == [
            ("GROUP", group.number, 5),
            ("ACTIVITY", called_off.number, 5),
        ]
        assert items[1].title.endswith("（已取消）") and items[0].closed_on == today()
        page = station_head.client.get(reverse("documents:archive-item", args=[items[0].pk])).text
        assert reverse("activities:group-page", args=[group.uuid]) in page
        assert neighbour_head.client.get(reverse("documents:archive-item", args=[items[0].pk])).status_code == 404

    def test_a_corrected_report_keeps_the_row(self, team):
        group = finished_group(team)
        close_group(group=group, facts=ReportFacts(outcome="改", follow_up="转", closed_on=today()), by=BY)
        assert ArchiveItem.objects.count() == 1


class TestAddenda:
    def test_a_locked_report_is_added_to_and_it_stands_in_the_folder(self, team):
        group, client = finished_group(team), team.chen.client
        session = group.sessions.get()
        Group.objects.filter(pk=group.pk).update(closed_on=today() - dt.timedelta(days=8))
        group.refresh_from_db()
        again = ReportFacts(outcome="改", follow_up="转", closed_on=today())
        with pytest.raises(RuleBroken, match="锁定"):
            close_group(group=group, facts=again, by=BY)
        for name, row, words in (("group-addendum", group, "补充了回访"), ("session-addendum", session, "有人请假")):
            address = reverse(f"activities:{name}", args=[row.uuid])
            assert "保存后不能修改" in client.get(address).text
            given = {"reason": "漏写", "text": words, "form_key": uuid.uuid4()}
            with client.allow(60):
                assert client.post(address, given).status_code == 302
        page = client.get(reverse("activities:group-page", args=[group.uuid])).text
        assert "补充了回访" in page and "更正报告" not in page and client.queries <= 25
        parts = {one.code: str(one.sheet) for one in group_folder(group.uuid).parts}
        assert "有人请假" in parts["G-05"] and "补充了回访" in parts["G-08"]

    def test_a_locked_summary(self, team):
        row = finished_activity(team)
        Activity.objects.filter(pk=row.pk).update(state_since=today() - dt.timedelta(days=8))
        row.refresh_from_db()
        with pytest.raises(RuleBroken, match="锁定"):
            save_summary(activity=row, facts=SummaryFacts("改", "无"), by=BY)
        page = team.chen.client.get(reverse("activities:activity-page", args=[row.uuid])).text
        assert "修改总结" not in page and reverse("activities:activity-addendum", args=[row.uuid]) in page


class TestVolume:
    @pytest.mark.parametrize(
        ("make", "page", "button"),
        [
            (finished_group, "group-page", "group-volume"),
            (finished_activity, "activity-page", "activity-volume"),
        ],
    )
    def test_one_click_and_no_byte_changes_unseen(self, team, neighbour_head, make, page, button):
        row, client = make(team), team.chen.client
        address = reverse(f"activities:{button}", args=[row.uuid])
        assert address in client.get(reverse(f"activities:{page}", args=[row.uuid])).text
        assert client.queries <= 25
        assert neighbour_head.client.post(address).status_code == 404
        files = bound(client, address)
        assert verify_package.faults(files) == []
        assert json.loads(files["manifest.json"])["number"] == row.number
        assert ArchiveItem.objects.get().pages == json.loads(files["manifest.json"])["pages"]
        assert Reading.objects.filter(page=f"activities:{button}").exists()
        assert Event.objects.filter(name="archive.volume").exists()
        assert_every_byte_counts(files)

    def test_not_before_it_is_over(self, team, county_officer):
        group = make_group(team.station, team.worker)
        address = reverse("activities:group-volume", args=[group.uuid])
        assert "生成案卷" not in team.chen.client.get(reverse("activities:group-page", args=[group.uuid])).text
        team.chen.client.post(address)
        assert not Job.objects.exists()
        assert county_officer.client.post(address).status_code == 403


class TestErasing:
    def test_words_and_pictures_go_counts_stay(self, team):
        group, activity = finished_group(team), finished_activity(team)
        for row in (group, activity):
            keeper, uuid = keeper_of(row.voucher)
            keeper.erase(uuid, BY)
        report, session = GroupReport.objects.get(), group.sessions.get()
        assert (report.outcome, report.figures["attended"], session.dynamics, session.attended) == ("", 1, "", 1)
        assert (Score.objects.get().before, group.members.get().reason) == ("", "")
        activity.refresh_from_db()
        assert (activity.goal, activity.record.process, activity.record.attended > 0) == ("", "", True)
        assert activity.record.counted
        left = [SessionPhoto, ActivityPhoto, SheetPage]
        assert [model.objects.count() for model in left] == [0, 0, 0]
        assert ContractSignature.objects.get().paper is None and not KeptFile.objects.exists()

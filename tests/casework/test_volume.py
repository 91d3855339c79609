"""A closed case: filed, bound in the order of domain.md 5.9, blanked when it is destroyed; a sealed one leaves no trace."""

import io
import json
import uuid
import zipfile

from django.urls import reverse

from liangzhan.audit.models import Event, SealedDeed
from liangzhan.casework.choices import ReopenReason
from liangzhan.casework.filing import file_case
from liangzhan.casework.models import Case, Contact, EarlierContact
from liangzhan.casework.queries.folder import folder_of
from liangzhan.casework.services.archive import erase_case
from liangzhan.casework.services.closings import approve_closing
from liangzhan.casework.services.sides import reopen_case
from liangzhan.documents.models import Addendum, ArchiveItem, KeptFile, SealedArchiveItem
from liangzhan.documents.queries import open_file
from liangzhan.documents.services.addenda import add_addendum
from liangzhan.documents.services.sealed import ask_to_destroy
from liangzhan.documents.services.volumes import start_volume
from liangzhan.toolkit import jobs, verify_package
from liangzhan.toolkit.models import Job
from liangzhan.toolkit.periods import moment
from tests.casework.land import refused, send
from tests.factories.casework import ago, make_member, make_review
from tests.factories.casework_later import (
    make_closing,
    make_follow_up,
    make_formal,
    make_opinion,
    make_referral,
)
from tests.factories.people import BY


def closed(land, **fields):
    make_review(land.case)
    make_referral(land.case)
    make_opinion(land.case)
    make_follow_up(make_closing(land.case, approved=ago(10)), done_on=ago(1), mode="PHONE", outcome="STABLE")
    return land.case


def bound(case, by):
    return start_volume(row=case, page="casework:case-volume", shown_class="P3", by=by)


class TestFolder:
    def test_in_order(self, land):
        codes = [one.code for one in folder_of(closed(land)).parts]
        assert codes == [
            "C-01",
            "C-02",
            "C-03",
            "C-04",
            "C-05",
            "C-05",
            "C-05",
            "C-06",
            "C-07",
            "C-11",
            "C-08",
            "C-09",
            "",
        ]

    def test_no_name_on_the_cover(self, land):
        assert land.case.person.name not in str(folder_of(closed(land)).facts)


class TestVolume:
    def test_button_job_package(self, land):
        case = closed(land)
        file_case(case, land.head.actor)
        client = land.worker.client
        client.get(reverse("casework:case-page", args=[case.pk]))  # the first page of a session also moves its expiry
        assert "生成案卷" in client.get(reverse("casework:case-page", args=[case.pk])).content.decode()
        assert client.queries <= 25
        send(client, reverse("casework:case-volume", args=[case.pk]))
        jobs.run_pending(reraise=True)
        job = Job.objects.get(task="documents.tasks.make_volume")
        content = open_file(KeptFile.objects.get(uuid=job.file_uuid))
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            files = {name: package.read(name) for name in package.namelist()}
        assert verify_package.faults(files) == []
        assert json.loads(files["manifest.json"])["number"] == case.number
        assert (job.title, case.number in str(job.arguments)) == ("生成案卷", False)
        assert Event.objects.filter(name="archive.volume").exists()

    def test_the_neighbour_and_an_open_case(self, land):
        address = reverse("casework:case-volume", args=[land.case.pk])
        assert land.near.client.post(address).status_code == 404
        assert "归档以后" in refused(bound, case=land.case, by=land.worker.actor)[0]

    def test_a_sealed_one_leaves_no_trace(self, land):
        case = make_formal(land.case.station, land.lead, sealed=True)
        make_closing(case, approved=ago(10))
        before = Event.objects.count()
        case = Case.objects.get(pk=case.pk)
        file_case(case, land.head.actor)
        bound(case, land.worker.actor)
        jobs.run_pending(reraise=True)
        assert Event.objects.count() == before
        assert SealedDeed.objects.filter(subject=case.uuid).count() >= 3
        assert Job.objects.get().sealed_subject == case.uuid
        assert land.head.client.post(reverse("casework:case-volume", args=[case.pk])).status_code == 404


class TestSealedRegister:
    def test_the_team_finds_it_a_colleague_does_not(self, land):
        case = make_formal(land.case.station, land.lead, sealed=True)
        make_closing(case, approved=ago(10))
        case = Case.objects.get(pk=case.pk)
        file_case(case, land.worker.actor)
        item = SealedArchiveItem.objects.get()
        page = reverse("documents:sealed-item", args=[item.uuid])
        assert case.number in land.worker.client.get(reverse("documents:sealed-list")).content.decode()
        assert case.number in land.worker.client.get(page).content.decode()
        for one in (land.other, land.head, land.near, land.supervisor):
            assert case.number not in one.client.get(reverse("documents:sealed-list")).content.decode()
            assert one.client.get(page).status_code == 404

    def test_gone_when_somebody_else_of_the_team_agrees(self, land):
        case = make_formal(land.case.station, land.lead, sealed=True)
        make_closing(case, approved=ago(10))
        case = Case.objects.get(pk=case.pk)
        make_member(case, land.other_worker)
        file_case(case, land.worker.actor)
        item = SealedArchiveItem.objects.get()
        SealedArchiveItem.objects.update(keep_until_on=ago(1))
        words = {"appraisal": "期限已满，没有继续保管的需要。", "appraisers": "甲、乙"}
        row = ask_to_destroy(item=item, by=land.worker.actor, **words)
        before = Event.objects.count()
        send(land.other.client, reverse("documents:sealed-approve", args=[row.uuid]), {"note": ""})
        assert {one.content for one in Contact.objects.filter(case=case)} == {""}
        assert Event.objects.count() == before
        assert SealedArchiveItem.objects.get().destroyed_by.label == land.other.actor.label


class TestFiling:
    def test_closing_files_and_reopening_takes_up(self, land):
        case = Case.objects.get(pk=land.case.pk)
        closing = make_closing(case, saved_by=land.worker.actor)
        approve_closing(closing=closing, by=land.head.actor)
        item = ArchiveItem.objects.get()
        assert (item.voucher, item.number, item.maker, item.years) == (case.voucher, case.number, "甲社工", 10)
        page = land.head.client.get(reverse("documents:archive-item", args=[item.pk]))
        assert case.number in page.content.decode() and "王小明" not in page.content.decode()
        assert land.near.client.get(reverse("documents:archive-item", args=[item.pk])).status_code == 404
        assert case.number in land.worker.client.get(reverse("documents:archive-list")).content.decode()
        reopen_case(case=Case.objects.get(pk=case.pk), reason=ReopenReason.values[0], by=land.head.actor)
        assert ArchiveItem.objects.get().in_use


class TestErasing:
    def test_texts_go_rows_and_counts_stay(self, land):
        case = closed(land)
        contact = Contact.objects.filter(case=case).order_by("id").first()
        EarlierContact.objects.create(
            contact=contact, version=1, was="原文", reason="笔误", replaced_at=moment(), replaced_by=BY
        )
        told = {
            "voucher": contact.voucher,
            "folder": case.voucher,
            "title": "过程记录",
            "form_key": uuid.uuid4(),
            "by": BY,
        }
        add_addendum(record=contact, reason="原因", text="补充的话", **told)
        assert "补充的话" in str([one.sheet for one in folder_of(case).parts if one.code == "C-05"])
        erase_case(case=case, by=BY)
        assert [one.content for one in Contact.objects.filter(case=case)] == ["", "", ""]
        assert (EarlierContact.objects.get().was, Addendum.objects.get().text) == ("", "")
        assert (Contact.objects.filter(case=case).first().minutes, Case.objects.get(pk=case.pk).problem) == (30, "")

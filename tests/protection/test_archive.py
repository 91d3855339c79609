"""Crises, reports and sealed files in the sealed register: their readers find them, nobody else is told that there is one."""

import datetime as dt
import io
import zipfile

from django.urls import reverse

from liangzhan.audit.models import Event
from liangzhan.documents.models import ArchiveItem, KeptFile, SealedArchiveItem, SealedConsultation, SealedDestruction
from liangzhan.documents.panels import sealed_to_decide
from liangzhan.documents.queries import open_file
from liangzhan.documents.services.sealed import ask_to_destroy
from liangzhan.protection.models import Crisis, CrisisMeasure
from liangzhan.protection.queries.folders import report_folder
from liangzhan.protection.services.crises import add_measure, close_crisis, inform
from liangzhan.toolkit import jobs, verify_package
from liangzhan.toolkit.models import Job
from liangzhan.toolkit.periods import moment, today
from tests.casework.land import refused
from tests.factories.accounts import make_person
from tests.factories.protection import make_crisis, make_officer, make_report, stop_clock
from tests.factories.staff import make_colleague
from tests.protection.test_report_pages import send, text_of

LIST = reverse("documents:sealed-list")
WORDS = {"appraisal": "期限已满，经核对没有继续保管的需要。", "appraisers": "甲、乙"}


def at(name, row, *more):
    return reverse(f"documents:{name}", args=[row.uuid, *more])


def ended(station, by, **more):
    crisis = make_crisis(station, by, **more)
    add_measure(crisis=crisis, text="陪到医院", by=by)
    inform(crisis=crisis, who="OTHER", name="某某", at=moment(), by=by)
    plan = {"safety_plan": "家人陪护，出事找社工", "review_on": today() + dt.timedelta(days=7)}
    return close_crisis(crisis=crisis, outcome="已稳定", by=by, **plan)


def expire(item):
    SealedArchiveItem.objects.filter(pk=item.pk).update(keep_until_on=dt.date(2020, 1, 1))
    item.refresh_from_db()


class TestCrisis:
    def test_filed_apart_and_read_by_its_readers(self, station, station_head, neighbour_head, county_officer):
        worker, _ = make_colleague("孙社工", station)
        colleague, _ = make_colleague("吴社工", station)
        readers = (worker, station_head)
        before = text_of(colleague.client.get(LIST))
        events = Event.objects.filter(name="archive.filed").count()
        ended(station, worker.actor)
        item = SealedArchiveItem.objects.get()
        assert (item.years, item.kind, ArchiveItem.objects.count()) == (30, "CRISIS", 0)
        assert Event.objects.filter(name="archive.filed").count() == events
        for one in readers:
            assert item.number in text_of(one.client.get(LIST))
            assert one.client.queries <= 25
            assert item.number in text_of(one.client.get(at("sealed-item", item)))
        for one in (colleague, neighbour_head, county_officer):
            assert one.client.get(at("sealed-item", item)).status_code == 404
            assert item.number not in text_of(one.client.get(LIST))
        assert "没有您可以查阅的限制档案" in before and "没有您可以查阅的限制档案" in text_of(
            colleague.client.get(LIST)
        )
        assert item.number not in text_of(station_head.client.get(reverse("documents:archive-list"), {"stand": ""}))

    def test_one_click_and_the_deeds_of_the_head(self, station, station_head, neighbour_head):
        worker, _ = make_colleague("孙社工", station)
        ended(station, worker.actor)
        item = SealedArchiveItem.objects.get()
        events = Event.objects.count()
        send(station_head, at("sealed-volume", item))
        jobs.run_pending(reraise=True)
        content = open_file(KeptFile.objects.get(uuid=Job.objects.get(task="documents.tasks.make_volume").file_uuid))
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            files = {name: package.read(name) for name in package.namelist()}
        assert verify_package.faults(files) == [] and "陪到医院" in files["records.csv"].decode("utf-8-sig")
        day = f"{today():%Y-%m-%d}"
        slip = {"reader": "示例民警", "office": "示例派出所", "purpose": "示例公函", "from_on": day, "to_on": day}
        for name, given in (
            ("sealed-freeze", {"reason": "争议"}),
            ("sealed-unfreeze", {"reason": "了结"}),
            ("sealed-extend", {"reason": "需要", "until": "2099-01-01"}),
            ("sealed-consult", slip),
        ):
            assert station_head.client.get(at(name, item)).status_code == 200
            assert neighbour_head.client.get(at(name, item)).status_code == 404
            assert worker.client.get(at(name, item)).status_code == 403
            assert send(station_head, at(name, item), given)["Location"] == at("sealed-item", item)
        one = SealedConsultation.objects.get()
        assert station_head.client.get(at("sealed-slip", item, one.uuid)).content[:4] == b"%PDF"
        send(station_head, at("sealed-consult-end", item, one.uuid))
        page = text_of(station_head.client.get(at("sealed-item", item)))
        assert "示例派出所" in page and "查完" in page and "2099" in page and station_head.client.queries <= 25
        assert Event.objects.count() == events

    def test_destroyed_with_a_second_person(self, station, station_head, county_officer, neighbour_head):
        worker, _ = make_colleague("孙社工", station)
        ended(station, worker.actor)
        item = SealedArchiveItem.objects.get()
        assert "没有满" in refused(ask_to_destroy, item=item, by=station_head.actor, **WORDS)[0]
        expire(item)
        send(station_head, at("sealed-ask", item), WORDS)
        row = SealedDestruction.objects.get()
        assert "已经报送" in refused(ask_to_destroy, item=item, by=station_head.actor, **WORDS)[0]
        assert item.number not in text_of(county_officer.client.get(LIST))
        assert neighbour_head.client.get(at("sealed-approve", row)).status_code == 404
        make_officer(county_officer, county_officer.actor)
        page = text_of(county_officer.client.get(LIST))
        assert item.number in page and at("sealed-item", item) not in page
        (todo,) = sealed_to_decide(county_officer.actor, today())
        assert (todo.href, sealed_to_decide(station_head.actor, today())) == (LIST, [])
        assert county_officer.client.get(at("sealed-item", item)).status_code == 404
        send(station_head, at("sealed-approve", row), {"note": ""})
        assert Crisis.objects.get().outcome == "已稳定"
        send(county_officer, at("sealed-return", row), {"note": "请补充"})
        send(station_head, at("sealed-ask", item), WORDS)
        row = SealedDestruction.objects.get(approved=None)
        events = Event.objects.count()
        send(county_officer, at("sealed-approve", row), {"note": "同意"})
        assert (Crisis.objects.get().outcome, CrisisMeasure.objects.get().text) == ("", "")
        assert Event.objects.count() == events
        page = text_of(station_head.client.get(at("sealed-item", item)))
        assert "已销毁" in page and "已批准" in page
        assert item.number not in text_of(county_officer.client.get(LIST))


class TestReport:
    def test_kept_without_its_reporter(self, station, station_head, county_officer, street_officer):
        worker, _ = make_colleague("孙社工", station)
        other = make_person("吴社工", "SOCIAL_WORKER", station=station)
        report = make_report(worker.actor, station)
        assert not SealedArchiveItem.objects.exists()
        stop_clock(report, worker.actor)
        item = SealedArchiveItem.objects.get()
        assert (item.years, item.maker, worker.actor.label in str(item.filed_by.label)) == (30, "", False)
        assert str(worker.actor.uuid) not in str(vars(item)) and "孙社工" not in str(report_folder(report.uuid))
        make_officer(county_officer, county_officer.actor)
        for one, seen in ((worker, 1), (station_head, 1), (county_officer, 1), (other, 0), (street_officer, 0)):
            assert (item.number in text_of(one.client.get(LIST))) is bool(seen)
            assert one.client.get(at("sealed-item", item)).status_code == (200 if seen else 404)
            assert "孙社工" not in text_of(one.client.get(LIST)) or one is worker

    def test_never_destroyed(self, station, station_head):
        worker, _ = make_colleague("孙社工", station)
        stop_clock(make_report(worker.actor, station), worker.actor)
        item = SealedArchiveItem.objects.get()
        expire(item)
        assert "不可更改" in refused(ask_to_destroy, item=item, by=station_head.actor, **WORDS)[0]
        assert "申请销毁" not in text_of(station_head.client.get(at("sealed-item", item)))

    def test_about_the_head(self, station, station_head):
        worker, _ = make_colleague("孙社工", station)
        stop_clock(make_report(worker.actor, station, about_head=True), worker.actor)
        item = SealedArchiveItem.objects.get()
        assert item.number not in text_of(station_head.client.get(LIST))
        assert station_head.client.get(at("sealed-freeze", item)).status_code == 404

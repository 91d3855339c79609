"""Pages of the register of files: they show, the neighbour meets 404, whoever has not the verb 403."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from liangzhan.documents import keepers
from liangzhan.documents.choices import ArchiveKind
from liangzhan.documents.models import ArchiveItem, Consultation, DestructionList
from liangzhan.documents.services.archive import FileFacts, file_away
from liangzhan.toolkit import jobs
from liangzhan.toolkit.periods import today
from tests.documents.folders import folder
from tests.factories.documents import BY


def at(name, *args):
    return reverse(f"documents:{name}", args=args)


def text(answer):
    return answer.content.decode()


def make_item(station, number=1, closed_on=dt.date(2010, 3, 1)) -> ArchiveItem:
    facts = FileFacts(
        voucher=f"casework.Sample:{uuid.uuid4()}",
        kind=ArchiveKind.CASE,
        number=f"{station.division_code}-SW-CASE-2010-{number:04d}",
        title="个案案卷",
        maker="示例社工",
        station=station.pk,
        station_name=station.name,
        division_code=station.division_code,
        closed_on=closed_on,
    )
    return file_away(facts=facts, by=BY)


@pytest.fixture
def keeper(monkeypatch):
    monkeypatch.setitem(
        keepers._KEEPERS,
        "casework.Sample",
        keepers.Keeper(lambda uuid, actor: "", lambda uuid, by: None, lambda uuid: folder()),
    )


def send(client, address, given=None):
    with client.allow(60):
        return client.post(address, given or {})


class TestRegister:
    def test_list_and_filters(self, station_head, station, neighbour_station, visitor, street_officer):
        make_item(station, 1)
        make_item(neighbour_station, 9)
        client = station_head.client
        client.get(at("archive-list"))
        page = text(client.get(at("archive-list")))
        few = client.queries
        assert "-0001" in page and "-0009" not in page and "期满待鉴定" in page
        make_item(station, 2, closed_on=today())
        make_item(station, 3)
        assert "-0003" in text(client.get(at("archive-list")))
        assert (client.queries, few <= 15) == (few, True)
        due = text(client.get(at("archive-list"), {"stand": "due"}))
        assert ("-0001" in due, "-0002" in due) == (True, False)
        assert "没有符合条件" in text(client.get(at("archive-list"), {"stand": "gone", "kind": "GROUP", "number": "x"}))
        assert street_officer.client.get(at("archive-list")).status_code == 403

    def test_one_file(self, station_head, neighbour_head, station):
        row = make_item(station)
        client = station_head.client
        assert "须经档案主管部门审定" in text(client.get(at("archive-item", row.pk)))
        assert neighbour_head.client.get(at("archive-item", row.pk)).status_code == 404
        for name, given in (
            ("archive-freeze", {"reason": "争议处理"}),
            ("archive-extend", {"reason": "需要", "until": "2099-01-01"}),
        ):
            assert client.get(at(name, row.pk)).status_code == 200
            assert neighbour_head.client.get(at(name, row.pk)).status_code == 404
            assert send(client, at(name, row.pk), given).status_code == 302
        assert "争议处理" in text(client.get(at("archive-item", row.pk)))
        assert send(client, at("archive-unfreeze", row.pk), {"reason": ""}).status_code == 422
        send(client, at("archive-unfreeze", row.pk), {"reason": "已了结"})
        row.refresh_from_db()
        assert (row.frozen_at, row.keep_until_on) == (None, dt.date(2099, 1, 1))

    def test_consultation(self, station_head, neighbour_head, station):
        row = make_item(station)
        day = f"{today():%Y-%m-%d}"
        given = {"reader": "示例民警", "office": "示例派出所", "purpose": "示例公函", "from_on": day, "to_on": day}
        client = station_head.client
        assert send(client, at("consultation-add", row.pk), {**given, "to_on": "2001-01-01"}).status_code == 422
        assert send(client, at("consultation-add", row.pk), given).status_code == 302
        one = Consultation.objects.get()
        assert "示例派出所" in text(client.get(at("archive-item", row.pk)))
        assert client.get(at("consultation-slip", one.pk)).content[:4] == b"%PDF"
        assert neighbour_head.client.get(at("consultation-slip", one.pk)).status_code == 404
        for _ in range(2):
            send(client, at("consultation-end", one.pk))
        assert Consultation.objects.get().ended_on == today()


class TestDestruction:
    def test_head_street_head(self, station_head, neighbour_head, street_officer, neighbour_county, station, keeper):
        row = make_item(station)
        head, street = station_head.client, street_officer.client
        assert row.number in text(head.get(at("archive-due")))
        assert "没有期满的档案" in text(neighbour_head.client.get(at("archive-due")))
        given = {"items": [row.pk], "appraisers": "甲、乙", "appraisal": "期限已满，经核对不再需要保管。"}
        assert send(head, at("archive-due"), {**given, "items": []}).status_code == 422
        assert send(head, at("archive-due"), given).status_code == 302
        sheet = DestructionList.objects.get()
        assert "审批销毁清册" in text(street.get(reverse("home:desk"))) or sheet.number in text(
            street.get(at("approval-list"))
        )
        page = text(street.get(at("approval-page", sheet.pk)))
        assert row.number in page and at("archive-item", row.pk) not in page
        assert neighbour_county.client.get(at("approval-page", sheet.pk)).status_code == 404
        assert head.get(at("approval-page", sheet.pk)).status_code == 403
        assert neighbour_head.client.get(at("destruction-page", sheet.pk)).status_code == 404
        assert head.get(at("destruction-paper", sheet.pk)).status_code == 404
        assert street.get(at("approval-approve", sheet.pk)).status_code == 200
        assert send(street, at("approval-return", sheet.pk), {"note": ""}).status_code == 422
        send(street, at("approval-approve", sheet.pk), {"note": "同意"})
        assert "执行销毁" in text(head.get(at("destruction-page", sheet.pk)))
        send(head, at("destruction-destroy", sheet.pk))
        jobs.run_pending(reraise=True)
        assert "已销毁" in text(head.get(at("destruction-page", sheet.pk)))
        assert head.get(at("destruction-paper", sheet.pk))["Content-Type"] == "application/pdf"
        assert street.get(at("approval-paper", sheet.pk)).status_code == 200
        assert sheet.number in text(head.get(at("destruction-list")))
        assert "已销毁" in text(head.get(at("archive-item", row.pk)))

"""Open cases of an old ledger: preview, marked as imported, once only, worked on afterwards until the closing."""

import datetime as dt
import io
from dataclasses import replace

import pytest
from django.urls import reverse

from liangzhan.casework.choices import Phase
from liangzhan.casework.imports.cases import COLUMNS, case_template, read_cases
from liangzhan.casework.models import Case
from liangzhan.casework.queries.carrying import TASK
from liangzhan.casework.queries.closings import papers_of, standing_before_closing
from liangzhan.casework.queries.phases import standing
from liangzhan.casework.rules.carrying import CaseRow, carried_problems, same_case
from liangzhan.casework.rules.phases import phase_of
from liangzhan.casework.services.carrying import import_cases
from liangzhan.casework.services.contacts import save_contact
from liangzhan.documents.models import KeptFile
from liangzhan.ledger.models import Entry
from liangzhan.ledger.queries.verifying import voucher_differences
from liangzhan.people.models import Category
from liangzhan.people.rules.importing import ClientRow
from liangzhan.toolkit import jobs
from liangzhan.toolkit.models import Job
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.spreadsheets import Sheet, workbook_bytes
from tests.casework.ground import contact
from tests.factories.casework import ago
from tests.factories.people import resident_number

UPLOAD = reverse("casework:carry-upload")
OLD = dt.date(1945, 1, 1)


def row(number=2, **fields):
    client = ClientRow(number, "赵大", "E1", born_on=OLD, valid_from=ago(100))
    given = {"opened_on": ago(100), "problem": "示例问题", "phase": "INTERVENE", "worker": "甲社工"}
    return CaseRow(client=client, **{**given, **fields})


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({}, set()),
        ({"phase": "CLOSED"}, {"phase"}),
        ({"problem": " "}, {"problem"}),
        ({"opened_on": ago(-1)}, {"opened_on"}),
        ({"phase": "ASSESS", "agreed_on": ago(90), "assessed_on": ago(80)}, {"assessed_on"}),
        ({"phase": "INTAKE", "agreed_on": ago(90)}, {"agreed_on"}),
        ({"planned_on": ago(101)}, {"planned_on"}),
        ({"last_on": ago(-1)}, {"last_on"}),
        ({"contacts": 4}, {"last_on"}),
        ({"contacts": -1}, {"contacts"}),
        ({"contacts": 4, "last_on": ago(9), "next_on": ago(10)}, {"next_on"}),
        ({"contacts": 4, "last_on": ago(9), "next_on": ago(-9)}, set()),
    ],
)
def test_rows(more, wrong):
    assert set(carried_problems(row(**more), today=today())) == wrong


def test_the_same_old_number_twice():
    assert list(same_case([row(2, old_number="旧1"), row(3, old_number="旧1"), row(4), row(5)])) == [3]


def test_the_template_reads_back():
    table, rows = read_cases(io.BytesIO(case_template()))
    assert rows == [] and table.positions.keys() == {column.name for column in COLUMNS}


def line(at, **fields):
    given = {
        "name": "赵大明",
        "id_number": resident_number(OLD, serial=at),
        "code": "独居老年人",
        "legal_basis": "本人同意",
    }
    case = {"opened_on": ago(100), "problem": "示例问题", "phase": "介入", "worker": "甲社工", "contacts": 4}
    return {**given, **case, "last_on": ago(9), "next_on": ago(-5), "situation": "情绪平稳", **fields}


def upload(by, station, rows):
    names = set(line(0)) | {"old_number"}
    heads = [column for column in COLUMNS if column.name in names]
    file = io.BytesIO(workbook_bytes([Sheet("在办个案台账", heads, rows)]))
    file.name = "台账.xlsx"
    return by.client.post(UPLOAD, {"station": station.pk, "workbook": file})


class TestImport:
    def test_comes_in_once_and_goes_on(self, ground):
        rows = [line(1, old_number="旧-7"), line(2, phase="接案", contacts=0, last_on=None), line(3, worker="无此人")]
        answer = upload(ground.boss, ground.station, rows)
        assert answer.status_code == 302, answer.content.decode()
        preview = answer.headers["Location"]
        text = ground.boss.client.get(preview).content.decode()
        assert "导入 2 个个案" in text and "没有这名在岗的工作人员" in text and "将要导入" in text
        assert not Case.objects.exists() and ground.near.client.get(preview).status_code == 404
        assert ground.boss.client.get(preview + "errors.xlsx").content[:2] == b"PK"
        first = ground.boss.client.post(preview).headers["Location"]
        assert ground.boss.client.post(preview).headers["Location"] == first
        jobs.run_pending(reraise=True)
        job = Job.objects.get(task=TASK)
        assert {name: job.result[name] for name in ("made", "known", "persons", "refused")} == {
            "made": 2,
            "known": 0,
            "persons": 2,
            "refused": 1,
        }
        assert job.file_uuid and not KeptFile.objects.filter(title="在办个案台账").exists()
        self.check_cases(ground)
        again = upload(ground.boss, ground.station, rows[:2]).headers["Location"]
        assert "没有可以" not in ground.boss.client.get(again).content.decode()
        ground.boss.client.post(again)
        jobs.run_pending(reraise=True)
        assert Case.objects.count() == 2
        assert Category.objects.count() == 2 and not voucher_differences()

    def check_cases(self, ground):
        case = Case.objects.get(carried__old_number="旧-7")
        now = standing(case)
        assert (case.imported, case.formal, case.category, case.accepted_on) == (True, True, "E1", ago(100))
        assert (now.contacts, now.last_on, now.next_on) == (4, ago(9), ago(-5))
        assert phase_of(now, min_contacts=3) == Phase.INTERVENE
        assert case.number and case.members.get().worker == ground.worker_a
        kinds = Entry.objects.filter(posting__voucher=case.voucher).values_list("kind", "sign")
        net = {kind: sum(sign for one, sign in kinds if one == kind) for kind, _ in kinds}
        assert net == {"FILE_OPENED": 1, "CASE_OPENED": 1}
        page = ground.a.client.get(reverse("casework:case-page", args=[case.pk])).content.decode()
        assert "由历史台账导入" in page and "情绪平稳" in page and "旧-7" in page
        save_contact(case=case, facts=contact(), by=ground.a.actor)
        assert standing(case).contacts == 5
        before = standing_before_closing(case, today(), attempt_days=30)
        assert before.last_contact_on == ago(1) and before.papers == replace(papers_of(case), contacts=5)
        assert ground.a.client.get(reverse("casework:closing-add", args=[case.pk])).status_code == 200

    def test_what_is_no_ledger(self, ground):
        file = io.BytesIO(b"a,b")
        file.name = "x.xlsx"
        answer = ground.a.client.post(UPLOAD, {"station": ground.station.pk, "workbook": file})
        assert answer.status_code == 422 and "不是 Excel" in answer.content.decode()
        assert ground.a.client.get(UPLOAD).status_code == 200
        assert ground.a.client.get(reverse("casework:carry-template")).content[:2] == b"PK"


def test_formal_with_what_is_added_here(ground):
    """Two contacts on paper and one here make the formal case, on the day of the third."""
    by = replace(ground.boss.actor, unlimited=True)
    found = import_cases(rows=[row(contacts=2, last_on=ago(20))], station=ground.station, by=by)
    assert found["refused"] == {}
    case = Case.objects.get()
    assert not case.formal
    save_contact(case=case, facts=contact(days_ago=2), by=ground.a.actor)
    case.refresh_from_db()
    assert (case.formal, case.formal_on) == (True, ago(2))


def test_two_of_one_name(ground):
    ground.worker_b.display_name = ground.worker_a.display_name
    ground.worker_b.save()
    by = replace(ground.boss.actor, unlimited=True)
    found = import_cases(rows=[row()], station=ground.station, by=by)
    assert "同名" in found["refused"][2]["worker"] and found["made"] == 0

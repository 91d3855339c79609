"""An existing ledger of clients: preview, 2,000 rows with some wrong, marked as imported, once only."""

import datetime as dt
import io

import pytest
from django.urls import reverse

from liangzhan.documents.models import KeptFile
from liangzhan.people.imports import COLUMNS, client_template, read_clients
from liangzhan.people.models import Category, Person
from liangzhan.people.queries.importing import TASK
from liangzhan.people.queries.search import search_persons
from liangzhan.people.rules.importing import ClientRow, categories_of_row, row_problems, twins_in
from liangzhan.people.services.importing import import_clients
from liangzhan.toolkit import jobs
from liangzhan.toolkit.models import Job
from liangzhan.toolkit.spreadsheets import Sheet, workbook_bytes
from tests.factories.people import make_individual, resident_number

TODAY, OLD = dt.date(2026, 11, 27), dt.date(1945, 1, 1)
UPLOAD = reverse("people:client-upload")


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"born_on": OLD}, set()),
        ({}, {"code"}),
        ({"born_on": dt.date(2000, 1, 1)}, {"code"}),
        ({"born_on": OLD, "second": "C1"}, {"second"}),
        ({"born_on": OLD, "second": "D4"}, {"grade"}),
        ({"born_on": OLD, "second": "D4", "grade": "1"}, set()),
        ({"born_on": OLD, "mobile": "1"}, {"mobile"}),
        ({"born_on": OLD, "valid_to": dt.date(2020, 1, 1)}, {"valid_to"}),
        ({"id_number": "123"}, {"id_number", "code"}),
    ],
)
def test_rows(more, wrong):
    assert set(row_problems(ClientRow(2, "王大", "E1", **more), today=TODAY)) == wrong


def test_two_rows_of_one_person():
    rows = [
        ClientRow(2, "王大", "E1", born_on=OLD),
        ClientRow(3, "王 大", "E2", born_on=OLD),
        ClientRow(4, "李四", "O9"),
        ClientRow(5, "李四", "O9"),
    ]
    assert list(twins_in(rows)) == [3]
    assert [one.code for one in categories_of_row(ClientRow(2, "王", "E1", second="E1"), today=TODAY)] == ["E1"]


def workbook(rows):
    heads = [column for column in COLUMNS if column.name in ("name", "id_number", "code", "second", "legal_basis")]
    return workbook_bytes([Sheet("服务对象台账", heads, rows)])


def test_the_template_reads_back():
    table, rows = read_clients(io.BytesIO(client_template()))
    assert rows == [] and table.positions.keys() == {column.name for column in COLUMNS}


RIGHT, WRONG = 1990, 10


def ledger():
    """Two thousand rows: every two hundredth has a wrong number."""
    word = {"name": "王大明", "legal_basis": "本人同意", "code": "独居老年人", "second": "最低生活保障对象"}
    for at in range(RIGHT + WRONG):
        number = resident_number(OLD + dt.timedelta(days=at // 500), serial=at % 500)
        yield {**word, "id_number": number[:-1] + "?" if at % 200 == 7 else number}


def upload(by, station, rows):
    file = io.BytesIO(workbook(rows))
    file.name = "台账.xlsx"
    return by.client.post(UPLOAD, {"station": station.pk, "workbook": file})


class TestImport:
    def test_two_thousand_rows_once(self, social_worker, neighbour_head, station):
        known = make_individual("王大明", station=station, born_on=OLD, id_number=resident_number(OLD, serial=0))
        answer = upload(social_worker, station, ledger())
        preview = answer.headers["Location"]
        text = social_worker.client.get(preview).content.decode()
        assert "导入 1990 行" in text and "下载问题清单" in text and Category.objects.count() == 0
        assert neighbour_head.client.get(preview).status_code == 404
        assert social_worker.client.get(preview + "errors.xlsx").content[:2] == b"PK"
        first = social_worker.client.post(preview).headers["Location"]
        assert social_worker.client.post(preview).headers["Location"] == first
        jobs.run_pending(reraise=True)
        job = Job.objects.get(task=TASK)
        counted = {name: job.result[name] for name in ("made", "known", "categories", "refused")}
        assert counted == {"made": RIGHT - 1, "known": 1, "categories": 2 * RIGHT, "refused": WRONG}
        assert job.file_uuid and not KeptFile.objects.filter(title="服务对象台账").exists()
        assert Person.objects.count() == RIGHT
        codes = known.categories.values_list("code", "primary", "imported").order_by("id")
        assert list(codes) == [("E1", True, True), ("P1", False, True)]
        assert "新登记" in social_worker.client.get(first).content.decode()
        again = upload(social_worker, station, list(ledger())[:300]).headers["Location"]
        social_worker.client.post(again)
        jobs.run_pending(reraise=True)
        assert Category.objects.count() == 2 * RIGHT and Person.objects.count() == RIGHT

    def test_what_is_no_ledger(self, social_worker, station):
        file = io.BytesIO(b"a,b")
        file.name = "x.xlsx"
        answer = social_worker.client.post(UPLOAD, {"station": station.pk, "workbook": file})
        assert answer.status_code == 422 and "不是 Excel" in answer.content.decode()
        assert social_worker.client.get(UPLOAD).status_code == 200
        assert social_worker.client.get(reverse("people:client-template")).content[:2] == b"PK"


class TestSearchFirst:
    """Name, initials, number and phone find whoever came in by a ledger, inside the station's ties and nowhere else."""

    @pytest.mark.parametrize("words", ["王大明", "wdm", "13900000077", resident_number(OLD, serial=77)])
    def test_all_four_ways(self, social_worker, neighbour_head, station, words):
        row = ClientRow(2, "王大明", "E1", id_number=resident_number(OLD, serial=77), mobile="13900000077")
        outcome = import_clients(rows=[row], station=station, by=social_worker.actor)
        assert (outcome["made"], outcome["refused"]) == (1, {})
        assert [hit.face.name for hit in search_persons(words, social_worker.actor)] == ["王大明"]
        assert search_persons(words, neighbour_head.actor) == []


@pytest.mark.parametrize(
    ("known", "row"),
    [
        ({"born_on": OLD}, {"born_on": OLD}),
        ({"mobile": "13900000001"}, {"mobile": "13900000001", "born_on": OLD}),
    ],
)
def test_known_without_a_number(station, station_head, known, row):
    """By name and birth date, or name and mobile, whoever the station knows is not registered again."""
    held = make_individual("王大", station=station, tie="CLIENT", **known)
    rows = [ClientRow(2, "王大", "O9", **row), ClientRow(3, "王二", "O9", **{"born_on": OLD, **row})]
    outcome = import_clients(rows=rows, station=station, by=station_head.actor)
    assert (outcome["made"], outcome["known"], outcome["refused"]) == (1, 1, {})
    people = Category.objects.values_list("person_id", flat=True)
    assert held.pk in people
    assert len(set(people)) == 2

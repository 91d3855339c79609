"""Pages of the bridge: the way of one batch, the neighbour's batch, readers without the verb, queries."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from liangzhan.exchange.imports.receipts import LAYOUT
from liangzhan.exchange.models import Batch
from liangzhan.exchange.services.batches import make_batch
from liangzhan.toolkit.spreadsheets import template_workbook
from tests.exchange.ground import make_record

LIST = reverse("exchange:batch-list")


def page(name, batch, **more):
    return reverse(f"exchange:{name}", kwargs={"uuid": batch.uuid, **more})


def rows_in(response):
    return CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()


def receipt_file(rows):
    columns = ("batch_no", "line", "verdict", "national_no", "reason")
    book = template_workbook(LAYOUT, title="回执", rows=[dict(zip(columns, row, strict=True)) for row in rows])
    return SimpleUploadedFile("receipt.xlsx", book)


def test_the_way_of_a_batch(db, station, station_head):
    make_record(station), make_record(station)
    client = station_head.client
    assert "还没有报送过" in client.get(LIST).text
    client.post(reverse("exchange:batch-add"), {"station": station.pk, "kind": "HOURS"})
    batch = Batch.objects.get()
    assert "没有回执" in client.get(page("batch-page", batch)).text
    sheet = rows_in(client.get(page("batch-file", batch)))
    assert "王志愿" in str(sheet)
    assert client.get(page("batch-file", batch)).content == client.get(page("batch-file", batch)).content
    assert batch.number in str(rows_in(client.get(page("batch-blank", batch, what="RECEIPT"))))
    wrong = client.post(page("receipt-add", batch), {"workbook": receipt_file([("B", 1, "已收", "R1", "")])})
    assert "这份回执是批次 B 的" in wrong.text
    told = [(batch.number, 1, "已收", "R1", ""), (batch.number, 2, "退回", "", "示例：编号不符")]
    assert client.post(page("receipt-add", batch), {"workbook": receipt_file(told)}).status_code == 302
    shown = client.get(page("batch-page", batch)).text
    assert "示例：编号不符" in shown
    assert "已收 1，退回 1" in shown
    differences = str(rows_in(client.get(page("batch-blank", batch, what="DIFFERENCES"))))
    assert "示例：编号不符" in differences
    assert "王志愿" not in differences
    assert client.get(page("batch-blank", batch, what="OTHER")).status_code == 404


@pytest.mark.parametrize("name", ["batch-page", "batch-file", "receipt-add"])
def test_the_neighbour_and_those_without_the_verb(db, station, neighbour_head, street_officer, station_head, name):
    make_record(station)
    batch = make_batch(station=station, kind="HOURS", by=station_head.actor)
    assert neighbour_head.client.get(page(name, batch)).status_code == 404
    assert street_officer.client.get(page(name, batch)).status_code == 403


def test_queries_of_the_list(db, station, station_head):
    counts = []
    station_head.client.get(LIST)  # the first sign-in of a session asks more
    for more in (1, 2):
        for _ in range(more):
            make_record(station)
            make_batch(station=station, kind="HOURS", by=station_head.actor)
        assert station_head.client.get(LIST).status_code == 200
        counts.append(station_head.client.queries)
    assert counts[0] == counts[1] <= 25

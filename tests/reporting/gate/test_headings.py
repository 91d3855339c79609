"""Headings of other people's workbooks: titles, merged groups, units, several sheets."""

import io

import pytest
import xlsxwriter

from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.spreadsheets import read_headings
from tests.reporting.gate.corpus import forms, workbook


@pytest.mark.parametrize("form", forms(), ids=lambda one: one.name)
def test_every_form_of_the_corpus_is_read_as_it_was_written(form):
    title, paths = read_headings(workbook(form))
    assert title == form.title and paths == [path for path, _, _ in form.columns]


def built(write):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    write(book)
    book.close()
    return file.getvalue()


def test_three_rows_deep_and_rows_below_are_not_read():
    def write(book):
        book.add_worksheet("空")
        sheet = book.add_worksheet("表")
        sheet.merge_range("A1:A3", "社区")
        sheet.merge_range("B1:D1", "老年人")
        sheet.merge_range("B2:C2", "独居")
        sheet.write_row("B3", ["男", "女"])
        sheet.merge_range("D2:D3", "合计")
        sheet.write_row("A4", ["某社区", 1, 2, 3])

    _, paths = read_headings(built(write))
    assert paths == [("社区",), ("老年人", "独居", "男"), ("老年人", "独居", "女"), ("老年人", "合计")]


def test_a_text_alone_is_no_table():
    with pytest.raises(RuleBroken, match="没有找到表头"):
        read_headings(built(lambda book: book.add_worksheet().write("A1", "通知")))
    with pytest.raises(RuleBroken, match="不是 Excel"):
        read_headings(b"name,phone\n")

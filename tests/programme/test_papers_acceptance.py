"""The construction file and the form of acceptance as PDF: complete, empty, and with a picture that was lost."""

import io

import pytest
from pypdf import PdfReader

from liangzhan.documents.services import keep_file
from liangzhan.programme.exports.construction_file import construction_file_pdf
from liangzhan.programme.exports.visit_form import visit_form_pdf
from liangzhan.programme.models import SampleDraw
from liangzhan.programme.queries.acceptance import visit_lines
from liangzhan.programme.services.acceptance import close_visit
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today
from tests.factories.acceptance import picture, record_all, set_state, visit_of
from tests.factories.programme import SYSTEM
from tests.factories.stations import furnish


def words(pdf):
    """All text of the PDF without spaces."""
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.fixture
def pending(station):
    return set_state(furnish(station), "ACCEPTANCE_PENDING")


def test_the_file_of_an_empty_station(station):
    text = words(construction_file_pdf(station, on=today()))
    for sentence in ("还没有登记或备案。", "尚未申报。", "尚未采用。", "开放时间未填写"):
        assert sentence in text


def test_the_file_names_a_picture_that_was_lost(pending):
    kept = keep_file(upload=picture(), title="标识牌", kind="image", by=SYSTEM)
    pending.signs.update(photo=kept)
    text = words(construction_file_pdf(Station.objects.get(pk=pending.pk), on=today()))
    assert "存储中找不到的照片：活动室、活动室。" in text
    assert "人员考勤考核制度" in text and "示例书记" in text and "存储中找不到的照片：正门" not in text


def test_the_form_before_the_visit(pending, county_officer):
    draw = SampleDraw.objects.create(division_code="210102000000", seed="20201001-a1", share=1, drawn_by=SYSTEM)
    visit = visit_of(pending, county_officer)
    visit.draw = draw
    text = words(visit_form_pdf(visit, visit_lines(visit)))
    assert text.count("□未达标") == 10 and "20201001-a1" in text and "王县、赵街道" in text and "得分" not in text


def test_the_form_after_the_visit(pending, county_officer):
    visit = record_all(visit_of(pending, county_officer), county_officer, A04="NOT_MET")
    close_visit(visit=visit, held_on=today(), summary="请限期整改", by=county_officer.actor)
    text = words(visit_form_pdf(visit, visit_lines(visit)))
    for sentence in ("得分87.4，合格分80，结论：需整改。", "现场没有看到", "整改要求", "请限期整改"):
        assert sentence in text
    assert "□" not in text

"""Reading 任务分配表: every bad workbook of issue 2 gets its sentence, with row and column."""

import io

import pytest

from liangzhan.divisions.services import set_zone
from liangzhan.programme.exports.quota_table import empty_template, quota_workbook, sample_template
from liangzhan.programme.imports.quota_table import read_quota_table
from liangzhan.programme.queries.quotas import top_areas
from liangzhan.programme.rules.quotas import Share
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.spreadsheets import error_workbook
from tests.factories import divisions as places
from tests.factories.programme import SYSTEM, make_plan
from tests.programme.workbooks import BAD, REFUSED, good_rows, workbook


@pytest.fixture
def read(db):
    plan = make_plan(2021, state="DRAFT")

    def reader(content):
        cities, zones = top_areas(plan, today())
        return read_quota_table(content, cities=cities, zones=zones, target_sw=20, target_vs=30)

    return reader


def test_a_good_table(read):
    found = read(workbook(good_rows(), total=[20, 30]))
    assert found.problems == []
    cities, _ = top_areas(make_plan(2022), today())
    shares = found.shares(cities)
    assert (len(shares), sum(one.sw for one in shares), sum(one.vs for one in shares)) == (14, 20, 30)
    assert shares[0] == Share(places.CITY, "沈阳市", 7, 4)


def test_short_names_of_cities_are_known(read):
    rows = [[row[0], row[1].removesuffix("市"), *row[2:]] for row in good_rows()]
    assert read(workbook(rows)).problems == []


@pytest.mark.parametrize("case", BAD)
def test_what_is_wrong_is_said_with_its_place(read, case):
    content, sentences = BAD[case]
    assert sorted(read(content).problems) == sorted(sentences)


@pytest.mark.parametrize("case", BAD)
def test_the_error_workbook_is_the_same_table_with_reasons(read, case):
    found = read(BAD[case][0])
    again = read(error_workbook(found.table))
    assert len(again.table.rows) == len(found.table.rows)


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_table_is_refused_in_one_sentence(read, case):
    content, words = REFUSED[case]
    with pytest.raises(RuleBroken) as refusal:
        read(content)
    assert words in refusal.value.reasons[0]


def test_a_zone_may_have_a_row(read):
    set_zone(name="沈抚示范区", code="21Z000000001", members=[places.division(places.COUNTY)], by=SYSTEM)
    rows = good_rows()
    rows[0][2] -= 1
    found = read(workbook([*rows, [15, "沈抚示范区", 1, 0, ""]]))
    assert found.problems == []
    assert found.numbers["21Z000000001"].values["sw"] == 1


def test_a_row_without_a_number_starts_empty_and_is_marked(read):
    found = read(BAD["text"][0])
    anshan = "210300000000"
    assert found.initial()[f"vs_{anshan}"] is None
    assert found.marks() == {anshan: BAD["text"][1]}


def test_templates_come_back_as_they_went(read):
    cities, _ = top_areas(make_plan(2022), today())
    shares = [Share(one.code, one.name, *((7, 4) if at == 0 else (1, 2))) for at, one in enumerate(cities)]
    assert read(quota_workbook(shares)).problems == []
    sample = read(sample_template(shares))
    assert sample.problems == []
    assert {sample.note(one) for one in cities} == {"示例数字"}
    empty = read(empty_template([one.name for one in cities]))
    assert len(empty.problems) == 28 and "不能为空" in empty.problems[0]


def test_reading_from_a_path(read, tmp_path):
    file = tmp_path / "table.xlsx"
    file.write_bytes(workbook(good_rows()))
    assert read(file).problems == []
    assert read(io.BytesIO(file.read_bytes())).problems == []

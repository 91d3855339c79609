"""`liangzhan report october`: the same figures and files as the pages, for every area or one."""

import io
from argparse import ArgumentParser

import pytest
from python_calamine import CalamineWorkbook

from liangzhan.cli import report
from liangzhan.programme.models import OctoberReport
from liangzhan.toolkit.errors import RuleBroken
from tests.factories import divisions as places
from tests.programme.october_data import ZONE, province


def run(*words):
    parser = ArgumentParser()
    report.add(parser)
    return report.run(parser.parse_args(["october", *words]))


@pytest.fixture
def whole(db):
    return province()


def test_every_area(whole, tmp_path, capsys):
    assert run("--plan", "2020", "--cutoff", "2020-10-20", "--out", str(tmp_path)) == 0
    areas = (places.CITY, places.NEIGHBOUR_CITY, ZONE)
    kinds = ("list.xlsx", "account.pdf", "account.docx")
    names = sorted([f"{code}-{kind}" for code in areas for kind in kinds] + ["consolidated.xlsx"])
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    summary = CalamineWorkbook.from_filelike(io.BytesIO((tmp_path / "consolidated.xlsx").read_bytes()))
    rows = summary.get_sheet_by_name("汇总").to_python()
    assert [row[2] for row in rows[-4:]] == [2, 0, 1, 3]
    assert capsys.readouterr().out.splitlines()[-1] == f"合计：社会工作站 3 个，志愿服务站 3 个；文件在 {tmp_path}"
    assert not OctoberReport.objects.exists()


def test_one_area_with_the_cutoff_of_the_plan(whole, tmp_path):
    run("--plan", "2020", "--division", places.NEIGHBOUR_CITY, "--out", str(tmp_path / "new"))
    assert len(list((tmp_path / "new").iterdir())) == 4


def test_refuses(whole, tmp_path):
    with pytest.raises(RuleBroken, match="没有 2019 年的计划"):
        run("--plan", "2019", "--out", str(tmp_path))
    with pytest.raises(RuleBroken, match="没有需要报送的地区"):
        run("--plan", "2020", "--division", "210300000000", "--out", str(tmp_path))

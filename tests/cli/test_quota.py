"""`liangzhan quota import` does what the page does, with the same sentences."""

import pytest

from liangzhan.audit.models import Event
from liangzhan.cli.main import main
from liangzhan.programme.models import PlanDocument, Quota
from tests.factories.programme import make_plan
from tests.programme.workbooks import BAD, REFUSED, good_rows, workbook


@pytest.fixture
def table(db, tmp_path, monkeypatch):
    monkeypatch.setenv("LIANGZHAN_HOME", str(tmp_path / "home"))

    def write(content):
        file = tmp_path / "table.xlsx"
        file.write_bytes(content)
        return str(file)

    return write


def test_imports(table, capsys):
    make_plan(2021, state="DRAFT")
    assert main(["quota", "import", table(workbook(good_rows())), "--plan", "2021"]) == 0
    assert "14 个地区，社会工作站 20 个，志愿服务站 30 个，任务分配表已确认" in capsys.readouterr().out
    assert Quota.objects.count() == 14
    assert PlanDocument.objects.get().file.title == "2021年任务分配表"
    assert Event.objects.get(name="quota.set").by.label == "系统·任务分配表命令"


def test_only_checks(table, capsys):
    make_plan(2021, state="DRAFT")
    assert main(["quota", "import", table(workbook(good_rows())), "--plan", "2021", "--check"]) == 0
    assert "没有问题，未写入" in capsys.readouterr().out
    assert not Quota.objects.exists()


@pytest.mark.parametrize("case", BAD)
def test_says_the_same_as_the_page_and_writes_nothing(table, capsys, case, tmp_path):
    make_plan(2021, state="DRAFT")
    errors = tmp_path / "errors.xlsx"
    words = ["quota", "import", table(BAD[case][0]), "--plan", "2021", "--errors", str(errors)]
    assert main(words) == 1
    assert sorted(capsys.readouterr().err.splitlines()) == sorted(BAD[case][1])
    assert errors.read_bytes().startswith(b"PK")
    assert not Quota.objects.exists()


def test_refuses_what_is_no_table(table, capsys):
    make_plan(2021, state="DRAFT")
    assert main(["quota", "import", table(REFUSED["renamed csv"][0]), "--plan", "2021"]) == 1
    assert "不是 Excel 工作簿" in capsys.readouterr().err


def test_refuses_an_unknown_plan_a_missing_file_and_an_issued_plan(table, capsys, tmp_path):
    file = table(workbook(good_rows()))
    assert main(["quota", "import", file, "--plan", "2021"]) == 1
    make_plan(2021, state="ISSUED")
    assert main(["quota", "import", str(tmp_path / "none.xlsx"), "--plan", "2021"]) == 1
    assert main(["quota", "import", file, "--plan", "2021"]) == 1
    said = capsys.readouterr().err
    assert "没有 2021 年的计划" in said and "没有找到文件" in said and "只能通过任务调剂调整" in said

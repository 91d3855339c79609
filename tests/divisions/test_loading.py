"""The whole register, once and again; a newer yearly file becomes dated successions."""

import csv
import datetime as dt
from argparse import Namespace

import pytest

from liangzhan.access.actor import Actor
from liangzhan.audit.models import Event
from liangzhan.cli import divisions as command
from liangzhan.divisions.choices import CommunityType, DivisionEvent, Level
from liangzhan.divisions.models import Division, Succession
from liangzhan.divisions.queries import children
from liangzhan.divisions.queries.register import successors_of
from liangzhan.divisions.services import PACKAGED, load_divisions, refresh_divisions
from liangzhan.divisions.yearly_file import read_differences
from liangzhan.toolkit.errors import RuleBroken
from tests.harness.divisions import SMALL

BY = Actor.system("测试")
DAY = dt.date(2024, 1, 1)


@pytest.fixture
def small_file(tmp_path):
    """A copy of the small register to edit: write(lambda rows: …) → path."""

    def write(edit=lambda rows: rows):
        with SMALL.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        path = tmp_path / "units.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ["code", "name", "level", "parent_code"])
            writer.writeheader()
            writer.writerows(edit(rows))
        return path

    return write


class TestLoad:
    def test_the_whole_register_loads_once(self, db):
        Division.objects.update(parent=None)
        Division.objects.all().delete()
        said = []
        made = load_divisions(by=BY, progress=lambda done, total: said.append((done, total)))
        assert (len(made), said[-1]) == (18248, (18248, 18248))
        counted = {level: Division.objects.filter(level=level).count() for level in Level}
        assert counted == {"PROVINCE": 1, "CITY": 14, "COUNTY": 100, "STREET": 1406, "COMMUNITY": 16727, "ZONE": 0}
        assert load_divisions(by=BY) == []
        assert Division.objects.count() == 18248
        shenyang = Division.objects.get(code="210100000000")
        assert (shenyang.name, shenyang.initials, shenyang.parent.name) == ("沈阳市", "sys", "辽宁省")
        assert dict(
            Division.objects.filter(code__in=["210224000000", "211300000000"]).values_list("name", "initials")
        ) == {
            "长海县": "chx",
            "朝阳市": "cys",
        }

    def test_it_is_recorded(self, db, small_file):
        load_divisions(by=BY, path=small_file())
        assert Event.objects.get(name=DivisionEvent.LOADED).by.label == "系统·测试"

    def test_new_rows_only(self, db, small_file):
        fresh = {"code": "210102001998", "name": "某某村民委员会", "level": "community", "parent_code": "210102001000"}
        made = load_divisions(by=BY, path=small_file(lambda rows: [*rows, fresh]))
        assert [(one.code, one.community_type, one.initials) for one in made] == [
            ("210102001998", CommunityType.VILLAGERS, "mmcmwyh")
        ]

    @pytest.mark.parametrize(
        ("edit", "sentence"),
        [
            (lambda rows: [], "区划文件的列应为 code, name, level, parent_code。"),
            (lambda rows: [{**rows[0], "level": "empire"}, *rows[1:]], "区划文件里有不认识的级别：empire。"),
            (lambda rows: [*rows, rows[3]], "区划文件里有重复的代码：210102001000。"),
            (
                lambda rows: [
                    {"code": "210102001997", "name": "甲", "level": "community", "parent_code": "219999001000"}
                ],
                "甲（210102001997）的上级 219999001000 不在文件里。",
            ),
        ],
    )
    def test_refuses(self, db, small_file, edit, sentence):
        before = Division.objects.count()
        with pytest.raises(RuleBroken) as refusal:
            load_divisions(by=BY, path=small_file(edit))
        assert refusal.value.reasons == (sentence,)
        assert Division.objects.count() == before

    def test_refuses_another_kind_of_file(self, db, tmp_path):
        path = tmp_path / "units.csv"
        path.write_bytes("代码,名称".encode("gbk"))
        with pytest.raises(RuleBroken, match="UTF-8"):
            load_divisions(by=BY, path=path)
        path.write_text("code,name\n1,2\n")
        with pytest.raises(RuleBroken, match="列应为"):
            load_divisions(by=BY, path=path)


def newer(rows):
    """One street renamed, one community recoded, one gone, one new."""
    found = []
    communities = [row for row in rows if row["code"].startswith("210102001") and row["level"] == "community"]
    for row in rows:
        if row["code"] == "210102001000":
            found.append({**row, "name": "新浑河湾街道"})
        elif row == communities[0]:
            found.append({**row, "code": "210102001990"})
        elif row != communities[1]:
            found.append(row)
    return [*found, {"code": "210102001991", "name": "新苑社区", "level": "community", "parent_code": "210102001000"}]


class TestRefresh:
    def test_same_file_no_difference(self, db, small_file):
        assert read_differences(small_file()).is_empty

    def test_preview(self, db, small_file):
        first, second = children(Division.objects.get(code="210102001000"), on=DAY)[:2]
        found = read_differences(small_file(newer))
        assert found.new == (("210102001991", "新苑社区", Level.COMMUNITY),)
        assert found.gone == (second,)
        assert [(one.old.code, one.code, one.name) for one in found.renamed] == [
            ("210102001000", "210102001000", "新浑河湾街道"),
            (first.code, "210102001990", first.name),
        ]

    def test_apply(self, db, small_file):
        street = Division.objects.get(code="210102001000")
        first, second = children(street, on=DAY)[:2]
        before = [one.code for one in children(street, on=DAY)]
        begun = refresh_divisions(path=small_file(newer), on=DAY, basis="2023 年区划代码", by=BY)
        assert [one.code for one in begun] == ["210102001000", "210102001991", "210102001990"]
        for one in (street, first, second):
            one.refresh_from_db()
        assert {one.valid_to for one in (street, first, second)} == {dt.date(2023, 12, 31)}
        assert Succession.objects.order_by("id").values_list("old__code", "new__code", "on").count() == 2
        renamed = Division.objects.get(code="210102001000", valid_to=None)
        assert (renamed.name, renamed.valid_from, renamed.parent.code) == ("新浑河湾街道", DAY, "210102000000")
        # The tree of the last day of the old year is what it was; from the new day on it is the new one.
        assert [one.code for one in children(street, on=dt.date(2023, 12, 31))] == before
        after = [code for code in before if code not in (first.code, second.code)]
        assert [one.code for one in children(renamed, on=DAY)] == [*after, "210102001990", "210102001991"]
        assert [one.code for one in successors_of(first, on=DAY)] == ["210102001990"]
        assert successors_of(second, on=DAY) == []
        assert read_differences(small_file(newer)).is_empty

    def test_a_recoded_county_takes_its_streets_along(self, db, small_file):
        def edit(rows):
            return [
                {**row, **{key: row[key].replace("210102", "210190", 1) for key in ("code", "parent_code")}}
                if row["code"].startswith("210102")
                else row
                for row in rows
            ]

        moved = Division.objects.filter(code__startswith="210102").count()
        found = read_differences(small_file(edit))
        # Names that occur twice under one street cannot be matched; in this register there are none.
        assert (len(found.new), len(found.gone), len(found.renamed)) == (0, 0, moved)

    def test_refuses(self, db, small_file):
        with pytest.raises(RuleBroken, match="依据"):
            refresh_divisions(path=small_file(newer), on=DAY, basis=" ", by=BY)
        Division.objects.filter(code="210102001000").update(valid_from=DAY)
        with pytest.raises(RuleBroken, match="更新日期要晚于这一天"):
            refresh_divisions(path=small_file(newer), on=DAY, basis="公告", by=BY)
        assert Succession.objects.count() == 0


class TestCommand:
    def ask(self, path, **more):
        return command.run(
            Namespace(**{"what": "refresh", "file": path, "on": None, "basis": "", "apply": False, **more})
        )

    def test_load(self, db, small_file, capsys):
        assert command.run(Namespace(what="load", file=small_file())) == 0
        assert capsys.readouterr().out == "新载入 0 个单位。\n"

    def test_preview_changes_nothing(self, db, small_file, capsys):
        assert self.ask(small_file(newer)) == 0
        said = capsys.readouterr().out
        assert said.splitlines()[:2] == ["新增 1 个", "  210102001991 新苑社区"]
        assert "以上只是预览" in said
        assert Succession.objects.count() == 0

    def test_no_difference(self, db, small_file, capsys):
        assert self.ask(small_file(), apply=True) == 0
        assert capsys.readouterr().out.splitlines()[-1] == "没有差异。"

    def test_apply_needs_a_day(self, db, small_file, capsys):
        assert self.ask(small_file(newer), apply=True, basis="公告") == 1
        assert self.ask(small_file(newer), apply=True, basis="公告", on=DAY) == 0
        assert Succession.objects.count() == 2
        assert "3 个单位启用，1 个停用" in capsys.readouterr().out

    def test_long_lists_are_cut(self, capsys):
        command.print_some("新增", [str(number) for number in range(23)])
        assert capsys.readouterr().out.splitlines()[-2:] == ["  19", "  …另有 3 个"]


def test_the_packaged_file_is_there():
    assert PACKAGED.stat().st_size > 1_000_000

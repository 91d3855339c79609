"""What a code and a name say of themselves."""

import pytest

from liangzhan.divisions.choices import CommunityType, Level
from liangzhan.divisions.parameter_values import plain_label, shown, value_problem, words_of
from liangzhan.divisions.rules import (
    ancestors,
    code_problem,
    community_type_of,
    full,
    initials_of,
    is_pseudo_street,
    is_urban,
    level_below,
    level_of,
    prefix,
    succession_problems,
)


@pytest.mark.parametrize(
    ("code", "level", "start"),
    [
        ("210000000000", Level.PROVINCE, "21"),
        ("210100000000", Level.CITY, "2101"),
        ("210102000000", Level.COUNTY, "210102"),
        ("210102001000", Level.STREET, "210102001"),
        ("210102001001", Level.COMMUNITY, "210102001001"),
    ],
)
def test_levels_and_prefixes(code, level, start):
    assert (level_of(code), prefix(code, level), full(start)) == (level, start, code)


def test_a_zone_is_no_level_of_the_tree():
    assert (level_of("21Z000000001"), ancestors("21Z000000001"), level_below("ZONE")) == (Level.ZONE, (), None)


def test_ancestors():
    assert ancestors("210102001001") == ("210000000000", "210100000000", "210102000000", "210102001000")
    assert ancestors("210000000000") == ()


def test_levels_below():
    assert [level_below(one) for one in ("PROVINCE", "COUNTY", "COMMUNITY")] == [Level.CITY, Level.STREET, None]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("210102399000", False),
        ("210102400000", True),
        ("210102599000", True),
        ("210102600000", False),
        ("210102450001", False),
    ],
)
def test_pseudo_streets(code, expected):
    assert is_pseudo_street(code) is expected


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("沈阳市", "sys"),
        ("沈河区", "shq"),
        ("长海县", "chx"),
        ("长白街道", "cbjd"),
        ("朝阳市", "cys"),
        ("朝霞社区", "zxsq"),
        ("重工街道", "zgjd"),
        ("大连市", "dls"),
        ("盖州市", "gzs"),
        ("单家村委会", "sjcwh"),
        ("曾家村", "zjc"),
        ("二十里堡街道", "eslpjd"),
        ("高力堡子村委会", "glbzcwh"),
        ("种畜场", "zcc"),
        ("阳光100社区", "yg100sq"),
        ("幸福ｅ家社区", "xfejsq"),
        ("北扎兰营子村委会（一分场）", "bzlyzcwhyfc"),
        ("六0六所社区", "l0lssq"),
        ("", ""),
    ],
)
def test_initials_of_place_names(name, letters):
    assert initials_of(name) == letters


@pytest.mark.parametrize(
    ("code", "name", "kind"),
    [
        ("210102001001", "某某社区", CommunityType.RESIDENTS),
        ("210102001201", "某某社区村民委员会", CommunityType.VILLAGERS),
        ("210102001201", "某某村委会", CommunityType.VILLAGERS),
        ("210102001201", "某某居委会", CommunityType.RESIDENTS),
        ("210102001201", "某某居民委员会", CommunityType.RESIDENTS),
        ("210102001001", "某某", CommunityType.RESIDENTS),
        ("210102001201", "某某", CommunityType.VILLAGERS),
        ("210102001401", "某某", CommunityType.LIKE_RESIDENTS),
        ("210102001599", "某某", CommunityType.LIKE_VILLAGERS),
        ("210102001999", "某某", CommunityType.LIKE_RESIDENTS),
    ],
)
def test_kind_of_community(code, name, kind):
    assert community_type_of(code, name) == kind


@pytest.mark.parametrize(
    ("kind", "urban_rural", "urban"),
    [
        ("RESIDENTS", "", True),
        ("LIKE_RESIDENTS", "", True),
        ("VILLAGERS", "", False),
        ("VILLAGERS", "112", True),
        ("RESIDENTS", "220", False),
    ],
)
def test_urban_or_rural(kind, urban_rural, urban):
    assert is_urban(kind, urban_rural) is urban


def test_codes_that_cannot_be():
    assert code_problem("21010200100x", "STREET") == "区划代码“21010200100x”应为 12 位数字。"
    assert code_problem("210102001001", "STREET") == "区划代码 210102001001 不是乡镇（街道）一级的代码。"
    assert code_problem("210102001000", "STREET") == ""


class TestSuccession:
    OLD, NEW = "210102001000", ("210102090000", "甲街道")

    def test_fits(self):
        assert succession_problems("RENAME", "STREET", [self.OLD], [self.NEW]) == []
        assert succession_problems("MERGE", "STREET", [self.OLD, "210102002000"], [self.NEW]) == []
        assert succession_problems("SPLIT", "STREET", [self.OLD], [self.NEW, ("210102091000", "乙街道")]) == []

    @pytest.mark.parametrize("kind", ["MERGE", "SPLIT"])
    def test_shapes(self, kind):
        assert len(succession_problems(kind, "STREET", [self.OLD], [self.NEW])) == 1

    def test_everything_wrong_is_said(self):
        found = succession_problems("RENAME", "STREET", [self.OLD], [("210102090001", " "), ("210102090001", "乙")])
        assert found == [
            "区划代码 210102090001 不是乡镇（街道）一级的代码。",
            "区划代码 210102090001 不是乡镇（街道）一级的代码。",
            "210102090001 没有写名称。",
            "新单位的代码有重复。",
            "更名或换码只涉及一个原单位和一个新单位。",
        ]


class TestValues:
    LABEL = "验收方式（ON_SITE 现场、PAPERS 材料、SAMPLE 抽查）"

    def test_words_of_a_label(self):
        assert words_of(self.LABEL) == [("ON_SITE", "现场"), ("PAPERS", "材料"), ("SAMPLE", "抽查")]
        assert plain_label(self.LABEL) == "验收方式"
        assert (
            plain_label("任务分配建议：社区数所占权重（其余为困难群众数）")
            == "任务分配建议：社区数所占权重（其余为困难群众数）"
        )

    @pytest.mark.parametrize(
        ("value", "unit", "words"),
        [
            (80, "分", "80 分"),
            (True, "", "是"),
            (False, "", "否"),
            ("PAPERS", "", "材料"),
            ({"veto": 60, "other": 15}, "分", "否决项合计 60、other 15"),
            ({"A07": 15}, "分", "六项管理制度 15"),
            (["PAPERS", "SAMPLE"], "", "材料、抽查"),
        ],
    )
    def test_shown(self, value, unit, words):
        assert shown(value, self.LABEL, unit) == words

    @pytest.mark.parametrize(
        ("default", "value", "problem"),
        [
            (80, 70, ""),
            (80, 70.5, "应为整数。"),
            (80, "70", "应为整数。"),
            (80, -1, "不能是负数。"),
            (80, True, "应为“是”或“否”。"),
            (0.3, 0.5, ""),
            (0.3, 1, ""),
            (0.3, "x", "应为数字。"),
            (True, False, ""),
            (True, 1, "应为“是”或“否”。"),
            ("BOTH", "EITHER", ""),
            ("BOTH", " ", "请填写内容。"),
            ("BOTH", 3, "请填写内容。"),
            ({"a": 1}, {"a": 2}, ""),
            ({"a": 1}, {"a": "x"}, "应为整数。"),
            ({"a": 1}, {"b": 2}, "各项都要填写。"),
            ({"a": 1}, 3, "各项都要填写。"),
            (["INBOX"], ["INBOX", "SMS"], ""),
            (["INBOX"], "SMS", "请至少选择一项。"),
            (["INBOX"], [], "请至少选择一项。"),
        ],
    )
    def test_shapes(self, default, value, problem):
        assert value_problem(default, value) == problem

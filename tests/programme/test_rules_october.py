"""Rows, figures, checks and sentences of the October report, from plain facts."""

import datetime as dt

import pytest

from liangzhan.programme.rules.october import (
    PARTS,
    Figures,
    ListedStation,
    figures_of,
    gap_sentence,
    list_problems,
    list_rows,
    progress_sentences,
    rate,
    submission_problems,
)

DAY = dt.date(2020, 10, 1)
CUTOFF = dt.date(2020, 10, 20)
A, B = "219999001001", "219999001002"


def listed(station_id, code=A, kind="SW", **facts):
    facts.setdefault("urban", True)
    facts.setdefault("accepted_on", DAY)
    return ListedStation(station_id, code, kind, **facts)


def figures(**facts):
    given = dict.fromkeys(
        [
            "sw",
            "vs",
            "both",
            "communities",
            "quota_sw",
            "quota_vs",
            "urban",
            "rural",
            "registered",
            "filed",
            "full_time",
            "part_time",
            "certified",
            "keepers",
        ],
        0,
    )
    return Figures(**given | facts)


def test_one_row_per_community():
    rows = list_rows(
        [
            listed(2, kind="VS", full_time=1, part_time=1, area=20.0, has_sign=True, systems=6, head_name="甲"),
            listed(3, B),
            listed(1, full_time=2, part_time=1, certified=2, area=46.0, systems=4, head_name="甲", legal_form="登记"),
        ],
        {A: {"CITY": "示例市", "COUNTY": "示例区", "STREET": "示例街道", "COMMUNITY": "示例社区"}},
    )
    assert [row.code for row in rows] == [A, B]
    first, second = rows
    assert (first.city, first.county, first.street, first.community) == ("示例市", "示例区", "示例街道", "示例社区")
    assert (first.sw, first.vs, second.sw, second.vs) == (True, True, True, False)
    assert (first.full_time, first.part_time, first.certified, first.keepers) == (2, 1, 2, 2)
    assert (first.area, first.sign, first.systems, first.head_name) == (46.0, "1/2", 4, "甲")
    assert (first.standing, first.accepted_on, second.city, second.sign) == ("登记", "2020-10-01", "", "0/1")
    assert first.as_dict()["code"] == A


def test_figures():
    stations = [
        listed(1, full_time=1, part_time=2, certified=1),
        listed(2, kind="VS", full_time=1),
        listed(3, B, urban=False),
    ]
    forms = {1: "SOCIAL_GROUP", 2: "FILED_COMMUNITY_ORG"}
    counted = figures_of(stations, quota_sw=3, quota_vs=1, forms=forms, supplement=[listed(4, kind="VS")])
    assert counted == Figures(2, 1, 1, 2, 3, 1, 1, 1, 1, 1, 1, 2, 1, 1, 0, 1)
    assert (counted.gap_sw, counted.gap_vs) == (1, 0)


def test_figures_where_every_number_is_another():
    """Three communities, one of them with both; every sum differs, so that no two can be exchanged unseen."""
    third = "219999001003"
    stations = [
        listed(1, A, full_time=4, part_time=3, certified=2),
        listed(2, A, "VS", full_time=2, part_time=9, certified=7),
        listed(3, B, full_time=1, part_time=8, certified=3),
        listed(4, third, urban=False, full_time=6),
        listed(5, "219999001004"),
    ]
    later = [listed(6, "219999001005"), listed(7, "219999001006"), listed(8, "219999001005", "VS")]
    forms = {1: "SOCIAL_GROUP", 2: "SOCIAL_SERVICE_ORG", 3: "SOCIAL_SERVICE_ORG", 4: "FILED_COMMUNITY_ORG"}
    counted = figures_of(stations, quota_sw=9, quota_vs=7, forms=forms, supplement=later)
    assert counted.as_dict() == {
        "sw": 4, "vs": 1, "both": 1, "communities": 4, "quota_sw": 9, "quota_vs": 7, "urban": 3, "rural": 1,
        "registered": 3, "filed": 1, "full_time": 11, "part_time": 11, "certified": 5, "keepers": 11,
        "supplement_sw": 2, "supplement_vs": 1, "definition": 1,
    }  # fmt: skip
    assert (counted.gap_sw, counted.gap_vs) == (5, 6)
    assert figures_of(stations[2:], quota_sw=0, quota_vs=0, forms={}).as_dict() == {
        "sw": 3, "vs": 0, "both": 0, "communities": 3, "quota_sw": 0, "quota_vs": 0, "urban": 2, "rural": 1,
        "registered": 0, "filed": 0, "full_time": 7, "part_time": 8, "certified": 3, "keepers": 0,
        "supplement_sw": 0, "supplement_vs": 0, "definition": 1,
    }  # fmt: skip


def test_a_row_in_full():
    """Given out of order: rows stand by code, within a row the social work station before the volunteers'."""
    rows = list_rows(
        [
            listed(3, B, "VS", accepted_on=CUTOFF),
            listed(
                2, A, "VS", accepted_on=CUTOFF, legal_form="备案", standing_number="备2", standing_on=CUTOFF,
                head_name="乙", head_phone="13900000002", full_time=3, part_time=4, certified=5, area=30.5,
                equipment="桌 1", has_sign=True, systems=6,
            ),
            listed(
                1, A, "SW", legal_form="登记", standing_number="登1", standing_on=DAY, head_name="甲",
                head_phone="13900000001", full_time=1, part_time=2, certified=1, area=20.0, equipment="桌 4",
                has_sign=True, systems=5,
            ),
        ],
        {},
    )  # fmt: skip
    assert [row.as_dict() for row in rows] == [
        {
            "code": A, "city": "", "county": "", "street": "", "community": "", "urban": True, "sw": True, "vs": True,
            "standing": "登记；备案", "number": "登1；备2", "standing_on": "2020-10-01；2020-10-20",
            "head_name": "甲；乙", "head_phone": "13900000001；13900000002", "full_time": 1, "part_time": 2,
            "certified": 1, "keepers": 7, "area": 30.5, "equipment": "桌 4；桌 1", "sign": "已悬挂", "systems": 5,
            "accepted_on": "2020-10-01；2020-10-20",
        },
        {
            "code": B, "city": "", "county": "", "street": "", "community": "", "urban": True, "sw": False, "vs": True,
            "standing": "", "number": "", "standing_on": "", "head_name": "", "head_phone": "", "full_time": 0,
            "part_time": 0, "certified": 0, "keepers": 0, "area": 0.0, "equipment": "", "sign": "0/1", "systems": 0,
            "accepted_on": "2020-10-20",
        },
    ]  # fmt: skip


def test_the_list_must_agree_in_both_kinds():
    rows = list_rows([listed(1), listed(2, B, kind="VS")], {})
    wrong = ["名单与数据不一致，请重新计算。"]
    found = [list_problems(rows, figures(sw=sw, vs=vs), CUTOFF) for sw, vs in ((1, 1), (0, 1), (1, 2), (1, 0), (2, 0))]
    assert found == [[], wrong, wrong, wrong, wrong]


def test_every_figure_stands_in_its_place_in_the_words():
    counted = Figures(3, 4, 2, 5, 6, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 0)
    assert progress_sentences("示例市", counted, CUTOFF) == (
        "截至2020年10月20日，示例市共建成社会工作站3个，完成任务6个的50.0%；建成志愿服务站4个，完成任务8个的50.0%。"
        "“两站”覆盖社区（村）5个，其中同时建有两类站点的2个；城市社区10个，农村社区11个。登记注册12个，备案13个。"
        "社会工作站配备人员29人（专职14人、兼职15人），其中持证16人；志愿服务站配备工作人员17人。"
        "统计截止日后又验收合格社会工作站18个、志愿服务站0个，列入增补名单，不计入以上数据。"
    )


@pytest.mark.parametrize(
    ("done", "quota", "words"), [(1, 3, "33.3%"), (3, 2, "150.0%"), (0, 5, "0.0%"), (4, 0, "—"), (2, 3, "66.7%")]
)
def test_rate(done, quota, words):
    assert rate(done, quota) == words


def test_checks_of_the_list():
    rows = list_rows([listed(1), listed(2, B, kind="VS", accepted_on=CUTOFF)], {})
    assert list_problems(rows, figures(sw=1, vs=1), CUTOFF) == []
    assert list_problems(rows, figures(sw=2, vs=1), CUTOFF) == ["名单与数据不一致，请重新计算。"]
    assert list_problems(rows, figures(sw=1, vs=1), CUTOFF - dt.timedelta(1))[0].startswith(
        "这些社区（村）的验收日期晚于"
    )
    assert list_problems([*rows, rows[0]], figures(sw=2, vs=1), CUTOFF) == [f"名单里有重复的社区（村）：{A}。"]


def test_the_words_of_the_first_part():
    text = progress_sentences(
        "示例市",
        figures(sw=2, vs=1, both=1, communities=2, quota_sw=4, quota_vs=1, urban=1, rural=1, full_time=1, part_time=2),
        CUTOFF,
    )
    assert text.startswith(
        "截至2020年10月20日，示例市共建成社会工作站2个，完成任务4个的50.0%；建成志愿服务站1个，完成任务1个的100.0%。"
    )
    assert "配备人员3人（专职1人、兼职2人）" in text and "增补名单" not in text
    assert progress_sentences("示例市", figures(supplement_vs=2), CUTOFF).endswith(
        "统计截止日后又验收合格社会工作站0个、志愿服务站2个，列入增补名单，不计入以上数据。"
    )


@pytest.mark.parametrize(
    ("sw", "vs", "words"),
    [
        (1, 1, "两类站点均已完成任务。"),
        (0, 1, "与任务相比，社会工作站还差1个。"),
        (0, 0, "与任务相比，社会工作站还差1个，志愿服务站还差1个。"),
        (3, 2, "两类站点均已完成任务。"),
    ],
)
def test_gap(sw, vs, words):
    assert gap_sentence(figures(sw=sw, vs=vs, quota_sw=1, quota_vs=1)) == words


def test_the_five_parts_are_all_asked_for():
    assert submission_problems({}, " ", "\t") == [
        "请填写“总体进展”。",
        "请填写“主要做法”。",
        "请填写“取得成效”。",
        "请填写“存在问题”。",
        "请填写“下一步打算”。",
        "请填写签发人。",
        "请填写发文机关。",
    ]
    parts = dict.fromkeys(("progress", "methods", "effects", "problems", "next_steps"), "有")
    assert submission_problems(parts, "李某", "示例市民政局") == []


def test_what_a_report_lacks():
    full = {name: "有" for name, _ in PARTS}
    assert submission_problems(full, "李某", "示例市民政局") == []
    assert submission_problems({**full, "methods": " "}, "", "") == [
        "请填写“主要做法”。",
        "请填写签发人。",
        "请填写发文机关。",
    ]

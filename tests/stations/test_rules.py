"""Tables of examples for the pure rules of the room."""

import datetime as dt
import itertools
from decimal import Decimal

import pytest

from liangzhan.stations.choices import LegalForm, StandingState, State
from liangzhan.stations.rules import filing, lifecycle, papers, place, roster

TODAY = dt.date(2020, 10, 1)
S = State


class TestLifecycle:
    @pytest.mark.parametrize(
        "from_state,to_state,allowed",
        [
            (S.PLANNED, S.SITED, True),
            (S.PLANNED, S.ACCEPTED, False),
            (S.BUILDING, S.CLOSED, True),
            (S.ACCEPTED, S.CLOSED, False),
            (S.RECTIFYING, S.ACCEPTED, False),
            (S.SUSPENDED, S.OPERATING, True),
            (S.CLOSED, S.PLANNED, False),
        ],
    )
    def test_table(self, from_state, to_state, allowed):
        assert lifecycle.LIFECYCLE.allows(from_state, to_state) is allowed

    def test_the_whole_tables(self):
        assert {state.value: " ".join(follow) for state, follow in lifecycle.LIFECYCLE.moves.items()} == {
            "PLANNED": "SITED CLOSED",
            "SITED": "BUILDING CLOSED",
            "BUILDING": "ACCEPTANCE_PENDING CLOSED",
            "ACCEPTANCE_PENDING": "RECTIFYING ACCEPTED",
            "RECTIFYING": "ACCEPTANCE_PENDING",
            "ACCEPTED": "OPERATING CLOSING",
            "OPERATING": "SUSPENDED CLOSING",
            "SUSPENDED": "OPERATING CLOSING",
            "CLOSING": "CLOSED",
            "CLOSED": "",
        }
        assert {state.value: " ".join(follow) for state, follow in lifecycle.STANDING.moves.items()} == {
            "DRAFT": "APPLIED IN_FORCE",
            "APPLIED": "COMMITTEE_CONFIRMED IN_FORCE RETURNED",
            "COMMITTEE_CONFIRMED": "IN_FORCE RETURNED",
            "RETURNED": "APPLIED IN_FORCE",
            "IN_FORCE": "SUPERSEDED LAPSED",
            "SUPERSEDED": "",
            "LAPSED": "",
        }
        assert {state.value: " ".join(follow) for state, follow in lifecycle.YEARLY.moves.items()} == {
            "DRAFT": "SUBMITTED",
            "SUBMITTED": "CONFIRMED RETURNED",
            "RETURNED": "SUBMITTED",
            "CONFIRMED": "",
        }

    def test_groups_of_states(self):
        assert [state.value for state in State if state in lifecycle.FILE_OPEN] == [
            "SITED", "BUILDING", "RECTIFYING", "ACCEPTED", "OPERATING", "SUSPENDED",
        ]  # fmt: skip
        assert [state.value for state in State if state in lifecycle.COMPLETED] == [
            "ACCEPTED", "OPERATING", "SUSPENDED", "CLOSING",
        ]  # fmt: skip
        assert [state.value for state in State if state in lifecycle.NEEDS_REASON] == ["SUSPENDED", "CLOSING"]
        assert [value for value in StandingState.values if value in filing.IN_WORK] == [
            "DRAFT", "APPLIED", "COMMITTEE_CONFIRMED", "RETURNED",
        ]  # fmt: skip
        assert [value for value in StandingState.values if value in filing.EDITABLE] == ["DRAFT", "RETURNED"]
        assert [form for form in LegalForm.values if filing.is_registration(form)] == [
            "SOCIAL_SERVICE_ORG", "SOCIAL_GROUP",
        ]  # fmt: skip

    def test_withdrawal(self):
        assert [state.value for state in State if lifecycle.withdraws(state, S.CLOSED)] == [
            "PLANNED", "SITED", "BUILDING",
        ]  # fmt: skip
        assert lifecycle.withdraws(S.PLANNED, S.SITED) is False

    def problems(self, from_state, to_state, **given):
        facts = {"on": TODAY, "today": TODAY, "accepted_on": None, "reason": "", "closing_reason": ""}
        return lifecycle.move_problems(from_state, to_state, **{**facts, **given})

    def test_move_problems(self):
        tomorrow = TODAY + dt.timedelta(days=1)
        assert self.problems(S.PLANNED, S.SITED) == []
        assert self.problems(S.PLANNED, S.SITED, on=tomorrow) == ["日期不能晚于今天。"]
        assert self.problems(S.ACCEPTED, S.OPERATING, accepted_on=tomorrow) == [
            f"日期不能早于验收合格日期（{tomorrow}）。"
        ]
        late = [f"日期不能早于验收合格日期（{tomorrow}）。"]
        moves = [(S.ACCEPTED, S.OPERATING), (S.OPERATING, S.CLOSING), (S.CLOSING, S.CLOSED), (S.OPERATING, S.SUSPENDED)]
        given = {"reason": "撤并", "closing_reason": "VOLUNTARY"}
        found = [self.problems(*pair, accepted_on=tomorrow, **given) for pair in moves]
        assert found == [late, late, late, []]
        assert self.problems(S.ACCEPTED, S.OPERATING, accepted_on=TODAY) == []
        assert self.problems(S.OPERATING, S.CLOSING, **given) == []
        assert self.problems(S.CLOSING, S.CLOSED) == []
        assert self.problems(S.BUILDING, S.CLOSED, reason="撤并", closing_open=["SIGN"]) == []
        assert self.problems(S.OPERATING, S.CLOSING, reason="  ", closing_reason="VOLUNTARY") == ["请写明理由。"]
        assert self.problems(S.OPERATING, S.SUSPENDED) == ["请写明理由。"]
        assert self.problems(S.BUILDING, S.CLOSED) == ["请写明理由。"]
        assert self.problems(S.OPERATING, S.CLOSING) == ["请写明理由。", "请选择关闭原因。"]
        assert self.problems(S.OPERATING, S.CLOSING, reason="撤并", closing_reason="WITHDRAWN") == ["请选择关闭原因。"]
        assert self.problems(S.CLOSING, S.CLOSED, closing_open=["SIGN"]) == ["关闭清单还没有办结：标识牌已撤下。"]

    @pytest.mark.parametrize(
        "from_state,to_state,dates",
        [
            (S.ACCEPTANCE_PENDING, S.ACCEPTED, {"accepted_on": TODAY}),
            (S.ACCEPTED, S.OPERATING, {"opened_on": TODAY}),
            (S.SUSPENDED, S.OPERATING, {}),
            (S.OPERATING, S.CLOSING, {"closing_reason": "VOLUNTARY", "closing_note": "说明"}),
            (S.SITED, S.CLOSED, {"closed_on": TODAY, "closing_reason": "WITHDRAWN", "closing_note": "说明"}),
            (S.CLOSING, S.CLOSED, {"closed_on": TODAY}),
            (S.PLANNED, S.SITED, {}),
        ],
    )
    def test_dates(self, from_state, to_state, dates):
        assert lifecycle.dates_of_move(from_state, to_state, TODAY, reason="说明", closing_reason="VOLUNTARY") == dates

    @pytest.mark.parametrize(
        "states,problem",
        [
            ([], ""),
            ([S.BUILDING], ""),
            ([S.ACCEPTANCE_PENDING, S.BUILDING], ""),
            ([S.ACCEPTANCE_PENDING], "已提交验收，建设档案暂不能修改；如需补充，请与验收单位联系。"),
            ([S.PLANNED], "选址还没有确认，确认后即可填写建设档案。"),
            ([S.ACCEPTANCE_PENDING, S.PLANNED], "已提交验收，建设档案暂不能修改；如需补充，请与验收单位联系。"),
            ([S.PLANNED, S.CLOSED], "选址还没有确认，确认后即可填写建设档案。"),
            ([S.CLOSED, S.CLOSING], "站点正在关闭或已关闭，建设档案不能修改。"),
        ],
    )
    def test_file_problem(self, states, problem):
        assert lifecycle.file_problem(states) == problem

    @pytest.mark.parametrize("state", [S.BUILDING, S.ACCEPTED, S.OPERATING])
    def test_the_rosters_way_is_legal(self, state):
        steps = lifecycle.roster_steps(state)
        assert steps[-1][1] == state
        assert all(lifecycle.LIFECYCLE.allows(before, after) for before, after in steps)

    def test_the_rosters_steps(self):
        way = ["PLANNED", "SITED", "BUILDING", "ACCEPTANCE_PENDING", "ACCEPTED", "OPERATING"]
        assert lifecycle.roster_steps("OPERATING") == tuple(itertools.pairwise(way))
        assert lifecycle.roster_steps("BUILDING") == (("PLANNED", "SITED"), ("SITED", "BUILDING"))
        assert lifecycle.roster_steps("PLANNED") == ()


class TestFiling:
    def test_registration(self):
        good = {"uscc": "52219999MJ0000018Y", "number": "1", "authority": "局", "effective_on": TODAY, "has_scan": True}
        assert filing.registration_problems(**good, today=TODAY) == []
        assert filing.registration_problems(
            uscc="", number=" ", authority="", effective_on=None, has_scan=False, today=TODAY
        ) == [
            "请填写统一社会信用代码。",
            "请填写登记证号。",
            "请填写登记机关。",
            "请填写登记日期。",
            "请上传登记证书扫描件。",
        ]
        wrong = {**good, "uscc": "52219999MJ0000018X", "effective_on": TODAY + dt.timedelta(1)}
        assert filing.registration_problems(**wrong, today=TODAY) == [
            "统一社会信用代码的校验位不对，请逐位核对。",
            "登记日期不能晚于今天。",
        ]

    def test_a_date_of_today_is_not_in_the_future(self):
        assert filing.date_problem(TODAY, TODAY, "登记日期") == ""
        assert filing.date_problem(TODAY + dt.timedelta(1), TODAY, "登记日期") == "登记日期不能晚于今天。"
        assert filing.date_problem(None, TODAY, "备案日期") == "请填写备案日期。"

    def test_application(self):
        assert filing.application_problems(purpose="服务居民", member_count=5, has_rules=True) == []
        assert filing.application_problems(purpose="", member_count=0, has_rules=False) == [
            "请填写宗旨和业务范围。",
            "请填写成员数。",
            "请上传章程或简易章程。",
        ]

    def test_confirmations(self):
        assert filing.street_problem("BOTH", "APPLIED") == "请先由居（村）委会确认，再由乡镇（街道）确认。"
        assert filing.street_problem("EITHER", "APPLIED") == ""
        assert filing.street_problem("BOTH", "COMMITTEE_CONFIRMED") == ""
        assert filing.committee_puts_in_force("EITHER", "1号") is True
        assert filing.committee_puts_in_force("EITHER", " ") is False
        assert filing.committee_puts_in_force("BOTH", "1号") is False

    def test_paper(self):
        assert filing.paper_problem(True, False, "两委") == ""
        assert filing.paper_problem(False, True, "两委") == ""
        assert filing.paper_problem(False, False, "两委") == "您不是两委的用户，请上传两委盖章的纸质确认扫描件。"


class TestPlace:
    def spans(self, *given):
        return [(day, dt.time(*opens), dt.time(*closes)) for day, opens, closes in given]

    def test_hours_text(self):
        assert place.hours_text(self.spans((1, (8, 30), (17, 30)), (2, (8, 30), (17, 30)))) == "周一、周二 8:30–17:30"
        week = [(day, (8, 30), (12, 0)) for day in range(1, 6)] + [(day, (13, 0), (17, 0)) for day in range(1, 6)]
        assert (
            place.hours_text(self.spans(*week, (6, (9, 0), (12, 0))))
            == "周一至周五 8:30–12:00、13:00–17:00；周六 9:00–12:00"
        )
        assert place.hours_text([]) == ""

    def test_hours_problems(self):
        assert place.hours_problems(self.spans((1, (8, 0), (12, 0)), (1, (12, 0), (17, 0)))) == []
        assert place.hours_problems(self.spans((1, (8, 0), (12, 0)), (1, (11, 0), (17, 0)))) == ["周一的时段重叠。"]
        assert place.hours_problems(self.spans((7, (12, 0), (8, 0)))) == ["周日：关门时间要晚于开门时间。"]
        assert place.hours_problems(self.spans((1, (8, 0), (8, 0)))) == ["周一：关门时间要晚于开门时间。"]
        late_first = self.spans((2, (13, 0), (17, 0)), (2, (8, 0), (12, 0)), (1, (11, 0), (17, 0)))
        assert place.hours_problems(late_first) == []
        overlaps = self.spans((3, (8, 0), (12, 0)), (3, (11, 0), (17, 0)), (2, (8, 0), (12, 0)), (2, (9, 0), (10, 0)))
        assert place.hours_problems(overlaps) == ["周二的时段重叠。", "周三的时段重叠。"]

    def test_hours_of_days_apart_and_of_other_length(self):
        alike = self.spans((3, (9, 5), (12, 0)), (1, (9, 5), (12, 0)))
        assert place.hours_text(alike) == "周一 9:05–12:00；周三 9:05–12:00"
        other = self.spans((1, (9, 0), (12, 0)), (2, (9, 0), (13, 0)), (3, (9, 0), (13, 0)))
        assert place.hours_text(other) == "周一 9:00–12:00；周二、周三 9:00–13:00"
        three = self.spans((5, (9, 0), (12, 0)), (6, (9, 0), (12, 0)), (7, (9, 0), (12, 0)))
        assert place.hours_text(three) == "周五至周日 9:00–12:00"

    def test_self_checks_and_area(self):
        assert place.missing_checks([("甲", True), ("乙", False)]) == ["乙"]
        assert [place.square_metres(Decimal(one)) for one in ("46.0", "12.5", "100")] == ["46 ㎡", "12.5 ㎡", "100 ㎡"]

    def test_equipment(self):
        assert place.missing_equipment({"DESK": 1}) == ["椅", "电话"]
        assert place.missing_equipment({}) == ["桌", "椅", "电话"]
        assert place.missing_equipment({"DESK": 1, "CHAIR": 2, "PHONE": 1}) == []
        assert place.equipment_text({"PHONE": 1, "DESK": 2, "CABINET": 0}) == "桌 2、电话 1"

    def test_money_signs_people(self):
        assert place.cost_problem(None, "") == place.cost_problem(100, "COMMUNITY_WORK") == ""
        assert place.cost_problem(100, "") == "标识牌费用要从社区建设经费或社区工作经费列支，请选择科目。"
        assert place.sign_warning(2, 2) == ""
        assert place.sign_warning(3, 2) == "本站现挂 3 块标识牌，多于 2 块的提醒线，请清理多余牌子。"
        assert place.certified_problem(1, 0, 2) == "持证人数不能多于专职和兼职人数之和。"
        assert place.certified_problem(1, 1, 2) == ""

    @pytest.mark.parametrize(
        "longitude,latitude,problem",
        [
            (None, None, ""),
            (Decimal("123.4"), Decimal("41.8"), ""),
            (Decimal("123.4"), None, "经度和纬度要一起填写。"),
            (None, Decimal("41.8"), "经度和纬度要一起填写。"),
            (118, 38, ""),
            (126, 44, ""),
            (117.9, 41, "这个位置不在辽宁省范围内，请核对经度和纬度。"),
            (126.1, 41, "这个位置不在辽宁省范围内，请核对经度和纬度。"),
            (123, 37.9, "这个位置不在辽宁省范围内，请核对经度和纬度。"),
            (123, 44.1, "这个位置不在辽宁省范围内，请核对经度和纬度。"),
            (Decimal("41.8"), Decimal("123.4"), "这个位置不在辽宁省范围内，请核对经度和纬度。"),
        ],
    )
    def test_position(self, longitude, latitude, problem):
        assert place.position_problem(longitude, latitude) == problem


class TestPapers:
    def test_missing_systems(self):
        assert papers.missing_systems(["ETHICS", "ATTENDANCE", "PROPERTY", "ARCHIVES"]) == ["SUPERVISION", "VOLUNTEERS"]

    def test_model_names(self):
        assert papers.model_names("ETHICS", "URBAN") == ("ethics-urban", "ethics")
        assert papers.model_names("ETHICS", "REMOTE") == ("ethics-remote", "ethics-rural", "ethics")

    def test_texts_and_years(self):
        assert papers.text_problem("好", least=2, word="意见") == "意见太短，请写清楚（至少 2 个字）。"
        assert papers.text_problem("同意", least=2, word="意见") == ""
        assert papers.text_problem("同 意\n了", least=4, word="意见") == "意见太短，请写清楚（至少 4 个字）。"
        assert papers.model_names("ETHICS", "RURAL") == ("ethics-rural", "ethics-rural", "ethics")
        assert [papers.year_problem(year, True, TODAY) for year in (2019, 2020)] == ["", ""]
        assert papers.year_problem(2018, True, TODAY) == "年度应在 2019 到 2020 之间。"
        assert papers.year_problem(2022, False, TODAY) == "年度应在 2019 到 2021 之间。"
        assert papers.year_problem(2021, False, TODAY) == ""
        assert papers.year_problem(2021, True, TODAY) == "年度应在 2019 到 2020 之间。"


class TestRoster:
    @pytest.mark.parametrize(
        "text,found", [("2/1", (2, 1)), ("3", (3, 0)), ("２／１", (2, 1)), ("两人", None), ("1/2/3", None)]
    )
    def test_staff(self, text, found):
        assert roster.staff_of(text) == found

    @pytest.mark.parametrize(
        "text,found",
        [
            ("桌2、椅8、电话1", (("DESK", 2), ("CHAIR", 8), ("PHONE", 1))),
            ("桌子2椅子8", (("DESK", 2), ("CHAIR", 8))),
            ("齐全", (("DESK", 1), ("CHAIR", 1), ("PHONE", 1))),
            ("无", ()),
            ("", ()),
            ("沙发2", None),
        ],
    )
    def test_equipment(self, text, found):
        assert roster.equipment_of(text) == found

    def test_same_place(self):
        assert roster.same_place("文安路社区", "文安路社区居民委员会") is True
        assert roster.same_place("文安路", "文化路社区") is False
        assert roster.same_place("村", "村") is True

    def test_row_problems(self):
        row = roster.RosterRow(
            number=2, sw=True, accepted_on=dt.date(2021, 1, 1), full_time=1, certified=3, head_phone="123456789",
            form="SOCIAL_SERVICE_ORG", standing_number="示例 1 号", standing_on=dt.date(2021, 1, 1),
        )  # fmt: skip
        assert [column for column, _ in roster.row_problems(row, TODAY)] == [
            "accepted_on",
            "certified",
            "head_phone",
            "standing_on",
            "standing_number",
        ]
        assert roster.row_problems(roster.RosterRow(number=2), TODAY) == [
            ("", "社工站和志愿站都没有建成，没有可导入的站点")
        ]
        half = roster.RosterRow(number=2, vs=True, form="FILED_COMMUNITY_ORG")
        assert roster.row_problems(half, TODAY) == [
            ("standing_number", "登记/备案、证号/备案号、日期三项要一起填写，或都不填")
        ]

    def test_a_row_at_its_limits_is_right(self):
        good = roster.RosterRow(
            number=2, sw=True, accepted_on=TODAY, full_time=1, part_time=1, certified=2, head_phone="13900000000",
            form="SOCIAL_SERVICE_ORG", standing_number="52219999MJ0000018Y", standing_on=TODAY,
        )  # fmt: skip
        assert roster.row_problems(good, TODAY) == []
        filed = roster.RosterRow(
            number=2, vs=True, form="FILED_COMMUNITY_ORG", standing_number="示例 1 号", standing_on=TODAY
        )
        assert roster.row_problems(filed, TODAY) == []
        assert roster.row_problems(roster.RosterRow(number=2, sw=True), TODAY) == []

    @pytest.mark.parametrize(
        "form,number,legal_form",
        [
            ("SOCIAL_SERVICE_ORG", "51219999MJ0000026W", "SOCIAL_GROUP"),
            ("SOCIAL_SERVICE_ORG", "52219999MJ0000018Y", "SOCIAL_SERVICE_ORG"),
            ("SOCIAL_SERVICE_ORG", "15", "SOCIAL_SERVICE_ORG"),
            ("FILED_COMMUNITY_ORG", "51", "FILED_COMMUNITY_ORG"),
        ],
    )
    def test_the_number_tells_the_legal_form(self, form, number, legal_form):
        assert roster.RosterRow(number=2, form=form, standing_number=number).legal_form == legal_form

    def test_what_a_row_claims(self):
        row = roster.RosterRow(number=2, sw=True, urban=False)
        assert roster.class_of(row, True) == "RURAL"
        assert roster.class_of(roster.RosterRow(number=2), True) == "URBAN"
        assert roster.staffing_of(row, "SW") is None
        assert roster.staffing_of(row, "VS") is None
        full = roster.RosterRow(number=2, sw=True, vs=True, full_time=1, part_time=2, certified=3, vs_staff=4)
        assert full.kinds == ("SW", "VS")
        assert roster.staffing_of(full, "SW") == {"full_time": 1, "part_time": 2, "certified": 3}
        assert roster.staffing_of(full, "VS") == {"full_time": 4, "part_time": 0, "certified": 0}
        accepted = roster.RosterRow(number=2, vs=True, urban=True, accepted_on=TODAY)
        assert accepted.kinds == ("VS",)
        assert roster.class_of(accepted, False) == "URBAN"
        assert roster.class_of(roster.RosterRow(number=2), False) == "RURAL"
        assert roster.claimed_state(accepted, as_operating=True) == "OPERATING"
        assert roster.claimed_state(accepted, as_operating=False) == "ACCEPTED"
        assert roster.claimed_state(row, as_operating=True) == "BUILDING"

"""基础 and 标准 menu: what a one-person station sees, and which station starts with which."""

from types import SimpleNamespace

import pytest

from liangzhan.stations.choices import StationClass
from liangzhan.stations.services.register import register_station
from liangzhan.toolkit.menu import menu_for
from tests.factories import divisions as places
from tests.factories.programme import SYSTEM
from tests.factories.stations import make_site


def entries(actor, profile):
    found = menu_for(SimpleNamespace(path="/", actor=actor, menu_profile=profile))
    return [item["title"] for section in found for item in section.items]


def test_the_basic_menu_of_a_station(station_head):
    basic, standard = (entries(station_head.actor, profile) for profile in ("BASIC", "STANDARD"))
    assert basic == [
        *("工作台", "我的工作", "提醒", "建设进度", "站点名册", "整改", "服务档案"),
        *("个案", "人员", "日程与签到", "需求和资源", "考勤", "探访", "活动和小组"),
        *("风险和危机", "志愿服务", "强制报告", "服务时长"),
        *("督导", "职业道德", "考核和津贴", "全国系统报送", "培训和考试"),
        *("财物", "经费和捐赠", "数据总览", "报表", "使用帮助"),
    ]
    assert [one for one in standard if one not in basic] == [
        "建设计划",
        "选址",
        "限制查阅档案",
        "人才",
        "行政区划",
        "我的后台任务",
    ]


@pytest.mark.parametrize(
    ("station_class", "menu"),
    [("URBAN", "STANDARD"), ("TRANSITION", "STANDARD"), ("RURAL", "BASIC"), ("REMOTE", "BASIC")],
)
def test_the_class_decides_which_menu_a_station_starts_with(db, station_class, menu):
    site = make_site(places.communities(places.COUNTY[:6])[0])
    given = {"site": site, "kind": "SW", "name": "示例站", "station_class": StationClass(station_class), "by": SYSTEM}
    assert register_station(**given).menu_profile == menu

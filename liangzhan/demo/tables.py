"""Tables from above (one in force, one waiting, one refused for asking names), a month of open data, time at forms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from uuid import NAMESPACE_OID, uuid5

from liangzhan.access.actor import Actor
from liangzhan.demo.attendance import team_of
from liangzhan.demo.people import officer
from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.reporting.burden_counter import note_form_time
from liangzhan.reporting.models import TableRequest
from liangzhan.reporting.services.gate import ask_table, decide_table, submit_table
from liangzhan.reporting.services.release import freeze_release
from liangzhan.stations.models import Site
from liangzhan.toolkit.periods import acting_on, today
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes

MONTHLY = (
    "序号",
    "社区",
    "服务人次",
    "个案结案",
    "志愿服务时长（小时）",
    "困难家庭过冬取暖户数",
    "爱心超市兑换次数",
    "备注",
)
FLOOD = ("序号", "街道", "已注册志愿者数", "可随时出动志愿者人数", "救生衣（件）")
NAMES = ("序号", "服务对象姓名", "身份证号码", "家庭住址", "联系方式")
BASIS = "示例文件〔2026〕1 号"
FORMS = (
    ("activities:visit-record", 95, 14),
    ("needs:need-add", 140, 5),
    ("casework:contact-add", 260, 8),
    ("funds:claim-add", 420, 2),
    ("funds:income-add", 900, 1),
)


def tables_of(main: Site, say: Callable[[str], None]) -> None:
    """Asked by the district, decided by the city, published by the province."""
    county = Division.objects.get(code=f"{main.division_code[:6]}000000")
    asker, second = officer(f"{county.name}民政局（示例）"), officer("市民政局（示例）")
    with acting_on(today() - dt.timedelta(days=20)):
        monthly = _asked(MONTHLY, "困难群众过冬情况月报表", county, asker, "MONTH")
        submit_table(request=monthly, basis=BASIS, expires_on=today() + dt.timedelta(days=110), by=asker)
        decide_table(request=monthly, accept=True, note="只填平台没有的两栏。", by=second)
        _asked(NAMES, "困难群众花名册", county, asker, "ONCE")
    flood = _asked(FLOOD, "防汛志愿服务力量统计表", county, asker, "WEEK")
    submit_table(request=flood, basis=BASIS, expires_on=today() + dt.timedelta(days=60), by=asker)
    _published(say)
    _at_forms(main)
    say("报表准入：3 张表")


def _asked(headings: tuple[str, ...], title: str, area: Division, by: Actor, repeat: str) -> TableRequest:
    columns = [Column(words, f"c{at}") for at, words in enumerate(headings)]
    return ask_table(
        title=title,
        content=workbook_bytes([Sheet("表样", columns, [], heading=title)]),
        area=area,
        period=f"{today():%Y-%m}",
        repeat=repeat,
        form_key=uuid5(NAMESPACE_OID, f"demo:{title}"),
        by=by,
    )


def _published(say: Callable[[str], None]) -> None:
    """The month before, as the province publishes it."""
    province = Division.objects.get(level=Level.PROVINCE)
    before = today().replace(day=1) - dt.timedelta(days=1)
    release = freeze_release(area=province, period=f"{before:%Y-%m}", by=officer("省民政厅（示例）"))
    say(f"公开数据：{release.period}，不显示 {release.hidden_count} 格")


def _at_forms(main: Site) -> None:
    """What the worker and the head spent this month and the month before."""
    team = team_of(main)
    for day in (today(), today().replace(day=1) - dt.timedelta(days=1)):
        with acting_on(day):
            for at, (form, seconds, times) in enumerate(FORMS):
                by = team.actors["head" if at > 2 else "worker"]
                for number in range(times):
                    note_form_time(by, form, seconds + 7 * number, None)

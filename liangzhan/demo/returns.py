"""Returns of the last months: drafted by the night, sent by the main site, its street, county and city; one sent back, one missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db.models import QuerySet

from liangzhan.demo.people import officer
from liangzhan.reporting.models import Return
from liangzhan.reporting.services.return_drafts import draft_due
from liangzhan.reporting.services.return_forms import publish_samples
from liangzhan.reporting.services.returns import accept_return, add_note, send_back, submit_return, write_words
from liangzhan.stations.models import Site
from liangzhan.toolkit.periods import acting_on, today

NIGHT = officer("报表自动生成")
WORDS = {
    "work": "入户走访独居老人和困境儿童家庭，开展小组和社区活动，跟进在案个案。（示例）",
    "effects": "独居老人每周有人上门，邻里互助小组自己运转起来。（示例）",
    "progress": "各站按计划推进，人员到岗，制度上墙并执行。（示例）",
    "problems": "专职人手不足，持证比例偏低。（示例）",
    "next": "加强督导和志愿者培训。（示例）",
}
SOME = 6  # other stations of the county that have sent


def returns_of(main: Site, say: Callable[[str], None]) -> None:
    """Three months of the main site's returns and what its areas sent above."""
    say("报表……")
    first = today().replace(day=1)
    months = [first]
    while len(months) < 3:
        months.insert(0, (months[0] - dt.timedelta(days=1)).replace(day=1))
    nights = [min(month + dt.timedelta(days=1), today()) for month in months]
    with acting_on(nights[0]):
        publish_samples(valid_from=dt.date(nights[0].year, 1, 1), by=NIGHT)
    for night in nights:
        with acting_on(night):
            draft_due(today=night, by=NIGHT)
    _stations(main, nights)
    _areas(main, nights)


def _stations(main: Site, nights: list[dt.date]) -> None:
    """The oldest month accepted, of the next one sent back, the last one still missing; some others have sent theirs."""
    head, street = officer("张站长"), officer("赵主任")
    own = Return.objects.filter(form_code="MONTH", division_code=main.division_code).order_by(
        "ends_on", "station__kind"
    )
    for night, verdict in zip(nights[:2], ("accept", "back"), strict=True):
        for row in own.filter(drafted_on=night):
            with acting_on(night + dt.timedelta(days=2)):
                _send(row, head)
            with acting_on(night + dt.timedelta(days=4)):
                if verdict == "accept" or row.station.kind == "SW":
                    accept_return(row=row, by=street)
                else:
                    send_back(
                        row=row, reason="志愿服务时长比上月少一半，请核对是否还有未核实的记录。（示例）", by=street
                    )
    others = Return.objects.filter(form_code="MONTH", division_code__startswith=main.division_code[:6])
    for row in others.exclude(division_code=main.division_code).filter(drafted_on=nights[-1])[:SOME]:
        with acting_on(nights[-1] + dt.timedelta(days=1 if row.pk % 2 else 6)):
            _send(row, officer("示例站长"))


def _areas(main: Site, nights: list[dt.date]) -> None:
    """The quarter of street and county, the half year of the city."""
    code = main.division_code
    for form, level, at, end in (
        ("QUARTER", "STREET", code[:9], "accept"),
        ("QUARTER", "COUNTY", code[:6], ""),
        ("HALF", "CITY", code[:4], ""),
        ("HALF", "COUNTY", code[:6], "accept"),
    ):
        row = _latest(Return.objects.filter(form_code=form, level=level, division_code=at.ljust(12, "0")))
        if row is None:
            continue
        with acting_on(min(row.drafted_on + dt.timedelta(days=3), today())):
            _send(row, officer(f"{row.unit_name}经办人"))
            if end:
                accept_return(row=row, by=officer("上级审核人"))


def _latest(rows: QuerySet[Return]) -> Return | None:
    return rows.select_related("form", "area", "station").order_by("-ends_on").first()


def _send(row: Return, by: object) -> None:
    asked = {one.key for one in row.form.blocks.all()}
    write_words(row=row, words={key: text for key, text in WORDS.items() if key in asked}, by=by)
    if row.station is not None and row.station.kind == "SW":
        add_note(row=row, column="I06.times", text="其中两次走访因停电当天未能录入，次日补记。（示例）", by=by)
    submit_return(row=row, by=by)
    row.refresh_from_db()

"""What the record API takes in and gives out: types for reading a call and for its OpenAPI description."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema
from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from liangzhan.volunteers.rules.feeding import MOST_ROWS, FedActivity, FedRow


class Closed(Schema):
    """Unknown fields are refused: a misspelt name must not be lost in silence."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class RecordIn(Closed):
    record_no: str = Field(description="对方记录编号，同一平台内唯一", examples=["R-2026-000123"])
    activity_no: str = Field(description="本平台活动编号，或者先前送来的对方活动编号")
    starts_at: dt.datetime = Field(description="开始，带时区", examples=["2026-11-20T09:00:00+08:00"])
    ends_at: dt.datetime = Field(description="结束，带时区")
    volunteer_no: str = Field("", description="本站登记号")
    national_no: str = Field("", description="全国志愿者编号，须已核对；两个编号写一个即可")
    break_minutes: int = Field(0, description="休息分钟，不计入时长")
    content: str = Field("", description="服务内容，不写则同活动")

    def row(self) -> FedRow:
        """As the rules want it."""
        told = self.model_dump(exclude={"record_no"})
        return FedRow(feeder_no=self.record_no, **told)


class RecordsIn(Closed):
    records: list[RecordIn] = Field(description=f"一批最多 {MOST_ROWS} 条", max_length=MOST_ROWS)


class ActivityIn(Closed):
    activity_no: str = Field(description="对方活动编号，同一平台内唯一")
    station: int = Field(description="开展活动的站点编号（见站点页地址）")
    title: str
    area: str = Field(description="服务领域代码 V01–V09、V99")
    organiser: str = Field(description="活动组织单位")
    leader: str = Field(description="活动负责人（岗位或单位名称，不写个人信息）")
    place: str
    content: str
    starts_at: dt.datetime
    ends_at: dt.datetime

    def facts(self) -> FedActivity:
        """As the rules want it."""
        return FedActivity(feeder_no=self.activity_no, **self.model_dump(exclude={"activity_no", "station"}))


class Said(Schema):
    index: int = Field(0, description="在这一批里的位置，从 0 起")
    record_no: str = ""
    id: str = Field("", description="本平台记录编号；没有收下时为空")
    known: bool = Field(False, description="以前已经收下过")
    field: str = Field("", description="不对的字段")
    message: str = Field("", description="没有收下的原因")


class BatchSaid(Schema):
    accepted: int
    known: int
    refused: int
    records: list[Said]


class Problem(Schema):
    field: str = ""
    message: str


class Refused(Schema):
    error: Problem


class RecordOut(Schema):
    id: str
    record_no: str
    feeder: str
    volunteer_no: str
    national_no: str
    activity_no: str
    activity: str
    station: int
    served_on: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime
    break_minutes: int
    minutes: int
    content: str
    source: str
    state: str
    export_state: str


class RecordsOut(Schema):
    records: list[RecordOut]
    next: str = Field("", description="下一页标记，空为没有下一页")


ROWS: TypeAdapter[list[RecordIn]] = TypeAdapter(list[RecordIn])
WORDS = {
    "missing": "缺少这个字段。",
    "extra_forbidden": "没有这个字段，请核对拼写。",
    "int": "请写整数。",
    "string": "请写文字。",
    "datetime": "请写日期和时间，带时区，例如 2026-11-20T09:00:00+08:00。",
    "date": "请写日期，例如 2026-11-20。",
    "model": "请写成一个对象。",
    "list": "请写成一个列表。",
    "too_long": "太多或者太长。",
    "less": "超出允许的范围。",
    "greater": "超出允许的范围。",
}


def sentence_of(error: Any) -> tuple[str, str]:
    """(field, Chinese sentence) of one fault that was found in reading."""
    where = [str(part) for part in error["loc"] if isinstance(part, str)]
    kind = str(error["type"])
    return (where[-1] if where else ""), next(
        (text for start, text in WORDS.items() if kind.startswith(start)), "这个值读不懂，请核对。"
    )


def rows_in(given: list[Any]) -> tuple[dict[int, FedRow], dict[int, tuple[str, str]]]:
    """({place: row}, {place: (field, sentence)}): whatever cannot be read spoils its own row alone."""
    try:
        return {at: one.row() for at, one in enumerate(ROWS.validate_python(given))}, {}
    except ValidationError as fault:
        wrong: dict[int, tuple[str, str]] = {}
        for error in fault.errors(include_url=False, include_input=False, include_context=False):
            wrong.setdefault(int(error["loc"][0]), sentence_of(error))
    good = [at for at in range(len(given)) if at not in wrong]
    read = ROWS.validate_python([given[at] for at in good])
    return {at: one.row() for at, one in zip(good, read, strict=True)}, wrong

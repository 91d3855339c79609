"""A service record that another platform sends: what it must say (Order 67 §7; domain.md 6.7, 6.8). Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from liangzhan.volunteers.choices import Area

LONGEST_NO, LONGEST_CONTENT, MOST_BREAK = 64, 200, 720
MOST_ROWS = 500  # of one batch
UNKNOWN_VOLUNTEER = "没有找到这名志愿者：请核对本站登记号，或者已经核对过的全国志愿者编号。"
UNKNOWN_ACTIVITY = "没有找到这个活动：请核对活动编号，或者先送来活动。"
OTHER_CONTENT = "这个编号的记录已经收到过，内容与这次不同。要更正请在平台上更正原记录，不要用同一编号再送。"


@dataclass(frozen=True)
class FedRow:
    """One record as it was sent. One of the two volunteer numbers; times with their zone; content "" = the activity's."""

    feeder_no: str
    activity_no: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    volunteer_no: str = ""
    national_no: str = ""
    break_minutes: int = 0
    content: str = ""

    @property
    def named(self) -> tuple[str, str]:
        """How the volunteer is named: the station's number goes first, the national one only without it."""
        return self.volunteer_no, "" if self.volunteer_no else self.national_no

    @property
    def said(self) -> tuple[object, ...]:
        """What makes two rows the same record, besides who and where."""
        return (self.starts_at, self.ends_at, self.break_minutes)


@dataclass(frozen=True)
class Fed:
    """What became of a row: the record's uuid, `known` when it had been received before; or the field and the sentence."""

    uuid: str = ""
    known: bool = False
    field: str = ""
    problem: str = ""


def row_problem(row: FedRow) -> tuple[str, str]:
    """(field, sentence) of what the row itself lacks, or ("", "")."""
    if not row.feeder_no.strip():
        return "record_no", "请写明对方记录编号，再次送来时靠它认出同一条记录。"
    if len(row.feeder_no) > LONGEST_NO:
        return "record_no", f"对方记录编号最长 {LONGEST_NO} 个字符。"
    if not any(row.named):
        return "volunteer_no", "请写明本站登记号或者全国志愿者编号。"
    if not row.activity_no:
        return "activity_no", "请写明活动编号。"
    return _time_problem(row)


def _time_problem(row: FedRow) -> tuple[str, str]:
    for name, value in (("starts_at", row.starts_at), ("ends_at", row.ends_at)):
        if value.tzinfo is None:
            return name, "时间要带时区，例如 2026-11-20T09:00:00+08:00。"
    if not 0 <= row.break_minutes <= MOST_BREAK:
        return "break_minutes", f"休息分钟在 0 到 {MOST_BREAK} 之间。"
    if len(row.content) > LONGEST_CONTENT:
        return "content", f"服务内容最长 {LONGEST_CONTENT} 个字。"
    return "", ""


def feeder_of(place: str, name: str) -> str:
    """The feeder as its records keep it: two platforms of the same name at two places stay apart. At most 40 characters."""
    return f"{place}/{name}"[:40]


@dataclass(frozen=True)
class FedActivity:
    """An activity that another platform held: what Order 67 §7 wants to know of it. `leader` is the office, not a private name."""

    feeder_no: str
    title: str
    area: str
    organiser: str
    leader: str
    place: str
    content: str
    starts_at: dt.datetime
    ends_at: dt.datetime

    def told(self) -> dict[str, object]:
        """The columns it fills."""
        names = ("title", "area", "organiser", "leader", "place", "content", "starts_at", "ends_at")
        return {name: getattr(self, name) for name in names}


TEXTS = {
    "feeder_no": ("activity_no", "对方活动编号", LONGEST_NO),
    "title": ("title", "活动名称", 80),
    "organiser": ("organiser", "活动组织单位", 80),
    "leader": ("leader", "活动负责人", 40),
    "place": ("place", "地点", 120),
    "content": ("content", "服务内容", 2000),
}


def fed_activity_problem(facts: FedActivity, now: dt.datetime) -> tuple[str, str]:
    """(field, sentence) of what an activity lacks, or ("", "")."""
    for name, (field, label, longest) in TEXTS.items():
        text = str(getattr(facts, name)).strip()
        if not text:
            return field, f"请写明{label}。"
        if len(text) > longest:
            return field, f"{label}最长 {longest} 个字。"
    if facts.area not in Area.values:
        return "area", f"服务领域写代码：{'、'.join(Area.values)}。"
    if facts.starts_at.tzinfo is None or facts.ends_at.tzinfo is None:
        return "starts_at", "时间要带时区，例如 2026-11-20T09:00:00+08:00。"
    if facts.ends_at <= facts.starts_at:
        return "ends_at", "结束时间要晚于开始时间。"
    return ("ends_at", "活动还没有结束，请在结束后再送。") if facts.ends_at > now else ("", "")

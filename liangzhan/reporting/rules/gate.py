"""May a table go down to the stations? What it costs, what is lacking, who decides (domain.md 9.5). Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from liangzhan.reporting.choices import Repeat, RequestState, Verdict
from liangzhan.toolkit.transitions import Table

GATE_TABLE = Table(
    {
        RequestState.MATCHED: (RequestState.SUBMITTED, RequestState.URGENT, RequestState.WITHDRAWN),
        RequestState.SUBMITTED: (RequestState.ISSUED, RequestState.REFUSED, RequestState.WITHDRAWN),
        # Sent first: basis and decision follow within days, or it ends by itself.
        RequestState.URGENT: (RequestState.ISSUED, RequestState.REFUSED, RequestState.WITHDRAWN, RequestState.EXPIRED),
        RequestState.ISSUED: (RequestState.EXPIRED, RequestState.WITHDRAWN),
    }
)
IN_FORCE = (RequestState.URGENT, RequestState.ISSUED)
EMERGENCIES = ("汛", "洪", "涝", "台风", "地震", "疫情", "传染病", "灾", "突发")
DAYS_OF = {Repeat.QUARTER: 91, Repeat.MONTH: 30, Repeat.WEEK: 7, Repeat.DAY: 1}
WHY_NO_NAMES = (
    "平台不向上级提供服务对象、志愿者的姓名、证件号码等个人信息：只有直接提供服务的人可以查看（《个人信息保护法》第六条最小必要）。"
    "请改为人数、人次等汇总数。"
)


@dataclass(frozen=True)
class Cost:
    """`minutes` of one station for one time; `hours` of all stations until the end."""

    stations: int
    minutes: int
    times: int

    @property
    def hours(self) -> float:
        return round(self.stations * self.minutes * self.times / 60, 1)


def times_until(repeat: str, start: dt.date, end: dt.date) -> int:
    """How often a station fills the table in between two days, both included; at least once."""
    if repeat == Repeat.ONCE:
        return 1
    days = max((end - start).days + 1, 1)
    return max(1, -(-days // DAYS_OF[Repeat(repeat)]))


def minutes_of(verdicts: Iterable[str], *, column_minutes: int) -> int:
    """Minutes of one station for what the platform does not hold."""
    return sum(column_minutes for one in verdicts if one == Verdict.NEW)


def no_names(headings: Iterable[str]) -> str:
    """Why a table with these columns about persons is refused; "" when there are none."""
    held = list(headings)
    if not held:
        return ""
    named = "、".join(f"“{one}”" for one in held[:6])
    return f"栏目{named}{'等' if len(held) > 6 else ''}问的是某个人是谁。{WHY_NO_NAMES}"


def submit_problems(basis: str, expires_on: dt.date | None, *, today: dt.date, longest: int) -> dict[str, str]:
    """{field: sentence} of what is lacking before anybody may be asked."""
    found = {}
    if len(basis.strip()) < 6:
        found["basis"] = "请写明要求填报的法律、法规或文件名称和文号；没有依据不能要求站点填报。"
    if expires_on is None:
        found["expires_on"] = "请填写到期日，到期后自动停止填报。"
    elif expires_on <= today:
        found["expires_on"] = "到期日须在今天之后。"
    elif (expires_on - today).days > longest:
        found["expires_on"] = f"一次准入最长 {longest} 天，请把到期日提前，到期可以再申请。"
    return found


def urgent_problem(emergency: str) -> str:
    """Only flood, epidemic and the like may be sent before the basis stands."""
    words = emergency.strip()
    if len(words) < 4 or not any(one in words for one in EMERGENCIES):
        return "先发后补只用于防汛、疫情等突发事件，请写明是什么事、哪里。"
    return ""


def same_person_problem(asker: str, decider: str) -> str:
    """A second official decides."""
    return "须由另一名工作人员审定，您是上传人，不能审定自己的申请。" if asker == decider else ""


def asked_already(heading_to_title: dict[str, str]) -> str:
    """The same material at most once; "" when nothing is asked elsewhere."""
    if not heading_to_title:
        return ""
    named = "；".join(f"“{heading}”已在《{title}》中填报" for heading, title in heading_to_title.items())
    return f"{named}。同一材料只填一次，请使用那张表的结果，或把这一栏从表里删去再上传。"

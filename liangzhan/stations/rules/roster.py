"""A row of the roster: the October list's own columns (domain.md 9.2), one community with up to two stations."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

from liangzhan.stations.choices import EquipmentKind, LegalForm, State, StationClass, StationKind
from liangzhan.stations.rules.filing import is_registration
from liangzhan.toolkit.identity import normal, phone_problem, uscc_problem

_SUFFIXES = re.compile(r"(村民委员会|居民委员会|村委会|居委会|社区|村)$")
_STAFF = re.compile(r"(\d{1,4})(?:[/／](\d{1,4}))?")
_THING = re.compile(r"(桌|椅|电话)子?[:：xX×]?(\d{0,4})")
_THINGS = {"桌": EquipmentKind.DESK, "椅": EquipmentKind.CHAIR, "电话": EquipmentKind.PHONE}
ALL_THREE = {"是", "有", "齐", "齐全", "齐备", "√"}
NONE = {"否", "无", "缺", "×", ""}


@dataclass(frozen=True)
class RosterRow:
    """One row as read. None means that the cell was empty: what the register holds stays."""

    number: int
    code: str = ""
    city: str = ""
    county: str = ""
    street: str = ""
    community: str = ""
    urban: bool | None = None
    sw: bool = False
    vs: bool = False
    form: str = ""
    standing_number: str = ""
    standing_on: dt.date | None = None
    head_name: str = ""
    head_phone: str = ""
    full_time: int | None = None
    part_time: int = 0
    certified: int = 0
    vs_staff: int | None = None
    area: Decimal | None = None
    equipment: tuple[tuple[str, int], ...] = ()
    sign: bool | None = None
    systems_count: int | None = None
    accepted_on: dt.date | None = None

    @property
    def kinds(self) -> tuple[StationKind, ...]:
        """The stations the row speaks of."""
        chosen = ((StationKind.SW, self.sw), (StationKind.VS, self.vs))
        return tuple(kind for kind, there in chosen if there)

    @property
    def legal_form(self) -> str:
        """登记 with a code of category 1 is a 社会团体, else a 社会服务机构 (GB 32100)."""
        if self.form == LegalForm.SOCIAL_SERVICE_ORG and normal(self.standing_number)[1:2] == "1":
            return LegalForm.SOCIAL_GROUP
        return self.form


def same_place(left: str, right: str) -> bool:
    """文安路社区 and 文安路社区居民委员会 are the same; the ending is habit."""
    return _bare(left) == _bare(right)


def _bare(name: str) -> str:
    shorter, previous = normal(name), ""
    while shorter != previous:
        previous, shorter = shorter, _SUFFIXES.sub("", shorter) or shorter
    return shorter


def staff_of(text: str) -> tuple[int, int] | None:
    """专职/兼职 as "2/1", or "2" for full time only. None when it is neither."""
    found = _STAFF.fullmatch(normal(text))
    return (int(found[1]), int(found[2] or 0)) if found else None


def equipment_of(text: str) -> tuple[tuple[str, int], ...] | None:
    """桌椅电话: 桌2椅8电话1, or 齐全 for one of each, or 无. None when it cannot be read."""
    plain = normal(text)
    if plain in ALL_THREE:
        return tuple((kind.value, 1) for kind in _THINGS.values())
    if plain in NONE:
        return ()
    if re.sub(r"[、，,；;/]", "", _THING.sub("", plain)):
        return None
    return tuple((_THINGS[word].value, int(count or 1)) for word, count in _THING.findall(plain))


def row_problems(row: RosterRow, today: dt.date) -> list[tuple[str, str]]:
    """(column, reason) for everything a row contradicts by itself."""
    found = []
    if not row.kinds:
        found.append(("", "社工站和志愿站都没有建成，没有可导入的站点"))
    if row.accepted_on and row.accepted_on > today:
        found.append(("accepted_on", "验收日期晚于今天"))
    if row.full_time is not None and row.certified > row.full_time + row.part_time:
        found.append(("certified", "持证人数多于专职和兼职人数之和"))
    if row.head_phone and (problem := phone_problem(row.head_phone)):
        found.append(("head_phone", problem.rstrip("。")))
    return found + _standing_problems(row, today)


def _standing_problems(row: RosterRow, today: dt.date) -> list[tuple[str, str]]:
    found = []
    given = [bool(row.form), bool(row.standing_number), row.standing_on is not None]
    if any(given) and not all(given):
        found.append(("standing_number", "登记/备案、证号/备案号、日期三项要一起填写，或都不填"))
    if row.standing_on and row.standing_on > today:
        found.append(("standing_on", "登记（备案）日期晚于今天"))
    if (
        row.form
        and is_registration(row.form)
        and row.standing_number
        and (problem := uscc_problem(row.standing_number))
    ):
        found.append(("standing_number", f"登记的站点请填统一社会信用代码：{problem.rstrip('。')}"))
    return found


def claimed_state(row: RosterRow, *, as_operating: bool) -> State:
    """With an acceptance day: 运行, or 验收合格 where opening is not known. Without: 建设中."""
    if row.accepted_on is None:
        return State.BUILDING
    return State.OPERATING if as_operating else State.ACCEPTED


def class_of(row: RosterRow, community_is_urban: bool) -> StationClass:
    """城 or 乡 of the row, else of the community."""
    urban = community_is_urban if row.urban is None else row.urban
    return StationClass.URBAN if urban else StationClass.RURAL


def staffing_of(row: RosterRow, kind: StationKind) -> dict[str, int] | None:
    """What the row says of the people of one station; None when it says nothing."""
    if kind == StationKind.SW:
        if row.full_time is None:
            return None
        return {"full_time": row.full_time, "part_time": row.part_time, "certified": row.certified}
    if row.vs_staff is None:
        return None
    return {"full_time": row.vs_staff, "part_time": 0, "certified": 0}

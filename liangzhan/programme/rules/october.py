"""The October report (4.1.6, domain.md 9.2): who is on the list, which figures follow, the sentences. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from liangzhan.stations.choices import StationKind

DEFINITION = 1
"""Version of the counting rule below; frozen beside the figures."""


@dataclass(frozen=True)
class ListedStation:
    """One completed station as the list needs it. Dates are ISO text in the frozen rows."""

    station_id: int
    code: str
    kind: str
    urban: bool
    accepted_on: dt.date
    legal_form: str = ""
    standing_number: str = ""
    standing_on: dt.date | None = None
    head_name: str = ""
    head_phone: str = ""
    full_time: int = 0
    part_time: int = 0
    certified: int = 0
    area: float = 0.0
    equipment: str = ""
    has_sign: bool = False
    systems: int = 0


@dataclass(frozen=True)
class ListRow:
    """One line of the list: a community with one or both stations (columns of domain.md 9.2)."""

    code: str
    city: str
    county: str
    street: str
    community: str
    urban: bool
    sw: bool
    vs: bool
    standing: str
    number: str
    standing_on: str
    head_name: str
    head_phone: str
    full_time: int
    part_time: int
    certified: int
    keepers: int
    area: float
    equipment: str
    sign: str
    systems: int
    accepted_on: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def _joined(values: Iterable[str]) -> str:
    return "；".join(dict.fromkeys(value for value in values if value))


def list_rows(stations: Sequence[ListedStation], names: dict[str, dict[str, str]]) -> list[ListRow]:
    """One row per community, in the order of codes; `names` are those of `divisions.queries.path_names`."""
    by_code: dict[str, list[ListedStation]] = {}
    for station in sorted(stations, key=lambda one: (one.code, one.kind)):
        by_code.setdefault(station.code, []).append(station)
    return [_row(code, held, names.get(code, {})) for code, held in by_code.items()]


def _row(code: str, held: list[ListedStation], names: dict[str, str]) -> ListRow:
    sw = [one for one in held if one.kind == StationKind.SW]
    vs = [one for one in held if one.kind == StationKind.VS]
    hung = sum(one.has_sign for one in held)
    return ListRow(
        code=code,
        city=names.get("CITY", ""),
        county=names.get("COUNTY", ""),
        street=names.get("STREET", ""),
        community=names.get("COMMUNITY", ""),
        urban=held[0].urban,
        sw=bool(sw),
        vs=bool(vs),
        standing=_joined(one.legal_form for one in held),
        number=_joined(one.standing_number for one in held),
        standing_on=_joined(one.standing_on.isoformat() for one in held if one.standing_on),
        head_name=_joined(one.head_name for one in held),
        head_phone=_joined(one.head_phone for one in held),
        full_time=sum(one.full_time for one in sw),
        part_time=sum(one.part_time for one in sw),
        certified=sum(one.certified for one in sw),
        keepers=sum(one.full_time + one.part_time for one in vs),
        area=max(one.area for one in held),
        equipment=_joined(one.equipment for one in held),
        sign="已悬挂" if hung == len(held) else f"{hung}/{len(held)}",
        systems=min(one.systems for one in held),
        accepted_on=_joined(one.accepted_on.isoformat() for one in held),
    )


@dataclass(frozen=True)
class Figures:
    """I01 and I02 with what the account needs. Counts of stations; `communities` is the number of list rows."""

    sw: int
    vs: int
    both: int
    communities: int
    quota_sw: int
    quota_vs: int
    urban: int
    rural: int
    registered: int
    filed: int
    full_time: int
    part_time: int
    certified: int
    keepers: int
    supplement_sw: int = 0
    supplement_vs: int = 0
    definition: int = field(default=DEFINITION)

    @property
    def gap_sw(self) -> int:
        """Stations still missing; negative when the task is overfulfilled."""
        return self.quota_sw - self.sw

    @property
    def gap_vs(self) -> int:
        return self.quota_vs - self.vs

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


REGISTERED_FORMS = frozenset({"SOCIAL_SERVICE_ORG", "SOCIAL_GROUP"})


def figures_of(
    stations: Sequence[ListedStation],
    *,
    quota_sw: int,
    quota_vs: int,
    forms: dict[int, str],
    supplement: Sequence[ListedStation] = (),
) -> Figures:
    """Count the listed stations. `forms` gives the legal form of each station id in force at the cut-off."""
    kinds: Counter[str] = Counter(one.kind for one in stations)
    per_code: dict[str, set[str]] = {}
    for one in stations:
        per_code.setdefault(one.code, set()).add(one.kind)
    urban = {one.code for one in stations if one.urban}
    sw = [one for one in stations if one.kind == StationKind.SW]
    vs = [one for one in stations if one.kind == StationKind.VS]
    held = [forms.get(one.station_id, "") for one in stations]
    later: Counter[str] = Counter(one.kind for one in supplement)
    return Figures(
        sw=kinds[StationKind.SW],
        vs=kinds[StationKind.VS],
        both=sum(len(found) == 2 for found in per_code.values()),
        communities=len(per_code),
        quota_sw=quota_sw,
        quota_vs=quota_vs,
        urban=len(urban),
        rural=len(per_code) - len(urban),
        registered=sum(form in REGISTERED_FORMS for form in held),
        filed=sum(form == "FILED_COMMUNITY_ORG" for form in held),
        full_time=sum(one.full_time for one in sw),
        part_time=sum(one.part_time for one in sw),
        certified=sum(one.certified for one in sw),
        keepers=sum(one.full_time + one.part_time for one in vs),
        supplement_sw=later[StationKind.SW],
        supplement_vs=later[StationKind.VS],
    )


def list_problems(rows: Sequence[ListRow], figures: Figures, cutoff: dt.date) -> list[str]:
    """The checks of domain.md 9.2: no duplicates, every row accepted by the cut-off, counts equal the list."""
    problems = []
    codes = [row.code for row in rows]
    twice = [code for code, count in Counter(codes).items() if count > 1]
    if twice:
        problems.append(f"名单里有重复的社区（村）：{'、'.join(twice)}。")
    late = [row.community for row in rows for day in row.accepted_on.split("；") if day > cutoff.isoformat()]
    if late:
        problems.append(f"这些社区（村）的验收日期晚于统计截止日：{'、'.join(late)}。")
    if sum(row.sw for row in rows) != figures.sw or sum(row.vs for row in rows) != figures.vs:
        problems.append("名单与数据不一致，请重新计算。")
    return problems


def rate(done: int, quota: int) -> str:
    """I02: done ÷ quota in percent, one decimal, may exceed 100; "—" without a quota."""
    return f"{done / quota * 100:.1f}%" if quota else "—"


def progress_sentences(area: str, figures: Figures, cutoff: dt.date) -> str:
    """The first part of the account, made from the figures; the officer may edit it."""
    day = f"{cutoff.year}年{cutoff.month}月{cutoff.day}日"
    text = (
        f"截至{day}，{area}共建成社会工作站{figures.sw}个，完成任务{figures.quota_sw}个的{rate(figures.sw, figures.quota_sw)}；"
        f"建成志愿服务站{figures.vs}个，完成任务{figures.quota_vs}个的{rate(figures.vs, figures.quota_vs)}。"
        f"“两站”覆盖社区（村）{figures.communities}个，其中同时建有两类站点的{figures.both}个；"
        f"城市社区{figures.urban}个，农村社区{figures.rural}个。"
        f"登记注册{figures.registered}个，备案{figures.filed}个。"
        f"社会工作站配备人员{figures.full_time + figures.part_time}人（专职{figures.full_time}人、兼职{figures.part_time}人），"
        f"其中持证{figures.certified}人；志愿服务站配备工作人员{figures.keepers}人。"
    )
    if figures.supplement_sw or figures.supplement_vs:
        text += (
            f"统计截止日后又验收合格社会工作站{figures.supplement_sw}个、志愿服务站{figures.supplement_vs}个，"
            "列入增补名单，不计入以上数据。"
        )
    return text


def gap_sentence(figures: Figures) -> str:
    """What is still missing, for the part on problems."""
    missing = [
        f"{words}还差{gap}个"
        for words, gap in (("社会工作站", figures.gap_sw), ("志愿服务站", figures.gap_vs))
        if gap > 0
    ]
    return "与任务相比，" + "，".join(missing) + "。" if missing else "两类站点均已完成任务。"


PARTS = (
    ("progress", "总体进展"),
    ("methods", "主要做法"),
    ("effects", "取得成效"),
    ("problems", "存在问题"),
    ("next_steps", "下一步打算"),
)


def submission_problems(parts: dict[str, str], signer: str, issuer: str) -> list[str]:
    """What the report lacks before it can go to the province."""
    reasons = [f"请填写“{words}”。" for name, words in PARTS if not parts.get(name, "").strip()]
    if not signer.strip():
        reasons.append("请填写签发人。")
    if not issuer.strip():
        reasons.append("请填写发文机关。")
    return reasons

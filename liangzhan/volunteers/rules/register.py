"""Who may be registered and confirmed, and how (志愿服务条例 §7, §25; Order 67 §5; domain.md 6.4). Pure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from liangzhan.people.rules.identity import PersonFacts, age_on
from liangzhan.toolkit.identity import mobile_problem, normal
from liangzhan.toolkit.transitions import Table
from liangzhan.volunteers.choices import Area, ConfirmWay, Employment, Skill
from liangzhan.volunteers.choices import VolunteerState as S
from liangzhan.volunteers.rules.ages import Gates, age_gate

__all__ = ["Gates", "age_gate"]  # the gates of 6.5 stand beside the register for whoever reads both

# Nobody is made a volunteer: only the person's own yes leads to ACTIVE. Quitting is for good; coming back is a new row.
VOLUNTEER_STATES = Table(
    {
        S.APPLIED: (S.ACTIVE, S.QUIT, S.DUPLICATE_MERGED, S.DECEASED),
        S.ACTIVE: (S.SUSPENDED, S.QUIT, S.DUPLICATE_MERGED, S.DECEASED),
        S.SUSPENDED: (S.ACTIVE, S.QUIT, S.DUPLICATE_MERGED, S.DECEASED),
        S.QUIT: (),
        S.DUPLICATE_MERGED: (),
        S.DECEASED: (),
    }
)
LIVE = (S.APPLIED, S.ACTIVE, S.SUSPENDED)
BY_HIMSELF = frozenset({ConfirmWay.SMS})
WITH_PICTURE = frozenset({ConfirmWay.PAPER, ConfirmWay.SCREEN})
ADULT = 18  # 民法典第十七条
NATIONAL_NO = re.compile(r"[0-9A-Za-z-]{4,32}")  # opaque: the form of the number is not published
TIME = re.compile(r"[1-7]-(AM|PM|EVE)")
LONGEST = {"languages": 80, "ethnicity": 20, "emergency_contact": 80, "health": 200, "guardian_name": 60}


@dataclass(frozen=True)
class VolunteerFacts:
    """What a registration says besides identity; `skills`, `areas`, `times` are codes. The guardian of somebody under 18."""

    national_no: str = ""
    skills: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    languages: str = ""
    employment: str = ""
    ethnicity: str = ""
    emergency_contact: str = ""
    health: str = ""
    guardian_name: str = ""
    guardian_mobile: str = ""
    guardian_relation: str = ""


@dataclass(frozen=True)
class Confirmation:
    """How the person said yes: `himself` acts with his own pass or account, `signer` is the guardian who signed."""

    way: str
    has_picture: bool = False
    himself: bool = False
    signer: str = ""


def volunteer_problems(facts: VolunteerFacts, born_on: dt.date | None, *, today: dt.date) -> dict[str, str]:
    """{field: sentence} of what cannot be (domain.md 6.4, 6.5); empty when it can."""
    found: dict[str, str] = {}
    if facts.national_no and not NATIONAL_NO.fullmatch(normal(facts.national_no)):
        found["national_no"] = "全国志愿者编号由 4 到 32 位数字、字母组成，请照编号原样填写。"
    for name, allowed in (("skills", Skill.values), ("areas", Area.values)):
        if not set(getattr(facts, name)) <= set(allowed):
            found[name] = "请从列表中选择。"
    if any(not TIME.fullmatch(one) for one in facts.times):
        found["times"] = "请从列表中选择可服务时间。"
    if facts.employment and facts.employment not in Employment.values:
        found["employment"] = "请从列表中选择从业状况。"
    for name, most in LONGEST.items():
        if len(getattr(facts, name)) > most:
            found[name] = f"不超过 {most} 个字。"
    return {**found, **_guardian_problems(facts, born_on, today)}


def identity_problems(facts: PersonFacts) -> dict[str, str]:
    """{field: sentence}: a volunteer is registered with a real name and a document (Order 67 §5)."""
    found: dict[str, str] = {}
    if not facts.name.strip():
        found["name"] = "请填写证件上的姓名。"
    if not facts.id_number.strip():
        found["id_number"] = "请填写证件号码。"
    return found


def needs_guardian(born_on: dt.date | None, on: dt.date) -> bool:
    """Under eighteen on the day (民法典 §17); an unknown birth date is nobody's childhood."""
    return born_on is not None and age_on(born_on, on) < ADULT


def confirm_problems(facts: Confirmation, born_on: dt.date | None, *, on: dt.date) -> dict[str, str]:
    """{field: sentence}; empty when this is the person's own yes. Whoever is under 18 needs the guardian's signature."""
    found: dict[str, str] = {}
    if facts.way not in ConfirmWay.values:
        return {"way": "请选择本人确认的方式。"}
    if facts.way in BY_HIMSELF and not facts.himself:
        found["way"] = "短信确认只能由本人用收到的验证码办理。"
    if facts.way in WITH_PICTURE and not facts.has_picture:
        found["paper"] = "请手写签名。" if facts.way == ConfirmWay.SCREEN else "请上传本人签字的登记表照片或扫描件。"
    if needs_guardian(born_on, on):
        if facts.way not in WITH_PICTURE:
            found["way"] = "未满十八周岁的，由监护人到站签字（纸质或屏幕）后确认。"
        elif not facts.signer.strip():
            found["signer"] = "请填写签字监护人的姓名。"
    return found


def national_problem(number: str) -> str:
    """Is this a possible number of the national system? Form alone: the number is opaque."""
    return "" if NATIONAL_NO.fullmatch(normal(number)) else "全国志愿者编号由 4 到 32 位数字、字母组成，请核对。"


def volunteer_series(division_code: str, year: int) -> str:
    """`{community12}-VS-VOL-{yyyy}` (domain.md 10.5)."""
    return f"{division_code}-VS-VOL-{year}"


def volunteer_number(series: str, sequence: int) -> str:
    """`{series}-{seq4}`."""
    return f"{series}-{sequence:04d}"


def _guardian_problems(facts: VolunteerFacts, born_on: dt.date | None, today: dt.date) -> dict[str, str]:
    if not needs_guardian(born_on, today):
        return {}
    found: dict[str, str] = {}
    if not facts.guardian_name.strip():
        found["guardian_name"] = "未满十八周岁的，请填写监护人姓名。"
    if not facts.guardian_relation:
        found["guardian_relation"] = "请选择监护人与本人的关系。"
    if not facts.guardian_mobile:
        found["guardian_mobile"] = "请填写监护人的手机号码。"
    elif problem := mobile_problem(normal(facts.guardian_mobile)):
        found["guardian_mobile"] = problem
    return found

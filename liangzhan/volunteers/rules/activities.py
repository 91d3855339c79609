"""What a volunteer activity must say, how it moves on, when one may sign up (志愿服务条例 §15–17; domain.md 6.5, 6.6). Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.timezone import localtime

from liangzhan.toolkit.transitions import Table
from liangzhan.volunteers.choices import Area, RiskLevel, Skill
from liangzhan.volunteers.choices import SignUpState as U
from liangzhan.volunteers.choices import VolunteerActivityState as A

ACTIVITY_STATES = Table(
    {
        A.DRAFT: (A.REVIEW, A.CANCELLED),
        A.REVIEW: (A.RECRUITING, A.DRAFT, A.CANCELLED),
        A.RECRUITING: (A.CLOSED_RECRUIT, A.CANCELLED),
        A.CLOSED_RECRUIT: (A.ONGOING, A.CANCELLED),
        A.ONGOING: (A.ENDED,),
        A.ENDED: (A.HOURS_CONFIRMING,),
        A.HOURS_CONFIRMING: (A.ARCHIVED,),
    }
)
SIGN_UP_STATES = Table(
    {
        U.APPLIED: (U.ACCEPTED, U.WAITLIST, U.REJECTED, U.WITHDRAWN),
        U.WAITLIST: (U.ACCEPTED, U.REJECTED, U.WITHDRAWN),
        U.ACCEPTED: (U.WITHDRAWN, U.ATTENDED, U.NO_SHOW),
    }
)
HOLDING = (U.APPLIED, U.ACCEPTED)  # these take the volunteer's time; who waits may still go elsewhere
STANDING = (U.APPLIED, U.ACCEPTED, U.WAITLIST)
HIGH_BY_DEFAULT = frozenset({Area.EPIDEMIC, Area.PATROL})
RESTRICTED_AREAS = frozenset({Area.CORRECTION})  # who is helped there must not become known by an open call
RISKS = (RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH)
OLDEST = 120


@dataclass(frozen=True)
class PostFacts:
    """A post as typed; `skills` are codes of Skill, `training` a credentials TrainingKind or ""."""

    name: str
    seats: int
    conditions: str = ""
    skills: tuple[str, ...] = ()
    licence: str = ""
    training: str = ""
    min_age: int | None = None


@dataclass(frozen=True)
class ActivityFacts:
    """The fields of domain.md 6.6 as typed; times are aware, ages in years."""

    title: str
    area: str
    organiser: str
    leader: str
    place: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    content: str
    posts: tuple[PostFacts, ...]
    risk_level: str = RiskLevel.LOW
    risk_note: str = ""
    guarantees: str = ""
    training: str = ""
    min_age: int | None = None
    max_age: int | None = None
    with_minors: bool = False
    restricted: bool = False
    clients_heads: int = 0
    break_minutes: int = 0
    hour_rule: str = ""
    agreement: bool = False
    recruits_on: dt.date | None = None
    recruit_ends_on: dt.date | None = None


REQUIRED = {
    "title": (80, "活动名称"),
    "organiser": (80, "活动组织单位"),
    "leader": (40, "活动负责人"),
    "place": (120, "地点"),
    "content": (2000, "服务内容"),
}
LONGEST = {"risk_note": 1000, "guarantees": 300, "hour_rule": 200}


def default_risk(area: str) -> RiskLevel:
    """The risk a form offers for an area: 疫情防控 and 治安巡逻 are HIGH (domain.md 6.6 [D])."""
    return RiskLevel.HIGH if area in HIGH_BY_DEFAULT else RiskLevel.LOW


def default_restricted(area: str) -> bool:
    """Is the roster of this area closed to an open call? 社区矫正 is (domain.md 6.6)."""
    return area in RESTRICTED_AREAS


def activity_problems(facts: ActivityFacts) -> dict[str, str]:
    """{field: sentence} of what cannot be; empty when it can."""
    return {**_texts(facts), **_risk(facts), **_times(facts), **_ages(facts), **_posts(facts)}


def recruiting_problem(
    state: str,
    *,
    now: dt.datetime,
    today: dt.date,
    starts_at: dt.datetime,
    recruits_on: dt.date | None,
    recruit_ends_on: dt.date | None,
    himself: bool,
    restricted: bool,
) -> str:
    """Why nobody may sign up now, or "". After the last day the station may still enter who came on paper, until it begins."""
    if state != A.RECRUITING:
        return f"活动“{A(state).label}”，现在不能报名。"
    if now >= starts_at:
        return "活动已经开始，不能再报名。"
    if recruits_on and today < recruits_on:
        return f"{recruits_on.month}月{recruits_on.day}日开始报名。"
    if not himself:
        return ""
    if restricted:
        return "这项活动不公开招募，请与站点联系。"
    return "报名已经截止，请与站点联系。" if recruit_ends_on and today > recruit_ends_on else ""


def reviewer_problem(*, is_planner: bool) -> str:
    """Nobody reviews what he planned, submitted or leads; committee, street or supervisor are the second person."""
    if is_planner:
        return "不能审核自己登记、提交或负责的活动，请由站长、社区两委、乡镇（街道）或者督导审核。"
    return ""


def holding_problem(
    to: str, *, now: dt.datetime, starts_at: dt.datetime, ends_at: dt.datetime, lead: dt.timedelta
) -> str:
    """Why it cannot begin (from `lead` before its time) or be over (from its end on), or ""."""
    if to == A.ONGOING and now < starts_at - lead:
        return "还没有到活动时间，不能开始。"
    if to == A.ENDED and now < ends_at:
        return "还没有到结束时间，不能结束。"
    return ""


def overlaps(one: tuple[dt.datetime, dt.datetime], other: tuple[dt.datetime, dt.datetime]) -> bool:
    """Do two times share a moment? One may begin when the other ends."""
    return one[0] < other[1] and other[0] < one[1]


def _texts(facts: ActivityFacts) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, (most, words) in REQUIRED.items():
        text = getattr(facts, name).strip()
        if not text:
            found[name] = f"请填写{words}。"
        elif len(text) > most:
            found[name] = f"不超过 {most} 个字。"
    for name, most in LONGEST.items():
        if len(getattr(facts, name)) > most:
            found[name] = f"不超过 {most} 个字。"
    if facts.area not in Area.values:
        found["area"] = "请选择服务领域。"
    return found


def _risk(facts: ActivityFacts) -> dict[str, str]:
    """High risk, or lower than usual for the area: say why and what is done (条例 §17)."""
    if facts.risk_level not in RISKS:
        return {"risk_level": "请选择风险。"}
    found: dict[str, str] = {}
    if not facts.risk_note.strip():
        if facts.risk_level == RiskLevel.HIGH:
            found["risk_note"] = "风险高的活动，请写明可能的风险和防范办法。"
        elif RISKS.index(RiskLevel(facts.risk_level)) < RISKS.index(default_risk(facts.area)):
            found["risk_note"] = "这个领域一般风险高；认为风险较低的，请写明理由和防范办法。"
    if default_restricted(facts.area) and not facts.restricted:
        found["restricted"] = "社区矫正的活动不公开招募，请勾选“不公开招募”。"
    return found


def _times(facts: ActivityFacts) -> dict[str, str]:
    found: dict[str, str] = {}
    span = facts.ends_at - facts.starts_at
    if span <= dt.timedelta():
        found["ends_at"] = "结束时间要晚于开始时间。"
    elif dt.timedelta(minutes=facts.break_minutes) >= span:
        found["break_minutes"] = "休息时间要短于活动时间。"
    if facts.recruits_on and facts.recruit_ends_on and facts.recruit_ends_on < facts.recruits_on:
        found["recruit_ends_on"] = "招募截止不能早于招募开始。"
    elif facts.recruit_ends_on and facts.recruit_ends_on > localtime(facts.ends_at).date():
        found["recruit_ends_on"] = "招募截止不能晚于活动结束。"
    return found


def _ages(facts: ActivityFacts) -> dict[str, str]:
    found = {name: f"年龄应在 0 到 {OLDEST} 之间。" for name in ("min_age", "max_age") if _odd(getattr(facts, name))}
    if not found and facts.min_age is not None and facts.max_age is not None and facts.max_age < facts.min_age:
        found["max_age"] = "最高年龄不能小于最低年龄。"
    return found


def _odd(age: int | None) -> bool:
    return age is not None and not 0 <= age <= OLDEST


def _posts(facts: ActivityFacts) -> dict[str, str]:
    """At least one post; legal aid has one with a lawyer's licence (domain.md 6.6)."""
    if not facts.posts:
        return {"posts": "请至少设一个岗位。"}
    for one in facts.posts:
        if sentence := _post(one):
            return {"posts": sentence}
    if facts.area == Area.LEGAL_AID and not any(one.licence.strip() for one in facts.posts):
        return {"posts": "法律援助由有法律资格的人带领，请至少设一个要求资格证书的岗位。"}
    return {}


def _post(one: PostFacts) -> str:
    if not one.name.strip() or len(one.name) > 40:
        return "请填写岗位名称，不超过 40 个字。"
    if one.seats < 1:
        return f"岗位“{one.name.strip()}”至少一人。"
    if not set(one.skills) <= set(Skill.values):
        return f"岗位“{one.name.strip()}”的技能，请从列表中选择。"
    return f"岗位“{one.name.strip()}”的最低年龄不对。" if _odd(one.min_age) else ""

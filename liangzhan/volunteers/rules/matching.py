"""In which order volunteers are suggested for an activity: skill, then time, then distance; each with its reason. Pure.

A suggestion asks nobody away: it is an order of reading, and whoever is invited answers for himself (志愿服务条例 §15, §25).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from liangzhan.volunteers.choices import Skill

WEEK = "一二三四五六日"
PARTS = {"AM": "上午", "PM": "下午", "EVE": "晚上"}
NOON, EVENING = 12, 18
# (digits of the code that are equal, words), the nearest first.
NEAR = ((12, "住在本社区（村）"), (9, "住在本街道（乡镇）"), (6, "住在本县（市、区）"))


@dataclass(frozen=True)
class Wanted:
    """A post with a free seat: `skills` are codes of Skill; `slots` the parts of the week it takes; place by code."""

    key: int
    name: str
    skills: tuple[str, ...]
    slots: tuple[str, ...]
    area: str
    code: str


@dataclass(frozen=True)
class Offer:
    """A volunteer as registered; `home` is the 12-digit code of the community, "" when unknown."""

    key: int
    skills: frozenset[str]
    areas: frozenset[str]
    times: frozenset[str]
    home: str = ""


@dataclass(frozen=True)
class Match:
    """A volunteer for a post; the greater `rank`, the earlier. `why` is one sentence."""

    key: int
    post: int
    rank: tuple[int, int, int, int]
    why: str


def slots_of(starts_at: dt.datetime, ends_at: dt.datetime) -> tuple[str, ...]:
    """Parts of the week ("6-AM") that a stay of one day touches; local time. Of several days: those of the first."""
    last = ends_at.hour + (ends_at.minute > 0) if ends_at.date() == starts_at.date() else 24
    hours = (("AM", 0, NOON), ("PM", NOON, EVENING), ("EVE", EVENING, 24))
    return tuple(f"{starts_at.isoweekday()}-{part}" for part, a, b in hours if starts_at.hour < b and last > a)


def best(offer: Offer, posts: Sequence[Wanted]) -> Match:
    """The post that fits him best, the first of equals."""
    found = [_match(offer, one) for one in posts]
    return max(found, key=lambda one: one.rank)


def ordered(matches: Iterable[Match]) -> list[Match]:
    """The best first; equals by their key, so that the order never jumps."""
    return sorted(matches, key=lambda one: (tuple(-part for part in one.rank), one.key))


def _match(offer: Offer, post: Wanted) -> Match:
    known = [one for one in post.skills if one in offer.skills]
    free = set(post.slots) <= offer.times
    near, place = _near(offer.home, post.code)
    parts = [
        f"会{'、'.join(str(Skill(one).label) for one in known)}" if known else "",
        "愿意做这类服务" if post.area in offer.areas else "",
        f"{_slot_words(post.slots)}有空" if free else "没有登记这个时段有空",
        place,
    ]
    rank = (len(known), int(free), near, int(post.area in offer.areas))
    return Match(offer.key, post.key, rank, f"适合“{post.name}”：{'，'.join(one for one in parts if one)}。")


def _near(home: str, code: str) -> tuple[int, str]:
    """(the greater the nearer, words); unknown is last and says nothing."""
    for digits, words in NEAR:
        if home and home[:digits] == code[:digits]:
            return digits, words
    return (1, "住得较远") if home else (0, "")


def _slot_words(slots: tuple[str, ...]) -> str:
    return "、".join(f"周{WEEK[int(one[0]) - 1]}{PARTS[one[2:]]}" for one in slots)

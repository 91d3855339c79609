"""Who gets a seat: community workers first (《通知》四（二）), then in the order of signing up. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Applicant:
    """One live application; `key` is the row's id and settles equal moments."""

    key: int
    community_worker: bool
    applied_at: dt.datetime


def ranked(applicants: Iterable[Applicant]) -> list[Applicant]:
    """All applicants in the order of the rule."""
    return sorted(applicants, key=lambda one: (not one.community_worker, one.applied_at, one.key))


def seat_order(applicants: Iterable[Applicant], seats: int | None) -> tuple[list[Applicant], list[Applicant]]:
    """(seated, waitlist), each in the order of the rule; no number of seats means everybody is seated."""
    order = ranked(applicants)
    return (order, []) if seats is None else (order[:seats], order[seats:])


def seat_words(applicants: Iterable[Applicant], seats: int | None) -> dict[int, str]:
    """{key: why this person stands where he stands}, as the seats page shows it."""
    seated, waiting = seat_order(applicants, seats)
    words: dict[int, str] = {}
    for number, one in enumerate(seated, 1):
        group = "社区工作者优先" if one.community_worker else "按报名先后"
        words[one.key] = "名额不限，全部录取" if seats is None else f"{group}，第 {number} 位"
    for number, one in enumerate(waiting, 1):
        group = "社区工作者超过名额" if one.community_worker else "社区工作者优先后名额已满"
        words[one.key] = f"{group}，候补第 {number} 位"
    return words

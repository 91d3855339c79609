"""What a policy must say (志愿服务条例 §17). Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

LONGEST_YEARS = 5


@dataclass(frozen=True)
class PolicyFacts:
    """A policy as typed; both days are insured."""

    policy_no: str
    insurer: str
    holder: str
    starts_on: dt.date
    ends_on: dt.date
    cover: str = ""


def policy_problems(facts: PolicyFacts) -> dict[str, str]:
    """{field: sentence}."""
    found: dict[str, str] = {}
    for name, words in (("policy_no", "保单号"), ("insurer", "保险公司"), ("holder", "投保单位")):
        if not getattr(facts, name).strip():
            found[name] = f"请填写{words}。"
    if facts.ends_on < facts.starts_on:
        found["ends_on"] = "止期不能早于起期。"
    elif facts.ends_on.year - facts.starts_on.year > LONGEST_YEARS:
        found["ends_on"] = f"保险期间超过 {LONGEST_YEARS} 年，请核对日期。"
    return found

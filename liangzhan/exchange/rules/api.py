"""Who may call the record API, how often, and what a call must carry. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from typing import Any

from liangzhan.toolkit.errors import RuleBroken

MOST_BYTES = 1_000_000
LONGEST_KEY = 80
KEPT_DAYS = 30  # how long the answer to an idempotency key is kept
MOST_DAYS = 731  # the longest life of a key


def token_problem(*, revoked: bool, expires_on: dt.date, today: dt.date) -> str:
    """Why a known key opens nothing any more, or ""."""
    if revoked:
        return "接口密钥已停用，请向发放单位申请新的密钥。"
    return "接口密钥已过有效期，请向发放单位申请新的密钥。" if today > expires_on else ""


def pace_problem(*, minute: int, calls: int, now_minute: int, most: int) -> str:
    """Why one more call in this minute is too much, or ""."""
    if minute == now_minute and calls >= most:
        return f"一分钟内最多 {most} 次请求，请稍后再试；成批的记录请合成一次送来。"
    return ""


def key_problem(key: str) -> str:
    """Why this is no idempotency key, or ""."""
    if not key.strip():
        return "请在请求头 Idempotency-Key 里写明请求编号，重发时用同一编号。"
    return f"请求编号最长 {LONGEST_KEY} 个字符。" if len(key) > LONGEST_KEY else ""


def expiry_problem(expires_on: dt.date, today: dt.date) -> str:
    """Why a key cannot live until this day, or ""."""
    if expires_on < today:
        return "有效期不能早于今天。"
    return "有效期最长两年，到期可以再生成。" if (expires_on - today).days > MOST_DAYS else ""


def body_hash(body: bytes, path: str) -> str:
    """The fingerprint of a call: the same bytes to the same address."""
    return hashlib.sha256(path.encode() + b"\n" + body).hexdigest()


@dataclass(frozen=True)
class Answer:
    """What goes back: HTTP status, JSON, how many were taken and refused."""

    status: int
    content: dict[str, Any] = field(default_factory=dict)
    accepted: int = 0
    refused: int = 0


def refused_content(refusal: RuleBroken) -> dict[str, Any]:
    """A refusal as the API says it: the field and a Chinese sentence."""
    return {"error": {"field": refusal.field, "message": "".join(refusal.reasons)}}

"""The chain: how a row is turned into a digest, and what an unbroken chain is. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64


def digest_of(previous: str, sequence: int, source: str, content: dict[str, Any]) -> str:
    """SHA-256 over the digest before, the place in the chain and the row in a fixed order of keys."""
    text = json.dumps([previous, sequence, source, content], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Link:
    """One seal with the row it seals; `content` is None when the row is gone, `named` says in words which row it is."""

    sequence: int
    source: str
    previous: str
    digest: str
    content: dict[str, Any] | None
    named: str = ""


@dataclass(frozen=True)
class Fault:
    """The first thing that is wrong, in words, at this place of the chain."""

    sequence: int
    text: str


def check_links(links: Iterable[Link], *, previous: str = GENESIS, sequence: int = 0) -> tuple[Fault | None, str, int]:
    """Follow the chain from (previous, sequence): the first fault or None, the last digest and the last sequence."""
    for link in links:
        fault = _fault_of(link, previous, sequence + 1)
        if fault:
            return Fault(sequence + 1, fault), previous, sequence
        previous, sequence = link.digest, link.sequence
    return None, previous, sequence


def _fault_of(link: Link, previous: str, expected: int) -> str:
    """What is wrong with one link that should be the `expected`th, or nothing."""
    named = f"（{link.named}）" if link.named else ""
    if link.sequence != expected:
        return f"第 {expected} 环缺失，其后是第 {link.sequence} 环{named}。"
    if link.content is None:
        return f"第 {expected} 环所封存的记录已不存在{named}。"
    if link.previous != previous:
        return f"第 {expected} 环与上一环不相接{named}。"
    if link.digest != digest_of(previous, link.sequence, link.source, link.content):
        return f"第 {expected} 环所封存的记录被改动过{named}。"
    return ""

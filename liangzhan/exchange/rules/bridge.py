"""The bridge to the national system as pure rules (domain.md 6.8): what is sent, what an answer means.

One object (a service record, a volunteer) is never under way in two contents at once: while its last line has no answer,
the same batch is handed in again, unchanged. So answers may be lost, late, doubled or out of order, and both sides agree.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from liangzhan.exchange.choices import Verdict
from liangzhan.volunteers.choices import ExportState

SHOWN = 5  # line numbers named in one sentence


@dataclass(frozen=True)
class Answer:
    """One line of a receipt: the batch it names, the line there, the verdict, the number given or the reason."""

    batch_no: str
    line: int
    verdict: str
    national_no: str = ""
    reason: str = ""


def content_hash(values: Mapping[str, str]) -> str:
    """The fingerprint of one line: the same values in whatever order give the same."""
    return hashlib.sha256(json.dumps(dict(values), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def file_hash(kind: str, lines: Iterable[tuple[str, str, int]]) -> str:
    """The fingerprint of a batch from (object, content hash, attempt): the same content again is the same batch."""
    return content_hash({"kind": kind, "lines": json.dumps(sorted(lines))})


def is_due(state: str, now_hash: str, last_hash: str, last_verdict: str, *, retry: bool) -> bool:
    """Whether an object goes into the next batch. `last_*` are of its newest line, empty when there is none.

    Under way: no. Rejected: when it was mended since, or when somebody wants to try it again. Accepted: when it changed
    since, even if it changed back.
    """
    if last_hash and not last_verdict:
        return False
    if last_verdict == Verdict.REJECTED:
        return retry or now_hash != last_hash
    if last_verdict == Verdict.ACCEPTED:
        return state != ExportState.ACCEPTED or now_hash != last_hash
    return state in (ExportState.NOT_EXPORTED, ExportState.CHANGED_AFTER_EXPORT, ExportState.REJECTED)


def settled(held: str, told: str) -> str:
    """The verdict of a line that is told again: what was accepted once stays accepted, so the order does not matter."""
    return Verdict.ACCEPTED if Verdict.ACCEPTED in (held, told) else told or held


def state_after(verdict: str, sent_hash: str, now_hash: str) -> ExportState:
    """The export state of an object from its newest line and what it says now."""
    if not verdict:
        return ExportState.EXPORTED
    if sent_hash != now_hash:
        return ExportState.CHANGED_AFTER_EXPORT
    return ExportState.ACCEPTED if verdict == Verdict.ACCEPTED else ExportState.REJECTED


def receipt_problem(answers: Sequence[Answer], batch_no: str, lines: Collection[int]) -> str:
    """Why a receipt is not that of this batch, in a sentence, or "". Nothing of a wrong receipt is taken."""
    if not answers:
        return "回执里没有一行结果。"
    others = sorted({one.batch_no for one in answers} - {batch_no})
    if others:
        return f"这份回执是批次 {others[0]} 的，不是批次 {batch_no} 的。请打开那个批次再导入。"
    unknown = sorted({one.line for one in answers} - set(lines))
    if unknown:
        return f"回执里的行号 {_numbers(unknown)} 不在批次 {batch_no} 中，请核对是否拿错了文件。"
    told: dict[int, str] = {}
    for one in answers:
        if told.setdefault(one.line, one.verdict) != one.verdict:
            return f"回执里第 {one.line} 行既有已收，又有退回，请向对方核实。"
    silent = sorted({one.line for one in answers if one.verdict == Verdict.REJECTED and not one.reason.strip()})
    return f"第 {_numbers(silent)} 行退回，但没有写原因。" if silent else ""


def _numbers(found: Sequence[int]) -> str:
    shown = "、".join(str(one) for one in found[:SHOWN])
    return f"{shown} 等 {len(found)} 个" if len(found) > SHOWN else shown

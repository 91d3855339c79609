"""Is this certificate ours, and does it still stand? For anybody, with masked facts alone (Order 67 §17)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liangzhan.toolkit import verify_certificate
from liangzhan.toolkit.crypto import public_keys, same
from liangzhan.toolkit.verify_certificate import read_payload
from liangzhan.volunteers.choices import CertificateState
from liangzhan.volunteers.models import Certificate
from liangzhan.volunteers.queries.certificates import certificate_by_number, signed_facts
from liangzhan.volunteers.rules.certificates import check_code, digest_of

SCRIPT = "verify_certificate.py"
UNKNOWN = "没有找到这份证明。请对照原件检查编号和校验码；都没有错，请向出具单位核实。"
ERASED = "签名由本平台签发；登记内容已按本人要求删除，本平台不再保存和显示。请向记录单位核实。"
UNLISTED = "签名有效，但本平台查不到这份证明的登记，请向记录单位核实。"


@dataclass(frozen=True)
class Answer:
    """`state` is a CertificateState, "ERASED" (its person was forgotten), "UNLISTED" (signed by us, no row), "UNKNOWN" or
    "FORGED"; `facts` what was signed, nothing of whoever was forgotten.
    """

    state: str
    facts: dict[str, Any]
    problem: str = ""
    since: Any = None
    replaced_by: str = ""

    @property
    def missed(self) -> bool:
        """Nothing of ours was found: counted against whoever guesses."""
        return self.state in ("UNKNOWN", "FORGED")

    @property
    def stands(self) -> bool:
        return self.state == CertificateState.VALID


def answer_to_payload(payload: str) -> Answer:
    """The signature first (no row is read for it), then whether the certificate still stands."""
    try:
        facts = read_payload(payload.strip(), public_keys())
    except ValueError as fault:
        return Answer("FORGED", {}, str(fault))
    found = certificate_by_number(str(facts.get("no", "")))
    if found is None or found.digest != digest_of(payload.strip()):
        return Answer("UNLISTED", facts, UNLISTED)
    return _answer(found, facts)


def answer_to_code(number: str, code: str) -> Answer:
    """By what can be typed from the paper: number and check code."""
    found = certificate_by_number(number)
    typed = code.strip().upper()
    if found is None or not same(check_code(found.digest), typed):
        return Answer("UNKNOWN", {}, UNKNOWN)
    return _answer(found, {} if found.erased else signed_facts(found.payload))


def _answer(row: Certificate, facts: dict[str, Any]) -> Answer:
    successor = row.replaced_by.number if row.replaced_by else ""
    if row.erased:  # taken back stays taken back: nobody makes a revoked paper good by asking for deletion
        state = "ERASED" if row.state == CertificateState.VALID else row.state
        return Answer(state, {}, ERASED, row.state_since, successor)
    return Answer(row.state, facts, "", row.state_since, successor)


def script_text() -> bytes:
    """The independent script, as it lies here."""
    return Path(verify_certificate.__file__).read_bytes()


def script_digest() -> str:
    """Its SHA-256, to compare a copy from elsewhere."""
    return hashlib.sha256(script_text()).hexdigest()

"""One-time activation codes: made by chance, kept as a hash, told apart on paper."""

from __future__ import annotations

import hashlib
import secrets
from uuid import UUID

from liangzhan.toolkit.crypto import blind_index

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def code_hash(code: str) -> str:
    """SHA-256 of the code without blanks and hyphens, in capitals: 12 letters of 31 need no salt."""
    plain = code.replace("-", "").replace(" ", "").upper()
    return hashlib.sha256(f"liangzhan-invitation:{plain}".encode()).hexdigest()


def fresh_code() -> str:
    """Twelve letters in three groups, none that reads like another on paper."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def fresh_username() -> str:
    """A user name of eight digits; the caller asks whether it is free."""
    return f"u{secrets.randbelow(10**8):08d}"


def pass_code_hash(person_uuid: UUID, code: str) -> str:
    """Keyed: six digits alone could be tried out against a stolen table."""
    return blind_index(f"{person_uuid}:{code.strip()}", "pass-code")

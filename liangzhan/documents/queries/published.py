"""What somebody outside needs to check a signed package: the public keys, the verifier."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path

from liangzhan.toolkit import crypto, verify_package

VERIFIER = "verify_package.py"


@dataclass(frozen=True)
class PublishedKey:
    """A public key in base64. `fingerprint`: the first 32 hex digits of its SHA-256 in fours, to be compared by telephone."""

    key_id: str
    key: str
    fingerprint: str
    current: bool


def published_keys() -> list[PublishedKey]:
    """Every key that ever signed here, the one in use first; older ones stay, older packages need them."""
    current = crypto.current_key_id("sign")
    rows = [PublishedKey(key_id, key, _fingerprint(key), key_id == current) for key_id, key in _keys()]
    return sorted(rows, key=lambda one: not one.current)


def verifier_script() -> bytes:
    """The same file that lies in every package."""
    return Path(verify_package.__file__).read_bytes()


def verifier_digest() -> str:
    """Its SHA-256, so that a copy from elsewhere can be compared."""
    return hashlib.sha256(verifier_script()).hexdigest()


def _keys() -> list[tuple[str, str]]:
    return list(reversed(crypto.public_keys().items()))


def _fingerprint(key: str) -> str:
    digest = hashlib.sha256(base64.b64decode(key)).hexdigest().upper()[:32]
    return " ".join(digest[at : at + 4] for at in range(0, 32, 4))

"""The only door to cryptography: sealing, blind indexes, signatures, and the keys they need.

Keys live in `<home>/keys.json` (mode 600). Each sealed value and each signature carries its algorithm and key id, so a new
current key leaves the old values readable (`rotate`), and another algorithm can be added beside these.
Format of a sealed value: `LZ1:<alg>:<key id>:` in ASCII, then 12 bytes of nonce, then ciphertext with its tag.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from liangzhan.toolkit import paths

MAGIC = b"LZ1"
SEAL_ALG = "A256GCM"
SIGN_ALG = "Ed25519"
NONCE_BYTES = 12
PURPOSES = ("seal", "index", "sign")


class SealBroken(Exception):
    """A sealed value cannot be opened: changed, moved to another row, or its key is missing."""


def ensure_keys(home: Path) -> Path:
    """Make `<home>/keys.json` when absent (mode 600) and return its path; an existing file is never touched.

    Raises PermissionError when the file can be read by other users.
    """
    place = home / "keys.json"
    if not place.exists():
        keys = {purpose: _fresh_ring() for purpose in PURPOSES}
        paths.write_once(place, json.dumps(keys, indent=1))
    if place.stat().st_mode & 0o077:
        raise PermissionError("密钥文件 keys.json 能被其他用户读取，请改为仅本人可读写（权限 600）。")
    return place


def rotate(purpose: str, home: Path | None = None) -> str:
    """Add a new current key for "seal" or "sign"; old keys stay and still open old values. Returns the new key id.

    An index key is never rotated alone (every index would have to be computed again): ValueError.
    """
    if purpose not in ("seal", "sign"):
        raise ValueError(purpose)
    place = ensure_keys(home or paths.home())
    keys = json.loads(place.read_text())
    key_id, key = _fresh_key()
    while key_id in keys[purpose]["keys"]:
        key_id, key = _fresh_key()
    keys[purpose]["keys"][key_id] = key
    keys[purpose]["current"] = key_id
    paths.write_over(place, json.dumps(keys, indent=1))
    return key_id


def seal(text: str, aad: str) -> bytes:
    """Encrypt text under the current key; `aad` (e.g. "table|column|row uuid") must be given again to open it."""
    ring = _ring("seal")
    header = _header(SEAL_ALG, ring["current"])
    nonce = secrets.token_bytes(NONCE_BYTES)
    body = AESGCM(_key(ring, ring["current"])).encrypt(nonce, text.encode(), header + aad.encode())
    return header + nonce + body


def open_sealed(value: bytes, aad: str) -> str:
    """The text of a sealed value. Raises SealBroken when it was changed, moved, or its key is missing."""
    alg, key_id, header, rest = _split(bytes(value))
    ring = _ring("seal")
    if alg != SEAL_ALG or key_id not in ring["keys"] or len(rest) <= NONCE_BYTES:
        raise SealBroken("无法解密：缺少对应的密钥或算法。")
    nonce, body = rest[:NONCE_BYTES], rest[NONCE_BYTES:]
    try:
        return AESGCM(_key(ring, key_id)).decrypt(nonce, body, header + aad.encode()).decode()
    except InvalidTag:
        raise SealBroken("无法解密：内容被改动，或不属于这一行。") from None


def key_id_of(value: bytes) -> str:
    """The key id under which a value was sealed or signed: to find what a rotation still has to seal again."""
    return _split(bytes(value))[1]


def current_key_id(purpose: str = "seal") -> str:
    """The key id new values get."""
    return str(_ring(purpose)["current"])


def key_ids(purpose: str) -> list[str]:
    """The ids of all keys of a purpose, the oldest first."""
    return list(_ring(purpose)["keys"])


def blind_index(text: str, purpose: str) -> str:
    """A keyed fingerprint (64 hex digits, HMAC-SHA256) by which equal texts of one purpose can be found again."""
    return blind_indexes([text], purpose)[0]


def blind_indexes(texts: Iterable[str], purpose: str) -> list[str]:
    """The same of many texts, with one look at the keys."""
    ring = _ring("index")
    key, head = _key(ring, ring["current"]), purpose.encode() + b"\0"
    return [hmac.digest(key, head + text.encode(), "sha256").hex() for text in texts]


def fresh_secret() -> str:
    """A random secret of 256 bits in base64, to be kept in an encrypted column."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


def fresh_token() -> str:
    """A random token of 192 bits that fits into an address; whoever keeps it keeps only its blind index."""
    return secrets.token_urlsafe(24)


def short_code(secret: str, message: str, *, length: int = 10) -> str:
    """The first letters (base32, 5 bits each) of an HMAC-SHA256 over the message: a code a screen can show for a minute."""
    digest = hmac.new(secret.encode(), message.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode()[:length]


def same(one: str, other: str) -> bool:
    """Are two codes equal? Takes the same time wherever they differ."""
    return hmac.compare_digest(one.encode(), other.encode())


def sign(payload: bytes) -> bytes:
    """An Ed25519 signature that carries its key id, for papers and exchange packages."""
    ring = _ring("sign")
    header = _header(SIGN_ALG, ring["current"])
    return header + Ed25519PrivateKey.from_private_bytes(_key(ring, ring["current"])).sign(header + payload)


def verify(payload: bytes, signature: bytes) -> bool:
    """Is this our signature over exactly this payload? Never raises."""
    try:
        alg, key_id, header, rest = _split(signature)
    except SealBroken:
        return False
    ring = _ring("sign")
    if alg != SIGN_ALG or key_id not in ring["keys"]:
        return False
    try:
        _public(key_id).verify(rest, header + payload)
    except InvalidSignature:
        return False
    return True


def public_keys() -> dict[str, str]:
    """Key id → raw public key in base64: what another party needs to check our signatures."""
    return {key_id: base64.b64encode(_public(key_id).public_bytes_raw()).decode() for key_id in _ring("sign")["keys"]}


def _public(key_id: str) -> Ed25519PublicKey:
    return Ed25519PrivateKey.from_private_bytes(_key(_ring("sign"), key_id)).public_key()


def _header(alg: str, key_id: str) -> bytes:
    return MAGIC + f":{alg}:{key_id}:".encode()


def _split(value: bytes) -> tuple[str, str, bytes, bytes]:
    """(algorithm, key id, header, rest) of a sealed value or signature."""
    parts = value.split(b":", 3)
    if len(parts) != 4 or parts[0] != MAGIC:
        raise SealBroken("无法解密：不是加密内容。")
    header = b":".join(parts[:3]) + b":"
    return parts[1].decode("ascii", "replace"), parts[2].decode("ascii", "replace"), header, parts[3]


def _ring(purpose: str) -> dict[str, Any]:
    """The keys of a purpose: one look at the file for each value, since an import of 10,000 persons seals 60,000."""
    place = _keys_file(os.environ.get("LIANGZHAN_HOME", ""))
    try:
        found = os.stat(place)  # noqa: PTH116 -- a Path here costs more than the cipher
    except FileNotFoundError:
        found = None
    if found is None or found.st_mode & 0o077:
        found = ensure_keys(paths.home()).stat()
    ring: dict[str, Any] = _load(place, found.st_mtime_ns)[purpose]
    return ring


@lru_cache(maxsize=4)
def _keys_file(_named: str) -> str:
    """Where the keys of the named home lie; resolved once."""
    return str(paths.home() / "keys.json")


@lru_cache(maxsize=4)
def _load(place: str, _changed: int) -> dict[str, Any]:
    """Read once per change of the file: another process may have rotated a key."""
    keys: dict[str, Any] = json.loads(Path(place).read_text())
    return keys


def _key(ring: dict[str, Any], key_id: str) -> bytes:
    return base64.b64decode(ring["keys"][key_id])


def _fresh_key() -> tuple[str, str]:
    return secrets.token_hex(4), base64.b64encode(secrets.token_bytes(32)).decode()


def _fresh_ring() -> dict[str, Any]:
    key_id, key = _fresh_key()
    return {"current": key_id, "keys": {key_id: key}}

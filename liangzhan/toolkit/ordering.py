"""Keys in the order of their making that do not count: whoever sees two of them cannot tell how many lie between."""

from __future__ import annotations

import secrets
import threading
import time

EPOCH = 1_577_836_800_000_000  # 2020-01-01 UTC, in microseconds
RANDOM_BITS = 10

_lock = threading.Lock()
_last = 0


def ordered_id() -> int:
    """A 63-bit key: microseconds since 2020 and ten random bits; later ones of one process are always larger.

    A sequence would tell from two rows of one's own that a third one, sealed, was made in between.
    """
    global _last  # noqa: PLW0603 -- the one place that remembers the last key
    with _lock:
        fresh = ((time.time_ns() // 1000 - EPOCH) << RANDOM_BITS) | secrets.randbits(RANDOM_BITS)
        _last = max(fresh, _last + 1)
        return _last

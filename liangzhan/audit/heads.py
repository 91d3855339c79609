"""The head of the chain, written down outside the database once a day: who cuts off the tail cannot cut this file too.

`<home>/audit-heads.txt`, one line a day: day, number of links, digest. It is no part of a backup: copy it away
or print it. After an older backup was restored, `verify` rightly says that the tail is missing.
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path

from liangzhan.toolkit.paths import home


@dataclass(frozen=True)
class Head:
    """The head of the chain as it was on a day."""

    on: dt.date
    sequence: int
    digest: str


def place() -> Path:
    """Where the heads are written down."""
    return home() / "audit-heads.txt"


def write_down(on: dt.date, sequence: int, digest: str) -> Head:
    """Add today's line; the file is only ever added to."""
    handle = os.open(place(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"{on.isoformat()} {sequence} {digest}\n")
    return Head(on, sequence, digest)


def written_down() -> list[Head]:
    """Every line, oldest first; none when nothing was written yet."""
    if not place().exists():
        return []
    parts = [line.split() for line in place().read_text(encoding="ascii").splitlines() if line.strip()]
    return [Head(dt.date.fromisoformat(on), int(sequence), digest) for on, sequence, digest in parts]

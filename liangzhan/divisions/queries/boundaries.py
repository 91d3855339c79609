"""The packaged boundaries of the counties, for orientation only."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

BOUNDARIES = Path(__file__).resolve().parent.parent / "data" / "liaoning-counties.geojson"


@cache
def boundaries() -> tuple[bytes, str]:
    """(GeoJSON written small, its ETag), made once per process."""
    content = json.dumps(
        json.loads(BOUNDARIES.read_text(encoding="utf-8")), ensure_ascii=False, separators=(",", ":")
    ).encode()
    return content, f'"{hashlib.sha256(content).hexdigest()[:32]}"'

"""The address behind a printed label, as the QR code holds it."""

import sqlite3

from tests.harness.live import LiveSite


def label_of(site: LiveSite, number: str) -> str:
    """The label with this number at the station where a count is going on."""
    with sqlite3.connect(next(site.home.glob("*.sqlite3"))) as held:
        row = held.execute(
            "SELECT uuid FROM funds_asset WHERE number = ? AND station_id IN "
            "(SELECT station_id FROM funds_stocktake WHERE state = 'OPEN')",
            (int(number),),
        ).fetchone()
    plain = row[0]
    return f"/funds/labels/{plain[:8]}-{plain[8:12]}-{plain[12:16]}-{plain[16:20]}-{plain[20:]}/"

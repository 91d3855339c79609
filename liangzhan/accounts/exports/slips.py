"""Activation slips on paper, several a sheet, with a QR code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from liangzhan.toolkit import qr
from liangzhan.toolkit.papers import render_pdf

TITLE = "两站平台账户激活纸条"


@dataclass(frozen=True)
class Slip:
    """One person's slip. `code` is shown here and kept nowhere in clear."""

    name: str
    role: str
    place: str
    account: str
    code: str
    valid_until: dt.date


def slips_pdf(slips: Iterable[Slip], *, address: str) -> bytes:
    """A PDF of slips; `address` is the activation page. The code stands behind # in the QR, so it reaches no log."""
    rows = [
        {
            "name": slip.name,
            "role": slip.role,
            "place": slip.place,
            "account": slip.account,
            "code": slip.code,
            "valid_until": slip.valid_until,
            "qr": qr.png(f"{address}#{slip.code.replace('-', '')}", scale=4),
        }
        for slip in slips
    ]
    return render_pdf("toolkit/slip.typ", {"title": TITLE, "address": address, "slips": rows})

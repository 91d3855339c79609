"""Label sheets: 24 on an A4 page, each with the number large and a QR code that is an ordinary link."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from liangzhan.funds.models import Asset
from liangzhan.stations.models import Station
from liangzhan.toolkit.papers import render_pdf
from liangzhan.toolkit.qr import png


def label_sheet(station: Station, assets: Iterable[Asset], *, address: str) -> bytes:
    """`address` is the platform's own (https://…), without a slash at the end."""
    labels = [
        {
            "number": one.label,
            "name": one.name,
            "spec": one.spec,
            "quantity": f"{one.quantity} {one.unit}",
            "place": one.place,
            "qr": png(address + reverse("funds:asset-label", kwargs={"uuid": one.uuid}), scale=4),
        }
        for one in assets
    ]
    return render_pdf("funds/labels.typ", {"station": station.name, "labels": labels})

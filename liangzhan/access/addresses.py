"""The network address a request came from."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Behind our proxy (LIANGZHAN_TLS) the last entry of X-Forwarded-For, which the proxy itself wrote; else the peer.

    Earlier entries are whatever the client claims, so they are never looked at.
    """
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() if settings.BEHIND_TLS else ""
    return (told or str(request.META.get("REMOTE_ADDR", "")))[:45]

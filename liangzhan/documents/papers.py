"""What a paper must carry so that anybody can check it: number, code, address and its QR."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from liangzhan.toolkit import qr


def verify_address(number: str, code: str) -> str:
    """The address in the QR: that of the site as the outside knows it (LIANGZHAN_ORIGINS), else the local one."""
    origin = settings.CSRF_TRUSTED_ORIGINS[0] if settings.CSRF_TRUSTED_ORIGINS else "http://localhost:8000"
    return f"{origin.rstrip('/')}{reverse('documents:verify')}?{urlencode({'number': number, 'code': code})}"


@dataclass(frozen=True)
class Marks:
    """Number and verify code of a paper that is just being issued, for whoever sets its pages."""

    number: str
    verify_code: str

    @cached_property
    def address(self) -> str:
        """Where anybody checks the paper."""
        return verify_address(self.number, self.verify_code)

    @cached_property
    def qr_png(self) -> bytes:
        """The address as a picture, for toolkit.papers."""
        return qr.png(self.address)

"""Reading needs: of a voucher, of a person, whether a person may be named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from liangzhan.needs.models import Need
from liangzhan.people.choices import ConsentPurpose, LegalBasis
from liangzhan.people.models import Card, Person, Tie
from liangzhan.people.queries.consents import has_consent
from liangzhan.stations.models import Station


def of_voucher(voucher: str) -> Need | None:
    """The need that was raised from this voucher ("room.Model:uuid"), or None."""
    return Need.objects.filter(voucher=voucher).select_related("station").first() if voucher else None


def of_vouchers(vouchers: Iterable[str]) -> dict[str, Need]:
    """{voucher: need} for a list of vouchers, in one query."""
    wanted = [one for one in vouchers if one]
    return {need.voucher: need for need in Need.objects.filter(voucher__in=wanted).order_by("id")}


def naming_problem(person: Person, station: Station, on: dt.date) -> str:
    """Why a need may not be written down under this person's name; "" when it may.

    The station knows the person, and the person agreed to be registered and served, or is registered on another legal
    basis than consent (PIPL §13).
    """
    if not Tie.objects.live().filter(person=person, station=station).exists():
        return "此人不在本站的服务范围内，不能把需求记到其名下。"
    basis = Card.objects.filter(person=person, station=station).values_list("legal_basis", flat=True).first()
    if basis not in (None, LegalBasis.CONSENT) or has_consent(person, ConsentPurpose.REGISTER, station, on):
        return ""
    return "本人还没有同意登记，不能把需求记到其名下；可以不写姓名登记，或先登记同意。"

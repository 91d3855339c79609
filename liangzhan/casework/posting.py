"""Cases and contacts come into the ledger, the sealed ones into that of their own. The deed is recorded by its service."""

from __future__ import annotations

from collections.abc import Sequence

from liangzhan.access.actor import Actor
from liangzhan.casework.models import Case, Contact
from liangzhan.casework.queries.vouchers import case_lines, case_version, contact_lines, contact_voucher
from liangzhan.ledger.rules.lines import Line
from liangzhan.ledger.services.posting import post
from liangzhan.ledger.services.sealed import post_sealed


def post_case(case: Case, *, by: Actor) -> None:
    """Count what the case is now: 建档, 开案 or 咨询. The same again changes nothing."""
    intake = getattr(case, "intake", None)
    lines = case_lines(case, intake.decided_on if intake else None)
    _post(case, case.voucher, case_version(case), lines, "", by)


def post_contact(contact: Contact, *, by: Actor, reason: str = "") -> None:
    """Count a contact, or the corrected one in place of what stood before."""
    _post(contact.case, contact_voucher(contact), contact.version, contact_lines(contact), reason, by)


def _post(case: Case, voucher: str, version: int, lines: Sequence[Line], reason: str, by: Actor) -> None:
    if case.sealed:
        post_sealed(
            voucher=voucher,
            version=version,
            station=case.station,
            matter=case.voucher,
            lines=lines,
            by=by,
            reason=reason,
        )
    else:
        post(voucher=voucher, version=version, station=case.station, lines=lines, by=by, reason=reason)

"""What the second half of the room registers: settings, vouchers of C-07 and C-08, the decision on merging."""

from __future__ import annotations

from liangzhan.casework.models import Closing, Referral
from liangzhan.casework.queries.counted import expected_of, href_of
from liangzhan.casework.queries.merging import merge_problem
from liangzhan.casework.settings_later import declare_parameters
from liangzhan.ledger.vouchers import Source, voucher_source
from liangzhan.people.merging import Decision, decide, moving


def register() -> None:
    """Called once."""
    declare_parameters()
    cases = moving("casework.Case.person")
    decide("casework.Case.person", Decision(cases.words, cases.move, merge_problem))
    for sealed in (False, True):
        for model, title, section in ((Closing, "结案表", "closing"), (Referral, "转介表", "referrals")):
            source = Source(title, href_of(model, section), expected_of(model, sealed=sealed))
            voucher_source(model._meta.label, source, sealed=sealed)

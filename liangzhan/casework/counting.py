"""Closings and referrals come into the ledger, those of sealed cases into the ledger of their own. Parts of recorded deeds."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.casework.models import Case, Closing, Referral
from liangzhan.casework.queries.counted import voucher_of
from liangzhan.casework.queries.reach import lead_of
from liangzhan.ledger.choices import EntryKind, Method
from liangzhan.ledger.rules.lines import Line
from liangzhan.ledger.rules.sealed import line_text
from liangzhan.ledger.services.posting import post, reverse
from liangzhan.ledger.services.sealed import post_sealed, reverse_sealed
from liangzhan.people.queries.categories import primary_of


def count(paper: Closing | Referral, case: Case, kind: EntryKind, on: dt.date, *, by: Actor) -> None:
    """Post the paper once, as one line of the client; keeps the line on the paper, which the caller saves."""
    lead = lead_of(case)
    line = Line(
        kind=kind,
        served_on=on,
        person=case.person_id,
        method=Method.CASE,
        category=primary_of([case.person_id], case.station, on).get(case.person_id, ""),
        served_by=lead.person_id if lead else None,
    )
    voucher = voucher_of(paper)
    if case.sealed:
        post_sealed(voucher=voucher, version=1, station=case.station, matter=case.voucher, lines=[line], by=by)
    else:
        post(voucher=voucher, version=1, station=case.station, lines=[line], by=by)
    paper.counted, paper.counted_version = line_text(line, case.voucher), 1


def uncount(paper: Closing | Referral, case: Case, *, reason: str, by: Actor) -> None:
    """Take the paper back, on its own day; nothing where it was never posted."""
    if paper.counted_version != 1:
        return
    (reverse_sealed if case.sealed else reverse)(voucher=voucher_of(paper), reason=reason, by=by)
    paper.counted_version = 2

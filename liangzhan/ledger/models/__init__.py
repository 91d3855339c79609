"""The append-only service ledger: postings of vouchers, their entries, and the cells computed from them."""

from liangzhan.ledger.models.cells import Cell, DirtyMark
from liangzhan.ledger.models.entries import Entry, Posting

__all__ = ["Cell", "DirtyMark", "Entry", "Posting"]

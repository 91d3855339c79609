"""The append-only service ledger: postings of vouchers, their entries, and the cells computed from them."""

from liangzhan.ledger.models.cells import AreaCell, AreaMark, Cell, DirtyMark
from liangzhan.ledger.models.entries import Entry, Posting
from liangzhan.ledger.models.sealed import SealedCell, SealedEntry, SealedPosting

__all__ = [
    "AreaCell",
    "AreaMark",
    "Cell",
    "DirtyMark",
    "Entry",
    "Posting",
    "SealedCell",
    "SealedEntry",
    "SealedPosting",
]

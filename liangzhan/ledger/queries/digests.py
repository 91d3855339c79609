"""How digests and keys of vouchers are kept: keyed, so that a dump does not tell them by trial."""

from __future__ import annotations

from collections.abc import Iterable

from liangzhan.toolkit.crypto import blind_index, blind_indexes

ORDINARY, SEALED = "ledger_posting|digest", "ledger_sealedposting|digest"


def kept(digest: str, *, purpose: str = ORDINARY) -> str:
    """The digest of `rules.lines.digest_of` as it stands in the table: keyed, or whoever holds a dump could find the
    encrypted category of an entry by trying all of them."""
    return blind_index(digest, purpose)


def kept_many(digests: Iterable[str]) -> list[str]:
    """The same of many ordinary ones."""
    return blind_indexes(digests, ORDINARY)


def voucher_index(voucher: str) -> str:
    """By which a sealed voucher is found."""
    return blind_index(voucher, "ledger_sealedposting|voucher")

"""Words and numbers that several pages need."""

from liangzhan.funds.rules.money import NOT_FOR_ACCOUNTS, is_legal_person


def auxiliary_words(station, book):
    """The line every page and paper of a filed station's books carries; empty for a legal person."""
    if is_legal_person(station.legal_form):
        return ""
    held = book.custodian_name or book.get_custodian_display() if book else ""
    return NOT_FOR_ACCOUNTS.format(custodian=f"{held}代管" if held else "居（村）民委员会或乡镇（街道）代管")


def whole_number(text, otherwise):
    """A year or a month of the address, or what is usual where it is no number."""
    return int(text) if text and text.isdigit() and len(text) < 9 and int(text) > 0 else otherwise

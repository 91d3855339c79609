"""When a record locks. Pure."""

import datetime as dt


def past_correcting(on: dt.date, *, today: dt.date, days: int) -> bool:
    """Is it later than so many days after the day of service? Then only addenda (domain.md 5.9 [D])."""
    return (today - on).days > days

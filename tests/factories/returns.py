"""Returns of tests: a service recorded in October 2026, its returns drafted in the first days of November."""

import datetime as dt
from typing import Any

from liangzhan.ledger.services.posting import post
from liangzhan.reporting.models import Return, ReturnForm
from liangzhan.reporting.services.return_drafts import draft_due
from liangzhan.reporting.services.return_forms import publish_samples
from liangzhan.toolkit.periods import acting_on
from tests.factories.ledger import a_line, a_voucher
from tests.factories.people import BY, make_individual

SERVED = dt.date(2026, 10, 14)
DRAFTED = dt.date(2026, 11, 2)


def serve(station: Any, person: Any = None, day: dt.date = SERVED, **fields: Any) -> None:
    """A visit to a person (another one each time) at a station."""
    who = person or make_individual()
    post(voucher=a_voucher(), version=1, station=station, lines=[a_line(who, served_on=day, **fields)], by=BY)


def draft_october(*stations: Any, today: dt.date = DRAFTED) -> list[Return]:
    """One visit at each station, the samples published, the drafts of the day."""
    with acting_on(today):
        for station in stations:
            serve(station)
        if not ReturnForm.objects.exists():
            publish_samples(valid_from=dt.date(2026, 1, 1), by=BY)
        return draft_due(today=today, by=BY)


def the_return(form: str = "MONTH", level: str = "STATION", **fields: Any) -> Return:
    """The one return of a form and level."""
    return Return.objects.select_related("form", "area").get(form_code=form, level=level, **fields)

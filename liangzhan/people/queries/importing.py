"""What importing a ledger of clients would do: refused rows, persons known already."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from liangzhan.people.models import Card, Person
from liangzhan.people.queries.finding import mobile_index, number_index
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.rules.importing import ClientRow, person_of, row_problems, twins_in
from liangzhan.stations.models import Station
from liangzhan.toolkit.models import Job

TASK = "people.tasks.run_client_import"


@dataclass
class ClientPlan:
    """Rows to write, those whose person the station knows already, and the reasons of the refused ones."""

    rows: list[ClientRow]
    known: dict[int, Person] = field(default_factory=dict)  # by row number
    refused: dict[int, dict[str, str]] = field(default_factory=dict)


def plan_clients(rows: list[ClientRow], station: Station, today: dt.date) -> ClientPlan:
    """Look at every row; opens the names of the station's own cards once."""
    refused = twins_in(rows)
    for row in rows:
        if problems := row_problems(row, today=today):
            refused.setdefault(row.number, {}).update(problems)
    good = [row for row in rows if row.number not in refused]
    cards = _Cards(station)
    known = {row.number: held for row in good if (held := cards.holder(person_of(row)))}
    return ClientPlan(good, known, refused)


class _Cards:
    """The station's cards by number, by name with birth date, by name with mobile."""

    def __init__(self, station: Station) -> None:
        self.keys: dict[tuple[str, str], Person] = {}
        rows = Card.objects.filter(station=station, person__state="ACTIVE").select_related("person")
        for card in rows.order_by("id"):
            for key in (card.id_number_index, card.born_on and f"{card.born_on:%Y-%m-%d}", card.mobile_index):
                if key:
                    name = "" if key == card.id_number_index else card.name
                    self.keys.setdefault((name, str(key)), card.person)

    def holder(self, facts: PersonFacts) -> Person | None:
        """The person whom the station knows already, or None."""
        if facts.id_number:
            return self.keys.get(("", number_index(facts.id_kind, facts.id_number)))
        born = f"{facts.born_on:%Y-%m-%d}" if facts.born_on else ""
        for key in (born, mobile_index(facts.mobile)):
            if key and (held := self.keys.get((facts.name, key))):
                return held
        return None


def job_of_workbook(uuid: object) -> Job | None:
    """The import that was started from this workbook: once only."""
    return Job.objects.filter(task=TASK, arguments__file_uuid=str(uuid)).order_by("-id").first()

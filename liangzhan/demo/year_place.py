"""A full station as its year is told: worker, dice, diary, people."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from dataclasses import dataclass, field

from liangzhan.access.actor import Actor
from liangzhan.demo.people import acting_as
from liangzhan.demo.pictures import Album
from liangzhan.demo.visits import workday
from liangzhan.people.models import Person
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station

HOURS = (8, 9, 10, 11, 13, 14, 15, 16)


@dataclass
class Place:
    """A station with its worker, its own dice, its diary (no two things at one hour) and whom it serves."""

    station: Station
    worker: Worker
    album: Album
    dice: random.Random
    taken: set[tuple[dt.date, int]] = field(default_factory=set)
    people: list[Person] = field(default_factory=list)

    @property
    def by(self) -> Actor:
        return acting_as(self.worker)

    def hour(self, day: dt.date) -> tuple[dt.date, int]:
        """A free hour on the day, or on the working days before it; it is taken now."""
        while True:
            day = workday(day)
            free = [hour for hour in HOURS if (day, hour) not in self.taken]
            if free:
                found = (day, self.dice.choice(free))
                self.taken.add(found)
                return found
            day -= dt.timedelta(days=1)

    def key(self, name: str) -> uuid.UUID:
        """A form key, the same each time."""
        return uuid.uuid5(uuid.NAMESPACE_OID, f"liangzhan-year:{self.station.division_code}:{name}")

"""An honest year of a station: 60 volunteers, 150 activities, and the noise of real life."""

from __future__ import annotations

import datetime as dt
from random import Random

from tests.volunteers.fraud.facts import Stay

VOLUNTEERS, ACTIVITIES, PHONELESS = 60, 150, 12
FIRST = dt.date(2026, 1, 1)
STARTS = (8, 9, 9, 10, 14, 14, 15, 18, 19)


def device_of(person: int) -> str:
    """Volunteers 12–23 are couples with one phone, 24–26 three generations with one; the first twelve have none."""
    if person < PHONELESS:
        return ""
    if person < 24:
        return f"phone-{person // 2 * 2}"
    return "phone-24" if person < 27 else f"phone-{person}"


def days(random: Random) -> list[dt.date]:
    """Weekends more often than weekdays; several activities may fall on one day."""
    found: list[dt.date] = []
    while len(found) < ACTIVITIES:
        day = FIRST + dt.timedelta(days=random.randrange(365))
        if day.weekday() >= 5 or random.random() < 0.3:
            found.append(day)
    return sorted(found)


def honest_year(seed: int) -> list[Stay]:
    """Late buses, forgotten check-outs, wet weekends with three helpers, sheets for people without a phone."""
    random = Random(seed)
    stays: list[Stay] = []
    busy: dict[int, list[tuple[dt.datetime, dt.datetime]]] = {}
    for number, day in enumerate(days(random)):
        stays += _activity(random, number, day, busy, len(stays))
    return stays


def _activity(random: Random, number: int, day: dt.date, busy: dict, first: int) -> list[Stay]:
    starts = dt.datetime.combine(day, dt.time(random.choice(STARTS), random.choice((0, 0, 30))))
    ends = starts + dt.timedelta(minutes=random.choice((60, 90, 120, 120, 150, 180)))
    wet, rolled, helped = random.random() < 0.12, random.random() < 0.15, random.random() < 0.6
    place = (random.uniform(-2, 2), random.uniform(-2, 2))
    people = random.sample(range(VOLUNTEERS), random.randint(2, 4) if wet else random.randint(5, 13))
    held: list[Stay] = []
    for person in sorted(people + _family(random, people)):
        if any(
            a < ends + dt.timedelta(minutes=45) and b > starts - dt.timedelta(minutes=45)
            for a, b in busy.get(person, [])
        ):
            continue
        busy.setdefault(person, []).append((starts, ends))
        held.append(_stay(random, first + len(held), person, number, (starts, ends), place, rolled, helped))
    return held


def _family(random: Random, people: list[int]) -> list[int]:
    """Couples mostly come together, though not always."""
    partners = [p ^ 1 for p in people if PHONELESS <= p < 24]
    return [p for p in partners if p not in people and random.random() < 0.6]


def _stay(random, number, person, activity, span, place, rolled, helped) -> Stay:
    starts, ends = span
    phone = device_of(person)
    if rolled:
        came, left, way, phone = starts, ends, "ROLL", ""
    else:
        late = random.random() < 0.1
        came = starts + dt.timedelta(
            minutes=random.randint(10, 30) if late else random.randint(-12, 4), seconds=random.randrange(60)
        )
        left = ends + dt.timedelta(minutes=random.randint(-8, 10), seconds=random.randrange(60))
        way = "CODE" if phone else random.choice(("SCREEN", "SHEET"))
        if random.random() < 0.06:
            left = ends
    back = random.random() < 0.015
    lag = random.randint(3, 12) if back else random.randint(0, 4)
    return Stay(
        number=number,
        person=person,
        activity=activity,
        leader=900 + activity % 6,
        starts_at=came,
        ends_at=left,
        way=way,
        device=phone,
        inside=None if not phone or random.random() < 0.3 else random.random() > 0.015,
        rostered=random.random() > 0.04,
        recipient=helped,
        where=place,
        back=back,
        recorded_on=ends.date() + dt.timedelta(days=lag),
    )

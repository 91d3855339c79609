"""Fourteen ways in which hours have been made up. Each adds its stays to an honest year and says what it made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from random import Random

from tests.volunteers.fraud.facts import Stay

Maker = Callable[[Random], list[Stay]]


def stay(random: Random, person: int, activity: int, starts: dt.datetime, minutes: int, **more) -> Stay:
    """A stay that looks ordinary except for what the pattern says."""
    facts = {"leader": 910, "way": "CODE", "device": f"own-{person}", "inside": True, "recipient": False, **more}
    came = starts if facts.pop("exact", False) else starts + dt.timedelta(seconds=random.randint(-500, 300))
    left = came + dt.timedelta(minutes=minutes, seconds=0 if came == starts else random.randint(-300, 300))
    facts.setdefault("recorded_on", left.date() + dt.timedelta(days=random.randint(0, 3)))
    return Stay(number=-1, person=person, activity=activity, starts_at=came, ends_at=left, **facts)


def at(random: Random, hour: int, minute: int = 0) -> dt.datetime:
    """Some day of the year at this hour."""
    return dt.datetime(2026, 1, 1, hour, minute) + dt.timedelta(days=random.randrange(30, 330))


def shared_device(random: Random) -> list[Stay]:
    """One phone checks in eight persons."""
    starts = at(random, 9)
    return [stay(random, 1000 + n, 5000, starts, 120, device="one-phone", recipient=True) for n in range(8)]


def photographed_code(random: Random) -> list[Stay]:
    """A picture of the code went round: five persons check in from home, month after month."""
    days = [at(random, 14) for _ in range(4)]
    return [stay(random, 1100 + n, 5100 + d, day, 120, inside=False) for d, day in enumerate(days) for n in range(5)]


def identical_minutes(random: Random) -> list[Stay]:
    """A whole roster in and out in the same minutes, though everybody used a phone of his own."""
    day = at(random, 9, 7)
    return [stay(random, 1200 + n, 5200, day, 173, exact=True, recipient=True) for n in range(12)]


def on_duty(random: Random) -> list[Stay]:
    """A worker of the station counts his own working hours as volunteering."""
    return [stay(random, 1300, 5300 + n, at(random, 10), 120, on_duty=True, recipient=True) for n in range(10)]


def impossible_travel(random: Random) -> list[Stay]:
    """Two places forty kilometres apart, ten minutes between."""
    made = []
    for n in range(4):
        day = at(random, 9)
        made.append(stay(random, 1400, 5400 + 2 * n, day, 110, recipient=True))
        later = made[-1].ends_at + dt.timedelta(minutes=14)
        made.append(stay(random, 1400, 5401 + 2 * n, later, 110, where=(40.0, 0.0), recipient=True))
    return made


def ghosts(random: Random) -> list[Stay]:
    """Names nobody ever put on a roster, on the word of the roll alone."""
    days = [at(random, 15) for _ in range(4)]
    return [
        stay(random, 1500 + n, 5500 + d, day, 120, way="ROLL", device="", inside=None, rostered=False)
        for d, day in enumerate(days)
        for n in range(5)
    ]


def friend_of_leader(random: Random) -> list[Stay]:
    """One leader, one friend, never a witness."""
    return [
        stay(random, 1600, 5600 + n, at(random, 16), 150, way="ROLL", device="", inside=None, leader=916)
        for n in range(12)
    ]


def bundle_of_back_entries(random: Random) -> list[Stay]:
    """A quarter's hours of three persons, entered in one evening."""
    evening = dt.date(2026, 12, 20)
    return [
        stay(random, 1700 + n % 3, 5700 + n, at(random, 14), 120, way="", device="", back=True, recorded_on=evening)
        for n in range(15)
    ]


def jump_before_star(random: Random) -> list[Stay]:
    """Hardly seen all year, then forty hours in two weeks."""
    first = dt.datetime(2026, 11, 2, 9)
    return [stay(random, 1800, 5800 + n, first + dt.timedelta(days=n), 200, recipient=True) for n in range(13)]


def night_hours(random: Random) -> list[Stay]:
    """Eleven at night to three in the morning, again and again."""
    return [stay(random, 1900 + n % 2, 5900 + n, at(random, 23), 240) for n in range(10)]


def two_names(random: Random) -> list[Stay]:
    """One person under two names: his phone is in two places at the same time."""
    made = []
    for n in range(5):
        day = at(random, 9)
        made.append(stay(random, 2000, 6000 + 2 * n, day, 120, device="double", recipient=True))
        made.append(stay(random, 2001, 6001 + 2 * n, day, 120, device="double", where=(1.0, 1.0), recipient=True))
    return made


def always_together(random: Random) -> list[Stay]:
    """Four persons who only ever serve with each other, and nobody they served says so."""
    days = [at(random, 10) for _ in range(8)]
    return [stay(random, 2100 + n, 6100 + d, day, 150) for d, day in enumerate(days) for n in range(4)]


def sold_hours(random: Random) -> list[Stay]:
    """Many customers, one leader, only his word."""
    days = [at(random, 9) for _ in range(5)]
    return [
        stay(random, 2200 + n + 7 * d, 6200 + d, day, 230, way="ROLL", device="", inside=None, leader=922)
        for d, day in enumerate(days)
        for n in range(9)
    ]


def long_days(random: Random) -> list[Stay]:
    """From activity to activity, eleven hours a day."""
    made = []
    for n in range(4):
        day = at(random, 7)
        for part in range(4):
            starts = day + dt.timedelta(hours=3.5 * part)
            made.append(stay(random, 2300, 6300 + 4 * n + part, starts, 165, recipient=True))
    return made


PATTERNS: dict[str, Maker] = {
    one.__name__: one
    for one in (
        shared_device,
        photographed_code,
        identical_minutes,
        on_duty,
        impossible_travel,
        ghosts,
        friend_of_leader,
        bundle_of_back_entries,
        jump_before_star,
        night_hours,
        two_names,
        always_together,
        sold_hours,
        long_days,
    )
}

"""Users with one post, and the named people of the tests.

The near misses matter most: 李站长 heads the station next door, 孙县 is the officer of the county next door.
Both hold the same role as 张站长 and 王县, so that a refusal is for the place and for nothing else.
"""

import datetime as dt
import itertools
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.accounts.models import Grant, User
from liangzhan.accounts.queries import actor_of
from liangzhan.divisions.models import Division
from liangzhan.stations.models import Station
from tests.harness.client import StrictClient
from tests.harness.sessions import signed_in_client

PASSWORD = "Bridge-2020-Harbour"
GRANTED_ON = dt.date(2020, 1, 1)
_numbers = itertools.count(1)


@dataclass
class Person:
    """A user as the tests use one: `actor` for services and queries, `client` for pages."""

    user: User
    division: Division | None = None
    station: Station | None = None

    @cached_property
    def actor(self) -> Actor:
        return actor_of(self.user, on=dt.date.today(), second_factor=True)

    @cached_property
    def client(self) -> StrictClient:
        return signed_in_client(self.user)


def make_user(display_name: str = "某某", **fields: Any) -> User:
    """An active user with the password PASSWORD."""
    fields.setdefault("username", f"user{next(_numbers):04d}")
    return User.objects.create_user(password=PASSWORD, display_name=display_name, **fields)


def grant(user: User, role: Role, *, division: Division | None = None, station: Station | None = None) -> Grant:
    """A post in force since GRANTED_ON; an office without a place is one of the whole platform."""
    return Grant.objects.create(
        user=user,
        role=role,
        division=division,
        division_code=division.code if division else "",
        station=station,
        valid_from=GRANTED_ON,
        given_by=Actor.system("测试"),
    )


def make_person(
    name: str, role: Role, *, division: Division | None = None, station: Station | None = None, **fields: Any
) -> Person:
    """A user with one post."""
    user = make_user(name, **fields)
    grant(user, role, division=division, station=station)
    return Person(user, division, station)

"""Fixtures of the room."""

import pytest

from liangzhan.access.roles import Role
from tests.casework.ground import ground
from tests.casework.land import land
from tests.factories.accounts import make_person

__all__ = ["ground", "land"]


@pytest.fixture
def keeper_of_ground(ground):
    return make_person("志愿站员", Role.VS_KEEPER, station=ground.station)

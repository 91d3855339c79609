"""Deeds on the register of units, by noun."""

from liangzhan.divisions.services.loading import PACKAGED, load_divisions, refresh_divisions
from liangzhan.divisions.services.succession import NewUnit, record_succession
from liangzhan.divisions.services.zones import set_zone

__all__ = ["PACKAGED", "NewUnit", "load_divisions", "record_succession", "refresh_divisions", "set_zone"]

"""State tables and questions of the register, by noun. Pure: no query, no clock."""

from liangzhan.stations.rules.lifecycle import COMPLETED, FILE_OPEN, LIFECYCLE, STANDING, WITHDRAWABLE, YEARLY

__all__ = ["COMPLETED", "FILE_OPEN", "LIFECYCLE", "STANDING", "WITHDRAWABLE", "YEARLY"]

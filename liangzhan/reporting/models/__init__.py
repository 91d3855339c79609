"""Tables of the room, by noun."""

from liangzhan.reporting.models.burden import FormTime
from liangzhan.reporting.models.release import Release
from liangzhan.reporting.models.table_request import RequestColumn, TableRequest

__all__ = ["FormTime", "Release", "RequestColumn", "TableRequest"]

"""Tables of the room, by noun."""

from liangzhan.reporting.models.burden import FormTime
from liangzhan.reporting.models.release import Release
from liangzhan.reporting.models.return_forms import ReturnBlock, ReturnColumn, ReturnForm
from liangzhan.reporting.models.returns import Return, ReturnNote
from liangzhan.reporting.models.table_request import RequestColumn, TableRequest

__all__ = [
    "FormTime",
    "Release",
    "RequestColumn",
    "Return",
    "ReturnBlock",
    "ReturnColumn",
    "ReturnForm",
    "ReturnNote",
    "TableRequest",
]

"""Words about the people of a station (domain.md 4), by noun. Event names are gathered here for the audit."""

from liangzhan.staff.choices.appraisal import AppraisalEvent
from liangzhan.staff.choices.attendance import AttendanceEvent
from liangzhan.staff.choices.complaints import ComplaintEvent
from liangzhan.staff.choices.ethics import EthicsEvent
from liangzhan.staff.choices.leave import LeaveEvent
from liangzhan.staff.choices.posts import StaffEvent
from liangzhan.staff.choices.supervision import SupervisionEvent
from liangzhan.staff.choices.talent import TalentEvent

__all__ = [
    "AppraisalEvent",
    "AttendanceEvent",
    "ComplaintEvent",
    "EthicsEvent",
    "LeaveEvent",
    "StaffEvent",
    "SupervisionEvent",
    "TalentEvent",
]

"""Words about the people of a station (domain.md 4), by noun. Event names are gathered here for the audit."""

from liangzhan.staff.choices.appraisal import AppraisalEvent
from liangzhan.staff.choices.posts import StaffEvent
from liangzhan.staff.choices.talent import TalentEvent

__all__ = ["AppraisalEvent", "StaffEvent", "TalentEvent"]

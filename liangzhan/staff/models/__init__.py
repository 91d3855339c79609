"""The people of a station, by noun."""

from liangzhan.staff.models.allowance import AllowanceHold, AllowanceLine, AllowanceList, AllowanceRate
from liangzhan.staff.models.appraisal import AppraisalCard, AppraisalObjection, AppraisalScore, AppraisalYear
from liangzhan.staff.models.attendance import Correction, FieldTime, ImportedDay, MonthLine, MonthSheet
from liangzhan.staff.models.complaints import Complaint, ComplaintStep, PublicAttempt
from liangzhan.staff.models.duty import DutyDay, DutyShift, DutyTime, DutyWeek
from liangzhan.staff.models.ethics import EthicsDeclaration
from liangzhan.staff.models.exams import ExamEntry, ExamResult
from liangzhan.staff.models.leave import Leave
from liangzhan.staff.models.pay_scale import PayScale
from liangzhan.staff.models.qualification import Certificate, Registration
from liangzhan.staff.models.supervision import SupervisionAddendum, SupervisionPart, SupervisionSession
from liangzhan.staff.models.supervision_notes import ConfidentialNote, EmergencyAccess
from liangzhan.staff.models.supervision_work import AgendaItem, AgreedAction
from liangzhan.staff.models.worker import Post, Worker

__all__ = [
    "AgendaItem",
    "AgreedAction",
    "AllowanceHold",
    "AllowanceLine",
    "AllowanceList",
    "AllowanceRate",
    "AppraisalCard",
    "AppraisalObjection",
    "AppraisalScore",
    "AppraisalYear",
    "Certificate",
    "Complaint",
    "ComplaintStep",
    "ConfidentialNote",
    "Correction",
    "DutyDay",
    "DutyShift",
    "DutyTime",
    "DutyWeek",
    "EmergencyAccess",
    "EthicsDeclaration",
    "ExamEntry",
    "ExamResult",
    "FieldTime",
    "ImportedDay",
    "Leave",
    "MonthLine",
    "MonthSheet",
    "PayScale",
    "Post",
    "PublicAttempt",
    "Registration",
    "SupervisionAddendum",
    "SupervisionPart",
    "SupervisionSession",
    "Worker",
]

"""The people of a station, by noun."""

from liangzhan.staff.models.allowance import AllowanceHold, AllowanceLine, AllowanceList, AllowanceRate
from liangzhan.staff.models.appraisal import AppraisalCard, AppraisalObjection, AppraisalScore, AppraisalYear
from liangzhan.staff.models.exams import ExamEntry, ExamResult
from liangzhan.staff.models.pay_scale import PayScale
from liangzhan.staff.models.qualification import Certificate, Registration
from liangzhan.staff.models.worker import Post, Worker

__all__ = [
    "AllowanceHold",
    "AllowanceLine",
    "AllowanceList",
    "AllowanceRate",
    "AppraisalCard",
    "AppraisalObjection",
    "AppraisalScore",
    "AppraisalYear",
    "Certificate",
    "ExamEntry",
    "ExamResult",
    "PayScale",
    "Post",
    "Registration",
    "Worker",
]

"""Words of volunteering, by noun."""

from liangzhan.volunteers.choices.activities import (
    ActivitySource,
    Area,
    RiskLevel,
    SignUpState,
    VolunteerActivityState,
)
from liangzhan.volunteers.choices.certificates import CertificateState, SealState, StarState
from liangzhan.volunteers.choices.events import VolunteerEvent
from liangzhan.volunteers.choices.hours import (
    AnomalyKind,
    AnomalyState,
    DisputeReason,
    DisputeState,
    ExportState,
    Grade,
    RecordSource,
    RecordState,
)
from liangzhan.volunteers.choices.register import (
    CheckResult,
    ConfirmWay,
    Employment,
    NationalState,
    Skill,
    VolunteerSource,
    VolunteerState,
)

__all__ = [
    "ActivitySource",
    "AnomalyKind",
    "AnomalyState",
    "Area",
    "CertificateState",
    "CheckResult",
    "ConfirmWay",
    "DisputeReason",
    "DisputeState",
    "Employment",
    "ExportState",
    "Grade",
    "NationalState",
    "RecordSource",
    "RecordState",
    "RiskLevel",
    "SealState",
    "SignUpState",
    "Skill",
    "StarState",
    "VolunteerActivityState",
    "VolunteerEvent",
    "VolunteerSource",
    "VolunteerState",
]

"""Words of casework: code lists of domain.md 5.1 and the events of the room."""

from liangzhan.casework.choices.cases import (
    CaseEvent,
    CaseSide,
    CaseSource,
    ClosingReason,
    IntakeDecision,
    MemberRole,
    Phase,
)
from liangzhan.casework.choices.forms import (
    ContactGround,
    ContactMode,
    FollowUpOutcome,
    OpinionOn,
    ReferralReason,
    ReferralState,
    ScaleMoment,
    Theory,
)
from liangzhan.casework.choices.later import (
    FlagReason,
    ReferralItem,
    ReopenReason,
    Second,
    SuspendReason,
    TransferReason,
    WithoutConsent,
)

__all__ = [
    "CaseEvent",
    "CaseSide",
    "CaseSource",
    "ClosingReason",
    "ContactGround",
    "ContactMode",
    "FlagReason",
    "FollowUpOutcome",
    "IntakeDecision",
    "MemberRole",
    "OpinionOn",
    "Phase",
    "ReferralItem",
    "ReferralReason",
    "ReferralState",
    "ReopenReason",
    "ScaleMoment",
    "Second",
    "SuspendReason",
    "Theory",
    "TransferReason",
    "WithoutConsent",
]

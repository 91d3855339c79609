"""Volunteers, their activities, hours, certificates and stars."""

from liangzhan.volunteers.models.activities import SignUp, VolunteerActivity, VolunteerPost
from liangzhan.volunteers.models.certificates import Certificate, SealRequest, StarProposal
from liangzhan.volunteers.models.checks import Anomaly, DrawnRecord, SampleDraw
from liangzhan.volunteers.models.hours import (
    BackEntry,
    Dispute,
    RecipientConfirmation,
    RecordChange,
    ServiceRecord,
)
from liangzhan.volunteers.models.register import Policy, PolicyMember, Volunteer, VolunteerSpell

__all__ = [
    "Anomaly",
    "BackEntry",
    "Certificate",
    "Dispute",
    "DrawnRecord",
    "Policy",
    "PolicyMember",
    "RecipientConfirmation",
    "RecordChange",
    "SampleDraw",
    "SealRequest",
    "ServiceRecord",
    "SignUp",
    "StarProposal",
    "Volunteer",
    "VolunteerActivity",
    "VolunteerPost",
    "VolunteerSpell",
]

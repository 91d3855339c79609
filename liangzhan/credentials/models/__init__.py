"""What any person holds, worker, volunteer or key resident alike."""

from liangzhan.credentials.models.award import Award
from liangzhan.credentials.models.clearance import MinorsClearance
from liangzhan.credentials.models.commitment import Commitment, CommitmentText
from liangzhan.credentials.models.training import Enrolment, Learning, Training

__all__ = ["Award", "Commitment", "CommitmentText", "Enrolment", "Learning", "MinorsClearance", "Training"]

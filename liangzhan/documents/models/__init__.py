"""Tables of the room, by noun."""

from liangzhan.documents.models.addenda import Addendum
from liangzhan.documents.models.archive import (
    ArchiveItem,
    Consultation,
    DestructionLine,
    DestructionList,
    SealedArchiveItem,
    SealedConsultation,
    SealedDestruction,
)
from liangzhan.documents.models.files import (
    EXTENSIONS,
    IssuedPaper,
    KeptFile,
    VerifyFailure,
)

__all__ = [
    "Addendum",
    "ArchiveItem",
    "SealedArchiveItem",
    "SealedConsultation",
    "SealedDestruction",
    "Consultation",
    "DestructionList",
    "DestructionLine",
    "EXTENSIONS",
    "IssuedPaper",
    "KeptFile",
    "VerifyFailure",
]

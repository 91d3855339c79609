"""Tables of the room, by noun."""

from liangzhan.documents.models.files import (
    EXTENSIONS,
    IssuedPaper,
    KeptFile,
    VerifyFailure,
)

__all__ = [
    "EXTENSIONS",
    "IssuedPaper",
    "KeptFile",
    "VerifyFailure",
]

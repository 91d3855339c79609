"""Forms of the room, by noun."""

from liangzhan.documents.forms.verify import VerifyForm

__all__ = ["VerifyForm"]

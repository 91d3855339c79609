"""What becomes of a need when two persons are one, or when somebody is forgotten."""

from __future__ import annotations

from typing import Any

from liangzhan.needs.models import Need
from liangzhan.needs.queries.own_part import needs_of
from liangzhan.people.erasing import Erasure, forget_by
from liangzhan.people.merging import decide, moving
from liangzhan.people.rights import offer

GONE = "（已删除）"


def register() -> None:
    """Called once from `ready`."""
    offer("needs", needs_of)
    decide("needs.Need.person", moving("needs.Need.person"))
    forget_by("needs.Need.person", Erasure("需求不再记名，删除内容和联系方式，类别和办理结果保留", _forget))


def _forget(person: Any) -> int:
    """The need stays as a number of its kind; words and name go."""
    rows = list(Need.objects.filter(person=person).order_by("pk"))
    for need in rows:
        need.person, need.contact, need.contact_agreed = None, "", False
        need.description = GONE
        need.note = need.outcome = ""
        need.save(update_fields=["person", "contact", "contact_agreed", "description", "note", "outcome"])
    return len(rows)

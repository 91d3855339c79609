"""What every service of the register asks first: the row as it is now; a signed paper as a kept file."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.documents.choices import FileKind
from liangzhan.documents.models import KeptFile
from liangzhan.documents.services import keep_file
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.volunteers.models import Volunteer


def locked(volunteer: Volunteer) -> Volunteer:
    """The row as it is now, locked until the end of the transaction."""
    rows = Volunteer.objects.select_for_update(of=("self",)).select_related("person", "station")
    return rows.get(pk=volunteer.pk)


def kept_paper(paper: Any, by: Actor) -> KeptFile | None:
    """The signed paper as a kept file; a refusal names the form's own field."""
    if paper is None or isinstance(paper, KeptFile):
        return paper
    try:
        return keep_file(upload=paper, title="志愿者登记签字", kind=FileKind.PAPER, by=by)
    except RuleBroken as refusal:
        raise RuleBroken(*refusal.reasons, field="paper") from refusal

"""What stays of certificates, seals and stars when their person is forgotten (PIPL §47): numbers, digests, figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from liangzhan.access.actor import Actor
from liangzhan.documents.services import drop_file
from liangzhan.toolkit.periods import moment
from liangzhan.toolkit.transitions import move
from liangzhan.volunteers.choices import SealState, StarState
from liangzhan.volunteers.models import Certificate, SealRequest, StarProposal, Volunteer
from liangzhan.volunteers.rules.certificates import SEAL_STATES
from liangzhan.volunteers.rules.stars import STAR_STATES

OPEN_STARS = (StarState.PROPOSED, StarState.PUBLIC)


Blanker = Callable[[Sequence[Volunteer]], None]
UPSTAIRS: list[
    Blanker
] = []  # rooms above that hold something of these volunteers (what was sent to the national system)


def also_forget(blank: Blanker) -> None:
    """A room above says how it blanks what it holds of volunteers; called once from its `ready`."""
    UPSTAIRS.append(blank)


def forget_certificates(volunteers: Sequence[Volunteer], by: Actor) -> None:
    """Empty what names or tells of the person; end what was still under way; delete the sealed papers."""
    _end_seals(volunteers, by)
    for star in StarProposal.objects.filter(volunteer__in=volunteers, state__in=OPEN_STARS).order_by("pk"):
        move(star, StarState.REFUSED, table=STAR_STATES, by=by, decided_at=moment(), decided_by=by)
    StarProposal.objects.filter(volunteer__in=volunteers).update(words="", objections="", reason="")
    Certificate.objects.filter(volunteer__in=volunteers).update(snapshot="", payload="", reason="")


def _end_seals(volunteers: Sequence[Volunteer], by: Actor) -> None:
    seals = SealRequest.objects.filter(certificate__volunteer__in=volunteers).select_related("scan").order_by("pk")
    for seal in seals:
        if seal.state == SealState.WAITING:
            move(seal, SealState.REFUSED, table=SEAL_STATES, by=by, decided_at=moment(), decided_by=by)
        scan = seal.scan
        seal.scan, seal.purpose, seal.note = None, "", ""
        seal.save(update_fields=["scan", "purpose", "note"])
        if scan is not None:
            drop_file(kept=scan, by=by)

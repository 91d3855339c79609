"""What closings and referrals have posted, for the comparison with the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.casework.models import Closing, Referral
from liangzhan.ledger.rules.lines import digest_of
from liangzhan.ledger.rules.sealed import line_of

Paper = Closing | Referral


def voucher_of(paper: Paper) -> str:
    """As the ledger names this paper."""
    return f"{paper._meta.label}:{paper.uuid}"


def expected_of(model: type[Paper], *, sealed: bool) -> Callable[[], Iterator[tuple[str, int, str]]]:
    """(voucher, version, digest of its lines) of everything posted by papers of this kind."""

    def rows() -> Iterator[tuple[str, int, str]]:
        found = model.objects.filter(counted_version__gt=0, case__sealed=sealed).order_by("id")
        for paper in found.only("uuid", "counted", "counted_version").iterator():
            lines = [line_of(paper.counted).line] if paper.counted_version == 1 else []
            yield voucher_of(paper), paper.counted_version, digest_of(lines)

    return rows


def href_of(model: type[Paper], section: str) -> Callable[[str, Actor], str]:
    """The case page of such a paper at its section, for whoever may read the case, else ""."""

    def href(uuid: str, actor: Actor) -> str:
        paper = model.objects.filter(uuid=uuid).within(actor.scope, Action.CASE_VIEW).only("case_id").first()
        return f"{reverse('casework:case-page', args=[paper.case_id])}#{section}" if paper else ""

    return href

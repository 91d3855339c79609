"""What a use posts, read back from its own row: the ledger is checked against it every night."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.ledger.rules.lines import Line, digest_of
from liangzhan.needs.models import ResourceUse
from liangzhan.needs.rules.resources import UseFacts, lines_of

BATCH = 500


def lines_on(use: ResourceUse) -> tuple[Line, ...]:
    """The lines that the ledger holds for this use; nothing once it was withdrawn."""
    if use.withdrawn_at is not None:
        return ()
    facts = UseFacts(use.on, use.purpose, use.service_kind, value_fen=use.value_fen, value_basis=use.value_basis)
    return lines_of(facts)


def expected_uses() -> Iterator[tuple[str, int, str]]:
    """(voucher, version, digest) of every use that stands in the ledger."""
    rows = ResourceUse.objects.filter(posted_version__gt=0).order_by("pk")
    for use in rows.iterator(BATCH):
        yield use.voucher, use.posted_version, digest_of(lines_on(use))


def use_href(uuid: str, actor: Actor) -> str:
    """The page of the resource behind a figure, or "" when the reader may not open it."""
    rows = ResourceUse.objects.within(actor.scope, Action.NEED_VIEW).filter(uuid=uuid)
    found = rows.values_list("resource__uuid", flat=True).first()
    return reverse("needs:resource-page", kwargs={"uuid": found}) if found else ""

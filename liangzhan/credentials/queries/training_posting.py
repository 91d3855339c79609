"""What trainings of volunteers bring into the ledger, read back from the rows: it is checked against them every night."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.credentials.choices import EnrolmentState
from liangzhan.credentials.models import Enrolment, Training
from liangzhan.ledger.choices import EntryKind
from liangzhan.ledger.rules.lines import LONGEST_DAY, Line, digest_of

BATCH = 2000


def learned_lines(row: Enrolment, training: Training) -> tuple[Line, ...]:
    """One person learned so many minutes, on the last day of the training; nothing when he turned out to be absent.

    A line of the ledger holds a day at most: what a long course has beyond follows without a head.
    """
    if row.state != EnrolmentState.COMPLETED:
        return ()
    day = timezone.localtime(training.occasion.ends_at).date()
    person, rest = row.posted_as or row.person_id, row.posted_minutes
    lines = [Line(kind=EntryKind.VOLUNTEER_TRAINING, served_on=day, person=person, minutes=min(rest, LONGEST_DAY))]
    while (rest := rest - LONGEST_DAY) > 0:
        lines.append(Line(kind=EntryKind.VOLUNTEER_TRAINING, served_on=day, minutes=min(rest, LONGEST_DAY)))
    return tuple(lines)


def expected_learning() -> Iterator[tuple[str, int, str]]:
    """(voucher, version, digest) of every line of a roster that stands in the ledger."""
    rows = Enrolment.objects.filter(posted_version__gt=0).select_related("training__occasion").order_by("pk")
    for row in rows.iterator(BATCH):
        yield row.voucher, row.posted_version, digest_of(learned_lines(row, row.training))


def learning_href(uuid: str, actor: Actor) -> str:
    """The training behind a figure, or "" when the reader may not open it."""
    rows = Training.objects.within(actor.scope, Action.TRAINING_VIEW).filter(enrolments__uuid=uuid)
    found = rows.values_list("pk", flat=True).first()
    return reverse("credentials:training-page", args=[found]) if found else ""

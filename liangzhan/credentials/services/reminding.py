"""Those who hold a seat are reminded before the training starts, once."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.credentials import messages
from liangzhan.credentials.choices import CredentialEvent, EnrolmentState
from liangzhan.credentials.models import Training
from liangzhan.credentials.queries.training import live_enrolments, starting_soon
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today


@recorded(CredentialEvent.REMINDED)
def remind_seated(*, by: Actor) -> list[Training]:
    """Tell those with a seat (without a limit: all who signed up) of trainings that begin soon and were not reminded of."""
    days = value_of("training.remind.days", on=today())
    reminded = []
    for training in starting_soon(days):
        if messages.was_reminded(training):
            continue
        rows = [row for row in live_enrolments(training) if _comes(training, row.state)]
        messages.begins_soon(training, rows, by)
        reminded.append(training)
    return reminded


def _comes(training: Training, state: str) -> bool:
    return state == EnrolmentState.SEATED or (training.seats is None and state == EnrolmentState.APPLIED)

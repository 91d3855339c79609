"""Learning of volunteers comes into the ledger (I18): called by the services of completion, which record the deed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from liangzhan.access.actor import Actor
from liangzhan.credentials.choices import EnrolmentState
from liangzhan.credentials.models import Enrolment, Training
from liangzhan.credentials.queries.people import volunteers_among
from liangzhan.credentials.queries.training_posting import learned_lines
from liangzhan.credentials.rules.training import VOLUNTEER_KINDS, learned_minutes
from liangzhan.ledger.services.posting import Voucher, post, post_many
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today

POSTED = ["posted_version", "posted_as", "posted_minutes"]


def count_volunteers(training: Training, rows: Sequence[Enrolment], by: Actor, reason: str) -> None:
    """Each volunteer who completed is counted at his own station; what is corrected is posted as the next version.

    First versions go in bulk. A worker of the office in the same room is not a volunteer and is not counted.
    """
    if training.kind not in VOLUNTEER_KINDS:
        return
    done = [one for one in rows if one.state == EnrolmentState.COMPLETED and one.station_id]
    volunteers = volunteers_among([one.person_id for one in done])
    counted = [one for one in done if one.posted_version or one.person_id in volunteers]
    again = [(one, one.station) for one in rows if one.posted_version and one.station]
    each = int(value_of("training.hour.minutes", on=today(), division_code=training.division_code))
    for one in counted:
        one.posted_minutes = learned_minutes(one.hours or Decimal(0), each)
    first = [(one, one.station) for one in counted if not one.posted_version and one.station]
    for one, station in again:
        one.posted_version += 1
        lines = learned_lines(one, training)
        post(voucher=one.voucher, version=one.posted_version, station=station, lines=lines, by=by, reason=reason)
    for one, _ in first:
        one.posted_version, one.posted_as = 1, one.person_id
    post_many(vouchers=[Voucher(one.voucher, place, learned_lines(one, training)) for one, place in first], by=by)
    Enrolment.objects.bulk_update([one for one, _ in [*again, *first]], POSTED, batch_size=200)

"""Records that somebody should look at again: found at night, settled by a person (domain.md 6.7)."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move
from liangzhan.volunteers.choices import AnomalyState, VolunteerEvent
from liangzhan.volunteers.models import Anomaly, ServiceRecord
from liangzhan.volunteers.queries.anomalies import facts_of, rows_of, warned
from liangzhan.volunteers.record_hold import held_records
from liangzhan.volunteers.rules.anomalies import anomalies
from liangzhan.volunteers.rules.states import ANOMALY_STATES
from liangzhan.volunteers.settings_hours import WINDOW, limits_at, thresholds_at


@recorded(VolunteerEvent.ANOMALIES_FOUND, keep=["county"])
def find_anomalies(*, county: str, by: Actor) -> int:
    """Look at a county's records of the last months (6 digits); write down each record and reason once.

    Returns how many are new. What was settled stays settled, and a record is never changed.
    """
    code, day = county.ljust(12, "0"), today()
    since = day - dt.timedelta(days=int(value_of(WINDOW, on=day, division_code=code)))
    rows = rows_of(county, since)
    found = anomalies(facts_of(rows), thresholds_at(day, code)) + warned(rows, limits_at(day, code))
    known = set(Anomaly.objects.filter(record__in={one.record for one in found}).values_list("record_id", "kind"))
    fresh = [one for one in found if (one.record, str(one.kind)) not in known]
    places = ServiceRecord.objects.in_bulk({one.record for one in fresh})
    Anomaly.objects.bulk_create(
        [
            Anomaly(
                record_id=one.record,
                station_id=places[one.record].station_id,
                division_code=places[one.record].division_code,
                kind=one.kind,
                words=one.words[:200],
                state_since=day,
                found_at=moment(),
            )
            for one in fresh
        ],
        batch_size=500,
    )
    return len(fresh)


@recorded(VolunteerEvent.ANOMALY_SETTLED, keep=["state"])
def settle_anomaly(*, anomaly: Anomaly, state: str, note: str, by: Actor) -> Anomaly:
    """Somebody looked: it is explained, or something is really wrong (then refuse or correct the record besides).

    Raises RuleBroken without words, out of reach, for one's own service, or when it was settled meanwhile.
    """
    if not note.strip():
        raise RuleBroken("请写明怎样核对的。", field="note")
    if state not in (AnomalyState.EXPLAINED, AnomalyState.CONFIRMED):
        raise RuleBroken("请选择核对结果。", field="state")
    held_records([anomaly.record], by, Action.HOURS_VERIFY)
    words = note.strip()[:300]
    move(anomaly, state, table=ANOMALY_STATES, by=by, note=words, settled_at=moment(), settled_by=by)
    return anomaly

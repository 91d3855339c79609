"""Records that wait for the national system."""

import datetime as dt
import itertools
import json

from liangzhan.exchange.choices import Verdict
from liangzhan.exchange.rules.bridge import Answer
from liangzhan.volunteers.models import ServiceRecord, VolunteerActivity
from tests.factories.people import BY, DAY
from tests.factories.volunteers import MORNING, make_volunteer

_serials = itertools.count(1)


def make_fed_activity(station):
    """An activity another platform told of."""
    return VolunteerActivity.objects.create(
        station=station,
        division_code=station.division_code,
        source="FEED",
        feeder="示例平台",
        feeder_no=f"A{next(_serials)}",
        title="示例清洁活动",
        area="V06",
        organiser="示例单位",
        leader="示例负责人",
        place="示例广场",
        starts_at=MORNING,
        ends_at=MORNING + dt.timedelta(hours=3),
        state_since=DAY,
        planned_at=MORNING,
        planned_by=BY,
    )


def make_record(station, **fields):
    """One verified record of 90 minutes, of a volunteer with a national number unless `volunteer` is given."""
    volunteer = fields.pop("volunteer", None) or make_volunteer(
        station=station, national_no=f"N{next(_serials):06d}", national_state="CLAIMED"
    )
    given = {
        "activity": fields.pop("activity", None) or make_fed_activity(station),
        "served_on": dt.date(2020, 6, 3),
        "starts_at": MORNING,
        "ends_at": MORNING + dt.timedelta(minutes=90),
        "minutes": 90,
        "content": "示例：清洁广场",
        "source": "FEED",
        "state": "VERIFIED",
        "state_since": DAY,
        "recorded_at": MORNING,
        "recorded_by": BY,
        **fields,
    }
    return ServiceRecord.objects.create(
        station=station, division_code=station.division_code, volunteer=volunteer, **given
    )


def accept(batch, *, rejected=()):
    """Answers for all lines: accepted, but for the rejected ones."""
    return [
        Answer(batch.number, line, Verdict.REJECTED, reason="示例：编号不符")
        if line in rejected
        else Answer(batch.number, line, Verdict.ACCEPTED, f"R{line}")
        for line in range(1, batch.lines + 1)
    ]


def sent_of(batch):
    """What was sent, line by line."""
    return [json.loads(one.content) for one in batch.items.order_by("line")]

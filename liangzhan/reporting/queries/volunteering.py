"""I14–I19: volunteers, their service and training."""

from __future__ import annotations

from django.db.models import Count, Q

from liangzhan.reporting.queries.asked import ACTION, Question
from liangzhan.reporting.rules.arithmetic import Number, hours, share
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import add_workdays
from liangzhan.volunteers.choices import NationalState, RecordState, VolunteerActivityState, VolunteerState
from liangzhan.volunteers.models import ServiceRecord, Volunteer, VolunteerActivity

DONE = (RecordState.CONFIRMED, RecordState.VERIFIED)
OVER = (
    VolunteerActivityState.ENDED,
    VolunteerActivityState.HOURS_CONFIRMING,
    VolunteerActivityState.ARCHIVED,
)
DEADLINE = "hours.record.workdays"


def registered(asked: Question) -> dict[str, Number]:
    """I14: volunteers on the register on the day: in the national system, and ours alone counted apart (9.3). People."""
    rows = Volunteer.objects.within(asked.scope, ACTION).filter(
        asked.within(), state=VolunteerState.ACTIVE, confirmed_at__date__lte=asked.on
    )
    national = Q(national_state=NationalState.ACCEPTED) & (Q(national_on__isnull=True) | Q(national_on__lte=asked.on))
    return rows.aggregate(
        national=Count("person", distinct=True, filter=national), own=Count("person", distinct=True, filter=~national)
    )


def active(asked: Question) -> dict[str, Number]:
    """I15: people with a verified service record in the period (9.3)."""
    return {"persons": asked.sum_of("VOLUNTEER_SERVICE").person_count}


def service_hours(asked: Question) -> dict[str, Number]:
    """I16: verified minutes ÷ 60 (9.3). Hours to 0.1."""
    return {"hours": hours(asked.sum_of("VOLUNTEER_SERVICE").minutes)}


def held(asked: Question) -> dict[str, Number]:
    """I17: volunteer activities that ended in the period, and the projects they belong to (9.3)."""
    rows = VolunteerActivity.objects.within(asked.scope, ACTION).filter(
        asked.within(), state__in=OVER, ends_at__date__gte=asked.period.start, ends_at__date__lte=asked.on
    )
    return rows.aggregate(activities=Count("pk"), projects=Count("project", distinct=True))


def trained(asked: Question) -> dict[str, Number]:
    """I18: attendances of volunteer trainings and learning hours, never part of I16 (9.3)."""
    found = asked.sum_of("VOLUNTEER_TRAINING")
    return {"times": found.times, "hours": hours(found.minutes)}


def timely(asked: Question) -> dict[str, Number]:
    """I19: service records confirmed within the working days allowed (ten: Order 67 §11) ÷ all confirmed of the period (9.3). Percent."""
    rows = ServiceRecord.objects.within(asked.scope, ACTION).filter(
        asked.within(), served_on__gte=asked.period.start, served_on__lte=asked.on, state__in=DONE
    )
    days = int(value_of(DEADLINE, on=asked.on, division_code=asked.area.code))
    total = in_time = 0
    for served_on, confirmed_on, count in (
        rows.order_by().values_list("served_on", "confirmed_at__date").annotate(n=Count("pk"))
    ):
        total += count
        in_time += count if confirmed_on is not None and confirmed_on <= add_workdays(served_on, days) else 0
    return {"rate": share(in_time, total), "records": total}

"""What the night does for activities: those whose time has come begin and end, rosters are settled by who checked in."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.occasions.models import Presence
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move_all
from liangzhan.volunteers.choices import SignUpState, VolunteerActivityState, VolunteerEvent
from liangzhan.volunteers.models import SignUp, VolunteerActivity
from liangzhan.volunteers.rules.activities import SIGN_UP_STATES
from liangzhan.volunteers.services.activities import begin_activity, end_activity
from liangzhan.volunteers.settings_activities import SETTLE_DAYS

S, U = VolunteerActivityState, SignUpState
OVER = (S.ENDED, S.HOURS_CONFIRMING, S.ARCHIVED)


@recorded(VolunteerEvent.ACTIVITIES_TURNED)
def turn_over(*, by: Actor) -> dict[str, int]:
    """{"begun", "ended"}: published activities whose time has come begin; those whose time is over end. Nobody's button is needed."""
    now = moment()
    begun = [begin_activity(activity=row, by=by) for row in _at(S.CLOSED_RECRUIT, starts_at__lte=now)]
    ended = [end_activity(activity=row, by=by) for row in _at(S.ONGOING, ends_at__lte=now)]
    return {"begun": len(begun), "ended": len(ended)}


@recorded(VolunteerEvent.ROSTERS_SETTLED)
def settle_rosters(*, by: Actor) -> dict[str, int]:
    """{"attended", "missed"}: who checked in has attended; who did not, some days after the end, did not come (parameter)."""
    days = int(value_of(SETTLE_DAYS, on=today()))
    rows = SignUp.objects.filter(state=U.ACCEPTED, activity__state__in=OVER).select_related("activity", "volunteer")
    standing = list(rows.order_by("pk"))
    stays = Presence.objects.filter(
        occasion__in={row.activity.occasion_id for row in standing},
        person__in={row.volunteer.person_id for row in standing},
        voided_at__isnull=True,
    )
    came = set(stays.values_list("occasion_id", "person_id"))
    attended, missed, last = [], [], moment() - dt.timedelta(days=days)
    for row in standing:
        if (row.activity.occasion_id, row.volunteer.person_id) in came:
            attended.append(row)
        elif row.activity.ends_at <= last:
            missed.append(row)
    move_all(attended, U.ATTENDED, table=SIGN_UP_STATES, by=by)
    move_all(missed, U.NO_SHOW, table=SIGN_UP_STATES, by=by, reason="没有签到记录")
    return {"attended": len(attended), "missed": len(missed)}


def _at(state: str, **when: dt.datetime) -> list[VolunteerActivity]:
    return list(VolunteerActivity.objects.filter(state=state, **when).order_by("starts_at", "id"))

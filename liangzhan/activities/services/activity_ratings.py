"""K-05: ratings are opened, given on a phone without account, typed in from paper."""

from __future__ import annotations

import datetime as dt
import secrets
import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import F

from liangzhan.access.actor import Actor
from liangzhan.activities.choices.activity import ActivityEvent
from liangzhan.activities.models import Activity, Group, RatingComment, RatingSheet, RatingTry
from liangzhan.activities.queries.activity_ratings import attended_of, day_of
from liangzhan.activities.rules.activity_ratings import paper_problem, rating_problem
from liangzhan.activities.settings_groups import RATING_DAYS, RATING_HOURLY
from liangzhan.audit.services import recorded
from liangzhan.documents.services import keep_file
from liangzhan.toolkit.crypto import blind_index
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today

TOO_MANY = "这个网络提交的评价太多了，请一小时后再试，或向工作人员要纸质评价表。"


@recorded(ActivityEvent.RATINGS_OPENED)
def open_ratings(*, plan: Activity | Group, by: Actor) -> RatingSheet:
    """Make the address of the ratings, or open it anew from today; asked again it stays the same.

    Raises RuleBroken before anything was arranged to be rated.
    """
    held_on = day_of(plan)
    if held_on is None:
        raise RuleBroken("还没有安排日期，不能开放评价。")
    days = int(value_of(RATING_DAYS, on=today(), division_code=plan.division_code))
    until = max(held_on, today()) + dt.timedelta(days=days)
    owner = {"activity": plan} if isinstance(plan, Activity) else {"group": plan}
    row, made = RatingSheet.objects.get_or_create(
        **owner,
        defaults={
            "token": secrets.token_urlsafe(9),
            "station": plan.station,
            "division_code": plan.division_code,
            "held_on": held_on,
            "open_to_on": until,
            "opened_by": by,
        },
    )
    if not made:
        row.held_on, row.open_to_on = held_on, until
        row.save(update_fields=["held_on", "open_to_on"])
    return row


@recorded(ActivityEvent.RATINGS_ENDED)
def end_ratings(*, sheet: RatingSheet, by: Actor) -> RatingSheet:
    """No further answers on the phone; paper may still be typed in."""
    sheet.open_to_on = min(sheet.open_to_on, today() - dt.timedelta(days=1))
    sheet.save(update_fields=["open_to_on"])
    return sheet


@recorded(ActivityEvent.RATED)
def rate(*, sheet: RatingSheet, score: int, asker: str, form_key: UUID, by: Actor, comment: str = "") -> RatingSheet:
    """One anonymous answer: a count goes up, nothing else is kept of it. The same `form_key` counts once.

    `asker` is the network address, kept for an hour as a keyed fingerprint. Raises RuleBroken: closed, too many.
    """
    held = RatingSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    hour = int(time.time()) // 3600
    sent, fresh = RatingTry.objects.get_or_create(
        sheet=held, asker=blind_index(f"key|{form_key}", "activities.rating"), hour=hour
    )
    if not fresh:
        return held
    if problem := rating_problem(score, day=today(), held_on=held.held_on, open_to_on=held.open_to_on):
        sent.delete()
        raise RuleBroken(problem, field="score")
    _count_try(held, asker, hour)
    RatingSheet.objects.filter(pk=held.pk).update(**{f"online_{score}": F(f"online_{score}") + 1})
    if comment.strip():
        RatingComment.objects.create(sheet=held, text=comment.strip()[:300])
    return RatingSheet.objects.get(pk=held.pk)


@recorded(ActivityEvent.PAPER_RATED)
def save_paper_ratings(*, sheet: RatingSheet, counts: Mapping[int, int], by: Actor, scan: Any = None) -> RatingSheet:
    """How many paper slips gave each score; typed again it replaces what stood. Raises RuleBroken at the field."""
    held = RatingSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    plan: Any = held.activity or held.group
    if problem := paper_problem(counts, attended=attended_of(plan)):
        raise RuleBroken(problem, field="paper_5")
    if scan is not None:
        try:
            held.scan = keep_file(upload=scan, title="纸质满意度评价表", kind="paper", by=by)
        except RuleBroken as refusal:
            raise RuleBroken(*refusal.reasons, field="scan") from refusal
    for score, many in counts.items():
        setattr(held, f"paper_{score}", many)
    held.save()
    return held


def _count_try(held: RatingSheet, asker: str, hour: int) -> None:
    row, fresh = RatingTry.objects.get_or_create(
        sheet=held, asker=blind_index(f"address|{asker}", "activities.rating"), hour=hour
    )
    if fresh:
        RatingTry.objects.filter(hour__lt=hour - 1).delete()
    most = int(value_of(RATING_HOURLY, on=today(), division_code=held.division_code))
    if row.count >= most:
        raise RuleBroken(TOO_MANY)
    RatingTry.objects.filter(pk=row.pk).update(count=F("count") + 1)

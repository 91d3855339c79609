"""服务质量评价 of verified records (Order 67 §10): by whoever organised the service, within the same days as the hours."""

from __future__ import annotations

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.choices import RecordState, VolunteerEvent
from liangzhan.volunteers.models import ServiceRecord, Volunteer
from liangzhan.volunteers.rules.stars import LEAST_RATING, MOST_RATING


@recorded(VolunteerEvent.RATED, keep=["quality"])
def rate_service(*, volunteer: Volunteer, quality: int, by: Actor) -> Volunteer:
    """Rate (1–5) every verified record at the reader's stations that nobody rated yet; a rating that stands is kept.

    Raises RuleBroken for another number, for nothing to rate, and when somebody would rate himself.
    """
    if not LEAST_RATING <= quality <= MOST_RATING:
        raise RuleBroken("评价是 1 到 5 分。", field="quality")
    if by.person_uuid is not None and by.person_uuid == volunteer.person.uuid:
        raise RuleBroken("不能评价自己的服务，请由另一个人评价。")
    rows = ServiceRecord.objects.within(by.scope, Action.HOURS_CONFIRM).filter(volunteer=volunteer)
    if not rows.filter(state=RecordState.VERIFIED, quality__isnull=True).update(quality=quality, rated_on=today()):
        raise RuleBroken("没有等待评价的服务记录。")
    return volunteer

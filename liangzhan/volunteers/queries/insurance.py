"""Who is insured on a day at a place (志愿服务条例 §17; domain.md 6.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.divisions.rules import ancestors
from liangzhan.volunteers.models import Policy, PolicyMember, Volunteer

BATCH = 500


def running_on(on: dt.date) -> QuerySet[Policy]:
    """Policies that run on the day, both days included."""
    return Policy.objects.filter(starts_on__lte=on, ends_on__gte=on)


def area_policies(division_code: str, on: dt.date) -> QuerySet[Policy]:
    """统保 that covers a place on a day: of the place itself or of a division above it."""
    codes = [division_code, *ancestors(division_code)]
    return running_on(on).filter(whole_area=True, division_code__in=codes).order_by("-ends_on", "id")


def uninsured(volunteer_ids: Iterable[int], division_code: str, on: dt.date) -> set[int]:
    """Of these volunteers, who has no policy on the day at the place. 统保 covers everybody in its area."""
    wanted = set(volunteer_ids)
    if not wanted or area_policies(division_code, on).exists():
        return set()
    ids, insured = sorted(wanted), set[int]()
    for start in range(0, len(ids), BATCH):
        rows = PolicyMember.objects.filter(volunteer__in=ids[start : start + BATCH], policy__in=running_on(on))
        insured |= set(rows.values_list("volunteer_id", flat=True))
    return wanted - insured


def policies_of(volunteer: Volunteer) -> list[Policy]:
    """Every policy that names the volunteer or covers the station's area, the latest first."""
    codes = [volunteer.division_code, *ancestors(volunteer.division_code)]
    area = Q(whole_area=True, division_code__in=codes)
    rows = Policy.objects.filter(area | Q(members__volunteer=volunteer)).distinct()
    return list(rows.order_by("-ends_on", "-id")[:20])


def policies_shown(scope: Scope, stations_codes: Iterable[str] = ()) -> QuerySet[Policy]:
    """Policies of the reader's places, and 统保 of the divisions above them (`stations_codes`)."""
    above = {code for one in stations_codes for code in ancestors(one)}
    own = Policy.objects.within(scope, Action.POLICY_MANAGE)
    return (own | Policy.objects.filter(whole_area=True, division_code__in=above)).order_by("-ends_on", "-id")

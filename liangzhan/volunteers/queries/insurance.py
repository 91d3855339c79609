"""Who is insured on a day at a place (志愿服务条例 §17; domain.md 6.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.divisions.models import Division
from liangzhan.divisions.rules import ancestors, full
from liangzhan.stations.models import Station
from liangzhan.volunteers.models import Policy, PolicyMember, Volunteer
from liangzhan.volunteers.rules.register import LIVE

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


def policies_shown(scope: Scope) -> QuerySet[Policy]:
    """Policies of the reader's places, and 统保 of the divisions above them."""
    area = scope.area(Action.POLICY_MANAGE)
    codes = {full(prefix) for prefix in area.prefixes}
    codes |= set(Station.objects.filter(pk__in=area.stations).values_list("division_code", flat=True))
    above = {code for one in codes for code in ancestors(one)}
    own = Policy.objects.within(scope, Action.POLICY_MANAGE)
    return (own | Policy.objects.filter(whole_area=True, division_code__in=above)).select_related("station")


def policy_places(scope: Scope) -> list[tuple[str, str]]:
    """Where the reader may insure: (place, words); "station:12" for a list of persons, "area:210102000000" for 统保."""
    area = scope.area(Action.POLICY_MANAGE)
    stations = Station.objects.filter(pk__in=area.stations).order_by("division_code", "kind", "id")
    found = [(f"station:{one.pk}", f"{one.name}（名单）") for one in stations]
    codes = [full(prefix) for prefix in area.prefixes]
    names = dict(Division.objects.filter(code__in=codes).values_list("code", "name"))
    return found + [(f"area:{code}", f"{names.get(code, code)}（统保）") for code in codes]


def place_of(place: str) -> dict[str, Any]:
    """Arguments of `save_policy` for one of `policy_places`."""
    kind, _, value = place.partition(":")
    return {"station": Station.objects.get(pk=int(value))} if kind == "station" else {"division_code": value}


def listed_at(policy: Policy) -> QuerySet[Volunteer]:
    """Live volunteers of the policy's station, to choose the insured from."""
    rows = Volunteer.objects.filter(station=policy.station_id, state__in=LIVE).select_related("person")
    return rows.order_by("number")

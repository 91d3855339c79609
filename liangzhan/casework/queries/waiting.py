"""Cases that wait for a deed of the team: the consent was taken back, the work stands still for long."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, OuterRef, QuerySet, Subquery

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.casework.choices import CaseSide
from liangzhan.casework.models import Agreement, Case
from liangzhan.casework.settings_later import SUSPENDED_DAYS
from liangzhan.toolkit.parameters import value_of


def withdrawn_cases(scope: Scope) -> QuerySet[Case]:
    """Running cases within reach whose latest agreement was taken back."""
    latest = Agreement.objects.filter(case=OuterRef("pk")).order_by("-on", "-id").values("consent__withdrawn_on")[:1]
    rows = Case.objects.within(scope, Action.CASE_WORK).running().annotate(taken_back=Subquery(latest))
    found: QuerySet[Case] = rows.filter(taken_back__isnull=False).order_by(F("taken_back"), "pk")
    return found


def suspended_long(scope: Scope, on: dt.date) -> QuerySet[Case]:
    """Suspended for longer than the setting of the province says."""
    days = int(value_of(SUSPENDED_DAYS, on=on))
    rows = Case.objects.within(scope, Action.CASE_WORK).running().filter(state=CaseSide.SUSPENDED)
    found: QuerySet[Case] = rows.filter(state_since__lt=on - dt.timedelta(days=days)).order_by("state_since", "pk")
    return found

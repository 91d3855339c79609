"""Filings that wait for a confirmation, and the history of a station's papers."""

from __future__ import annotations

from django.db.models import QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.stations.choices import StandingState
from liangzhan.stations.models import Standing, Station
from liangzhan.stations.rules.filing import IN_WORK

SHOWN = ("station", "station__site__division", "rules_file", "scan", "committee_paper", "street_paper")


def waiting_for_committee(scope: Scope) -> QuerySet[Standing]:
    """Applications that the 居（村）委会 of the reader's area has to confirm."""
    rows = Standing.objects.within(scope, Action.FILING_COMMITTEE).filter(state=StandingState.APPLIED)
    return rows.select_related(*SHOWN)


def waiting_for_street(scope: Scope) -> QuerySet[Standing]:
    """Filings that the 乡镇（街道） has to confirm; those the committee has not confirmed yet are shown too."""
    states = [StandingState.APPLIED, StandingState.COMMITTEE_CONFIRMED]
    rows = Standing.objects.within(scope, Action.FILING_STREET).filter(state__in=states)
    return rows.select_related(*SHOWN)


def standings_of(station: Station) -> list[Standing]:
    """All papers of a station, the latest first."""
    return list(station.standings.select_related(*SHOWN).order_by("-id"))


def standing_in_work(standings: list[Standing]) -> Standing | None:
    """The one being filled in or confirmed."""
    return next((row for row in standings if row.state in IN_WORK), None)

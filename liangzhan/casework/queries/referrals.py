"""Referrals as the sender and as the receiving station read them."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.querysets import code_range
from liangzhan.access.scope import Scope
from liangzhan.casework.choices import ReferralItem, ReferralState
from liangzhan.casework.models import Case, Referral
from liangzhan.casework.queries.cases import case_rows
from liangzhan.casework.rules.referral import OPEN
from liangzhan.casework.settings_later import REFERRAL_DAYS
from liangzhan.people.models import Person
from liangzhan.people.queries.cards import VIEW
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.stations.models import Station
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today


@dataclass(frozen=True)
class Sent:
    """What went with a referral, as it was on the day: (label, words) of the named items, and facts for a card."""

    shown: list[tuple[str, str]]
    facts: PersonFacts


def packed(shown: list[tuple[str, str]], facts: dict[str, Any]) -> str:
    """As it is kept (encrypted)."""
    return json.dumps({"shown": shown, "facts": facts}, ensure_ascii=False, default=str)


def sent_with(referral: Referral) -> Sent:
    """What went with this referral."""
    held = json.loads(referral.sent)
    facts = held["facts"]
    if "born_on" in facts:
        facts["born_on"] = dt.date.fromisoformat(facts["born_on"])
    return Sent([(label, words) for label, words in held["shown"]], PersonFacts(**facts))


def referrals_of(case: Case) -> QuerySet[Referral]:
    """All referrals of a case, the latest first."""
    return case.referrals.select_related("to_station", "consent").order_by("-on", "-id")


def incoming(scope: Scope) -> QuerySet[Referral]:
    """What was sent to the reader's stations, waiting ones first."""
    rows = Referral.incoming.within(scope, Action.CASE_OPEN)  # type: ignore[attr-defined]
    found: QuerySet[Referral] = rows.select_related("to_station", "case__station")
    return found


def waiting_incoming(scope: Scope) -> QuerySet[Referral]:
    """Those that nobody at the receiving station has answered."""
    return incoming(scope).filter(state=ReferralState.PENDING).order_by("on", "id")


def to_follow_up(scope: Scope, on: dt.date) -> QuerySet[Referral]:
    """The sender's own that are not at an end and whose follow-up day has come."""
    rows = Referral.objects.within(scope, Action.CASE_WORK)  # type: ignore[attr-defined]
    found: QuerySet[Referral] = rows.filter(state__in=OPEN, follow_up_on__lte=on).order_by("follow_up_on", "id")
    return found


def receivers(besides: Station) -> QuerySet[Station]:
    """Open social work stations of the own county that a client can be referred to, but the own one."""
    rows = Station.objects.filter(kind="SW", opened_on__isnull=False, opened_on__lte=today(), closed_on__isnull=True)
    rows = rows.filter(code_range("division_code", besides.division_code[:6]))
    return rows.exclude(pk=besides.pk).order_by("division_code", "id")


def with_case() -> QuerySet[Referral]:
    """Referrals as the sender's pages read them."""
    rows = Referral.objects.select_related("to_station", "consent")
    return rows.prefetch_related(Prefetch("case", queryset=case_rows()))


def known_client(referral: Referral, scope: Scope) -> Person | None:
    """The client, once the receiving station knows him by a tie of its own; None before."""
    return Person.objects.within(scope, VIEW).filter(pk=referral.case.person_id).first()


def referral_beginning(case: Case, on: dt.date) -> dict[str, Any]:
    """What the form begins with: the name goes (a receiver must know whom), the day to ask again."""
    days = int(value_of(REFERRAL_DAYS, on=on, division_code=case.division_code))
    return {"items": [ReferralItem.NAME], "follow_up_on": on + dt.timedelta(days=days)}

"""Keys of the record API are made, shown once, revoked; every call is counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.exchange.choices import ExchangeEvent
from liangzhan.exchange.models import ApiToken
from liangzhan.exchange.queries.tokens import STATION, places_offered, token_index
from liangzhan.exchange.rules.api import expiry_problem
from liangzhan.stations.models import Station
from liangzhan.toolkit.crypto import fresh_token
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from liangzhan.volunteers.rules.feeding import feeder_of


@dataclass(frozen=True)
class TokenFacts:
    """`place` is a code of `places_offered`."""

    name: str
    place: str
    expires_on: dt.date
    reads: bool = True
    writes: bool = True


@recorded(ExchangeEvent.TOKEN_MADE)
def make_token(*, facts: TokenFacts, by: Actor) -> tuple[ApiToken, str]:
    """A key for one station or one area of the actor. (row, the key): it is told once and not kept. Raises RuleBroken."""
    name = facts.name.strip()
    place = dict(places_offered(by.scope)).get(facts.place)
    if place is None:
        raise RuleBroken("这个范围不归您管理，请另选。", field="place")
    if not name:
        raise RuleBroken("请写明对方平台的名称。", field="name")
    if not (facts.reads or facts.writes):
        raise RuleBroken("请至少选一项：送来记录，或者查询记录。", field="writes")
    if problem := expiry_problem(facts.expires_on, today()):
        raise RuleBroken(problem, field="expires_on")
    code = facts.place[1:]
    station = Station.objects.get(pk=int(code)) if facts.place.startswith(STATION) else None
    token = fresh_token()
    row = ApiToken.objects.create(
        name=name[:20],
        station=station,
        prefix="" if station else code,
        division_code=station.division_code if station else code.ljust(12, "0"),
        place=place[:80],
        feeder=feeder_of(facts.place, name[:20]),
        token_hash=token_index(token),
        reads=facts.reads,
        writes=facts.writes,
        expires_on=facts.expires_on,
        made_at=moment(),
        made_by=by,
    )
    return row, token


@recorded(ExchangeEvent.TOKEN_REVOKED)
def revoke_token(*, token: ApiToken, by: Actor) -> ApiToken:
    """From now on the key opens nothing. Revoked twice changes nothing; what it sent stays."""
    held = ApiToken.objects.select_for_update(of=("self",)).get(pk=token.pk)
    if held.revoked_at is None:
        held.revoked_at, held.revoked_by = moment(), by
        held.save(update_fields=["revoked_at", "revoked_by"])
    return held

"""Keys of the record API: by their hash, and for whoever looks after them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.querysets import place_filter
from liangzhan.access.scope import Area, Scope
from liangzhan.divisions.models import Division
from liangzhan.exchange.models import ApiCall, ApiToken
from liangzhan.stations.models import Station
from liangzhan.toolkit.crypto import blind_index
from liangzhan.volunteers.models import ServiceRecord

TOKEN = "exchange.api"  # noqa: S105 -- the purpose of an index, no token
STATION, AREA = "S", "A"


def token_index(token: str) -> str:
    """What is kept of a key."""
    return blind_index(token, TOKEN)


def token_by(token: str) -> ApiToken | None:
    """The row of a key, whether it still opens anything or not."""
    return ApiToken.objects.filter(token_hash=token_index(token)).first()


def token_rows() -> QuerySet[ApiToken]:
    """All keys; take a scope with `within`."""
    return ApiToken.objects.all()


def area_of(token: ApiToken) -> Area:
    """Where the key reaches."""
    return Area(stations=(token.station_id,)) if token.station_id else Area(prefixes=(token.prefix,))


def places_offered(scope: Scope) -> list[tuple[str, str]]:
    """[(code, name)] of the places for which the reader may make a key: his stations, his areas."""
    area = scope.area(Action.API_TOKEN_MANAGE)
    stations = Station.objects.filter(pk__in=area.stations, closed_on__isnull=True).order_by("division_code", "kind")
    names = dict(
        Division.objects.filter(code__in=[one.ljust(12, "0") for one in area.prefixes])
        .order_by("valid_from")
        .values_list("code", "name")
    )
    return [
        *((f"{STATION}{one.pk}", one.name) for one in stations),
        *((f"{AREA}{one}", f"{names.get(one.ljust(12, '0'), one)}全域") for one in area.prefixes),
    ]


def call_of(token: ApiToken, key: str) -> ApiCall | None:
    """The call that was made with this idempotency key."""
    return ApiCall.objects.filter(token=token, key=key).first()


def records_for(token: ApiToken) -> QuerySet[ServiceRecord]:
    """The records of the key's place with the numbers of volunteer and activity; no names."""
    condition = place_filter(area_of(token), ServiceRecord.scope_paths)
    rows = ServiceRecord.objects.filter(condition if condition is not None else Q(pk__in=[]))
    return rows.values(
        *("pk", "uuid", "station_id", "served_on", "starts_at", "ends_at", "break_minutes", "minutes", "content"),
        *("state", "source", "feeder", "feeder_no", "export_state", "volunteer__number", "volunteer__national_no"),
        *("activity__number", "activity__feeder_no", "activity__title"),
    )

"""Where a verb reaches. A `Scope` is resolved once per request from the grants and passed as an argument."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from liangzhan.access.actions import Action
from liangzhan.access.roles import Role, may


@dataclass(frozen=True)
class GrantFact:
    """One grant in force: a role with the code prefixes and the stations it reaches.

    `prefixes` are the leading digits of 12-digit division codes (a zone's are those of its members);
    `stations` are station ids; `site_prefixes` the full community codes of those stations.
    """

    role: Role
    prefixes: tuple[str, ...] = ()
    stations: tuple[int, ...] = ()
    site_prefixes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Area:
    """The reach of one verb: everything, or code prefixes and stations. Empty means nothing at all."""

    everything: bool = False
    prefixes: tuple[str, ...] = ()
    stations: tuple[int, ...] = ()

    def covers_code(self, code: str) -> bool:
        """Does the area hold the division with this 12-digit code?"""
        return self.everything or any(code.startswith(prefix) for prefix in self.prefixes)

    def covers_station(self, station_id: int, code: str) -> bool:
        """Does the area hold this station, by itself or by its place?"""
        return station_id in self.stations or self.covers_code(code)

    @property
    def is_empty(self) -> bool:
        return not (self.everything or self.prefixes or self.stations)


def _outermost(prefixes: set[str]) -> tuple[str, ...]:
    """Drop prefixes that lie inside another one, so that a query names each area once."""
    kept: list[str] = []
    for prefix in sorted(prefixes):
        if not any(prefix.startswith(outer) for outer in kept):
            kept.append(prefix)
    return tuple(kept)


@dataclass(frozen=True)
class Scope:
    """Rows within reach. Build it with `Actor.scope`; `whole()` is for nightly jobs only (listed in a house test)."""

    grants: tuple[GrantFact, ...] = ()
    unlimited: bool = False
    # Who asks, for rows that are assigned to somebody (a case team, a sealed tie): the account and the person behind it.
    user_uuid: UUID | None = None
    person_uuid: UUID | None = None

    @classmethod
    def whole(cls) -> Scope:
        """Every row. Callers are listed, with a reason, in tests/house/test_scope.py."""
        return cls(unlimited=True)

    @classmethod
    def nothing(cls) -> Scope:
        return cls()

    def area(self, action: Action) -> Area:
        """The union of the places where one of the grants holds the verb."""
        if self.unlimited:
            return Area(everything=True)
        held = [grant for grant in self.grants if may(grant.role, action)]
        return Area(
            prefixes=_outermost({prefix for grant in held for prefix in grant.prefixes}),
            stations=tuple(sorted({station for grant in held for station in grant.stations})),
        )

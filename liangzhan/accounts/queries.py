"""Reading accounts: the actor of a user with the grants in force."""

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.access.roles import ADMINISTRATORS, Role
from liangzhan.access.scope import GrantFact
from liangzhan.accounts.models import Grant, User
from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division, ZoneMember
from liangzhan.divisions.rules import PREFIX_LENGTH, ZONE_MARK, level_of, prefix


def _prefixes(grant: Grant) -> tuple[str, ...]:
    """The code prefixes a grant reaches: its division's, or a zone's own code and those of its members.

    A street also reaches the units coded 400–599 that it manages.
    """
    if not grant.division_code:
        return ()
    if grant.division_code.startswith(ZONE_MARK):
        codes = ZoneMember.objects.filter(zone_id=grant.division_id).values_list("member__code", flat=True)
        return (grant.division_code, *(prefix(code, level_of(code)) for code in codes))
    own = prefix(grant.division_code, Level(level_of(grant.division_code)))
    if len(own) != PREFIX_LENGTH[Level.STREET]:
        return (own,)
    managed = Division.objects.filter(managed_by_id=grant.division_id).order_by("code").values_list("code", flat=True)
    return (own, *(prefix(code, level_of(code)) for code in managed))


def actor_of(user: User, *, on: dt.date, second_factor: bool = False) -> Actor:
    """The user as an actor, with the grants in force on the day (one query; one more per zone)."""
    grants = list(
        user.grants.in_force(on).select_related("division", "station", "station__site").order_by("valid_from", "id")
    )
    facts = tuple(
        GrantFact(
            role=Role(grant.role),
            prefixes=_prefixes(grant) if grant.role not in ADMINISTRATORS else (),
            stations=(grant.station_id,) if grant.station_id else (),
            site_prefixes=(grant.station.division_code,) if grant.station else (),
        )
        for grant in grants
    )
    first = grants[0] if grants else None
    place = (first.station.name if first.station else first.division.name if first.division else "") if first else ""
    home = (first.station.division_code if first.station else first.division_code) if first else ""
    return Actor(
        uuid=user.uuid,
        label=user.display_name,
        grants=facts,
        place_label=place,
        role_label="、".join(dict.fromkeys(Role(grant.role).label for grant in grants)),
        home_code=home,
        person_uuid=user.person_uuid,
        second_factor=second_factor,
    )


def demo_accounts_exist() -> bool:
    """Demo accounts are refused off loopback."""
    return User.objects.filter(is_demo=True, is_active=True).exists()

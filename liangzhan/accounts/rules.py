"""Who may grant what to whom, codes, and when a sign-in is locked. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from liangzhan.access.roles import ADMINISTRATORS, ROLES, Role, Seat
from liangzhan.access.scope import GrantFact
from liangzhan.divisions.choices import Level
from liangzhan.divisions.rules import level_of

# From the widest seat to the narrowest: an officer grants at his own level and below, inside his own area.
SEAT_ORDER = (Seat.PROVINCE, Seat.CITY, Seat.COUNTY, Seat.STREET, Seat.COMMUNITY, Seat.STATION)
SEAT_LEVELS: dict[Seat, frozenset[Level]] = {
    Seat.PROVINCE: frozenset({Level.PROVINCE}),
    Seat.CITY: frozenset({Level.CITY, Level.ZONE}),
    Seat.COUNTY: frozenset({Level.COUNTY}),
    Seat.STREET: frozenset({Level.STREET}),
    Seat.COMMUNITY: frozenset({Level.COMMUNITY}),
    Seat.STATION: frozenset(),
    Seat.AREA: frozenset({Level.CITY, Level.COUNTY, Level.STREET, Level.COMMUNITY}),
    Seat.WHOLE: frozenset(),
}
GRANTORS = (Role.PROVINCE, Role.CITY, Role.COUNTY, Role.STREET)
OPENED_BY_SYSTEM = frozenset({Role.PROVINCE, Role.CITY})


@dataclass(frozen=True)
class Post:
    """A post to be granted: role with the 12-digit code of its division, or of its station's community."""

    role: Role
    code: str = ""
    station_id: int | None = None


def seat_problem(post: Post) -> str:
    """Does the place fit the role? (A county officer sits in a county, a station head at a station.)"""
    seat = ROLES[post.role].seat
    if seat == Seat.WHOLE:
        return "" if not post.code and post.station_id is None else f"{post.role.label}不属于任何地区，请不要选地区。"
    if seat == Seat.STATION:
        return "" if post.station_id is not None else f"{post.role.label}要选择站点。"
    if post.station_id is not None or not post.code:
        return f"{post.role.label}要选择{seat.label}。"
    if level_of(post.code) not in SEAT_LEVELS[seat]:
        return f"{post.role.label}要选择{seat.label}，您选的不是。"
    return ""


def may_grant(grants: Iterable[GrantFact], post: Post) -> str:
    """May the holder of these grants give this post? "" or the reason in one sentence."""
    held = list(grants)
    if any(grant.role == Role.SYSTEM_ADMIN for grant in held):
        return "" if post.role in OPENED_BY_SYSTEM | ADMINISTRATORS else "系统管理员只开通省、市业务人员和管理员账户。"
    if post.role in ADMINISTRATORS:
        return "管理员岗位由系统管理员授予。"
    seat = ROLES[post.role].seat
    for grant in held:
        if grant.role not in GRANTORS or not any(post.code.startswith(prefix) for prefix in grant.prefixes):
            continue
        own = SEAT_ORDER.index(ROLES[grant.role].seat)
        if seat == Seat.AREA or SEAT_ORDER.index(seat) >= own:
            return ""
    return "您只能在本地区内授予本级及以下的岗位。"


def clash_problem(held: Iterable[Role], fresh: Role) -> str:
    """Three administrators stay three persons, and none of them works on content (GB/T 22239)."""
    roles = set(held)
    if fresh in ADMINISTRATORS:
        if roles & (ADMINISTRATORS - {fresh}):
            return "系统、安全、审计管理员必须由不同的人担任。"
        if roles - ADMINISTRATORS:
            return "管理员不能同时担任业务岗位。"
    elif roles & ADMINISTRATORS:
        return "管理员不能同时担任业务岗位。"
    return ""


def locks_after(failures: int, limit: int) -> bool:
    """Is this failure the one that locks? (5 by default)"""
    return failures >= limit


def lock_terms(failures: int, minutes: int) -> tuple[int, int]:
    """The dated setting within bounds: whoever sets parameters must not be able to switch the lock off, or sign-in with it."""
    return min(max(failures, 3), 10), min(max(minutes, 5), 24 * 60)


def lock_sentence(until: dt.datetime, what: str = "密码") -> str:
    """What the person reads; the same for a name that does not exist."""
    return f"连续输错{what}次数过多，账户已锁定至 {until:%H:%M}。请稍后再试，或联系安全管理员解除锁定。"


def menu_profile_of(profiles: Iterable[str]) -> str:
    """BASIC when every post is at a station with the basic menu; a post elsewhere ("") asks for the standard one."""
    found = list(profiles)
    return "BASIC" if found and all(profile == "BASIC" for profile in found) else "STANDARD"


def sees_all_accounts(grants: Iterable[GrantFact]) -> bool:
    """The system and the security administrator look after every account; accounts are no content."""
    return any(grant.role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN) for grant in grants)


def grantable_roles(grants: Iterable[GrantFact]) -> list[Role]:
    """Roles the holder of these grants may give somewhere, for the choices of a form; `may_grant` decides in the end."""
    held = [grant.role for grant in grants]
    if Role.SYSTEM_ADMIN in held:
        return [role for role in Role if role in OPENED_BY_SYSTEM | ADMINISTRATORS]
    own = [SEAT_ORDER.index(ROLES[role].seat) for role in held if role in GRANTORS]
    if not own:
        return []
    return [
        role
        for role in Role
        if role not in ADMINISTRATORS
        and (ROLES[role].seat == Seat.AREA or SEAT_ORDER.index(ROLES[role].seat) >= min(own))
    ]


def username_problem(username: str) -> str:
    """A user name is typed on phones: letters, digits, dot, hyphen, underscore, 3 to 60 of them."""
    if not username or (
        3 <= len(username) <= 60 and all(char.isascii() and (char.isalnum() or char in "._-") for char in username)
    ):
        return ""
    return "用户名用 3 到 60 位字母、数字、点、横线或下划线。"

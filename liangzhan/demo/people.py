"""Who acts in the demo, and the demo accounts: one per role, invented names, few passwords."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password

from liangzhan.access.actor import Actor
from liangzhan.access.roles import ADMINISTRATORS, Role
from liangzhan.accounts.models import User
from liangzhan.accounts.services.grants import grant
from liangzhan.accounts.services.invitations import open_account
from liangzhan.divisions.models import Division
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station

PASSWORD = "Liangzhan-2020"  # noqa: S105 -- printed by `make run`; demo accounts are refused off loopback
ADMIN_PASSWORD = "Liangzhan-Admin-2020"  # noqa: S105 -- the same

# Whoever opens what is told about residents signs in with a code; `liangzhan demo --code LOGIN` says the code of the moment.
WITH_FACTOR = frozenset({Role.STREET, Role.STATION_HEAD, Role.SOCIAL_WORKER, Role.VS_KEEPER, Role.SUPERVISOR})


def officer(label: str) -> Actor:
    """An invented office that acts in the past of the demo: named in the audit, without a sign-in of its own."""
    return Actor(uuid=uuid.uuid5(uuid.NAMESPACE_OID, f"liangzhan-demo:{label}"), label=label, unlimited=True)


def acting_as(worker: Worker) -> Actor:
    """A worker without an account, writing down his own work."""
    name = worker.display_name
    made = officer(f"{name}:{worker.pk}")
    return replace(made, label=name, person_uuid=worker.person.uuid)


@dataclass(frozen=True)
class Post:
    """A demo account: sign-in name, display name, role, where."""

    login: str
    name: str
    role: Role
    division: Division | None = None
    stations: tuple[Station, ...] = ()


@dataclass
class Accounts:
    """Makes the accounts and remembers what is printed."""

    hashed: str = ""
    admin_hashed: str = ""

    def __post_init__(self) -> None:
        # One Argon2 hash for many accounts: a hash costs 0.1 s by design.
        self.hashed, self.admin_hashed = make_password(PASSWORD), make_password(ADMIN_PASSWORD)
        self.made: list[dict[str, str]] = []

    def open(self, post: Post) -> User:
        """Open the account through the services and give it its post."""
        by = officer("演示数据")
        admin = post.role in ADMINISTRATORS
        user = open_account(display_name=post.name, username=post.login, office_phone="024-00000000", by=by)
        user.is_demo, user.password = True, self.admin_hashed if admin else self.hashed
        user.save(update_fields=["is_demo", "password"])
        for station in post.stations or (None,):
            grant(user=user, role=post.role, division=post.division, station=station, by=by)
        secret = ""
        if admin or post.role in WITH_FACTOR:
            secret = generate_totp_secret()
            TOTP.activate(user, secret)
        self.made.append(
            {
                "role": post.role.label,
                "name": post.name,
                "login": post.login,
                "password": ADMIN_PASSWORD if admin else PASSWORD,
                "totp": secret,
            }
        )
        return user

"""Who acts: a user with the grants in force at this moment, or a named job. Always an argument, never a global."""

from __future__ import annotations

import uuid as uuid_module
from dataclasses import dataclass, field
from functools import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.roles import ROLES, Role, may
from liangzhan.access.scope import GrantFact, Scope

_SYSTEM = uuid_module.UUID("00000000-0000-7000-8000-000000000001")


@dataclass(frozen=True)
class Actor:
    """`uuid` of the user, `label` shown in logs (name and post of that moment), the grants in force."""

    uuid: uuid_module.UUID
    label: str
    grants: tuple[GrantFact, ...] = ()
    place_label: str = ""
    role_label: str = ""
    home_code: str = ""
    person_uuid: uuid_module.UUID | None = None
    second_factor: bool = False
    own: frozenset[Action] = frozenset()  # verbs over oneself alone, of somebody with a pass and no account
    address: str = ""  # the network address of the request, for the record of deeds
    unlimited: bool = field(default=False, repr=False)
    is_authenticated: bool = True

    @classmethod
    def system(cls, name: str) -> Actor:
        """A job or a command acting by itself, e.g. Actor.system("十月报告命令"). It may do everything; the audit names it."""
        return cls(uuid=_SYSTEM, label=f"系统·{name}", unlimited=True, role_label="系统")

    def may(self, action: Action) -> bool:
        """Does any grant hold the verb, wherever it is? A pass holds verbs over oneself."""
        return self.unlimited or action in self.own or any(may(grant.role, action) for grant in self.grants)

    def may_at(self, action: Action, *, code: str, station_id: int | None = None) -> bool:
        """Does a grant hold the verb at this 12-digit division code (or this station)?"""
        area = self.scope.area(action)
        return area.covers_code(code) or (station_id is not None and station_id in area.stations)

    def holds(self, *roles: Role) -> bool:
        """Does the actor hold one of these roles?"""
        return any(grant.role in roles for grant in self.grants)

    def reads(self, data_class: str) -> bool:
        """Does a role of the actor read fields of this class (P0–P4) in full? Which rows is another question."""
        return self.unlimited or any(data_class in ROLES[grant.role].classes for grant in self.grants)

    @cached_property
    def scope(self) -> Scope:
        return (
            Scope.whole() if self.unlimited else Scope(self.grants, user_uuid=self.uuid, person_uuid=self.person_uuid)
        )

    @cached_property
    def needs_second_factor(self) -> bool:
        """Administrators must sign in with a second factor (GB/T 22239 身份鉴别)."""
        return any(ROLES[grant.role].second_factor for grant in self.grants)


ANONYMOUS = Actor(uuid=uuid_module.UUID(int=0), label="未登录", is_authenticated=False)

"""Reading accounts: the actor of a user with the grants in force, and the posts another may see."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.roles import ADMINISTRATORS, Role
from liangzhan.access.scope import GrantFact
from liangzhan.accounts.choices import InvitationState
from liangzhan.accounts.codes import code_hash
from liangzhan.accounts.models import Grant, Invitation, SignInCounter, User
from liangzhan.accounts.rules import menu_profile_of, sees_all_accounts
from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division, ZoneMember
from liangzhan.divisions.rules import PREFIX_LENGTH, ZONE_MARK, level_of, prefix
from liangzhan.documents.models import KeptFile
from liangzhan.toolkit.actors import ActorStamp
from liangzhan.toolkit.crypto import blind_index
from liangzhan.toolkit.errors import RuleBroken


@dataclass(frozen=True)
class PostChoice:
    """One of one's own posts, for the place switch."""

    pk: int
    label: str
    chosen: bool


@dataclass(frozen=True)
class SignedIn:
    """What a request knows of its user: actor, menu profile, own posts."""

    actor: Actor
    menu_profile: str
    posts: tuple[PostChoice, ...]


def _prefixes(grant: Grant) -> tuple[str, ...]:
    """The code prefixes a grant reaches: its division's, or a zone's own code and those of its members.

    A street also reaches the units coded 400–599 that it manages.
    """
    if not grant.division_code:
        return ()
    if grant.division_code.startswith(ZONE_MARK):
        codes = (
            ZoneMember.objects.filter(zone_id=grant.division_id).order_by("id").values_list("member__code", flat=True)
        )
        return (grant.division_code, *(prefix(code, level_of(code)) for code in codes))
    own = prefix(grant.division_code, Level(level_of(grant.division_code)))
    if len(own) != PREFIX_LENGTH[Level.STREET]:
        return (own,)
    managed = Division.objects.filter(managed_by_id=grant.division_id).order_by("code").values_list("code", flat=True)
    return (own, *(prefix(code, level_of(code)) for code in managed))


def _fact(grant: Grant) -> GrantFact:
    return GrantFact(
        role=Role(grant.role),
        prefixes=_prefixes(grant) if grant.role not in ADMINISTRATORS else (),
        stations=(grant.station_id,) if grant.station_id else (),
        site_prefixes=(grant.station.division_code,) if grant.station else (),
    )


def signed_in(user: User, *, on: dt.date, second_factor: bool = False, chosen: int | None = None) -> SignedIn:
    """The user with the grants in force on the day (one query; one more for each zone or street).

    `chosen` narrows the actor to one of his posts; an id that is not (or no longer) his own is ignored.
    """
    held = list(
        user.grants.in_force(on).select_related("division", "station", "station__site").order_by("valid_from", "id")
    )
    narrowed = [grant for grant in held if grant.pk == chosen] or held
    first = narrowed[0] if narrowed else None
    actor = Actor(
        uuid=user.uuid,
        label=user.display_name,
        grants=tuple(_fact(grant) for grant in narrowed),
        place_label=first.place_name if first else "",
        role_label="、".join(dict.fromkeys(Role(grant.role).label for grant in narrowed)),
        home_code=(first.station.division_code if first.station else first.division_code) if first else "",
        person_uuid=user.person_uuid,
        second_factor=second_factor,
    )
    profile = menu_profile_of([grant.station.menu_profile if grant.station else "" for grant in narrowed])
    posts = tuple(
        PostChoice(grant.pk, f"{grant.place_name} {grant.get_role_display()}".strip(), grant.pk == chosen)
        for grant in held
    )
    return SignedIn(actor, profile, posts)


def actor_of(user: User, *, on: dt.date, second_factor: bool = False) -> Actor:
    """The user as an actor, with all grants in force on the day."""
    return signed_in(user, on=on, second_factor=second_factor).actor


def actor_by_stamp(stamp: ActorStamp, *, on: dt.date) -> Actor:
    """Whoever asked for a job, with the grants he holds now. Raises RuleBroken when the account is closed."""
    user = User.objects.filter(uuid=stamp.uuid, is_active=True).first()
    if user is None:
        raise RuleBroken("发起这项任务的账户已停用，任务没有执行。")
    return actor_of(user, on=on, second_factor=True)


def visible_grants(actor: Actor) -> QuerySet[Grant]:
    """Posts the actor may see: those in his area; the system and security administrators see all accounts."""
    rows = Grant.objects.select_related("user", "division", "station")
    if sees_all_accounts(actor.grants):
        return rows
    return rows.within(actor.scope, Action.GRANT_VIEW)


def visible_users(actor: Actor) -> QuerySet[User]:
    """Users with at least one post the actor may see."""
    return User.objects.filter(pk__in=visible_grants(actor).order_by().values("user_id"))


def visible_invitations(actor: Actor) -> QuerySet[Invitation]:
    """Invitations of the users the actor may see."""
    return Invitation.objects.filter(user__in=visible_users(actor)).select_related("user")


def reachable_grants(actor: Actor) -> QuerySet[Grant]:
    """Posts the actor may hand over: his own, and with the verb those in his area."""
    rows = Grant.objects.select_related("user", "division", "station")
    others = (
        visible_grants(actor).order_by().values("pk")
        if actor.may(Action.POST_HAND_OVER)
        else Grant.objects.none().values("pk")
    )
    return rows.filter(Q(user__uuid=actor.uuid) | Q(pk__in=others))


def own_upload(uuid: UUID, actor: Actor) -> KeptFile | None:
    """A workbook that this very actor uploaded; somebody else's is not there."""
    kept = KeptFile.objects.filter(uuid=uuid).first()
    return kept if kept is not None and kept.kept_by is not None and kept.kept_by.uuid == actor.uuid else None


def own_grants(user: User, *, on: dt.date) -> list[Grant]:
    """A user's own posts, those in force first, the ended ones below."""
    rows = user.grants.select_related("division", "station").order_by("-valid_from", "-id")
    return sorted(rows, key=lambda row: not row.is_in_force(on))


def export_rows(grants: QuerySet[Grant], *, on: dt.date) -> Any:
    """Rows of the list of users for a workbook, in the order of its columns."""
    for row in grants.order_by("user__display_name", "id").iterator(chunk_size=1000):
        yield {
            "display_name": row.user.display_name,
            "username": row.user.username,
            "role": row.get_role_display(),
            "place": row.place_name,
            "code": row.division_code or (row.station.division_code if row.station else ""),
            "office_phone": row.user.office_phone,
            "valid_from": row.valid_from,
            "valid_to": row.valid_to,
            "state": row.state_word(on),
        }


def locked_until(username: str) -> dt.datetime | None:
    """Until when this user name is locked, or None."""
    row = SignInCounter.objects.filter(username=username[:60]).first()
    if row is None or row.locked_until is None or row.locked_until <= timezone.now():
        return None
    return row.locked_until


def codes_key(user: User) -> str:
    """Under what the counter keeps a user's wrong second factors: nothing that could be typed as a user name."""
    return blind_index(str(user.uuid), "second factor")[:60]


def user_locked_until(user: User) -> dt.datetime | None:
    """Until when a user is locked, for wrong passwords or for wrong codes; None when neither."""
    return max(filter(None, (locked_until(user.username), locked_until(codes_key(user)))), default=None)


def open_invitation(code: str, *, now: dt.datetime) -> Invitation:
    """The invitation of this code. Raises RuleBroken with one sentence for wrong, used and expired codes alike."""
    found = Invitation.objects.select_related("user").filter(code_hash=code_hash(code)).first()
    if found is None or found.state != InvitationState.OPEN or found.expires_at < now or not found.user.is_active:
        raise RuleBroken("激活码不对、已用过或已过期。请核对纸条，或请邀请您的人重发。", field="code")
    return found


def factors_of(user: User) -> dict[str, int]:
    """How many second factors of each type a user has (totp, webauthn, recovery_codes)."""
    counted = Authenticator.objects.filter(user=user).values_list("type").annotate(n=Count("pk")).order_by("type")
    return dict(counted)


def demo_accounts_exist() -> bool:
    """Demo accounts are refused off loopback."""
    return User.objects.filter(is_demo=True, is_active=True).exists()

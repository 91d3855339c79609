"""What the pages of groups show, in few queries: names only for whoever reads P2."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.activities.choices.groups import GroupState, MemberState
from liangzhan.activities.models import ContractSignature, Group, GroupContract, GroupMember, GroupReport, GroupSession
from liangzhan.activities.queries.activity_ratings import sheet_of
from liangzhan.activities.queries.group_figures import change_in, figures_of
from liangzhan.activities.queries.group_sessions import sessions_of
from liangzhan.activities.rules.activity_ratings import satisfaction_of
from liangzhan.activities.rules.group_plan import RECRUITING, is_formal, size_hint
from liangzhan.activities.settings_groups import SESSIONS_MIN
from liangzhan.documents.queries.addenda import addenda_of
from liangzhan.documents.queries.locking import record_locked
from liangzhan.occasions.choices import OccasionState
from liangzhan.people.queries.cards import faces_of
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import moment, today

GROUPS = Group.objects.select_related("station", "leader__person", "helper__person")
SESSIONS = GroupSession.objects.select_related(
    "group__station", "group__leader__person", "group__helper__person", "occasion", "room"
)


@dataclass
class MemberRow:
    """A member as the page calls him; whether he signed the contract."""

    member: GroupMember
    name: str
    signed: bool = False
    agreed: bool = False


@dataclass
class MemberRows:
    """Rows by name, and the persons whose identity is P3 (their reading is recorded)."""

    rows: list[MemberRow] = field(default_factory=list)
    sensitive: list[UUID] = field(default_factory=list)


def members_shown(group: Group, actor: Actor, states: Iterable[str] = MemberState.values) -> MemberRows:
    """Everybody who applied, as the reader may know them; nobody for readers of less than P2."""
    if not actor.reads("P2"):
        return MemberRows()
    rows = group.members.filter(state__in=list(states)).select_related("person", "consent")
    members = list(rows.order_by("joined_on", "pk"))
    faces = faces_of([one.person for one in members], actor)
    signed = set(ContractSignature.objects.filter(member__in=members).values_list("member_id", flat=True))
    shown = [
        MemberRow(
            one,
            faces[one.person_id].called,
            one.pk in signed,
            one.consent is not None and one.consent.withdrawn_on is None,
        )
        for one in members
    ]
    return MemberRows(shown, [one.person.uuid for one in members if faces[one.person_id].sensitive])


def may_at(plan: Any, action: Action, actor: Actor) -> bool:
    """Does the actor hold the verb where the plan is?"""
    return actor.may_at(action, code=plan.division_code, station_id=plan.station_id)


def group_page(group: Group, actor: Actor) -> dict[str, Any]:
    """Everything of one group for its page."""
    sessions, figures = sessions_of(group), figures_of(group)
    test, change = change_in(group)
    ratings = sheet_of(group)
    minimum = int(value_of(SESSIONS_MIN, on=today(), division_code=group.division_code))
    members = members_shown(group, actor)
    manages = may_at(group, Action.ACTIVITY_MANAGE, actor)
    return {
        "sessions": sessions,
        "figures": figures,
        "members": members,
        "names": actor.reads("P2"),
        "scores": actor.reads("P3"),
        "test": test,
        "change": change,
        "contract": GroupContract.objects.filter(group=group).first(),
        "report": GroupReport.objects.filter(group=group).first(),
        "locked": group.closed_on is not None and record_locked(group.closed_on, group.division_code, today=today()),
        "addenda": addenda_of(group.voucher),
        "ratings": ratings,
        "satisfaction": satisfaction_of(ratings.counts, fewest=1) if ratings else None,
        "formal": is_formal(group.sessions_planned, minimum=minimum),
        "size_hint": size_hint(group.members_planned),
        "may_manage": manages,
        "may_decide": group.state == GroupState.SUBMITTED and may_at(group, Action.ACTIVITY_APPROVE, actor),
        "recruiting": manages and group.state in RECRUITING,
        "works": manages and group.state in (GroupState.APPROVED, GroupState.RUNNING),
        "open_sessions": [one for one in sessions if one.recorded_at is None],
        "now": moment(),
    }


def reopened(session: GroupSession) -> bool:
    """Was the roll opened again after the record was counted?"""
    return session.recorded_at is not None and session.occasion.state == OccasionState.PLANNED


def narrowed(rows: QuerySet[Group], chosen: dict[str, Any]) -> QuerySet[Group]:
    """Apply the filters of the list: year, name, state, type."""
    given = {name: chosen[name] for name in ("state", "type") if chosen.get(name)}
    if chosen.get("year"):
        given["starts_on__year"] = chosen["year"]
    if chosen.get("q"):
        given["name__icontains"] = chosen["q"]
    return rows.filter(**given)


def counts_of(ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """{group id: (members, sessions held)} for a page of the list, in two queries."""
    wanted = list(ids)
    members = GroupMember.objects.filter(group__in=wanted, state=MemberState.ACCEPTED).values_list("group_id")
    held = GroupSession.objects.filter(group__in=wanted, recorded_at__isnull=False).values_list("group_id")
    first = dict(members.annotate(n=Count("pk")).order_by("group_id"))
    second = dict(held.annotate(n=Count("pk")).order_by("group_id"))
    return {one: (first.get(one, 0), second.get(one, 0)) for one in wanted}


def member_within(actor: Actor, uuid: UUID) -> GroupMember | None:
    """One who applied to a group of the actor's stations."""
    rows = GroupMember.objects.within(actor.scope, Action.ACTIVITY_MANAGE).filter(uuid=uuid)
    return rows.select_related("group__station", "group__leader", "person", "consent").first()

"""G-02: who applies, what the screening says, under which consent; who leaves."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.activities.choices.groups import GroupEvent, MemberState
from liangzhan.activities.models import Group, GroupMember
from liangzhan.activities.queries.activity_leaders import minors_words
from liangzhan.activities.queries.group_sessions import coming_sessions
from liangzhan.activities.rules.group_plan import (
    MEMBER_TABLE,
    RECRUITING,
    guardian_problem,
    is_minor,
    screening_problem,
)
from liangzhan.activities.settings_groups import GUARDIAN_YEARS
from liangzhan.audit.services import recorded
from liangzhan.occasions.services.arranging import expect, unexpect
from liangzhan.people.choices import ConsentPurpose, TieKind
from liangzhan.people.models import Person, Tie
from liangzhan.people.queries.consents import told_birth
from liangzhan.people.rules.identity import PersonFacts, age_on
from liangzhan.people.services.consents import give_consent
from liangzhan.people.services.register import open_tie, register_person
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import move

OVER = "小组已结束或取消，不能再报名。"


@dataclass(frozen=True)
class ConsentGiven:
    """How somebody agreed to take part: way, picture, the guardian who signed, a witness."""

    way: str
    paper: Any = None
    signer: str = ""
    witness: str = ""
    given_on: dt.date | None = None


@recorded(GroupEvent.APPLIED, keep=["group", "applied_on"])
def add_applicant(*, group: Group, person: Person, by: Actor, applied_on: dt.date | None = None) -> GroupMember:
    """Somebody known at the station applies; who has applied already stays as he is. Raises RuleBroken for a stranger."""
    _recruiting(group)
    if not Tie.objects.live().filter(person=person, station=group.station).exists():
        raise RuleBroken("此人还没有在本站登记，请先查找或登记。")
    day = applied_on or today()
    if day > today():
        raise RuleBroken("报名日期不能晚于今天。", field="applied_on")
    open_tie(person=person, station=group.station, kind=TieKind.PARTICIPANT, on=day, by=by)
    row, _ = GroupMember.objects.get_or_create(
        group=group, person=person, defaults={"applied_on": day, "state_since": day, "added_by": by}
    )
    return row


@recorded(GroupEvent.APPLIED, keep=["group"])
def register_applicant(*, group: Group, facts: PersonFacts, by: Actor) -> GroupMember:
    """Somebody new applies: a name is enough. Raises RuleBroken as `people` does, at the field."""
    _recruiting(group)
    person = register_person(facts=facts, station=group.station, tie=TieKind.PARTICIPANT, on=today(), by=by)
    return add_applicant(group=group, person=person, by=by)


@recorded(GroupEvent.SCREENED, keep=["state"])
def screen_member(
    *, member: GroupMember, state: str, by: Actor, reason: str = "", consent: ConsentGiven | None = None
) -> GroupMember:
    """Write the result of the screening. Whoever is taken in has agreed; below the age of the parameter the guardian has.

    A minor is taken in only when whoever leads has this year's query (未成年人保护法 §62). Who is taken in stands on the
    rolls to come. Raises RuleBroken at the field.
    """
    group = Group.objects.select_for_update(of=("self",)).get(pk=member.group_id)
    held = GroupMember.objects.select_for_update(of=("self",)).select_related("person", "consent").get(pk=member.pk)
    wanted = MemberState(state)
    agreed = consent is not None or (held.consent is not None and held.consent.withdrawn_on is None)
    if problem := screening_problem(wanted, has_consent=agreed, group_state=group.state):
        raise RuleBroken(problem, field="way" if not agreed else "state")
    if wanted == MemberState.ACCEPTED:
        _take_in(held, group, consent, by)
    held.reason = reason.strip()
    held.save(update_fields=["reason", "consent", "joined_on", "left_on"])
    if held.state != wanted:
        move(held, wanted, table=MEMBER_TABLE, by=by)
    if wanted == MemberState.ACCEPTED:
        for session in coming_sessions(group):
            expect(occasion=session.occasion, persons=[held.person], by=by)
    return held


@recorded(GroupEvent.LEFT, keep=["on"])
def member_leaves(*, member: GroupMember, on: dt.date, reason: str, by: Actor) -> GroupMember:
    """A member leaves before the end; the rolls to come lose the name. Raises RuleBroken without a reason."""
    if not reason.strip():
        raise RuleBroken("请写明退出的原因。", field="reason")
    held = GroupMember.objects.select_for_update(of=("self",)).select_related("group", "person").get(pk=member.pk)
    if on > today() or (held.joined_on and on < held.joined_on):
        raise RuleBroken("退出日期应在加入日期和今天之间。", field="on")
    held.left_on, held.left_reason = on, reason.strip()
    held.save(update_fields=["left_on", "left_reason"])
    move(held, MemberState.LEFT, table=MEMBER_TABLE, by=by)
    for session in coming_sessions(held.group):
        unexpect(occasion=session.occasion, person=held.person, by=by)
    return held


def _recruiting(group: Group) -> None:
    if Group.objects.values_list("state", flat=True).get(pk=group.pk) not in RECRUITING:
        raise RuleBroken(OVER)


def _take_in(held: GroupMember, group: Group, consent: ConsentGiven | None, by: Actor) -> None:
    born = told_birth(held.person, group.station)
    age = age_on(born, today()) if born else None
    if is_minor(age) and (problem := minors_words(group.leaders, today())):
        raise RuleBroken(problem, field="state")
    if consent is not None:
        years = value_of(GUARDIAN_YEARS, on=today(), division_code=group.division_code)
        if problem := guardian_problem(age, consent.way, guardian_years=int(years)):
            raise RuleBroken(problem, field="way")
        held.consent = give_consent(
            person=held.person,
            station=group.station,
            purpose=ConsentPurpose.REGISTER,
            about=f"参加小组“{group.name}”",
            by=by,
            **vars(consent),
        )
    held.joined_on, held.left_on = held.joined_on or today(), None

"""A case begins (C-01), is decided, gets its number and its team."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.casework.choices import CaseEvent, IntakeDecision, MemberRole
from liangzhan.casework.models import Case, CaseMember, Intake
from liangzhan.casework.opened import check_post, locked, own_worker, sent_before
from liangzhan.casework.posting import post_case
from liangzhan.casework.queries.vouchers import category_on
from liangzhan.casework.rules.intake import (
    ACCEPTING,
    SIDE_OF,
    IntakeFacts,
    case_number,
    case_series,
    decision_problems,
    intake_problems,
)
from liangzhan.casework.rules.sides import SIDES
from liangzhan.casework.settings import earliest_day
from liangzhan.casework.teaming import tell_team
from liangzhan.documents.queries.locking import record_locked
from liangzhan.people.choices import TieKind
from liangzhan.people.models import Household, HouseholdMember, Person
from liangzhan.people.queries.consents import missing_for_clients
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.services.register import open_tie, register_person
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.numbering import next_number
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import move


@recorded(CaseEvent.OPENED, keep=["station"])
def open_case(
    *,
    station: Station,
    facts: IntakeFacts,
    by: Actor,
    person: Person | None = None,
    new_person: PersonFacts | None = None,
    decision: str = "",
    reason: str = "",
    form_key: UUID | None = None,
    worker: Worker | None = None,
    sealed: UUID | None = None,
    carried: bool = False,
) -> Case:
    """Write down C-01 for a known person or a new one; who writes leads the case. With a decision it is decided at once.

    `carried` from an old ledger: the named `worker` leads, and help may have been asked for as long ago as it says.

    Opens the tie through which the station may know the person; of a sealed case, whose uuid is `sealed`, none. The same
    form sent again answers the same case. Raises RuleBroken naming the field; without consent texts and an impact
    assessment in force no client is taken on (PIPL §55).
    """
    Station.objects.select_for_update(of=("self",)).get(pk=station.pk)
    if found := sent_before(Case, form_key, station=station):
        return found
    if missing := missing_for_clients(today()):
        raise RuleBroken(*missing)
    leader = worker if carried and worker is not None else own_worker(by, worker)
    check_post(leader, station)
    _check_intake(facts, station, since_ever=carried or by.unlimited)
    hidden = person if sealed else None
    client = hidden or _client(person, new_person, station, facts.on, by)
    keys = {"uuid": sealed, "sealed": True} if sealed else {}
    case = Case.objects.create(**_beginning(client, station, facts), **keys, form_key=form_key, opened_by=by)
    Intake.objects.create(case=case, saved_by=by, **_columns(facts))
    CaseMember.objects.create(case=case, worker=leader, role=MemberRole.LEAD, since_on=facts.on, added_by=by)
    tell_team(case, by=by)
    return decide_case(case=case, decision=decision, reason=reason, on=facts.on, by=by) if decision else case


@recorded(CaseEvent.DECIDED, keep=["on"])
def decide_case(*, case: Case, decision: str, by: Actor, reason: str = "", on: dt.date | None = None) -> Case:
    """Accept, refer or decline. Acceptance gives the number (no gaps) and opens the file in the ledger.

    Whoever is not accepted was heard all the same: that counts as 咨询. Raises RuleBroken naming the field.
    """
    case = locked(case)
    intake = Intake.objects.get(case=case)
    if intake.decision:
        raise RuleBroken(f"已经于 {intake.decided_on:%Y-%m-%d} 决定“{intake.get_decision_display()}”，不能再改。")
    day = on or today()
    for field, sentence in decision_problems(decision, reason, on=day, opened_on=case.opened_on, today=today()).items():
        raise RuleBroken(sentence, field=field)
    intake.decision, intake.reason, intake.decided_on, intake.saved_by = decision, reason.strip(), day, by
    intake.save(update_fields=["decision", "reason", "decided_on", "saved_by", "saved_at"])
    case.category = category_on(case, day)
    case.counted_person = case.person_id
    if decision in ACCEPTING:
        series = case_series(case.division_code, day.year, sealed=case.sealed)
        case.accepted_on, case.number = day, case_number(series, next_number(series))
    case.save(update_fields=["category", "counted_person", "accepted_on", "number"])
    if decision not in ACCEPTING:
        move(case, SIDE_OF[IntakeDecision(decision)], table=SIDES, by=by, on=day)
    post_case(case, by=by)
    return case


@recorded(CaseEvent.INTAKE_EDITED)
def edit_intake(*, case: Case, facts: IntakeFacts, by: Actor) -> Case:
    """Mend C-01 while it is not locked. The day of asking for help cannot pass the day of acceptance."""
    case = locked(case)
    intake = Intake.objects.get(case=case)
    if record_locked(intake.on, case.division_code, today=today()):
        raise RuleBroken("接案登记已经锁定，不能修改，请用“补充”写明。")
    for field, sentence in intake_problems(facts, today=intake.decided_on or today()).items():
        raise RuleBroken(sentence, field=field)
    for name, value in _columns(facts).items():
        setattr(intake, name, value)
    intake.saved_by = by
    intake.save()
    case.source, case.problem, case.opened_on = facts.source, facts.problem.strip(), facts.on
    case.save(update_fields=["source", "problem", "opened_on"])
    return case


@recorded(CaseEvent.MEMBER_ADDED, keep=["worker", "role"])
def add_member(*, case: Case, worker: Worker, by: Actor, role: str = MemberRole.MEMBER) -> CaseMember:
    """Another worker of the station joins the team. The lead changes only by a transfer."""
    case = locked(case)
    if case.closed_on is not None:
        raise RuleBroken("个案已经结案，不能再加入成员。")
    if role not in (MemberRole.MEMBER, MemberRole.HEAD):
        raise RuleBroken("主责社工请用“转案”更换。", field="role")
    check_post(worker, case.station)
    if CaseMember.objects.live().filter(case=case, worker=worker).exists():
        raise RuleBroken("这名工作人员已经在团队中。", field="worker")
    member = CaseMember.objects.create(case=case, worker=worker, role=role, since_on=today(), added_by=by)
    tell_team(case, by=by)
    return member


@recorded(CaseEvent.MEMBER_ENDED)
def end_member(*, member: CaseMember, by: Actor, reason: str = "") -> CaseMember:
    """A member leaves the team and from now on does not see the case any more."""
    member = CaseMember.objects.select_for_update(of=("self",)).select_related("case").get(pk=member.pk)
    if member.ended_on is not None:
        raise RuleBroken("这名成员已经退出。")
    if member.role == MemberRole.LEAD:
        raise RuleBroken("主责社工不能退出，请用“转案”更换。")
    member.ended_on, member.reason = max(today(), member.since_on), reason.strip()[:200]
    member.save(update_fields=["ended_on", "reason"])
    tell_team(member.case, by=by)
    return member


@recorded(CaseEvent.NICKNAME)
def set_nickname(*, case: Case, nickname: str, by: Actor) -> Case:
    """The name under which supervisors speak of the case: never the real one."""
    case = locked(case)
    if nickname.strip() and nickname.strip() in (case.person.name, case.person.alias):
        raise RuleBroken("化名不能是本人的姓名或平时的称呼。", field="nickname")
    case.nickname = nickname.strip()
    case.save(update_fields=["nickname"])
    return case


def _check_intake(facts: IntakeFacts, station: Station, *, since_ever: bool) -> None:
    """A job (the import of old ledgers) may begin as long ago as it likes."""
    oldest = None if since_ever else earliest_day(station.division_code)
    for field, sentence in intake_problems(facts, today=today(), earliest=oldest).items():
        raise RuleBroken(sentence, field=field)


def _client(person: Person | None, facts: PersonFacts | None, station: Station, on: dt.date, by: Actor) -> Person:
    if person is None:
        if facts is None:
            raise RuleBroken("请先查找服务对象，或登记新的服务对象。", field="name")
        return register_person(facts=facts, station=station, tie=TieKind.CLIENT, by=by, on=on)
    open_tie(person=person, station=station, kind=TieKind.CLIENT, on=on, by=by)
    return person


def _household(person: Person, station: Station) -> Household | None:
    row = HouseholdMember.objects.filter(person=person, station=station, left_on__isnull=True).first()
    return row.household if row else None


def _beginning(client: Person, station: Station, facts: IntakeFacts) -> dict[str, Any]:
    return {
        "station": station,
        "division_code": station.division_code,
        "person": client,
        "household": _household(client, station),
        "source": facts.source,
        "problem": facts.problem.strip(),
        "opened_on": facts.on,
        "state_since": facts.on,
    }


def _columns(facts: IntakeFacts) -> dict[str, object]:
    return {
        "on": facts.on,
        "source": facts.source,
        "problem": facts.problem.strip(),
        "prior_help": facts.prior_help.strip(),
        "urgency": facts.urgency,
        "risk_screen": facts.risk_screen.strip(),
    }

"""Sealed cases (限制查阅, domain.md 5.8): opened on a commission, hidden from whoever is not on the team, opened in an emergency.

Everything here runs inside `audit.sealed.sealed_deeds`: by a sealed row among the arguments, or opened by the view.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.sealed import deeds_about, sealed_subject, write_sealed
from liangzhan.audit.services import recorded
from liangzhan.casework import sealing_messages as messages
from liangzhan.casework.choices import IntakeDecision, MemberRole
from liangzhan.casework.choices.sealing import SealedEvent
from liangzhan.casework.models import Case, CaseMember, Commission, EmergencyAccess
from liangzhan.casework.opened import locked, sent_before
from liangzhan.casework.queries.sealing import case_by_number, head_workers, unseen_sealed
from liangzhan.casework.rules.intake import IntakeFacts
from liangzhan.casework.rules.sealing import (
    CommissionFacts,
    Span,
    commission_problems,
    emergency_problem,
    gate_problem,
    label_drops_on,
)
from liangzhan.casework.services.cases import decide_case, open_case
from liangzhan.casework.settings_sealing import EMERGENCY_HOURS, EMERGENCY_TRIES
from liangzhan.documents.choices import FileKind
from liangzhan.documents.services import keep_file
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.services.sealed import edit_sealed, register_sealed
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import add_workdays, moment, today


@recorded(SealedEvent.OPENED)
def open_sealed_case(
    *,
    station: Station,
    client: PersonFacts,
    intake: IntakeFacts,
    commission: CommissionFacts,
    by: Actor,
    upload: Any = None,
    form_key: UUID | None = None,
    worker: Worker | None = None,
) -> Case:
    """Open a case on a commission. Whoever opens it leads, the heads of the station join; nobody else learns of it.

    The caller stands inside `sealed_deeds(uuid)`: that uuid becomes the case's. Raises RuleBroken naming the field,
    RuntimeError outside such a block.
    """
    uuid = sealed_subject()
    if uuid is None:
        raise RuntimeError("open_sealed_case outside sealed_deeds")
    if found := sent_before(Case, form_key, station=station):
        return found
    if problem := gate_problem([Span(commission.from_on, commission.to_on)], intake.on):
        raise RuleBroken(problem, field="on")
    person = register_sealed(facts=client, station=station, by=by)
    case = open_case(station=station, facts=intake, person=person, sealed=uuid, form_key=form_key, worker=worker, by=by)
    save_commission(case=case, facts=commission, upload=upload, by=by)
    lead = CaseMember.objects.get(case=case).worker_id
    for head in head_workers(station, today()).exclude(pk=lead):
        CaseMember.objects.create(case=case, worker=head, role=MemberRole.HEAD, since_on=intake.on, added_by=by)
    return decide_case(case=case, decision=IntakeDecision.ACCEPT, on=intake.on, by=by)


@recorded(SealedEvent.CLIENT_EDITED)
def edit_sealed_client(*, case: Case, facts: PersonFacts, by: Actor) -> Case:
    """Mend what is known of the person. Raises RuleBroken naming the field."""
    _check_sealed(case)
    edit_sealed(person=case.person, facts=facts, by=by)
    return case


@recorded(SealedEvent.COMMISSIONED)
def save_commission(
    *, case: Case, facts: CommissionFacts, by: Actor, upload: Any = None, form_key: UUID | None = None
) -> Commission:
    """Another 委托书: services go on under it. Raises RuleBroken naming the field."""
    _check_sealed(case)
    case = locked(case)
    if found := sent_before(Commission, form_key, case=case):
        return found
    if case.closed_on is not None:
        raise RuleBroken("个案已经结案，不能再登记委托书。")
    for field, sentence in commission_problems(facts).items():
        raise RuleBroken(sentence, field=field)
    paper = keep_file(upload=upload, title="委托书", kind=FileKind.PAPER, by=by) if upload else None
    return Commission.objects.create(
        case=case,
        on=today(),
        label=facts.kind,
        body=facts.body.strip(),
        number=facts.number.strip(),
        paper=paper,
        from_on=facts.from_on,
        to_on=facts.to_on,
        form_key=form_key,
        saved_by=by,
    )


@recorded(SealedEvent.COMMISSION_ENDED)
def end_commission(*, commission: Commission, on: dt.date, by: Actor) -> Commission:
    """The body ended it early. Raises RuleBroken for a day outside its span."""
    held = Commission.objects.select_for_update(of=("self",)).select_related("case").get(pk=commission.pk)
    if not held.from_on <= on <= held.to_on:
        raise RuleBroken("结束日期应在委托期内。", field="on")
    held.to_on, held.saved_by = on, by
    held.save(update_fields=["to_on", "saved_by", "saved_at"])
    return held


@recorded(SealedEvent.LABEL_DROPPED)
def drop_label(*, commission: Commission, by: Actor) -> Commission:
    """Three years after the end nobody reads any more what it was for (戒毒条例 §7)."""
    held = Commission.objects.select_for_update(of=("self",)).select_related("case").get(pk=commission.pk)
    day = label_drops_on(held.label, held.to_on) if held.label else None
    if day is None or day > today():
        raise RuleBroken("还没有到去除标识的日期。")
    held.label = ""
    held.save(update_fields=["label", "saved_at"])
    held.case.category = ""
    held.case.save(update_fields=["category"])
    return held


def open_emergency(*, number: str, station: Station, reason: str, by: Actor) -> EmergencyAccess:
    """紧急调阅 by the number of the case: to be read for some hours, told to the team, reviewed the next workday.

    A number that leads nowhere is written down as well, and after some tries a day nothing is answered any more.
    Raises RuleBroken naming the field.
    """
    if problem := emergency_problem(reason):
        raise RuleBroken(problem, field="reason")
    probes = uuid5(NAMESPACE_OID, f"casework.emergency:{station.pk}:{by.uuid}:{today()}")
    if len(deeds_about(probes)) >= int(value_of(EMERGENCY_TRIES, on=today(), division_code=station.division_code)):
        raise RuleBroken("今天查询的次数过多，请联系站长或主责社工。", field="number")
    case = case_by_number(number, by.scope)
    if case is None or case.station_id != station.pk:
        told = {"at": moment().isoformat(), "by": str(by.uuid), "label": by.label, "name": "sealed.probe"}
        write_sealed(probes, told)
        raise RuleBroken("没有查到可以调阅的个案，请核对案号。", field="number")
    return _grant(case=case, reason=reason.strip(), by=by)


@recorded(SealedEvent.EMERGENCY_OPENED)
def _grant(*, case: Case, reason: str, by: Actor) -> EmergencyAccess:
    now = moment()
    hours = int(value_of(EMERGENCY_HOURS, on=today(), division_code=case.division_code))
    access = EmergencyAccess.objects.create(
        case=case,
        station=case.station,
        division_code=case.division_code,
        user_uuid=by.uuid,
        reason=reason,
        opened_at=now,
        opened_by=by,
        closes_at=now + dt.timedelta(hours=hours),
        review_due_on=add_workdays(today(), 1),
    )
    messages.emergency_opened(access, by=by)
    return access


@recorded(SealedEvent.EMERGENCY_REVIEWED)
def review_emergency(*, access: EmergencyAccess, justified: bool, review: str, by: Actor) -> EmergencyAccess:
    """Another person says whether it was an emergency: he reads who, when, why, never the case."""
    held = EmergencyAccess.objects.select_for_update(of=("self",)).select_related("case").get(pk=access.pk)
    if held.reviewed_at is not None:
        raise RuleBroken("这次紧急调阅已经复核。")
    if held.user_uuid == by.uuid:
        raise RuleBroken("不能复核自己的调阅，请由另一人办理。")
    if not by.unlimited and not by.may_at(Action.EMERGENCY_REVIEW, code=held.division_code):
        raise RuleBroken("复核由督导、乡镇（街道）或县（市、区）的另一人办理。")
    if not review.strip():
        raise RuleBroken("请写明复核意见。", field="review")
    held.justified, held.review, held.reviewed_at, held.reviewed_by = justified, review.strip(), moment(), by
    held.save(update_fields=["justified", "review", "reviewed_at", "reviewed_by"])
    messages.emergency_reviewed(held, by=by)
    return held


def drop_labels(*, by: Actor) -> int:
    """The nightly step: every label whose day has come. Returns how many."""
    rows = Commission.objects.exclude(label="").filter(to_on__lte=today()).select_related("case")
    due = [row for row in rows.order_by("id") if (day := label_drops_on(row.label, row.to_on)) and day <= today()]
    for row in due:
        drop_label(commission=row, by=by)
    return len(due)


@recorded(SealedEvent.TEAM_RESTORED)
def give_to_heads(*, case: Case, by: Actor) -> Case:
    """Nobody of the team holds a post at the station any more: the heads of today join, so that somebody sees the case.

    Nothing happens where the station has no head with a worker behind the account.
    """
    for head in head_workers(case.station, today()):
        member, made = CaseMember.objects.get_or_create(
            case=case,
            worker=head,
            ended_on=None,
            defaults={"role": MemberRole.HEAD, "since_on": today(), "added_by": by},
        )
        if made:
            messages.joined(member, by=by)
    return case


def restore_teams(*, by: Actor) -> int:
    """The nightly step: every sealed case that nobody of the station sees any more. Returns how many."""
    due = list(unseen_sealed(today()))
    for case in due:
        give_to_heads(case=case, by=by)
    return len(due)


def _check_sealed(case: Case) -> None:
    if not case.sealed:
        raise RuleBroken("这不是限制查阅的个案。")

"""Certificates are issued, taken back, replaced, sealed (Order 67 §14, §15, §17; domain.md 6.2)."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.documents.choices import FileKind
from liangzhan.documents.services import keep_file
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.services import tell_persons
from liangzhan.people.rules.identity import age_on
from liangzhan.toolkit import crypto
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.identity import mask_name
from liangzhan.toolkit.numbering import next_number
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move
from liangzhan.volunteers.choices import CertificateState, SealState, VolunteerEvent
from liangzhan.volunteers.models import Certificate, SealRequest, Volunteer
from liangzhan.volunteers.opened import locked
from liangzhan.volunteers.queries.certificates import draft_of, waiting_count
from liangzhan.volunteers.queries.seals import may_seal
from liangzhan.volunteers.rules.certificates import (
    CERTIFICATE_STATES,
    SEAL_STATES,
    Facts,
    alone_problem,
    digest_of,
    lines_problem,
    payload_text,
    period_problem,
    reason_problem,
    seal_problem,
    signed_part,
    snapshot_of,
    total_minutes,
    volunteer_problem,
)
from liangzhan.volunteers.settings import gates_at

NOT_OWN = "只能办理自己的证明。"
USED = "这张表单已经用过，请刷新页面后再开具。"
NOT_YOUR_SEAL = "登记为法人的站点由站点自己盖章，其他站点由居（村）民委员会盖章；这项申请不由您办理。"
SIGNATURE = 64


@recorded(VolunteerEvent.ISSUED, keep=["starts_on", "ends_on"])
def issue_certificate(
    *,
    volunteer: Volunteer,
    starts_on: dt.date,
    ends_on: dt.date,
    by: Actor,
    extras: bool = False,
    form_key: UUID | None = None,
    replaces: Certificate | None = None,
) -> Certificate:
    """Issue a certificate of the verified hours of a period, by the volunteer himself or by the station for him.

    A snapshot is kept and signed; later corrections never change it. With `replaces` the older one becomes SUPERSEDED. The
    same `form_key` again answers with the same certificate. Raises RuleBroken: not one's own and not of the own station,
    a period that cannot be, nothing verified in it, a child under the age of civil capacity without the station.
    """
    row = locked(volunteer)
    himself = _may_issue(row, by)
    if form_key and (made := Certificate.objects.filter(form_key=form_key).first()):
        if made.volunteer_id != row.pk:
            raise RuleBroken(USED)
        return made
    facts = _checked(row, starts_on, ends_on, extras=extras, himself=himself, by=by)
    certificate = _store(row, facts, form_key or uuid4(), by)
    if replaces is not None:
        _supersede(row, replaces, certificate, by)
    if not himself:
        _tell(row, certificate, f"已为您出具志愿服务证明（{certificate.number}），可以在手机上查看。", by)
    return certificate


@recorded(VolunteerEvent.REVOKED, keep=["certificate"])
def revoke_certificate(*, certificate: Certificate, reason: str, by: Actor) -> Certificate:
    """Take a wrong certificate back; whoever verifies it sees so at once, the volunteer is told why.

    Raises RuleBroken without a reason, and when it is no longer valid.
    """
    if problem := reason_problem(reason):
        raise RuleBroken(problem, field="reason")
    words = reason.strip()[:300]
    move(certificate, CertificateState.REVOKED, table=CERTIFICATE_STATES, by=by, reason=words)
    certificate.reason = words
    certificate.save(update_fields=["reason"])
    _tell(certificate.volunteer, certificate, f"您的志愿服务证明（{certificate.number}）已撤销：{words}", by)
    return certificate


@recorded(VolunteerEvent.SEAL_ASKED, keep=["certificate"])
def ask_seal(*, certificate: Certificate, purpose: str, by: Actor) -> SealRequest:
    """申请盖章, only where the volunteer needs it (§15). Asked twice it is the same request.

    Raises RuleBroken for a stranger and for a certificate that no longer stands.
    """
    held = Certificate.objects.select_for_update(of=("self",)).select_related("volunteer__person", "station")
    row = held.get(pk=certificate.pk)
    _may_issue(row.volunteer, by)
    if waiting := row.seals.filter(state=SealState.WAITING).first():
        return waiting
    if row.state != CertificateState.VALID:
        raise RuleBroken(f"这份证明{row.get_state_display()}，不能申请盖章。")
    if row.seals.filter(state=SealState.SEALED).exists():
        raise RuleBroken("这份证明已经盖章，可以直接下载盖章件。")
    return SealRequest.objects.create(
        certificate=row, purpose=purpose.strip()[:100], state_since=today(), asked_at=moment(), asked_by=by
    )


@recorded(VolunteerEvent.SEAL_DECIDED, keep=["seal", "sealed"])
def decide_seal(*, seal: SealRequest, sealed: bool, note: str, by: Actor, scan: Any = None) -> SealRequest:
    """Sealed, with a scan of the sealed paper, or refused with a reason; the volunteer is told.

    Raises RuleBroken at the field that lacks something, and when the certificate was taken back meanwhile.
    """
    certificate = seal.certificate
    if not may_seal(certificate.station, by):
        raise RuleBroken(NOT_YOUR_SEAL)
    field, problem = seal_problem(sealed=sealed, has_scan=bool(scan), note=note)
    if problem:
        raise RuleBroken(problem, field=field)
    if sealed and certificate.state != CertificateState.VALID:
        raise RuleBroken(f"这份证明{certificate.get_state_display()}，不能盖章，请选择不盖章并说明原因。")
    state = SealState.SEALED if sealed else SealState.REFUSED
    move(seal, state, table=SEAL_STATES, by=by, decided_at=moment(), decided_by=by)
    seal.note = note.strip()[:200]
    if sealed:
        seal.scan = _kept(scan, certificate.number, by)
    seal.save(update_fields=["note", "scan"])
    words = "已盖章，可以在手机上下载" if sealed else f"没有盖章：{seal.note}"
    _tell(certificate.volunteer, certificate, f"志愿服务证明（{certificate.number}）{words}。", by)
    return seal


def _may_issue(volunteer: Volunteer, by: Actor) -> bool:
    """True for the volunteer himself, False for his station; anybody else is refused."""
    if by.person_uuid is not None and by.person_uuid == volunteer.person.uuid:
        return True
    if by.may_at(Action.CERTIFICATE_ISSUE, code=volunteer.division_code, station_id=volunteer.station_id):
        return False
    raise RuleBroken(NOT_OWN)


def _checked(row: Volunteer, starts_on: dt.date, ends_on: dt.date, *, extras: bool, himself: bool, by: Actor) -> Facts:
    """What the certificate will say, or RuleBroken."""
    day = today()
    field, problem = period_problem(starts_on, ends_on, day)
    if problem:
        raise RuleBroken(problem, field=field)
    if problem := volunteer_problem(confirmed=row.confirmed_at is not None):
        raise RuleBroken(problem)
    born = row.person.born_on
    if himself and (
        problem := alone_problem(age_on(born, day) if born else None, gates_at(day, row.division_code).alone_from)
    ):
        raise RuleBroken(problem)
    facts = draft_of(row, starts_on, ends_on, today=day, extras=extras, by=by)
    if problem := lines_problem(len(facts.lines), waiting_count(row, starts_on, ends_on)):
        raise RuleBroken(problem, field="starts_on")
    return facts


def _store(row: Volunteer, draft: Facts, form_key: UUID, by: Actor) -> Certificate:
    series = f"{row.division_code}-VS-CERT-{draft.issued_on.year}"
    facts = replace(draft, number=f"{series}-{next_number(f'certificate:{series}'):04d}")
    signed = signed_part(facts, masked_name=mask_name(facts.name), key_id=crypto.current_key_id("sign"))
    payload = payload_text(signed, crypto.sign(signed)[-SIGNATURE:])
    return Certificate.objects.create(
        number=facts.number,
        volunteer=row,
        station=row.station,
        division_code=row.division_code,
        issuer=facts.issuer,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        minutes=total_minutes(facts.lines),
        snapshot=json.dumps(snapshot_of(facts), ensure_ascii=False, separators=(",", ":")),
        payload=payload,
        digest=digest_of(payload),
        state_since=facts.issued_on,
        form_key=form_key,
        issued_at=moment(),
        issued_by=by,
    )


def _supersede(row: Volunteer, older: Certificate, newer: Certificate, by: Actor) -> None:
    """A correction is offered, never automatic: the holder asked for the new one."""
    if older.volunteer.person_id != row.person_id:
        raise RuleBroken(NOT_OWN)
    move(older, CertificateState.SUPERSEDED, table=CERTIFICATE_STATES, by=by, replaced_by=newer)


def _kept(scan: Any, number: str, by: Actor) -> Any:
    try:
        return keep_file(upload=scan, title=f"志愿服务证明盖章件 {number}", kind=FileKind.PAPER, by=by)
    except RuleBroken as refusal:
        raise RuleBroken(*refusal.reasons, field="scan") from refusal


def _tell(volunteer: Volunteer, certificate: Certificate, text: str, by: Actor) -> None:
    tell_persons(
        persons=[volunteer.person_id],
        kind=NoticeKind.RESULT,
        subject=f"volunteers.Certificate:{certificate.uuid}",
        text=text,
        by=by,
    )

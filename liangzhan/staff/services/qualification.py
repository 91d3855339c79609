"""Certificates, registrations, degrees, and the county's word on training (domain.md 4.2)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.notices.services import settle
from liangzhan.staff.choices import StaffEvent
from liangzhan.staff.choices.posts import ProfessionalBasis, RegistrationState
from liangzhan.staff.models import Certificate, Registration, Worker
from liangzhan.staff.queries.qualification import certificate_index, code_of, subject_of
from liangzhan.staff.rules import qualification as rules
from liangzhan.staff.services.staffing import refresh_worker
from liangzhan.staff.settings import FIRST_YEAR, YEARS
from liangzhan.stations.uploads import kept_paper
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.identity import normal
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import move

TAKEN = "这个管理号已登记在另一人名下，请核对证书。"


@recorded(StaffEvent.CERTIFICATE_SAVED, keep=["level", "passed_on"])
def save_certificate(
    *, worker: Worker, level: str, passed_on: dt.date, by: Actor, number: str = "", file: Any = None
) -> Certificate:
    """Write down the certificate of one level, or correct it; a new scan replaces the old one.

    It never expires, and makes its holder a 社会工作专业人才 where certificates count. Counts the stations anew.
    Raises RuleBroken: impossible day, number of another certificate.
    """
    number = normal(number)
    first = int(value_of(FIRST_YEAR, on=today(), division_code=code_of(worker)))
    _refuse("passed_on", rules.passed_problem(passed_on, first_year=first, today=today()))
    _refuse("number", rules.number_problem(number))
    held = Certificate.objects.select_for_update(of=("self",)).filter(worker=worker, level=level).first()
    certificate = held or Certificate(worker=worker, level=level)
    starts = certificate.registrations.order_by("valid_from").values_list("valid_from", flat=True) if held else []
    if any(start and start < passed_on for start in starts):
        raise RuleBroken("已登记的登记有效期早于这个取得日期，请核对。", field="passed_on")
    certificate.passed_on, certificate.saved_by = passed_on, by
    certificate.number, certificate.number_index = number, certificate_index(number)
    if scan := kept_paper(file, "职业水平证书", by, field="file"):
        certificate.file = scan
    try:
        with transaction.atomic():
            certificate.save()
    except IntegrityError as clash:
        raise RuleBroken(TAKEN, field="number") from clash
    refresh_worker(worker=worker, by=by)
    return certificate


@recorded(StaffEvent.REGISTRATION_SAVED, keep=["certificate", "state", "valid_from", "valid_to"])
def add_registration(
    *,
    certificate: Certificate,
    state: str,
    by: Actor,
    number: str = "",
    valid_from: dt.date | None = None,
    valid_to: dt.date | None = None,
) -> Registration:
    """A new period of registration, in the state that the national system shows. `valid_to` follows from the first day.

    Raises RuleBroken: before the certificate, beside another period, another one still under way, not the legal length.
    """
    certificate = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    if certificate.registrations.exclude(state=RegistrationState.ISSUED).exists():
        raise RuleBroken("这张证书有一项登记正在办理，请更新那一项的状态。", field="state")
    dates = _period(certificate, state, valid_from, valid_to, but=None)
    if state == RegistrationState.ISSUED:
        _settle(certificate, by)
    return Registration.objects.create(
        certificate=certificate, state=state, state_since=today(), number=number.strip(), saved_by=by, **dates
    )


@recorded(StaffEvent.REGISTRATION_SAVED, keep=["registration", "to", "valid_from", "valid_to"])
def move_registration(
    *,
    registration: Registration,
    to: str,
    by: Actor,
    number: str = "",
    valid_from: dt.date | None = None,
    valid_to: dt.date | None = None,
) -> Registration:
    """The national system shows a later state of a registration; 已出证 comes with its period. Raises RuleBroken."""
    certificate = Certificate.objects.select_for_update(of=("self",)).get(pk=registration.certificate_id)
    dates = _period(certificate, to, valid_from, valid_to, but=registration)
    if to == RegistrationState.ISSUED:
        _settle(certificate, by)
    return move(
        registration,
        to,
        table=rules.REGISTRATION,
        by=by,
        number=number.strip() or registration.number,
        saved_by=by,
        **dates,
    )


@recorded(StaffEvent.EDUCATION_SAVED)
def save_degree(*, worker: Worker, note: str, by: Actor, file: Any = None) -> Worker:
    """A degree in social work makes its holder a 社会工作专业人才 where degrees count. Needs a note on school and subject."""
    if not note.strip():
        raise RuleBroken("请写明学校、专业和毕业年份。", field="note")
    worker = _held(worker)
    scan = kept_paper(file, "社会工作专业学历证明", by, field="file")
    worker.professional_basis, worker.education_note = ProfessionalBasis.DEGREE, note.strip()[:120]
    worker.basis_file, worker.saved_by = scan or worker.basis_file, by
    worker.save(update_fields=["professional_basis", "education_note", "basis_file", "saved_by"])
    refresh_worker(worker=worker, by=by)
    return worker


def _period(
    certificate: Certificate,
    state: str,
    valid_from: dt.date | None,
    valid_to: dt.date | None,
    but: Registration | None,
) -> dict[str, Any]:
    """The first and the last day; only an issued registration has them."""
    if state != RegistrationState.ISSUED:
        return {"valid_from": None, "valid_to": None}
    if valid_from is None:
        raise RuleBroken("已出证的登记要填写有效期起始日期。", field="valid_from")
    years = int(value_of(YEARS, on=valid_from, division_code=code_of(certificate.worker)))
    last = valid_to or rules.last_day_of_period(valid_from, years)
    others = certificate.registrations.filter(state=RegistrationState.ISSUED)
    others = others.exclude(pk=but.pk) if but else others
    field, problem = rules.period_problem(
        valid_from,
        last,
        passed_on=certificate.passed_on,
        years=years,
        others=[(one.valid_from, one.valid_to) for one in others.order_by("id") if one.valid_from and one.valid_to],
        today=today(),
    )
    _refuse(field, problem)
    return {"valid_from": valid_from, "valid_to": last}


def _settle(certificate: Certificate, by: Actor) -> None:
    """A new period is issued: what reminded of the end of the last one is done."""
    last = certificate.registrations.filter(state=RegistrationState.ISSUED).order_by("-valid_to").first()
    if last is not None:
        settle(subject=subject_of(last), by=by)


def _held(worker: Worker) -> Worker:
    return Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)


def _refuse(field: str, problem: str) -> None:
    if problem:
        raise RuleBroken(problem, field=field)

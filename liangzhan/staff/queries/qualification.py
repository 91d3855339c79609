"""Certificates and registrations as the pages and the services read them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.credentials.queries.learning import hours_between
from liangzhan.staff.choices.posts import CertificateLevel, RecognitionState, RegistrationState
from liangzhan.staff.models import Certificate, Post, Registration, Worker
from liangzhan.staff.rules.qualification import RANK, ce_gap, is_late_first, required_hours, window_opens_on
from liangzhan.staff.settings import FIRST_WITHIN, HOURS, WINDOW
from liangzhan.toolkit.crypto import blind_index
from liangzhan.toolkit.parameters import values_of

NUMBER = "staff.certificate"


@dataclass(frozen=True)
class Learning:
    """Continuing education in the registration period that runs: hours earned against hours asked."""

    level: str
    starts_on: dt.date
    ends_on: dt.date
    required: int
    earned: Decimal
    gap: Decimal


def certificate_index(number: str) -> str:
    """The blind index of a 管理号; "" for none."""
    return blind_index(number, NUMBER) if number else ""


def subject_of(registration: Registration) -> str:
    """What the notices of one registration are about."""
    return f"staff.registration:{registration.pk}"


def code_of(worker: Worker) -> str:
    """The community code of the worker's latest post: where settings of practice are read; "" without a post."""
    return worker.posts.order_by("-starts_on", "-id").values_list("division_code", flat=True).first() or ""


def certificates_of(worker: Worker) -> list[Certificate]:
    """The worker's certificates, the highest first, each with `periods`: its registrations, the latest first."""
    periods = Registration.objects.order_by("-valid_from", "-id")
    rows = worker.certificates.prefetch_related(Prefetch("registrations", queryset=periods, to_attr="periods"))
    return sorted(rows.select_related("file").order_by("id"), key=lambda one: -RANK[CertificateLevel(one.level)])


def running(certificates: list[Certificate], on: dt.date) -> Registration | None:
    """The registration in force on the day, of the highest certificate that has one."""
    for certificate in certificates:
        for period in certificate.periods:  # type: ignore[attr-defined]
            if period.state == RegistrationState.ISSUED and period.valid_from <= on <= period.valid_to:
                return period
    return None


def window_of(registration: Registration, code: str, on: dt.date) -> dt.date:
    """From when the registration may be renewed."""
    months = values_of([WINDOW], on=on, division_code=code)[WINDOW]
    return window_opens_on(registration.valid_to, int(months))  # type: ignore[arg-type]


def is_late(registration: Registration, on: dt.date) -> bool:
    """Was this the first registration of its certificate, and later than the year in which it should be asked for?"""
    certificate = registration.certificate
    if registration.valid_from is None or certificate.registrations.count() > 1:
        return False
    years = int(values_of([FIRST_WITHIN], on=on, division_code=code_of(certificate.worker))[FIRST_WITHIN])
    return is_late_first(certificate.passed_on, registration.valid_from, years_within=years)


def recognitions_waiting(scope: Scope) -> QuerySet[Worker]:
    """Workers whose recognition the reader may decide."""
    rows = Worker.objects.within(scope, Action.STAFF_RECOGNISE).filter(recognition=RecognitionState.ASKED)
    return rows.select_related("basis_file").order_by("saved_at", "id")


def expiring(on: dt.date, within_days: int) -> QuerySet[Registration]:
    """Registrations in force that end within so many days, of workers whose post is not over."""
    rows = Registration.objects.filter(
        state=RegistrationState.ISSUED, valid_to__gte=on, valid_to__lte=on + dt.timedelta(days=within_days)
    )
    live = Exists(Post.objects.not_over(on).filter(worker_id=OuterRef("certificate__worker_id")))
    return rows.filter(live).select_related("certificate__worker__person").order_by("id")


def expiring_within(scope: Scope, on: dt.date, days: int) -> tuple[int, dt.date | None]:
    """(how many, the first day) of registrations that end soon at the stations the reader looks after; one query."""
    rows = Registration.objects.within(scope, Action.STAFF_MANAGE).filter(
        state=RegistrationState.ISSUED, valid_to__gte=on, valid_to__lte=on + dt.timedelta(days=days)
    )
    found = rows.aggregate(count=Count("id"), first=Min("valid_to"))
    return found["count"], found["first"]


def own_expiring(person_uuid: UUID, on: dt.date, days: int) -> list[dt.date]:
    """Last days of the person's own registrations that end soon."""
    rows = Registration.objects.filter(
        certificate__worker__person__uuid=person_uuid,
        state=RegistrationState.ISSUED,
        valid_to__gte=on,
        valid_to__lte=on + dt.timedelta(days=days),
    )
    return [day for day in rows.order_by("valid_to", "id").values_list("valid_to", flat=True) if day]


def running_registration(worker: Worker, on: dt.date) -> Registration | None:
    """The registration in force on the day, of the highest certificate; one query."""
    rows = Registration.objects.filter(
        certificate__worker=worker, state=RegistrationState.ISSUED, valid_from__lte=on, valid_to__gte=on
    )
    held = list(rows.select_related("certificate").order_by("id"))
    return max(held, key=lambda row: RANK[CertificateLevel(row.certificate.level)], default=None)


def learning_now(worker: Worker, on: dt.date) -> Learning | None:
    """Continuing education in the registration period that runs; None without one. Three queries."""
    registration = running_registration(worker, on)
    if registration is None or registration.valid_from is None or registration.valid_to is None:
        return None
    span = (registration.valid_from, registration.valid_to)
    earned = hours_between({worker.person_id: span})[worker.person_id]
    held = values_of(HOURS.values(), on=span[0])
    hours = {level: int(held[key]) for level, key in HOURS.items()}
    required = required_hours(registration.certificate.level, hours)
    return Learning(registration.certificate.level, *span, required, earned, ce_gap(required, earned))

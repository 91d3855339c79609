"""Certificates and registrations as the pages and the services read them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.staff.choices.posts import CertificateLevel, RecognitionState, RegistrationState
from liangzhan.staff.models import Certificate, Post, Registration, Worker
from liangzhan.staff.rules.qualification import RANK, ce_gap, required_hours, window_opens_on
from liangzhan.staff.settings import HOURS, WINDOW
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


def learning_of(registration: Registration, earned: Decimal, code: str) -> Learning:
    """What the running registration asks of continuing education, and what is lacking."""
    start, end = registration.valid_from, registration.valid_to
    held = values_of(HOURS.values(), on=start, division_code=code)  # type: ignore[arg-type]
    level = registration.certificate.level
    required = required_hours(level, {name: int(held[key]) for name, key in HOURS.items()})
    return Learning(level, start, end, required, earned, ce_gap(required, earned))  # type: ignore[arg-type]


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

"""What becomes of a worker when two rows turn out to be one person, and when a person's data are deleted."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from liangzhan.access.actor import Actor
from liangzhan.documents.services import drop_file
from liangzhan.people.erasing import Erasure, forget_by
from liangzhan.people.merging import Decision, decide
from liangzhan.people.rights import offer
from liangzhan.staff.models import Registration, Worker
from liangzhan.staff.queries.own_part import worker_parts
from liangzhan.staff.queries.persons import still_in_post, two_workers_problem, worker_keys
from liangzhan.staff.services.staffing import refresh_worker
from liangzhan.toolkit.errors import RuleBroken

WORKER = "staff.Worker.person"
MERGER, ERASER = Actor.system("合并重复人员"), Actor.system("删除个人信息")
FORGOTTEN = "（已删除）"
OWN = ("identity", "employer", "office_phone", "professional_basis", "education_note", "basis_file")
RECOGNISED = ("recognition", "recognition_on", "recognition_by", "recognition_note")


def register() -> None:
    """Called once when the platform starts."""
    offer("staff", worker_parts)
    decide(WORKER, Decision("岗位、证书等并入保留的工作人员", merge_workers, two_workers_problem))
    forget_by(WORKER, Erasure("姓名、电话、用人单位、学历说明和证书材料清空，岗位数保留", blank_worker, still_in_post))


def merge_workers(kept: Any, alias: Any) -> int:
    """Whatever hangs on the alias's worker goes to the kept one; the emptied row stays with the alias.

    A person who was no worker simply becomes the one that the alias was. Append-only rows stay where they were written.
    """
    one, other = (Worker.objects.filter(person=person).first() for person in (kept, alias))
    if other is None:
        return 0
    if one is None:
        return Worker.objects.filter(pk=other.pk).update(person=kept)
    _fill(one, other)
    moved = _carry(one, other)
    refresh_worker(worker=one, by=MERGER)
    return moved


def _carry(one: Worker, other: Worker) -> int:
    moved = 0
    try:
        with transaction.atomic():
            for model, name in worker_keys():
                moved += model._base_manager.filter(**{name: other}).update(**{name: one})
    except IntegrityError as clash:
        raise RuleBroken("两人在同一站点、同一时期都有工作记录，请先更正其中一条。") from clash
    return moved


def _fill(one: Worker, other: Worker) -> None:
    """What only the alias's worker knew."""
    names = [name for name in OWN if not getattr(one, name) and getattr(other, name)]
    if "professional_basis" in names:
        names += RECOGNISED
    for name in names:
        setattr(one, name, getattr(other, name))
    if names:
        one.save(update_fields=names)


def blank_worker(person: Any) -> int:
    """Name, phone, employer, notes, contract and scans go; posts, levels and days stay as figures."""
    worker = Worker.objects.filter(person=person).select_related("basis_file").first()
    if worker is None:
        return 0
    files = [worker.basis_file] if worker.basis_file else []
    for certificate in worker.certificates.select_related("file").order_by("id"):
        if certificate.file:
            files.append(certificate.file)
        certificate.number, certificate.number_index, certificate.file = "", "", None
        certificate.save(update_fields=["number", "number_index", "file"])
    Registration.objects.filter(certificate__worker=worker).update(number="")
    worker.display_name, worker.basis_file = FORGOTTEN, None
    worker.employer = worker.office_phone = worker.education_note = worker.recognition_note = ""
    worker.contract_starts_on = worker.contract_ends_on = None
    worker.save()
    for kept in files:
        drop_file(kept=kept, by=ERASER)
    return 1

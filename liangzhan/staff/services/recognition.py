"""Trained people count as 社会工作专业人才 once the county has recognised them [N 二(四)]; what counts is configuration."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.divisions.choices import Level
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.queries import users_with
from liangzhan.notices.services import settle, tell
from liangzhan.staff.choices import StaffEvent
from liangzhan.staff.choices.posts import ProfessionalBasis, RecognitionState
from liangzhan.staff.models import Worker
from liangzhan.staff.queries.qualification import code_of
from liangzhan.staff.queries.workers import account_of, heads_of
from liangzhan.staff.rules import qualification as rules
from liangzhan.staff.services.staffing import refresh_worker
from liangzhan.stations.uploads import kept_paper
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today

COLUMNS = ["recognition", "recognition_on", "recognition_by", "recognition_note"]


@recorded(StaffEvent.RECOGNITION_ASKED)
def ask_recognition(*, worker: Worker, note: str, by: Actor, file: Any = None) -> Worker:
    """Ask the county to recognise a trained worker; `note` says which training. Tells the county."""
    worker = _held(worker)
    if problem := rules.ask_problem(worker.recognition):
        raise RuleBroken(problem)
    if not note.strip():
        raise RuleBroken("请写明参加的培训、组织单位和学时。", field="note")
    worker.professional_basis, worker.education_note = ProfessionalBasis.TRAINING, note.strip()[:120]
    if scan := kept_paper(file, "培训证明", by, field="file"):
        worker.basis_file = scan
    worker.recognition, worker.recognition_note, worker.saved_by = RecognitionState.ASKED, "", by
    worker.recognition_on, worker.recognition_by = None, None
    worker.save(update_fields=[*COLUMNS, "professional_basis", "education_note", "basis_file", "saved_by"])
    tell(
        recipients=users_with(Action.STAFF_RECOGNISE, code=code_of(worker), on=today(), levels=(Level.COUNTY,)),
        kind=NoticeKind.TODO,
        subject=_subject(worker),
        text="有工作人员申请认定社会工作专业人才，请办理。",
        href=reverse("staff:recognitions"),
        by=by,
    )
    return worker


@recorded(StaffEvent.RECOGNITION_DECIDED, keep=["recognised"])
def decide_recognition(*, worker: Worker, recognised: bool, reason: str, by: Actor) -> Worker:
    """The county recognises or refuses, with a reason; worker and head are told, the station is counted anew."""
    worker = _held(worker)
    field, problem = rules.decide_problem(worker.recognition, reason)
    if problem:
        raise RuleBroken(problem, field=field)
    worker.recognition = RecognitionState.RECOGNISED if recognised else RecognitionState.REFUSED
    worker.recognition_on, worker.recognition_by, worker.recognition_note = today(), by, reason.strip()[:200]
    worker.save(update_fields=COLUMNS)
    settle(subject=_subject(worker), by=by)
    _tell_result(worker, recognised, by)
    refresh_worker(worker=worker, by=by)
    return worker


def _tell_result(worker: Worker, recognised: bool, by: Actor) -> None:
    word = "已认定" if recognised else "未认定"
    own = account_of(worker)
    if own is not None:
        text = f"社会工作专业人才认定结果：{word}。"
        href = reverse("staff:me")
        tell(recipients=[own], kind=NoticeKind.RESULT, subject=_subject(worker), text=text, href=href, by=by)
    heads = heads_of(worker, today())
    tell(
        recipients=heads.exclude(pk=own.pk) if own else heads,
        kind=NoticeKind.RESULT,
        subject=_subject(worker),
        text=f"本站工作人员的社会工作专业人才认定结果：{word}。",
        href=reverse("staff:worker-page", args=[worker.pk]),
        by=by,
    )


def _subject(worker: Worker) -> str:
    return f"staff.worker:{worker.pk}:recognition"


def _held(worker: Worker) -> Worker:
    return Worker.objects.select_for_update(of=("self",)).select_related("person").get(pk=worker.pk)

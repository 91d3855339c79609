"""强制报告: begun with one tap, added to in steps, never changed. No consent is asked, nobody approves, nobody can stop it."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.documents.choices import FileKind
from liangzhan.documents.rules import IMAGES, upload_problem
from liangzhan.documents.services import keep_bytes
from liangzhan.protection import report_messages as messages
from liangzhan.protection.choices import ReportEvent, ReportStepKind
from liangzhan.protection.filing import file_report
from liangzhan.protection.models import Report, ReportFile, ReportStep, StepBasis, StepSituation
from liangzhan.protection.queries.reports import reporter_index, state_of
from liangzhan.protection.recording import HIDDEN, recorded_apart
from liangzhan.protection.rules.reports import (
    Step,
    begin_problem,
    conflict_of,
    facts_problem,
    fold,
    stopping,
    told_problem,
)
from liangzhan.stations.models import Station
from liangzhan.toolkit import crypto
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.images import clean_image, sniff
from liangzhan.toolkit.periods import moment, today

SEALED_TYPE = "application/octet-stream"
MOST_FILES = 9


@recorded_apart(ReportEvent.BEGUN)
def begin_report(
    *,
    found_at: dt.datetime,
    form_key: UUID,
    by: Actor,
    station: Station | None = None,
    division_code: str = "",
    about_head: bool = False,
    uuid: UUID | None = None,
) -> Report:
    """The first tap: the moment of discovery is written down and the clock runs.

    Head (unless the report is about him) and child-protection officers learn at once that there is a report, not of whom
    and not by whom. The same `form_key` again gives the same report back. Raises RuleBroken (fields `found_at`, `station`).
    """
    if sent := _begun(form_key, by):
        return sent
    code = station.division_code if station is not None else division_code
    if not code or not by.may_at(Action.MANDATORY_REPORT, code=code, station_id=station.pk if station else None):
        raise RuleBroken("请选择站点或社区。", field="station")
    if problem := begin_problem(found_at, moment()):
        raise RuleBroken(problem, field="found_at")
    report, fresh = _write(
        Report(uuid=uuid or uuid4(), form_key=form_key, station=station, division_code=code, found_at=found_at), by
    )
    if not fresh:
        return report
    _add(report, Step(ReportStepKind.BEGUN, conflict=conflict_of(about_head)), uuid4(), by, stops=False)
    messages.begun(report, about_head=about_head, by=by)
    return report


@recorded_apart(ReportEvent.STEP)
def add_facts(*, report: Report, form_key: UUID, by: Actor, about_head: bool = False, **told: Any) -> ReportStep:
    """Situation codes, bases, the victim as far as known, what was seen and what was told (names of `rules.reports.Step`).

    Saved bit by bit; a later word replaces an earlier one and both stay readable. Raises RuleBroken at the field.
    """
    step = Step(ReportStepKind.FACTS, conflict=conflict_of(about_head), **_plain(told))
    return _save(report, step, form_key, by)


@recorded_apart(ReportEvent.STEP)
def add_told(*, report: Report, form_key: UUID, by: Actor, **told: Any) -> ReportStep:
    """To whom it was reported, when, who took it, under which number. The clock stops when all of it is there."""
    return _save(report, Step(ReportStepKind.TOLD, **_plain(told)), form_key, by)


@recorded_apart(ReportEvent.STEP)
def add_files(*, report: Report, form_key: UUID, files: Sequence[Any], by: Actor, note: str = "") -> ReportStep:
    """Photos and papers; the bytes are sealed before they are kept, and nothing on them says who gave them."""
    if not files:
        raise RuleBroken("请选择照片或文件。", field="files")
    if len(files) > MOST_FILES:
        raise RuleBroken(f"一次最多 {MOST_FILES} 个文件，请分几次上传。", field="files")
    contents = [_clean(one) for one in files]
    step = _save(report, Step(ReportStepKind.FILES, note=note.strip()), form_key, by)
    for content, media_type in contents if not step.files.exists() else ():  # sent again: they are kept already
        _keep(step, content, media_type)
    return step


def _write(report: Report, by: Actor) -> tuple[Report, bool]:
    """(the row, whether it is new): the same tap may be written by another connection in this very moment."""
    report.begun_at, report.reporter, report.reporter_index = moment(), _who(by), reporter_index(by)
    try:
        with transaction.atomic():
            report.save(force_insert=True)
    except IntegrityError as clash:
        if sent := _begun(report.form_key, by):
            return sent, False
        raise RuleBroken("这一页已经提交过，请返回后重新打开。") from clash
    return report, True


def _begun(form_key: UUID, by: Actor) -> Report | None:
    return Report.objects.filter(form_key=form_key, reporter_index=reporter_index(by)).first()


def _save(report: Report, step: Step, form_key: UUID, by: Actor) -> ReportStep:
    """Under the lock of the report, so that of two steps at once the second is judged by what the first wrote."""
    held = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if sent := ReportStep.objects.filter(report=held, form_key=form_key).first():
        return sent
    state = state_of(held)
    _refuse(_problem(step, state.known, held))
    known = fold([*(row.told for row in state.rows), step])
    stops = state.stopped is None and stopping(known) is not None
    saved = _add(held, step, form_key, by, stops=stops)
    if stops:
        messages.stopped(held, by=by)
        file_report(held, today())
    if step.conflict and not state.known.conflict:
        messages.head_barred(held, by=by)
    return saved


def _problem(step: Step, known: Any, report: Report) -> tuple[str, str]:
    if step.kind == ReportStepKind.FACTS:
        return facts_problem(step, known)
    if step.kind == ReportStepKind.TOLD:
        return told_problem(step, known, found_at=report.found_at, now=moment())
    return "", ""


def _add(report: Report, step: Step, form_key: UUID, by: Actor, *, stops: bool) -> ReportStep:
    last = report.steps.order_by("-seq").values_list("seq", flat=True).first()
    plain = {name: value for name, value in vars(step).items() if name not in ("situations", "bases")}
    row = ReportStep.objects.create(
        report=report,
        seq=(last or 0) + 1,
        form_key=form_key,
        stops_clock=stops,
        writer=_who(by),
        written_at=moment(),
        **plain,
    )
    StepSituation.objects.bulk_create([StepSituation(step=row, code=code) for code in step.situations])
    StepBasis.objects.bulk_create([StepBasis(step=row, basis=basis) for basis in step.bases])
    return row


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    """Stripped texts, and codes as sorted tuples without repetition."""
    found: dict[str, Any] = {}
    for name, value in told.items():
        if isinstance(value, str):
            found[name] = value.strip()
        elif isinstance(value, Iterable):
            found[name] = tuple(sorted({str(one) for one in value}))
        else:
            found[name] = value
    return found


def _clean(upload: Any) -> tuple[bytes, str]:
    content = upload.read()
    media_type = sniff(content)
    if problem := upload_problem(FileKind.PAPER, media_type, len(content)):
        raise RuleBroken(problem, field="files")
    if media_type in IMAGES:
        image = clean_image(content)
        return image.bytes, image.media_type
    return content, media_type


def _keep(step: ReportStep, content: bytes, media_type: str) -> None:
    row = ReportFile(step=step, media_type=media_type)
    sealed = crypto.seal(base64.b64encode(content).decode(), f"protection.ReportFile|{row.uuid}")
    hidden = Actor(uuid=HIDDEN.uuid, label=HIDDEN.label)
    row.file = keep_bytes(content=sealed, title="强制报告材料（加密）", media_type=SEALED_TYPE, by=hidden)
    row.save()


def _who(by: Actor) -> str:
    return f"{by.uuid}|{by.label}"


def _refuse(problem: tuple[str, str]) -> None:
    field, words = problem
    if words:
        raise RuleBroken(words, field=field)

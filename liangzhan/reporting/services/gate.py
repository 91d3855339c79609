"""A table asked for from above: compared with what is there, priced, decided by a second official, ended on its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.roles import may
from liangzhan.audit.services import recorded
from liangzhan.divisions.models import Division
from liangzhan.reporting.choices import GateEvent, RequestState, RowKind, Verdict
from liangzhan.reporting.models import RequestColumn, TableRequest
from liangzhan.reporting.queries.gate import asked_elsewhere, stations_in
from liangzhan.reporting.rules import gate
from liangzhan.reporting.rules.gate_match import Match, match_columns
from liangzhan.reporting.rules.periods import period_problem
from liangzhan.reporting.settings import COLUMN_MINUTES, LONGEST_DAYS, URGENT_DAYS
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.jobs import enqueue
from liangzhan.toolkit.models import Job
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.spreadsheets import read_headings
from liangzhan.toolkit.transitions import move

MOST_COLUMNS = 150
TASK = "reporting.tasks.fill_table_file"


@recorded(GateEvent.ASKED, keep=["title", "period"])
def ask_table(
    *, title: str, content: bytes, area: Division, period: str, repeat: str, form_key: UUID, by: Actor
) -> TableRequest:
    """Compare the columns of a workbook with what the platform holds; a table that asks who somebody is is refused.

    Only the headings are read and kept. Once for each `form_key`. Raises RuleBroken for a file without headings.
    """
    held = TableRequest.objects.filter(form_key=form_key).first()
    if held is not None:
        return held
    if not by.may_at(Action.TABLE_ASK, code=area.code):
        raise RuleBroken("只能要求本地区的站点填报。", field="area")
    if problem := period_problem(period, today=today()):
        raise RuleBroken(problem, field="period")
    told, paths = _headings(content)
    matches = match_columns(paths)
    headings = [" / ".join(path)[:200] for path in paths]
    refusal = gate.no_names(h for h, m in zip(headings, matches, strict=True) if m.verdict == Verdict.IDENTITY)
    request = TableRequest.objects.create(
        title=(title.strip() or told)[:120] or "未命名的表",
        asker=by.place_label or by.label[:60],
        division_code=area.code,
        area_name=area.name,
        period=period.strip().upper(),
        row_kind=_row_kind(matches),
        repeat=repeat,
        stations_count=stations_in(area).count(),
        minutes=_minutes([one.verdict for one in matches], area.code),
        state=RequestState.REFUSED if refusal else RequestState.MATCHED,
        state_since=today(),
        note=refusal[:400],
        form_key=form_key,
        asked_at=moment(),
        asked_by=by,
    )
    RequestColumn.objects.bulk_create(
        RequestColumn(request=request, position=at, heading=heading, verdict=match.verdict, key=match.key)
        for at, (heading, match) in enumerate(zip(headings, matches, strict=True), start=1)
    )
    return request


def _headings(content: bytes) -> tuple[str, list[tuple[str, ...]]]:
    try:
        title, paths = read_headings(content)
    except RuleBroken as refusal:
        raise RuleBroken(*refusal.reasons, field="file") from refusal
    if len(paths) > MOST_COLUMNS:
        raise RuleBroken(f"这张表有 {len(paths)} 栏，最多 {MOST_COLUMNS} 栏。请分成几张表。", field="file")
    return title, paths


def _row_kind(matches: Sequence[Match]) -> RowKind:
    """A table with columns of the register (or of the community) has one row for each community."""
    far = ("field.city", "field.county", "field.street")
    near = any(one.key.startswith("field.") and one.key not in far for one in matches)
    return RowKind.STATION if near else RowKind.AREA


def _minutes(verdicts: Sequence[str], code: str) -> int:
    each = value_of(COLUMN_MINUTES, on=today(), division_code=code)
    return gate.minutes_of(verdicts, column_minutes=each)


@recorded(GateEvent.COLUMN_SETTLED, keep=["column", "same"])
def settle_column(*, column: RequestColumn, same: bool, by: Actor) -> TableRequest:
    """An official says whether what the platform holds is what the column means; the price follows."""
    request = TableRequest.objects.select_for_update(of=("self",)).get(pk=column.request_id)
    if request.state != RequestState.MATCHED or column.verdict not in (Verdict.MAYBE, Verdict.NEW, Verdict.KNOWN):
        raise RuleBroken("这张表已经提交，栏目不能再改。")
    if not column.key:
        raise RuleBroken("平台没有与这一栏相近的数据。")
    column.verdict, column.settled = (Verdict.KNOWN if same else Verdict.NEW), True
    column.save(update_fields=["verdict", "settled"])
    request.minutes = _minutes(list(request.columns.values_list("verdict", flat=True)), request.division_code)
    request.save(update_fields=["minutes"])
    return request


@recorded(GateEvent.SUBMITTED, keep=["expires_on"])
def submit_table(*, request: TableRequest, basis: str, expires_on: dt.date | None, by: Actor) -> TableRequest:
    """Give basis and end, so that a second official may decide. What was sent first stays sent until then."""
    longest = value_of(LONGEST_DAYS, on=today(), division_code=request.division_code)
    for field, sentence in gate.submit_problems(basis, expires_on, today=today(), longest=longest).items():
        raise RuleBroken(sentence, field=field)
    _insist_on_need(request)
    given: dict[str, Any] = {"basis": basis.strip()[:300], "expires_on": expires_on}
    given["times"] = gate.times_until(request.repeat, today(), expires_on or today())
    if request.state == RequestState.URGENT:
        TableRequest.objects.filter(pk=request.pk, state=RequestState.URGENT).update(**given)
        request.refresh_from_db()
        return request
    return move(request, RequestState.SUBMITTED, table=gate.GATE_TABLE, by=by, **given)


@recorded(GateEvent.STARTED, keep=["emergency"])
def start_urgent(*, request: TableRequest, emergency: str, by: Actor) -> TableRequest:
    """Flood, epidemic: the table goes down at once; basis and decision must follow within days, or it ends by itself."""
    if problem := gate.urgent_problem(emergency):
        raise RuleBroken(problem, field="emergency")
    _insist_on_need(request)
    days = value_of(URGENT_DAYS, on=today(), division_code=request.division_code)
    due = today() + dt.timedelta(days=days)
    more: dict[str, Any] = {"emergency": emergency.strip()[:120], "basis_due_on": due}
    more["times"] = gate.times_until(request.repeat, today(), due)
    return move(request, RequestState.URGENT, table=gate.GATE_TABLE, by=by, **more)


def _insist_on_need(request: TableRequest) -> None:
    """Nobody is asked for what is there, for what is not settled, or for what another table asks already."""
    columns = list(request.columns.all())
    if any(one.verdict == Verdict.MAYBE for one in columns):
        raise RuleBroken("还有“可能已有”的栏目没有确认，请先逐栏选择。")
    if not any(one.verdict == Verdict.NEW for one in columns):
        raise RuleBroken("每一栏平台都已有，直接下载结果即可，不用再要求站点填报。")
    if twice := gate.asked_already(asked_elsewhere(request)):
        raise RuleBroken(twice)


@recorded(GateEvent.DECIDED, keep=["accept", "note"])
def decide_table(*, request: TableRequest, accept: bool, note: str, by: Actor) -> TableRequest:
    """A second official lets the table through or refuses it with a reason that every station can read."""
    if problem := gate.same_person_problem(str(request.asked_by.uuid), str(by.uuid)):
        raise RuleBroken(problem)
    if not request.basis and accept:
        raise RuleBroken("还没有写明依据和到期日，不能准入。")
    if not accept and len(note.strip()) < 4:
        raise RuleBroken("请写明不予准入的理由，站点和要表单位都会看到。", field="note")
    to = RequestState.ISSUED if accept else RequestState.REFUSED
    told: dict[str, Any] = {"note": note.strip()[:400], "decided_at": moment(), "decided_by": by}
    return move(request, to, table=gate.GATE_TABLE, by=by, **told)


@recorded(GateEvent.WITHDRAWN)
def withdraw_table(*, request: TableRequest, by: Actor) -> TableRequest:
    """The office needs it no longer; nobody fills it in from now on."""
    return move(request, RequestState.WITHDRAWN, table=gate.GATE_TABLE, by=by)


@recorded(GateEvent.FILLED)
def fill_table(*, request: TableRequest, by: Actor) -> Job:
    """Write the table with everything that is there, in the background, within the reach the reader has now."""
    if request.state == RequestState.REFUSED:
        raise RuleBroken("这张表不予准入，没有结果可以下载。")
    grants = [
        [grant.role.value, list(grant.prefixes), list(grant.stations)]
        for grant in by.grants
        if may(grant.role, Action.TABLE_ASK)
    ]
    title = f"填好《{request.title}》"[:80]
    return enqueue(TASK, by=by, title=title, scope_note=by.place_label, request=str(request.uuid), grants=grants)


@recorded(GateEvent.EXPIRED, keep=["on"])
def close_expired(*, on: dt.date, by: Actor) -> list[TableRequest]:
    """End what has passed its day, and what was sent first without basis and decision within its days."""
    ended = TableRequest.objects.filter(state=RequestState.ISSUED, expires_on__lt=on).order_by("pk")
    late = TableRequest.objects.filter(state=RequestState.URGENT, basis_due_on__lt=on).order_by("pk")
    rows = [*ended, *late]
    return [move(one, RequestState.EXPIRED, table=gate.GATE_TABLE, by=by, on=on) for one in rows]

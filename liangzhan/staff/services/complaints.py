"""A complaint comes in, is accepted, looked into, answered and closed. The station does not punish (issue 3, Ethics)."""

from __future__ import annotations

import uuid as uuid_module
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.accounts.codes import fresh_code
from liangzhan.audit.services import recorded
from liangzhan.staff import ethics_messages as messages
from liangzhan.staff.choices.complaints import (
    ComplaintAbout,
    ComplaintDesk,
    ComplaintEvent,
    ComplaintOutcome,
    ComplaintState,
    ComplaintWay,
)
from liangzhan.staff.choices.posts import PostRole
from liangzhan.staff.models import Complaint, ComplaintStep, Post, Worker
from liangzhan.staff.queries.complaints import at_desk, code_index, people_of, staffed_desk
from liangzhan.staff.rules.complaints import (
    COMPLAINT,
    OPEN,
    acknowledge_due,
    answer_due,
    answer_problem,
    desk_for,
    passing_problem,
)
from liangzhan.stations.models import Station
from liangzhan.stations.uploads import kept_paper
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import move

SHORTEST = 10


@recorded(ComplaintEvent.RECEIVED, keep=["about"])
def receive_complaint(
    *,
    station: Station,
    about: ComplaintAbout | str,
    text: str,
    form_key: uuid_module.UUID,
    by: Actor,
    desk: ComplaintDesk | str = ComplaintDesk.STATION,
    way: ComplaintWay | str = ComplaintWay.ONLINE,
    complainer: str = "",
    contact: str = "",
    paper: Any = None,
) -> tuple[Complaint, str]:
    """Take a complaint and give its receipt code, which is shown once and kept as an index only.

    About the head it never goes to the station; an empty desk passes it up. The same form sent twice is refused.
    """
    _check_new(station, form_key, text)
    code, day = fresh_code(), today()
    workdays = value_of("complaint.acknowledge.workdays", on=day, division_code=station.division_code)
    row = Complaint.objects.create(
        form_key=form_key,
        station=station,
        division_code=station.division_code,
        desk=staffed_desk(desk_for(about, desk), station),
        about=about,
        way=way,
        text=text.strip(),
        complainer=complainer.strip(),
        contact=contact.strip(),
        paper=kept_paper(paper, "投诉材料", by, field="paper"),
        code_index=code_index(code),
        received_on=day,
        acknowledge_due_on=acknowledge_due(day, workdays),
        state_since=day,
        received_by=by,
    )
    _step(row, "收到投诉", "", by)
    messages.complaint_arrived(row, by=by)
    return row, code


@recorded(ComplaintEvent.ACCEPTED)
def accept_complaint(*, complaint: Complaint, by: Actor) -> Complaint:
    """It is taken up; from now on the deadline of the answer runs."""
    _check_handler(complaint, by)
    workdays = value_of("complaint.answer.workdays", on=today(), division_code=complaint.division_code)
    row = move(complaint, ComplaintState.ACCEPTED, table=COMPLAINT, by=by, answer_due_on=answer_due(today(), workdays))
    _step(row, "受理", "", by)
    messages.complaint_accepted(row, by=by)
    return row


@recorded(ComplaintEvent.NOT_ACCEPTED)
def refuse_complaint(*, complaint: Complaint, reason: str, by: Actor) -> Complaint:
    """It is not taken up, with the reason that the complainer reads."""
    _check_handler(complaint, by)
    if not reason.strip():
        raise RuleBroken("请写明不予受理的理由，投诉人会看到。", field="reason")
    complaint.not_accepted_reason = reason.strip()
    complaint.save(update_fields=["not_accepted_reason"])
    row = move(complaint, ComplaintState.NOT_ACCEPTED, table=COMPLAINT, by=by)
    _step(row, "不予受理", reason, by)
    messages.complaint_done(row, by=by)
    return row


@recorded(ComplaintEvent.PERSON_NAMED)
def name_person(*, complaint: Complaint, worker: Worker | None, by: Actor) -> Complaint:
    """Say whom it is about; a handler who is this person loses sight of it, and a head's matter leaves the station."""
    _check_handler(complaint, by)
    if complaint.state not in OPEN:
        raise RuleBroken("投诉已经办结，不能再改。")
    if worker is not None and not people_of(complaint.station, today()).filter(pk=worker.pk).exists():
        raise RuleBroken("请选择这个站点的工作人员。", field="worker")
    complaint.worker = worker
    changed = ["worker"]
    desk = _desk_with(complaint, worker)
    if desk != complaint.desk:
        complaint.desk = desk
        changed.append("desk")
    complaint.save(update_fields=changed)
    _step(complaint, "记明被投诉人", "", by)
    if "desk" in changed:
        messages.complaint_arrived(complaint, by=by)
    return complaint


@recorded(ComplaintEvent.PASSED_ON, keep=["to"])
def pass_complaint(*, complaint: Complaint, to: ComplaintDesk | str, reason: str, by: Actor) -> Complaint:
    """Another desk handles it: upward, or from county to street. Deadlines run on."""
    _check_handler(complaint, by)
    if complaint.state not in OPEN:
        raise RuleBroken("投诉已经办结，不能移交。")
    if problem := passing_problem(complaint.desk, to):
        raise RuleBroken(problem, field="to")
    if not reason.strip():
        raise RuleBroken("请写明移交的理由。", field="reason")
    if staffed_desk(to, complaint.station, complaint.worker) != to:
        raise RuleBroken(f"{ComplaintDesk(to).label}还没有人开通账户，请选择另一级，或电话联系。", field="to")
    complaint.desk = ComplaintDesk(to)
    complaint.save(update_fields=["desk"])
    _step(complaint, f"移交{ComplaintDesk(to).label}", reason, by)
    messages.complaint_arrived(complaint, by=by)
    return complaint


@recorded(ComplaintEvent.STEP_WRITTEN)
def write_step(*, complaint: Complaint, text: str, by: Actor) -> ComplaintStep:
    """What was asked, looked at, heard. The first step begins the handling."""
    _check_handler(complaint, by)
    if not text.strip():
        raise RuleBroken("请写明办理情况。", field="text")
    _begin(complaint, by)
    return _step(complaint, "办理", text, by)


@recorded(ComplaintEvent.ANSWERED, keep=["outcome"])
def answer_complaint(
    *,
    complaint: Complaint,
    outcome: ComplaintOutcome | str,
    answer: str,
    by: Actor,
    opinion: str = "",
    employer: str = "",
) -> Complaint:
    """Write an opinion or hand the matter to the employer, and tell the complainer. The platform knows no punishment."""
    _check_handler(complaint, by)
    field, problem = answer_problem(outcome, opinion, employer, answer)
    if problem:
        raise RuleBroken(problem, field=field)
    _begin(complaint, by)
    complaint.outcome, complaint.opinion, complaint.employer = str(outcome), opinion.strip(), employer.strip()
    complaint.answer = answer.strip()
    complaint.save(update_fields=["outcome", "opinion", "employer", "answer"])
    row = move(complaint, ComplaintState.ANSWERED, table=COMPLAINT, by=by)
    _step(row, ComplaintOutcome(outcome).label, "", by)
    messages.complaint_done(row, by=by)
    return row


@recorded(ComplaintEvent.CLOSED)
def close_complaint(*, complaint: Complaint, by: Actor, note: str = "") -> Complaint:
    """Nothing more is to be done."""
    _check_handler(complaint, by)
    row = move(complaint, ComplaintState.CLOSED, table=COMPLAINT, by=by)
    _step(row, "办结", note, by)
    return row


def _check_new(station: Station, form_key: uuid_module.UUID, text: str) -> None:
    Station.objects.select_for_update(of=("self",)).get(pk=station.pk)  # a form sent twice at once: the second waits
    if Complaint.objects.filter(form_key=form_key).exists():
        raise RuleBroken("这份投诉已经提交过，不用再次提交。查询码只显示一次；没有记下的，请电话联系受理单位。")
    if len(text.strip()) < SHORTEST:
        raise RuleBroken("请把事情写清楚一些：什么时间、什么地方、发生了什么（至少十个字）。", field="text")


def _desk_with(complaint: Complaint, worker: Worker | None) -> ComplaintDesk:
    """A matter of a head does not stay at the station, and no desk keeps what only the person concerned could handle."""
    is_head = (
        worker is not None
        and Post.objects.in_force(today())
        .filter(worker=worker, station=complaint.station, role=PostRole.STATION_HEAD)
        .exists()
    )
    about = ComplaintAbout.HEAD if is_head else complaint.about
    return staffed_desk(desk_for(about, complaint.desk), complaint.station, worker)


def _begin(complaint: Complaint, by: Actor) -> None:
    if complaint.state == ComplaintState.ACCEPTED:
        move(complaint, ComplaintState.HANDLING, table=COMPLAINT, by=by)
    elif complaint.state != ComplaintState.HANDLING:
        raise RuleBroken(f"现在是“{complaint.get_state_display()}”，请先受理。")


def _step(complaint: Complaint, what: str, text: str, by: Actor) -> ComplaintStep:
    return ComplaintStep.objects.create(complaint=complaint, what=what, text=text.strip(), written_by=by)


def _check_handler(complaint: Complaint, by: Actor) -> None:
    if not by.unlimited and not at_desk(by).filter(pk=complaint.pk).exists():
        raise RuleBroken("这件投诉不在您的办理范围内。")

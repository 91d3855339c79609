"""登记 and 备案 as a flow (domain.md 3.2, [N 二(一)])."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.stations.choices import StandingState, StationEvent
from liangzhan.stations.models import Standing, Station
from liangzhan.stations.rules import STANDING
from liangzhan.stations.rules.filing import (
    EDITABLE,
    IN_WORK,
    application_problems,
    committee_puts_in_force,
    date_problem,
    is_registration,
    paper_problem,
    registration_problems,
    street_problem,
)
from liangzhan.stations.uploads import kept_paper
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.identity import uscc_problem
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import move

CONFIRMATIONS = "filing.confirmations"


def _require_live(station: Station) -> None:
    if station.closed_on is not None:
        raise RuleBroken("站点已关闭，不能再办理登记或备案。")


def _require_state(standing: Standing, *states: StandingState) -> None:
    if standing.state not in states:
        raise RuleBroken(f"现在是“{standing.get_state_display()}”，不能这样做。")


@recorded(StationEvent.STANDING_SAVED, keep=["form"])
def save_standing(
    *,
    station: Station,
    form: str,
    by: Actor,
    purpose: str = "",
    member_count: int | None = None,
    rules_file: Any = None,
    scan: Any = None,
    number: str = "",
    uscc: str = "",
    authority: str = "",
    effective_on: dt.date | None = None,
) -> Standing:
    """Fill the record in work of a station, or begin one; with one in force this is a change that will supersede it."""
    _require_live(station)
    if uscc and (problem := uscc_problem(uscc)):
        raise RuleBroken(problem, field="uscc")
    Station.objects.select_for_update(of=("self",)).get(pk=station.pk)
    row = station.standings.filter(state__in=IN_WORK).order_by("-id").first()
    if row is not None and row.state not in EDITABLE:
        raise RuleBroken(f"备案正在办理（{row.get_state_display()}），退回后才能修改。")
    row = row or Standing(station=station, state_since=today())
    row.form, row.purpose, row.member_count, row.number = form, purpose, member_count, number.strip()
    row.uscc, row.authority, row.effective_on = uscc.strip().upper(), authority.strip(), effective_on
    row.rules_file = kept_paper(rules_file, f"{station.name}章程", by, field="rules_file") or row.rules_file
    row.scan = kept_paper(scan, f"{station.name}登记或备案扫描件", by, field="scan") or row.scan
    row.save()
    return row


@recorded(StationEvent.STANDING_IN_FORCE, keep=["standing"])
def put_registration_in_force(*, standing: Standing, by: Actor) -> Standing:
    """登记 is in force when certificate, number, a valid 统一社会信用代码, authority and day are there."""
    if not is_registration(standing.form):
        raise RuleBroken("备案要由居（村）委会和乡镇（街道）确认。")
    problems = registration_problems(
        uscc=standing.uscc,
        number=standing.number,
        authority=standing.authority,
        effective_on=standing.effective_on,
        has_scan=standing.scan_id is not None,
        today=today(),
    )
    if problems:
        raise RuleBroken(*problems)
    return _in_force(standing, by, {})


@recorded(StationEvent.STANDING_APPLIED, keep=["standing"])
def apply_for_filing(*, standing: Standing, by: Actor, on: dt.date | None = None) -> Standing:
    """The station applies for 备案; a returned one is applied for again."""
    _require_live(standing.station)
    if is_registration(standing.form):
        raise RuleBroken("登记注册不需要申请备案，请上传登记证书后登记生效。")
    _require_state(standing, StandingState.DRAFT, StandingState.RETURNED)
    problems = application_problems(
        purpose=standing.purpose, member_count=standing.member_count, has_rules=standing.rules_file_id is not None
    )
    if problems:
        raise RuleBroken(*problems)
    return move(standing, StandingState.APPLIED, table=STANDING, by=by, on=on, returned_reason="")


@recorded(StationEvent.STANDING_COMMITTEE, keep=["standing", "on", "number"])
def confirm_committee(
    *, standing: Standing, by: Actor, on: dt.date | None = None, paper: Any = None, number: str = ""
) -> Standing:
    """The 居（村）委会 confirms, on the page or on paper scanned by the station.

    Where either confirmation is enough (parameter) and a number is given, the filing comes into force by it.
    """
    _require_state(standing, StandingState.APPLIED)
    day, file = _confirmation(standing, by, Action.FILING_COMMITTEE, "居（村）委会", on, paper)
    stamp = {"committee_on": day, "committee_by": by, "committee_paper": file}
    if committee_puts_in_force(_confirmations(standing, day), number):
        authority = standing.authority or f"{standing.station.site.division.name}居（村）委会"
        return _in_force(standing, by, {**stamp, "number": number.strip(), "effective_on": day, "authority": authority})
    return move(standing, StandingState.COMMITTEE_CONFIRMED, table=STANDING, by=by, on=day, **stamp)


@recorded(StationEvent.STANDING_STREET, keep=["standing", "on", "number"])
def confirm_street(
    *,
    standing: Standing,
    number: str,
    by: Actor,
    on: dt.date | None = None,
    paper: Any = None,
    authority: str = "",
) -> Standing:
    """The 乡镇（街道） confirms and gives the 备案号; the filing is in force from that day."""
    _require_state(standing, StandingState.APPLIED, StandingState.COMMITTEE_CONFIRMED)
    day, file = _confirmation(standing, by, Action.FILING_STREET, "乡镇（街道）", on, paper)
    if problem := street_problem(_confirmations(standing, day), standing.state):
        raise RuleBroken(problem)
    if standing.committee_on and day < standing.committee_on:
        raise RuleBroken(f"确认日期不能早于居（村）委会确认日期（{standing.committee_on}）。", field="on")
    if not number.strip():
        raise RuleBroken("请填写备案号。", field="number")
    street = standing.station.site.division.parent
    named = authority.strip() or standing.authority or (street.name if street else "")
    stamp = {"street_on": day, "street_by": by, "street_paper": file, "authority": named}
    return _in_force(standing, by, {**stamp, "number": number.strip(), "effective_on": day})


@recorded(StationEvent.STANDING_RETURNED, keep=["standing"])
def return_filing(*, standing: Standing, reason: str, by: Actor) -> Standing:
    """Send a filing back with a reason; the station mends and applies again from the start."""
    if not reason.strip():
        raise RuleBroken("请写明退回理由。", field="reason")
    _require_state(standing, StandingState.APPLIED, StandingState.COMMITTEE_CONFIRMED)
    cleared = {"committee_on": None, "committee_by": None, "committee_paper": None}
    text = reason.strip()[:300]
    return move(standing, StandingState.RETURNED, table=STANDING, by=by, reason=text, returned_reason=text, **cleared)


@recorded(StationEvent.STANDING_LAPSED, keep=["standing", "on"])
def lapse(*, standing: Standing, reason: str, by: Actor, on: dt.date | None = None) -> Standing:
    """End a registration or filing in force: cancelled, withdrawn or expired."""
    if not reason.strip():
        raise RuleBroken("请写明失效理由。", field="reason")
    day = on or today()
    if problem := date_problem(day, today(), "失效日期"):
        raise RuleBroken(problem, field="on")
    text = reason.strip()[:300]
    with transaction.atomic():
        move(standing, StandingState.LAPSED, table=STANDING, by=by, reason=text, on=day, lapsed_reason=text)
        Station.objects.filter(pk=standing.station_id).update(legal_form="")
    return standing


def _confirmations(standing: Standing, day: dt.date) -> str:
    return str(value_of(CONFIRMATIONS, on=day, division_code=standing.division_code))


def _confirmation(
    standing: Standing, by: Actor, action: Action, who: str, on: dt.date | None, paper: Any
) -> tuple[dt.date, Any]:
    """The day and the paper of a confirmation: in person by whoever holds the verb here, else by a scan."""
    _require_live(standing.station)
    day = on or today()
    if problem := date_problem(day, today(), "确认日期"):
        raise RuleBroken(problem, field="on")
    in_person = by.may_at(action, code=standing.division_code)
    if problem := paper_problem(in_person, paper is not None, who):
        raise RuleBroken(problem, field="paper")
    return day, kept_paper(paper, f"{who}备案确认", by, field="paper")


def _in_force(standing: Standing, by: Actor, fields: dict[str, Any]) -> Standing:
    """The one in force until now is superseded first, since a station has one at a time."""
    station = Station.objects.select_for_update(of=("self",)).get(pk=standing.station_id)
    day = fields.get("effective_on") or standing.effective_on
    for older in station.standings.filter(state=StandingState.IN_FORCE).order_by("id"):
        move(older, StandingState.SUPERSEDED, table=STANDING, by=by, on=day, reason="变更")
    move(standing, StandingState.IN_FORCE, table=STANDING, by=by, on=day, **fields)
    Station.objects.filter(pk=station.pk).update(legal_form=standing.form)
    return standing

"""选址: the street nominates, the county decides, the station enters the plan (4.1.4, domain.md 3.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.divisions.rules import is_pseudo_street
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.queries import users_with
from liangzhan.notices.services import settle, tell
from liangzhan.programme.choices import NominationState, PlanState, ProgrammeEvent
from liangzhan.programme.models import Nomination, Plan
from liangzhan.programme.queries.siting import slots_of, surroundings, weights_on
from liangzhan.programme.rules.siting import (
    DIFFICULTY_FIELDS,
    FACT_FIELDS,
    NOMINATION,
    OPEN,
    SiteFacts,
    nomination_problems,
    score_parts,
)
from liangzhan.programme.services.building import take_places
from liangzhan.stations.choices import ClosingReason, State
from liangzhan.stations.rules.lifecycle import WITHDRAWABLE
from liangzhan.stations.services.lifecycle import move_station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move


@recorded(ProgrammeEvent.NOMINATED)
def nominate(*, plan: Plan, division: Division, facts: Mapping[str, Any], by: Actor) -> Nomination:
    """Nominate a community with its form (`facts`: the fields of FACT_FIELDS); the score is computed and kept.

    Refuses a unit that ceased, a unit of a 400–599 street without a managing street, and a second live nomination.
    Tells the county.
    """
    _may_nominate(plan, division, by)
    row = Nomination(plan=plan, division=division, division_code=division.code, state_since=today(), nominated_by=by)
    _fill(row, facts)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as clash:
        raise RuleBroken(f"{division}在这个计划里已经推荐过。", field="division") from clash
    _tell_county(row, by)
    return row


def _may_nominate(plan: Plan, division: Division, by: Actor) -> None:
    if plan.state != PlanState.ISSUED:
        raise RuleBroken("计划没有下达或已经结束，现在不能推荐选址。")
    if division.level != Level.COMMUNITY:
        raise RuleBroken("请选择到社区（村）。", field="division")
    if division.valid_to is not None and division.valid_to < today():
        raise RuleBroken(
            f"{division}（{division.code}）已于 {division.valid_to} 停用，请选择现在的社区（村）。", field="division"
        )
    street = division.parent
    if street is not None and is_pseudo_street(street.code) and street.managed_by_id is None:
        raise RuleBroken(
            f"{street}（{street.code}）是统计用单位，请先指定管理它的乡镇（街道），再推荐。", field="division"
        )
    if not by.may_at(Action.SITE_NOMINATE, code=division.code):
        raise RuleBroken(f"{division}不在您的辖区内。", field="division")


def _fill(row: Nomination, facts: Mapping[str, Any]) -> None:
    """Write the form onto the row, check it and compute the score with the parameters of today."""
    for name in FACT_FIELDS:
        if name in facts:
            setattr(row, name, facts[name])
    counted = (*DIFFICULTY_FIELDS, "elderly_count")
    labels = {name: str(Nomination._meta.get_field(name).verbose_name) for name in counted}  # type: ignore[union-attr]
    problems = nomination_problems(
        population=row.population,
        households=row.households,
        wants_sw=row.wants_sw,
        wants_vs=row.wants_vs,
        counts={labels[name]: getattr(row, name) for name in counted},
    )
    if problems:
        raise RuleBroken(*problems)
    known = row.longitude is not None and row.latitude is not None
    first, nearest = surroundings(row.division, (float(row.longitude), float(row.latitude)) if known else None)  # type: ignore[arg-type]
    row.score_parts = score_parts(
        SiteFacts(
            population=row.population,
            in_difficulty=sum(getattr(row, name) for name in DIFFICULTY_FIELDS),
            has_facility=bool(row.facility_name.strip()),
            room_area=float(row.room_area) if row.room_area is not None else None,
            distance_metres=row.distance_metres,
            accessible=row.accessible,
            person_available=row.person_available,
            first_in_street=first,
            nearest_station=nearest,
        ),
        weights_on(today(), row.division_code),
    )
    row.score = round(sum(row.score_parts.values()), 1)  # type: ignore[assignment]


def _tell_county(row: Nomination, by: Actor) -> None:
    tell(
        recipients=users_with(Action.SITE_CONFIRM, code=row.division_code, on=today(), levels=(Level.COUNTY,)),
        kind=NoticeKind.TODO,
        subject=f"programme.nomination:{row.pk}",
        text=f"{row.division}已推荐选址，请办理。",
        href=reverse("programme:nomination-page", args=[row.pk]),
        by=by,
    )


def _tell_street(row: Nomination, text: str, by: Actor) -> None:
    settle(subject=f"programme.nomination:{row.pk}", by=by)
    tell(
        recipients=users_with(Action.SITE_NOMINATE, code=_street_code(row), on=today(), levels=(Level.STREET,)),
        kind=NoticeKind.RETURNED if row.state == NominationState.RETURNED else NoticeKind.RESULT,
        subject=f"programme.nomination:{row.pk}",
        text=text,
        href=reverse("programme:nomination-page", args=[row.pk]),
        by=by,
    )


def _street_code(row: Nomination) -> str:
    """The street that answers for the community: the one that manages its unit, else the one above it."""
    street = row.division.parent
    return street.managed_by.code if street is not None and street.managed_by is not None else row.division_code


def _locked(nomination: Nomination) -> Nomination:
    rows = Nomination.objects.select_for_update(of=("self",))
    return rows.select_related("plan", "division__parent__managed_by").get(pk=nomination.pk)


@recorded(ProgrammeEvent.NOMINATION_EDITED)
def edit_nomination(*, nomination: Nomination, facts: Mapping[str, Any], by: Actor) -> Nomination:
    """Change the form while it waits; a returned one goes back to the county. The score is computed anew."""
    row = _locked(nomination)
    _may_nominate(row.plan, row.division, by)
    if row.state not in OPEN:
        raise RuleBroken(f"这项推荐{row.get_state_display()}，不能再改。")
    _fill(row, facts)
    row.save(update_fields=[*FACT_FIELDS, "score", "score_parts"])
    if row.state == NominationState.RETURNED:
        move(row, NominationState.NOMINATED, table=NOMINATION, by=by, reason="修改后重新推荐")
        _tell_county(row, by)
    return row


@recorded(ProgrammeEvent.NOMINATION_OVERRULED, keep=["rank", "reason"])
def overrule_rank(*, nomination: Nomination, rank: int | None, reason: str, by: Actor) -> Nomination:
    """Give a nomination a place in the county's ranking by hand, with a reason; None takes the hand away again."""
    row = _locked(nomination)
    if not by.may_at(Action.SITE_CONFIRM, code=row.division_code):
        raise RuleBroken("排序由县（市、区）调整。")
    if row.state != NominationState.NOMINATED:
        raise RuleBroken(f"这项推荐{row.get_state_display()}，不用再调整排序。")
    if rank is not None and rank < 1:
        raise RuleBroken("名次从 1 开始。", field="rank")
    if not reason.strip():
        raise RuleBroken("调整排序请写明理由。", field="reason")
    row.rank_override, row.override_reason = rank, reason.strip()
    row.save(update_fields=["rank_override", "override_reason"])
    return row


@recorded(ProgrammeEvent.NOMINATION_DECIDED, keep=["note"])
def confirm_site(*, nomination: Nomination, by: Actor, note: str = "") -> Nomination:
    """The county confirms: site and stations are made or reused, 选址确认, and take their places in the plan.

    Refuses when a kind has no place left in the county's task (names 调剂 and 自加任务). Tells the street.
    """
    row = _locked(nomination)
    _may_decide(row, by)
    if not NOMINATION.allows(row.state, NominationState.CONFIRMED):
        raise RuleBroken(f"这项推荐{row.get_state_display()}，不能确认。")
    take_places(nomination=row, by=by)
    _decide(row, NominationState.CONFIRMED, note, by)
    _tell_street(row, f"{row.division}的选址已确认，可以开始建设。", by)
    return row


@recorded(ProgrammeEvent.NOMINATION_DECIDED, keep=["reason"])
def reject_nomination(*, nomination: Nomination, reason: str, by: Actor) -> Nomination:
    """The county does not take the nomination, with a reason. Tells the street."""
    row = _locked(nomination)
    _may_decide(row, by)
    if not reason.strip():
        raise RuleBroken("请写明不采纳的理由。", field="reason")
    _decide(row, NominationState.REJECTED, reason, by)
    _tell_street(row, f"{row.division}的选址推荐未采纳：{reason.strip()}", by)
    return row


@recorded(ProgrammeEvent.NOMINATION_DECIDED, keep=["reason"])
def return_nomination(*, nomination: Nomination, reason: str, by: Actor) -> Nomination:
    """The county sends the form back to be mended, with a reason. Tells the street."""
    row = _locked(nomination)
    _may_decide(row, by)
    if not reason.strip():
        raise RuleBroken("请写明退回的理由。", field="reason")
    _decide(row, NominationState.RETURNED, reason, by)
    _tell_street(row, f"{row.division}的选址推荐被退回：{reason.strip()}", by)
    return row


def _may_decide(row: Nomination, by: Actor) -> None:
    if not by.may_at(Action.SITE_CONFIRM, code=row.division_code):
        raise RuleBroken("选址由县（市、区）确认。")
    if row.plan.state != PlanState.ISSUED:
        raise RuleBroken("计划已经结束，现在不能办理选址。")


def _decide(row: Nomination, to: NominationState, note: str, by: Actor) -> None:
    move(
        row,
        to,
        table=NOMINATION,
        by=by,
        reason=note,
        decided_at=moment(),
        decided_by=by,
        decision_note=note.strip()[:300],
    )


@recorded(ProgrammeEvent.NOMINATION_DECIDED, keep=["reason"])
def withdraw_nomination(*, nomination: Nomination, reason: str, by: Actor) -> Nomination:
    """Take a nomination back. After confirmation its stations are closed as 撤回计划 and their places freed.

    Refuses once a station has been submitted for acceptance.
    """
    row = _locked(nomination)
    own = by.may_at(Action.SITE_CONFIRM, code=row.division_code) or by.may_at(
        Action.SITE_NOMINATE, code=row.division_code
    )
    if not own:
        raise RuleBroken("推荐由乡镇（街道）或县（市、区）撤回。")
    if not reason.strip():
        raise RuleBroken("请写明撤回的理由。", field="reason")
    for slot in slots_of(row):
        if slot.station.state not in WITHDRAWABLE:
            raise RuleBroken(f"{slot.station}现在是“{slot.station.get_state_display()}”，不能撤回；要停办请走关闭。")
        move_station(
            station=slot.station, to=State.CLOSED, reason=reason, closing_reason=ClosingReason.WITHDRAWN, by=by
        )
        slot.freed_on = today()
        slot.save(update_fields=["freed_on"])
    move(row, NominationState.WITHDRAWN, table=NOMINATION, by=by, reason=reason)
    settle(subject=f"programme.nomination:{row.pk}", by=by)
    return row

"""The appraisal of a year: opening it with all cards, self statements, publicity, final grades."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.documents.choices import FileKind
from liangzhan.documents.services import keep_file
from liangzhan.staff import appraisal_messages as messages
from liangzhan.staff.choices import AppraisalEvent
from liangzhan.staff.choices.appraisal import AppraisalState, Grade
from liangzhan.staff.models import AppraisalCard, AppraisalYear
from liangzhan.staff.queries.appraisal import candidates, cards_of, excellent_taken, is_own, open_objections
from liangzhan.staff.rules.appraisal import (
    CARD,
    excellent_seats,
    may_finish,
    statement_problem,
    thresholds_problem,
    weights_problem,
    year_problem,
)
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import value_of, values_of
from liangzhan.toolkit.periods import add_workdays, moment, today
from liangzhan.toolkit.transitions import move

SHOWN = [AppraisalState.PUBLICITY, AppraisalState.FINAL, AppraisalState.APPEAL]


@recorded(AppraisalEvent.OPENED, keep=["station", "year"])
def open_year(*, station: Station, year: int, by: Actor) -> AppraisalYear:
    """Open a year for a station: one card for everybody with a post here on a day of it, part of the year included.

    Weights and thresholds are those in force today for the place; later changes do not touch this year.
    """
    if problem := year_problem(year, today()):
        raise RuleBroken(problem, field="year")
    people = candidates(station, year)
    if not people:
        raise RuleBroken(f"{year} 年本站没有在岗人员，请先登记人员和岗位。", field="year")
    keys = ["appraisal.weights", "appraisal.thresholds"]
    settings = values_of(keys, on=today(), division_code=station.division_code)
    weights, thresholds = settings["appraisal.weights"], settings["appraisal.thresholds"]
    if problem := weights_problem(weights) or thresholds_problem(thresholds):
        raise RuleBroken(f"参数设置有误，请上级更正：{problem}")
    try:
        with transaction.atomic():
            appraisal = AppraisalYear.objects.create(
                station=station,
                division_code=station.division_code,
                year=year,
                weights=weights,
                thresholds=thresholds,
                opened_by=by,
            )
    except IntegrityError as fault:
        raise RuleBroken(f"本站 {year} 年度考核已经建立。", field="year") from fault
    AppraisalCard.objects.bulk_create(
        AppraisalCard(
            appraisal=appraisal,
            station=station,
            division_code=station.division_code,
            state_since=today(),
            **vars(one),
        )
        for one in people
    )
    return appraisal


@recorded(AppraisalEvent.STARTED, keep=["appraisal"])
def start_self(*, appraisal: AppraisalYear, by: Actor) -> AppraisalYear:
    """Ask everybody for a self statement; who has an account is told."""
    cards = [card for card in cards_of(appraisal) if card.state == AppraisalState.DRAFT]
    if not cards:
        raise RuleBroken("没有待开始自评的考核卡。")
    for card in cards:
        move(card, AppraisalState.SELF, table=CARD, by=by)
    messages.self_wanted(cards, by=by)
    return appraisal


@recorded(AppraisalEvent.STATEMENT_SAVED)
def save_statement(*, card: AppraisalCard, text: str, by: Actor) -> AppraisalCard:
    """Keep a draft of one's own statement; it is not sent by that."""
    _own_or_refuse(card, by)
    return _write_statement(card, text, by)


@recorded(AppraisalEvent.STATEMENT_SENT)
def send_statement(*, card: AppraisalCard, text: str, by: Actor) -> AppraisalCard:
    """Send one's own statement: the card goes to review."""
    _own_or_refuse(card, by)
    return _send(card, text, by)


@recorded(AppraisalEvent.STATEMENT_SENT)
def send_statement_on_paper(*, card: AppraisalCard, text: str, scan: Any, by: Actor) -> AppraisalCard:
    """The head enters what a worker without a phone wrote and signed."""
    if scan is None:
        raise RuleBroken("请上传本人签字的自评。", field="scan")
    file = keep_file(upload=scan, title=f"{card.appraisal.year} 年度考核自评", kind=FileKind.PAPER, by=by)
    card.statement_paper = file
    card.save(update_fields=["statement_paper"])
    return _send(card, text, by)


@recorded(AppraisalEvent.STATEMENT_SKIPPED, keep=["reason"])
def skip_statement(*, card: AppraisalCard, reason: str, by: Actor) -> AppraisalCard:
    """Go on without a statement (the worker has left, or does not write one), with the reason."""
    if not reason.strip():
        raise RuleBroken("请写明不经自评的理由。", field="reason")
    messages.statement_sent(card, by=by)
    return move(card, AppraisalState.REVIEW, table=CARD, by=by, reason=reason.strip())


def _own_or_refuse(card: AppraisalCard, by: Actor) -> None:
    if not is_own(card, by):
        raise RuleBroken("自评由本人填写。")


def _write_statement(card: AppraisalCard, text: str, by: Actor) -> AppraisalCard:
    held = AppraisalCard.objects.select_for_update(of=("self",)).get(pk=card.pk)
    if held.state != AppraisalState.SELF:
        raise RuleBroken(f"现在是“{held.get_state_display()}”，不能再改自评。")
    if text.strip() and (problem := statement_problem(text)):
        raise RuleBroken(problem, field="text")
    card.statement, card.stated_at, card.stated_by = text.strip(), moment(), by
    card.save(update_fields=["statement", "stated_at", "stated_by"])
    return card


def _send(card: AppraisalCard, text: str, by: Actor) -> AppraisalCard:
    if problem := statement_problem(text):
        raise RuleBroken(problem, field="text")
    _write_statement(card, text, by)
    messages.statement_sent(card, by=by)
    return move(card, AppraisalState.REVIEW, table=CARD, by=by)


@recorded(AppraisalEvent.PUBLISHED, keep=["appraisal", "cap"])
def publish(*, appraisal: AppraisalYear, by: Actor, cap: bool = False) -> AppraisalYear:
    """Show the grades of all reviewed cards inside the station for the days of publicity.

    Where a share of 优秀 is set for the area, the street's seats are counted under a lock; when they are used up, `cap`
    publishes the rest as 合格 with a word on it, otherwise the deed is refused.
    """
    _lock_street(appraisal)
    ready = [card for card in cards_of(appraisal) if card.state == AppraisalState.REVIEW and card.grade]
    if not ready:
        raise RuleBroken("还没有评议完的考核卡。")
    left = _excellent_left(appraisal)
    until = add_workdays(
        today(), value_of("appraisal.publicity_workdays", on=today(), division_code=appraisal.division_code)
    )
    for card in sorted(ready, key=lambda one: (-(one.score or 0), one.pk)):
        also: dict[str, Any] = {"publicity_on": today(), "publicity_until_on": until}
        if card.grade == Grade.EXCELLENT and left is not None:
            if left <= 0 and not cap:
                raise RuleBroken(
                    "本街道的优秀名额已用完。请选择“名额已满的按合格公示”，或与街道商量后重新评议。", field="cap"
                )
            if left <= 0:
                also |= {"grade": Grade.QUALIFIED, "grade_note": "达到优秀分数线，因优秀名额已满按合格公示。"}
            left -= 1
        move(card, AppraisalState.PUBLICITY, table=CARD, by=by, **also)
    return appraisal


def _lock_street(appraisal: AppraisalYear) -> None:
    """Of two stations of a street only one takes the last seat."""
    same = AppraisalYear.objects.filter(division_code__startswith=appraisal.division_code[:9], year=appraisal.year)
    list(same.select_for_update(of=("self",)).order_by("id").values_list("id", flat=True))


def _excellent_left(appraisal: AppraisalYear) -> int | None:
    share = value_of("appraisal.excellent_share", on=today(), division_code=appraisal.division_code)
    taken, whole = excellent_taken(appraisal)
    seats = excellent_seats(share, whole)
    return None if seats is None else seats - taken


@recorded(AppraisalEvent.FINISHED, keep=["appraisal", "on"])
def finish(*, appraisal: AppraisalYear, on: dt.date, by: Actor) -> AppraisalYear:
    """Make the grades final whose publicity is over, and tell the workers. Also done by itself each night."""
    still_open = {one.card_id for one in open_objections(appraisal)}
    shown = [card for card in cards_of(appraisal) if card.state == AppraisalState.PUBLICITY]
    due = [card for card in shown if not may_finish(card.publicity_until_on, card.pk in still_open, on)]
    if not due:
        reasons = dict.fromkeys(may_finish(card.publicity_until_on, card.pk in still_open, on) for card in shown)
        raise RuleBroken(*(reasons or ["没有正在公示的考核卡。"]))
    days = value_of("appraisal.appeal_days", on=on, division_code=appraisal.division_code)
    for card in due:
        move(
            card,
            AppraisalState.FINAL,
            table=CARD,
            by=by,
            on=on,
            final_on=on,
            appeal_until_on=on + dt.timedelta(days=days),
        )
        messages.result_final(card, by=by)
    return appraisal

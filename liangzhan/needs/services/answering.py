"""A need is followed: verified, planned, served, sent on, declined, taken up again, closed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.needs.choices import NeedEvent, NeedState
from liangzhan.needs.models import Need, Project, ProjectNeed
from liangzhan.needs.rules.needs import ANSWERS, ENDED, NEED_TABLE, day_problem, move_problems
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import move

S = NeedState


@recorded(NeedEvent.VERIFIED, keep=["on"])
def verify_need(*, need: Need, by: Actor, note: str = "", on: dt.date | None = None) -> Need:
    """The station has asked again and the need is real."""
    return _moved(need, S.VERIFIED, by, on=on, note=note)


@recorded(NeedEvent.PLANNED, keep=["on", "project"])
def plan_need(
    *,
    need: Need,
    by: Actor,
    note: str = "",
    project: Project | None = None,
    reason: str = "",
    on: dt.date | None = None,
) -> Need:
    """Somebody will see to it; with a project of the same station the two are linked."""
    if project is not None:
        if project.station_id != need.station_id:
            raise RuleBroken("请选择本站的项目。", field="project")
        ProjectNeed.objects.get_or_create(project=project, need=need, defaults={"linked_on": on or today()})
    return _moved(need, S.PLANNED, by, on=on, note=note, reason=reason)


@recorded(NeedEvent.SERVED, keep=["on"])
def serve_need(*, need: Need, by: Actor, note: str = "", on: dt.date | None = None) -> Need:
    """The first service was given on that day."""
    return _moved(need, S.SERVED, by, on=on, note=note)


@recorded(NeedEvent.REFERRED, keep=["on", "referred_to"])
def refer_need(*, need: Need, referred_to: str, reason: str, by: Actor, on: dt.date | None = None) -> Need:
    """Another body answers it; the station still follows what becomes of it."""
    return _moved(need, S.REFERRED, by, on=on, reason=reason, referred_to=referred_to)


@recorded(NeedEvent.REJECTED, keep=["on"])
def reject_need(*, need: Need, reason: str, by: Actor, on: dt.date | None = None) -> Need:
    """It cannot be met, and the resident is told why."""
    return _moved(need, S.REJECTED, by, on=on, reason=reason)


@recorded(NeedEvent.REOPENED, keep=["on"])
def reopen_need(*, need: Need, reason: str, by: Actor, on: dt.date | None = None) -> Need:
    """Declined, sent on or closed, and taken up again."""
    if need.state not in (S.REFERRED, S.REJECTED, S.CLOSED):
        raise RuleBroken("只有已转介、未采纳、已办结的需求可以重新办理。")
    return _moved(need, S.VERIFIED, by, on=on, reason=reason)


@recorded(NeedEvent.CLOSED, keep=["on"])
def close_need(*, need: Need, outcome: str, by: Actor, on: dt.date | None = None) -> Need:
    """What came of it, at the end; how to reach the resident is no longer needed and goes (PIPL §47)."""
    return _moved(need, S.CLOSED, by, on=on, outcome=outcome)


def _moved(need: Need, to: str, by: Actor, *, on: dt.date | None, reason: str = "", **words: str) -> Need:
    """The move with its checks; words about the resident are kept encrypted and never in the log of moves."""
    day = on or today()
    told = {"reason": reason, "referred_to": words.get("referred_to", ""), "outcome": words.get("outcome", "")}
    if not NEED_TABLE.allows(need.state, to):  # the sentence of the table comes before what a form lacks
        move(need, to, table=NEED_TABLE, by=by)
    for field, sentence in move_problems(need.state, to, **told).items():
        raise RuleBroken(sentence, field=field)
    if problem := day_problem(day, raised_on=need.raised_on, today=today()):
        raise RuleBroken(problem, field="on")
    move(need, to, table=NEED_TABLE, by=by, on=day, **_days(need, to, day))
    need.note = (reason or words.get("note", "")).strip() or need.note
    need.outcome = told["outcome"].strip() or need.outcome
    need.referred_to = told["referred_to"].strip() or need.referred_to
    if to in ENDED:
        need.contact = ""
    need.save(update_fields=["note", "outcome", "referred_to", "contact"])
    return need


def _days(need: Need, to: str, day: dt.date) -> dict[str, Any]:
    """First answer and first service keep their day for good."""
    found: dict[str, Any] = {}
    if to in ANSWERS and need.answered_on is None:
        found["answered_on"] = day
    if to == S.SERVED and need.served_on is None:
        found["served_on"] = day
    return found

"""Conflicts of interest and gifts are declared and looked at; the yearly commitment is reminded of (2.6.4)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.staff import ethics_messages as messages
from liangzhan.staff.choices.ethics import DeclarationKind, Disposal, EthicsEvent, OtherParty
from liangzhan.staff.choices.posts import PostRole
from liangzhan.staff.models import EthicsDeclaration, Post, Worker
from liangzhan.staff.queries.ethics import commitments_of, is_own, sees_heads
from liangzhan.staff.queries.supervision_people import homes
from liangzhan.staff.rules.ethics import declaration_problem, may_sign_seen
from liangzhan.stations.models import Station
from liangzhan.stations.uploads import kept_paper
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today


@recorded(EthicsEvent.DECLARED, keep=["kind"])
def declare_ethics(
    *,
    worker: Worker,
    kind: DeclarationKind | str,
    happened_on: dt.date,
    party: OtherParty | str,
    what: str,
    disposal: Disposal | str,
    by: Actor,
    value: int | None = None,
    disposal_note: str = "",
    paper: Any = None,
) -> EthicsDeclaration:
    """A worker declares a conflict or a gift himself; a signed paper is entered with its scan. `value` in fen.

    Raises RuleBroken at the field for what does not fit together.
    """
    post = _post(worker)
    amount = value if kind == DeclarationKind.GIFT else None
    _check_words(kind, disposal, amount, disposal_note, happened_on, what)
    _check_entering(worker, post, paper, by)
    row = EthicsDeclaration.objects.create(
        worker=worker,
        station=post.station,
        division_code=post.division_code,
        of_head=_is_head(worker),
        kind=kind,
        happened_on=happened_on,
        party=party,
        what=what.strip(),
        value=amount,
        disposal=disposal,
        disposal_note=disposal_note.strip(),
        paper=kept_paper(paper, "纸质申报", by, field="paper"),
        declared_by=by,
    )
    messages.declared(row, by=by)
    return row


@recorded(EthicsEvent.SEEN)
def sign_seen(*, row: EthicsDeclaration, by: Actor, note: str = "") -> EthicsDeclaration:
    """Somebody else looked at it: the head at those of his people, 两委 or street at the head's."""
    if row.seen_at is not None:
        raise RuleBroken("这条申报已经阅签。")
    as_head_only = not sees_heads(row, by)
    if not may_sign_seen(is_own=is_own(row, by), of_head=row.of_head, as_head_only=as_head_only):
        raise RuleBroken("本人的申报和站长的申报，由社区两委或乡镇（街道）阅签。")
    row.seen_at, row.seen_by, row.seen_note = moment(), by, note.strip()
    row.save(update_fields=["seen_at", "seen_by", "seen_note"])
    messages.seen(row, by=by)
    return row


@recorded(EthicsEvent.REMINDED, keep=["year"])
def remind_commitments(*, station: Station, year: int, by: Actor) -> Station:
    """Remind those of a station who have not signed yet. Raises RuleBroken when there is nobody to remind."""
    missing = commitments_of([station], year=year, on=today())[0].missing
    if not missing:
        raise RuleBroken("在岗人员都已签署，不用提醒。")
    if not messages.remind(missing, year, by=by):
        raise RuleBroken("还没有签署的人都没有平台账户，请当面提醒，纸质签署后上传。")
    return station


def _check_words(kind: str, disposal: str, amount: int | None, note: str, happened_on: dt.date, what: str) -> None:
    field, problem = declaration_problem(kind, disposal, amount, note, happened_on, on=today())
    if problem or not what.strip():
        raise RuleBroken(problem or "请写明事项。", field=field or "what")


def _post(worker: Worker) -> Post:
    post = homes([worker], today()).get(worker.pk)
    if post is None:
        raise RuleBroken("这名工作人员没有在岗。")
    return post


def _is_head(worker: Worker) -> bool:
    return Post.objects.in_force(today()).filter(worker=worker, role=PostRole.STATION_HEAD).exists()


def _check_entering(worker: Worker, post: Post, paper: Any, by: Actor) -> None:
    """Oneself needs no paper; whoever enters for somebody else has the signed paper and the place."""
    if by.unlimited or worker.person.uuid == by.person_uuid:
        return
    if not by.may_at(Action.ETHICS_VIEW, code=post.division_code, station_id=post.station_id):
        raise RuleBroken("这名工作人员不在您的范围内。")
    if paper is None:
        raise RuleBroken("代为登记要上传本人签字的纸质申报。", field="paper")

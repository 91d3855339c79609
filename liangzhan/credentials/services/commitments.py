"""The text of a commitment is published in versions; each worker signs it every year (《通知》二（六）)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.credentials.choices import CredentialEvent, SigningWay
from liangzhan.credentials.models import Commitment, CommitmentText
from liangzhan.credentials.queries.commitments import signed_ids, text_on
from liangzhan.credentials.queries.people import is_tied, own_holders
from liangzhan.credentials.rules.commitments import (
    publishing_problem,
    scenario_problems,
    signing_problem,
    wrong_answers,
)
from liangzhan.credentials.uploads import kept_proof
from liangzhan.people.models import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


@recorded(CredentialEvent.TEXT_PUBLISHED, keep=["kind", "title", "valid_from"])
def publish_text(
    *,
    kind: str,
    title: str,
    basis: str,
    text: str,
    scenarios: Sequence[Mapping[str, Any]],
    valid_from: dt.date,
    by: Actor,
) -> CommitmentText:
    """Publish the next version; a published text is never edited. Raises RuleBroken at the field."""
    last = CommitmentText.objects.filter(kind=kind).order_by("-version").first()
    if problem := publishing_problem(valid_from, last.valid_from if last else None, today()):
        raise RuleBroken(problem, field="valid_from")
    if problems := scenario_problems(scenarios):
        raise RuleBroken(*problems, field="scenarios")
    row = CommitmentText(
        kind=kind,
        version=last.version + 1 if last else 1,
        title=title.strip(),
        basis=basis.strip(),
        text=text.strip(),
        scenarios=[dict(one) for one in scenarios],
        valid_from=valid_from,
        published_by=by,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as clash:
        raise RuleBroken("另一位同事刚刚发布了新版，请刷新页面核对后再发布。") from clash
    return row


@recorded(CredentialEvent.COMMITTED, keep=["text", "station", "way", "signed_on"])
def commit(
    *,
    person: Person,
    station: Station,
    text: CommitmentText,
    way: str,
    by: Actor,
    signed_on: dt.date | None = None,
    answers: Sequence[int | None] = (),
    paper: Any = None,
) -> Commitment:
    """Sign for the year: on the page by oneself, every scenario answered right; or a signed paper recorded by the head.

    Wrong answers are explained and never kept. Raises RuleBroken with the field `q<number>` of a wrong answer.
    """
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    day = today() if way == SigningWay.PAGE else signed_on or today()
    if not is_tied(person, station):
        raise RuleBroken("这个人不是这个站点的人员。")
    if way == SigningWay.PAGE:
        _check_page(person, text, answers, by)
    else:
        _check_paper(station, day, paper, by)
    if text_on(text.kind, day) != text:
        raise RuleBroken("文本已有新版，请阅读新版后再签署。")
    if signed_ids([person.pk], text.kind, day.year):
        raise RuleBroken(f"{day.year} 年已经签署，不用重复签署。")
    return Commitment.objects.create(
        person=person,
        station=station,
        text=text,
        year=day.year,
        signed_on=day,
        way=way,
        paper=kept_proof(paper, "承诺书", by, field="paper") if way == SigningWay.PAPER else None,
        recorded_by=by,
    )


@recorded(CredentialEvent.SIGNED_ONESELF, keep=["text"])
def sign_own(*, text: CommitmentText, answers: Sequence[int | None], by: Actor) -> Commitment:
    """Sign on the page for oneself, at the station one works for. Raises RuleBroken when the account has no person."""
    own = own_holders(by, on=today())
    if not own:
        raise RuleBroken("您的账户还没有关联人员信息，请在纸质承诺书上签字，由站长登记。")
    one, way = own[0], SigningWay.PAGE
    return commit(person=one.person, station=one.station, text=text, way=way, answers=answers, by=by)


def _check_page(person: Person, text: CommitmentText, answers: Sequence[int | None], by: Actor) -> None:
    if by.person_uuid != person.uuid:
        raise RuleBroken("承诺由本人签署；纸质签字的，由站长上传扫描件登记。")
    if wrong := wrong_answers(text.scenarios, answers):
        raise RuleBroken(*wrong.values(), field=f"q{min(wrong)}")


def _check_paper(station: Station, day: dt.date, paper: Any, by: Actor) -> None:
    if not by.may_at(Action.STAFF_MANAGE, code=station.division_code, station_id=station.pk):
        raise RuleBroken("纸质承诺由站长或街道登记。")
    if problem := signing_problem(day, today()):
        raise RuleBroken(problem, field="signed_on")
    if not paper:
        raise RuleBroken("请上传签字的承诺书。", field="paper")

"""Requests under the personal information law at the reader's stations, and what people itself holds about a person."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.people.choices_family import RightState
from liangzhan.people.models import Card, Category, Consent, Guardian, HouseholdMember, Person, RightsRequest, Tie
from liangzhan.people.queries.cards import facts_on
from liangzhan.people.rights import Asked, Part
from liangzhan.people.rules.showing import face_of

HANDLE = Action.RIGHTS_HANDLE


def requests_within(scope: Scope, action: Action, *, state: str = "") -> QuerySet[RightsRequest]:
    """Requests of the reader's stations; `state` narrows, else all."""
    rows = RightsRequest.objects.within(scope, action).select_related("person", "station")
    return rows.filter(state=state) if state else rows


def open_requests(scope: Scope) -> QuerySet[RightsRequest]:
    """Those that wait for the head, the first due first."""
    return requests_within(scope, HANDLE, state=RightState.OPEN).order_by("due_on", "id")


def requests_of(person: Person, scope: Scope, action: Action) -> list[RightsRequest]:
    """What was asked about this person at the reader's stations, the latest first."""
    return list(RightsRequest.objects.within(scope, action).filter(person=person).order_by("-received_on", "-id"))


def held_by_people(asked: Asked) -> list[Part]:
    """What this room holds about a person at a station. Other members of the household and guardians are third persons:
    only that they stand there is said, not who they are."""
    person, station = asked.person, asked.station
    return [
        Part("登记卡", _card_rows(person, station)),
        Part("本站为什么可以查看", _tie_rows(person, station)),
        Part("服务对象类别", _category_rows(person, station)),
        Part("同意", _consent_rows(person, station)),
        Part("家庭和监护", _family_rows(person, station)),
    ]


def _card_rows(person: Any, station: Any) -> list[tuple[str, str]]:
    card = Card.objects.filter(person=person, station=station).first()
    if card is None:
        return [("姓名", person.name)]
    face = face_of(facts_on(card), reads=lambda data_class: True, today=card.registered_at.date(), number=True)
    rows = [
        ("姓名", face.name),
        ("化名或称呼", face.alias),
        ("性别", face.sex),
        ("出生日期", f"{face.born_on:%Y-%m-%d}" if face.born_on else ""),
        ("证件", f"{face.id_kind} {face.id_number}".strip()),
        ("手机号码", face.mobile),
        ("住址", face.address),
        ("学历", face.education),
        ("政治面貌", face.political_status),
        ("处理依据", card.get_legal_basis_display()),
        ("登记时间", f"{card.registered_at:%Y-%m-%d}"),
    ]
    return [(label, words) for label, words in rows if words]


def _tie_rows(person: Any, station: Any) -> list[tuple[str, str]]:
    rows = Tie.objects.filter(person=person, station=station).order_by("opened_on", "id")
    return [(row.get_kind_display(), _span(row.opened_on, row.ended_on)) for row in rows]


def _category_rows(person: Any, station: Any) -> list[tuple[str, str]]:
    rows = Category.objects.ordinary().filter(person=person, station=station).order_by("valid_from", "id")
    return [
        (
            row.get_code_display() + (f"（{row.get_grade_display()}）" if row.grade else ""),
            f"{_span(row.valid_from, row.ended_on)}，来源：{row.get_source_display()}",
        )
        for row in rows
    ]


def _consent_rows(person: Any, station: Any) -> list[tuple[str, str]]:
    rows = Consent.objects.filter(person=person, station=station).select_related("text").order_by("given_on", "id")
    return [
        (row.text.get_purpose_display(), f"{_span(row.given_on, row.withdrawn_on)}，{row.get_way_display()}")
        for row in rows
    ]


def _family_rows(person: Any, station: Any) -> list[tuple[str, str]]:
    member = HouseholdMember.objects.filter(person=person, station=station, left_on__isnull=True).first()
    rows = [("在家庭中", member.get_relation_display())] if member else []
    for row in Guardian.objects.live().filter(person=person, station=station).order_by("id"):
        rows.append(("监护人", f"{row.get_relation_display()}（姓名属他人信息，不提供）"))
    return rows


def _span(start: Any, end: Any) -> str:
    return f"{start:%Y-%m-%d} 起" + (f"，{end:%Y-%m-%d} 止" if end else "")

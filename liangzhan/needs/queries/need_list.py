"""Needs for pages: filters, what a reader may know of a named one, days to the first answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.needs.choices import NeedState
from liangzhan.needs.models import Need
from liangzhan.needs.rules.needs import answer_due, response_days
from liangzhan.needs.settings import ANSWER_DAYS
from liangzhan.people.choices import ConsentPurpose
from liangzhan.people.models import Consent
from liangzhan.people.queries.cards import faces_of
from liangzhan.people.rules.showing import Face
from liangzhan.toolkit.parameters import Loaded, load

VIEW = Action.NEED_VIEW
WAITING_VALUE, OPEN_VALUE = "waiting", "open"


def need_rows() -> QuerySet[Need]:
    """With what a list shows."""
    return Need.objects.select_related("station", "person")


def narrowed(rows: QuerySet[Need], chosen: dict[str, Any]) -> QuerySet[Need]:
    """The cleaned filters of the form applied."""
    state = chosen.get("state", "")
    if state == WAITING_VALUE:
        rows = rows.unanswered()  # type: ignore[attr-defined]
    elif state == OPEN_VALUE:
        rows = rows.exclude(state__in=(NeedState.CLOSED, NeedState.REJECTED))
    elif state:
        rows = rows.filter(state=state)
    for name in ("category", "source", "group", "station"):
        if value := chosen.get(name):
            rows = rows.filter(**{name: value})
    if urgency := chosen.get("urgency"):
        rows = rows.filter(urgency__gte=int(urgency))
    if year := chosen.get("year"):
        rows = rows.filter(raised_on__gte=dt.date(int(year), 1, 1), raised_on__lte=dt.date(int(year), 12, 31))
    return rows


def shared_persons(needs: Iterable[Need]) -> set[tuple[int, int]]:
    """(person, station) of needs whose person agreed that others are told (PIPL §23), in one query."""
    pairs = {(need.person_id, need.station_id) for need in needs if need.person_id}  # type: ignore[attr-defined]
    if not pairs:
        return set()
    rows = Consent.objects.filter(
        person__in=[person for person, _ in pairs], text__purpose=ConsentPurpose.SHARE, withdrawn_on__isnull=True
    )
    return pairs & set(rows.order_by("id").values_list("person_id", "station_id"))


@dataclass(frozen=True)
class NeedRow:
    """A need as one reader sees it: `text` "" and `face` None when it tells of a resident who did not agree to that."""

    need: Need
    text: str
    face: Face | None
    hidden: bool
    due_on: dt.date | None
    days: int | None


def rows_for(needs: Iterable[Need], actor: Actor, *, texts_of_named: bool = False) -> list[NeedRow]:
    """Rows of a list. The words of a named need are shown on its own page alone (`texts_of_named`), where the reading is
    recorded, to whoever reads P3, or to others whom the person agreed to tell, signed in with a second factor."""
    rows = list(needs)
    shared = shared_persons(rows)
    own = actor.reads("P3")
    known = [need for need in rows if need.person and (own or (need.person.pk, need.station.pk) in shared)]
    faces = faces_of([need.person for need in known if need.person], actor) if known else {}
    days = load([ANSWER_DAYS])
    found = []
    for need in rows:
        face = faces.get(need.person.pk) if need.person else None
        reads = (own or face is not None) and actor.second_factor and texts_of_named
        hidden = need.is_named and not reads
        found.append(_row(need, "" if hidden else need.description, face, hidden, days))
    return found


def _row(need: Need, text: str, face: Face | None, hidden: bool, days: Loaded) -> NeedRow:
    waits = need.answered_on is None
    setting = days.value_of(ANSWER_DAYS, on=need.raised_on, division_code=need.division_code)
    due = answer_due(need.raised_on, need.urgency, setting) if waits else None
    return NeedRow(need, text, face, hidden, due, response_days(need.raised_on, need.answered_on))


def late_urgent(scope: Scope, action: Action, today: dt.date, days: dict[str, int]) -> QuerySet[Need]:
    """Needs of the two upper degrees that nobody answered in time; `days` as in the parameter need.answer.days."""
    late = Q(pk__in=[])
    for urgency in (3, 4):
        late |= Q(urgency=urgency, raised_on__lt=today - dt.timedelta(days=days[f"urgency_{urgency}"]))
    return Need.objects.within(scope, action).unanswered().filter(late)  # type: ignore[no-any-return]


def years_of(today: dt.date) -> list[int]:
    """Years to filter by."""
    return list(range(today.year, today.year - 5, -1))

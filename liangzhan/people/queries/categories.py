"""Who belongs to which category of clients, on which day. X1–X5 are left out unless a sealed service asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from liangzhan.access.scope import Scope
from liangzhan.people.choices import (
    GROUP_OF_CATEGORY,
    ORDINARY_CATEGORIES,
    ClientCategory,
    ClientGroup,
    TieKind,
)
from liangzhan.people.models import Card, Category, Person, Tie
from liangzhan.people.queries.cards import VIEW, people_within
from liangzhan.people.queries.finding import BATCH
from liangzhan.people.rules.categories import ADULT, CHANGED, OLD, VERY_OLD
from liangzhan.people.settings import CATEGORY_ALERT_DAYS
from liangzhan.stations.models import Station
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import years_after

CODES_OF_GROUP = {group: [one for one in ClientCategory if GROUP_OF_CATEGORY[one] == group] for group in ClientGroup}
GROUPS = [one for one in ClientGroup if one != ClientGroup.SENSITIVE]


def primary_of(person_ids: Iterable[int], station: Station, on: dt.date) -> dict[int, str]:
    """{person id: code of the primary category at this station on the day, or ""}; one query for 500 persons."""
    wanted = sorted(set(person_ids))
    found: dict[int, str] = dict.fromkeys(wanted, "")
    for start in range(0, len(wanted), BATCH):
        part = wanted[start : start + BATCH]
        rows = Category.objects.on(on).filter(person__in=part, station=station, primary=True)
        found.update(rows.order_by("id").values_list("person_id", "code"))
    return found


def categories_of(
    person_ids: Iterable[int], station: Station, on: dt.date, *, sealed: bool = False
) -> dict[int, list[Category]]:
    """{person id: categories at this station on the day, the primary one first}; everybody asked for has a list."""
    wanted = sorted(set(person_ids))
    found: dict[int, list[Category]] = {pk: [] for pk in wanted}
    for start in range(0, len(wanted), BATCH):
        rows = Category.objects.on(on).filter(person__in=wanted[start : start + BATCH], station=station)
        for row in (rows if sealed else rows.ordinary()).order_by("-primary", "valid_from", "id"):
            found[row.person_id].append(row)
    return found


def codes_of(person_ids: Iterable[int], station: Station, on: dt.date) -> dict[int, list[str]]:
    """{person id: codes on the day, the primary one first}."""
    return {pk: [row.code for row in rows] for pk, rows in categories_of(person_ids, station, on).items()}


def in_group(group: str, scope: Scope, on: dt.date) -> QuerySet[Person]:
    """Persons with any category of the group on the day, at stations of the scope."""
    rows = Category.objects.on(on).within(scope, VIEW).filter(code__in=CODES_OF_GROUP[ClientGroup(group)])
    return Person.objects.filter(pk__in=rows.values("person_id"))


def people_listed(scope: Scope, *, kind: str, show: str, group: str, on: dt.date) -> QuerySet[Person]:
    """Persons for the list of the station by its filters: tie, 待核对 or 已封存, group of categories on the day."""
    rows = people_within(scope, kind=kind, unclear=show == "unclear", frozen=show == "frozen")
    return rows.filter(pk__in=in_group(group, scope, on).values("pk")) if group else rows


def group_counts(scope: Scope, on: dt.date) -> dict[str, int]:
    """{group: persons whose primary category is of the group on the day}; the numbers add up, X1–X5 are not among them."""
    rows = Category.objects.on(on).within(scope, VIEW).filter(primary=True).order_by()
    counts = dict(rows.values_list("code").annotate(persons=Count("person_id", distinct=True)))
    return {group: sum(counts.get(code.value, 0) for code in CODES_OF_GROUP[group]) for group in GROUPS}


@dataclass(frozen=True)
class CategoryRow:
    """A category for the page of a person."""

    category: Category
    label: str
    grade: str
    may_be_primary: bool


def rows_shown(person: Person, scope: Scope) -> list[CategoryRow]:
    """Ordinary categories at the reader's stations: live ones first with the primary one at the head, then ended ones."""
    rows = Category.objects.within(scope, VIEW).ordinary().filter(person=person).select_related("station")
    ordered = sorted(rows.order_by("id"), key=lambda row: (row.ended_on is not None, not row.primary, row.valid_from))
    return [
        CategoryRow(
            row,
            ClientCategory(row.code).label,
            row.get_grade_display() if row.grade else "",
            may_be_primary=row.ended_on is None and not row.primary,
        )
        for row in ordered
        if row.ended_on is None or row.ended_reason != CHANGED
    ]


def live_category(person: Person, uuid: object, scope: Scope) -> Category | None:
    """One live ordinary category of this very person at the reader's stations, or None."""
    rows = Category.objects.live().within(scope, VIEW).ordinary().filter(person=person, uuid=uuid)
    return rows.select_related("station", "person").first()


def alert_days(on: dt.date) -> int:
    """How many days before it runs out a category is listed as 将到期."""
    return int(value_of(CATEGORY_ALERT_DAYS, on=on))


def expiring(scope: Scope, on: dt.date) -> QuerySet[Category]:
    """Live ordinary categories that run out within the days of the parameter, the first to run out first."""
    until = on + dt.timedelta(days=alert_days(on))
    rows = Category.objects.live().within(scope, VIEW).ordinary().filter(valid_to__lte=until)
    return rows.select_related("person", "station").order_by("valid_to", "id")


def category_rows(scope: Scope, show: str, on: dt.date) -> QuerySet[Category]:
    """Rows of the station's list: "" what runs out soon, "ended" what ran out in the last days, "choose" no primary one."""
    if show == "ended":
        since = on - dt.timedelta(days=alert_days(on))
        rows = Category.objects.within(scope, VIEW).ordinary()
        return rows.filter(ended_on__gte=since, ended_on=F("valid_to") + dt.timedelta(days=1)).select_related("person")
    if show == "choose":
        rows = Category.objects.live().within(scope, VIEW).ordinary()
        return rows.filter(person__in=without_primary(scope, on).values("pk")).select_related("person")
    return expiring(scope, on)


def without_primary(scope: Scope, on: dt.date) -> QuerySet[Person]:
    """Persons with live categories none of which is primary: somebody has to choose, or sums would lack them."""
    live = Category.objects.live().within(scope, VIEW).ordinary().filter(valid_from__lte=on)
    primary = Category.objects.live().filter(person_id=OuterRef("person_id"), station_id=OuterRef("station_id"))
    lacking = live.filter(~Exists(primary.filter(primary=True)))
    return Person.objects.filter(pk__in=lacking.values("person_id")).order_by("pk")


def run_out(on: dt.date) -> QuerySet[Category]:
    """Live rows whose last day lies before the day, everywhere: for the nightly job."""
    return Category.objects.live().filter(valid_to__lt=on).order_by("id")


def turned_eighty(on: dt.date) -> QuerySet[Card]:
    """Cards of clients with a live category of old people who are eighty by the day and never had E4 written down."""
    codes = CODES_OF_GROUP[ClientGroup.ELDER]
    own = {"person_id": OuterRef("person_id"), "station_id": OuterRef("station_id")}
    cards = Card.objects.filter(born_on__lte=years_after(on, -VERY_OLD))
    return cards.filter(
        Exists(Category.objects.live().filter(code__in=codes, **own)),
        ~Exists(Category.objects.filter(code=ClientCategory.AGED_80, **own)),
        Exists(Tie.objects.live().filter(kind=TieKind.CLIENT, **own)),
    ).order_by("id")


def offered(born_on: dt.date | None, on: dt.date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices of the form by group, those that the age forbids left out; X1–X5 never."""
    closed = set()
    if born_on is not None:
        grown, young = years_after(born_on, ADULT) <= on, years_after(born_on, OLD) > on
        closed = {ClientGroup.MINOR} if grown else set()
        closed |= {ClientGroup.ELDER} if young else set()
    return [
        (group.label, [(one.value, one.label) for one in ORDINARY_CATEGORIES if GROUP_OF_CATEGORY[one] == group])
        for group in GROUPS
        if group not in closed
    ]

"""Categories of clients: set, verified, made primary, ended, run out by themselves."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.people.choices import CategorySource, ClientCategory, PersonEvent, PersonState
from liangzhan.people.models import Card, Category, HouseholdMember, Person, Tie
from liangzhan.people.queries.categories import run_out, turned_eighty
from liangzhan.people.queries.finding import BATCH
from liangzhan.people.rules.categories import (
    CHANGED,
    CategoryFacts,
    category_problems,
    ending_problem,
    group_of,
    heir,
    last_day,
    last_day_by_age,
    of_household,
)
from liangzhan.people.signals import categories_ran_out
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today

RAN_OUT = "到期"


@recorded(PersonEvent.CATEGORY_SET, keep=["station"])
def set_category(
    *,
    person: Person,
    station: Station,
    facts: CategoryFacts,
    by: Actor,
    sealed: bool = False,
    imported: bool = False,
) -> Category:
    """The person belongs to a category at this station. The first one is the primary one.

    A low-income category is written down for every present member of the person's household at the station. `sealed` is
    for sealed services alone, which may set X1–X5. Raises RuleBroken naming the field.
    """
    people = _concerned(person, station, facts.code)
    card = Card.objects.filter(person=person, station=station).only("born_on", "sex").first()
    born_on, sex = (card.born_on, card.sex) if card else (None, "")
    problems = category_problems(facts, born_on=born_on, sex=sex, today=today(), sealed=sealed)
    for field, sentence in problems.items():
        raise RuleBroken(sentence, field=field)
    if person.state != PersonState.ACTIVE or not _tied([person.pk], station):
        raise RuleBroken("本站与这个人没有有效的关联，不能登记类别。")
    if _live(person.pk, station).filter(code=facts.code).exists():
        raise RuleBroken("这个类别已经登记；再次核实的，请用“核实”。", field="code")
    member = _membership(person, station) if of_household(facts.code) else None
    row = _write(person.pk, station, facts, last_day(facts, born_on), member, imported, by)
    if member is not None:
        _write_for_family(people, station, facts, member, imported, by)
    return row


@recorded(PersonEvent.CATEGORY_VERIFIED)
def verify_category(
    *, category: Category, source: str, on: dt.date, by: Actor, valid_to: dt.date | None = None
) -> Category:
    """Somebody looked again and it still holds, until `valid_to` (the age may end it earlier). For a household: for all."""
    if on > today():
        raise RuleBroken("核实日期不能晚于今天。", field="on")
    if valid_to and valid_to < today():
        raise RuleBroken("有效期至不能早于今天；已经不符合的，请结束这个类别。", field="valid_to")
    if source not in CategorySource.values:
        raise RuleBroken("请选择来源。", field="source")
    rows = _together(category)
    births = _births([row.person_id for row in rows], category.station)
    for row in rows:
        days = [valid_to, last_day_by_age(row.code, births.get(row.person_id))]
        row.source, row.verified_on = source, on
        row.valid_to = min((day for day in days if day), default=None)
        row.save(update_fields=["source", "verified_on", "valid_to"])
    return rows[0]


@recorded(PersonEvent.CATEGORY_PRIMARY)
def make_primary(*, category: Category, by: Actor) -> Category:
    """From today this is the primary category, and the one that was is a secondary one. Earlier days stay as they were."""
    Person.objects.select_for_update(of=("self",)).get(pk=category.person_id)
    row = Category.objects.live().filter(pk=category.pk).first()
    if row is None or group_of(row.code) == "SENSITIVE":
        raise RuleBroken("这个类别已经结束，不能设为主要类别。")
    if row.primary:
        return row
    for held in _live(row.person_id, row.station).filter(primary=True):
        _turn(held, primary=False, by=by)
    return _turn(row, primary=True, by=by)


@recorded(PersonEvent.CATEGORY_ENDED, keep=["on"])
def end_category(*, category: Category, on: dt.date, reason: str, by: Actor) -> Category:
    """It holds no more from `on`; the row stays. For a household: for all members. One that is left becomes primary."""
    rows = _together(category)
    for field, sentence in ending_problem(category.valid_from, on, reason, today=today()).items():
        raise RuleBroken(sentence, field=field)
    for row in rows:
        _close(row, max(on, row.valid_from), reason.strip()[:200], by)
        _promote(row, max(on, row.valid_from), by)
    return rows[0]


@recorded(PersonEvent.CATEGORIES_EXPIRED, keep=["on"])
def expire_categories(*, on: dt.date, by: Actor, most: int = BATCH) -> int:
    """End what ran out before the day, at most so many; the stations are told how many. Returns how many were ended."""
    rows = list(run_out(on).select_related("station")[:most])
    people = sorted({row.person_id for row in rows})
    list(Person.objects.select_for_update(of=("self",)).filter(pk__in=people).order_by("pk").values_list("pk"))
    ended: dict[Station, int] = {}
    for row in rows:
        row.refresh_from_db(fields=["ended_on", "valid_to"])
        if row.ended_on is None and row.valid_to is not None and row.valid_to < on:
            day = row.valid_to + dt.timedelta(days=1)
            _close(row, day, RAN_OUT, by)
            _promote(row, day, by)
            if group_of(row.code) != "SENSITIVE":
                ended[row.station] = ended.get(row.station, 0) + 1
    for station, count in ended.items():
        categories_ran_out.send(None, station=station, count=count, on=on, by=by)
    return len(rows)


@recorded(PersonEvent.CATEGORY_SET, keep=["on"])
def begin_at_eighty(*, on: dt.date, by: Actor, most: int = BATCH) -> int:
    """Old clients who have turned eighty are 高龄老年人 as well, by their birth date, as a secondary category."""
    cards = list(turned_eighty(on).select_related("station")[:most])
    Category.objects.bulk_create(
        [
            Category(
                person_id=card.person_id,
                station=card.station,
                code=ClientCategory.AGED_80,
                source=CategorySource.AGE,
                verified_on=on,
                valid_from=on,
                legal_basis=card.legal_basis,
                saved_by=by,
            )
            for card in cards
        ]
    )
    return len(cards)


def _concerned(person: Person, station: Station, code: str) -> list[int]:
    """The person and, for a low-income category, the other members of the household: locked in the order of their ids."""
    ids = {person.pk}
    if of_household(code) and (member := _membership(person, station)):
        ids |= set(member.household.members.filter(left_on__isnull=True).values_list("person_id", flat=True))
    rows = Person.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    return [row.pk for row in rows]


def _membership(person: Person, station: Station) -> HouseholdMember | None:
    rows = HouseholdMember.objects.filter(person=person, station=station, left_on__isnull=True)
    return rows.select_related("household").first()


def _tied(ids: list[int], station: Station) -> set[int]:
    return set(
        Tie.objects.live().filter(person__in=ids, station=station).values_list("person_id", flat=True).order_by("id")
    )


def _live(person_id: int, station: Station):  # type: ignore[no-untyped-def]
    return Category.objects.live().filter(person_id=person_id, station=station).order_by("id")


def _births(ids: list[int], station: Station) -> dict[int, dt.date | None]:
    rows = Card.objects.filter(person__in=ids, station=station).order_by("id")
    return dict(rows.values_list("person_id", "born_on"))


def _write(
    person_id: int,
    station: Station,
    facts: CategoryFacts,
    until: dt.date | None,
    member: HouseholdMember | None,
    imported: bool,
    by: Actor,
) -> Category:
    """The row; primary when asked for or when it is the first ordinary one. Whoever was primary is secondary from today."""
    held = _live(person_id, station).filter(primary=True).first()
    ordinary = group_of(facts.code) != "SENSITIVE"
    if held is not None and facts.primary:
        _turn(held, primary=False, by=by)
    return Category.objects.create(
        person_id=person_id,
        station=station,
        household=member.household if member else None,
        code=facts.code,
        grade=facts.grade,
        primary=ordinary and (facts.primary or held is None),
        source=facts.source,
        legal_basis=facts.legal_basis,
        verified_on=facts.verified_on,
        valid_from=facts.valid_from,
        valid_to=until,
        imported=imported,
        saved_by=by,
    )


def _write_for_family(
    people: list[int], station: Station, facts: CategoryFacts, member: HouseholdMember, imported: bool, by: Actor
) -> None:
    """The other members whom the station may still know and who do not have it yet; for them it is secondary, or the first."""
    plain = CategoryFacts(**{**vars(facts), "primary": False})
    for person_id in sorted(_tied(people, station) - {member.person_id}):
        if not _live(person_id, station).filter(code=facts.code).exists():
            _write(person_id, station, plain, last_day(plain, None), member, imported, by)


def _together(category: Category) -> list[Category]:
    """The row and, for a household, the same category of its other members: locked, the asked one first."""
    row = Category.objects.live().filter(pk=category.pk).select_related("station").first()
    if row is None:
        raise RuleBroken("这个类别已经结束。")
    rows = Category.objects.live().filter(station=row.station, code=row.code)
    rows = rows.filter(household=row.household) if row.household_id else rows.filter(pk=row.pk)
    found = list(rows.select_related("station").order_by("person_id"))
    ids = sorted({one.person_id for one in found})
    list(Person.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk"))
    return sorted(found, key=lambda one: one.pk != row.pk)


def _close(row: Category, on: dt.date, reason: str, by: Actor) -> None:
    row.ended_on, row.ended_by, row.ended_reason = on, by, reason
    row.save(update_fields=["ended_on", "ended_by", "ended_reason"])


def _turn(row: Category, *, primary: bool, by: Actor, on: dt.date | None = None) -> Category:
    """End the span and begin the same category anew, primary or not, so that each day keeps the primary it had."""
    day = max(on or today(), row.valid_from)
    _close(row, day, CHANGED, by)
    return Category.objects.create(
        person_id=row.person_id,
        station_id=row.station_id,
        household_id=row.household_id,
        code=row.code,
        grade=row.grade,
        primary=primary,
        source=row.source,
        legal_basis=row.legal_basis,
        verified_on=row.verified_on,
        valid_from=day,
        valid_to=row.valid_to,
        imported=row.imported,
        saved_by=by,
    )


def _promote(ended: Category, on: dt.date, by: Actor) -> None:
    """The primary category has gone: the only ordinary one left takes its place."""
    if not ended.primary:
        return
    left = {row.code: row for row in _live(ended.person_id, ended.station)}
    if code := heir(left):
        _turn(left[code], primary=True, by=by, on=on)

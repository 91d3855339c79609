"""Guardians and kin: written down, ended."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.people.choices import PersonState, Sex
from liangzhan.people.choices_family import ClientEvent, Kin
from liangzhan.people.models import FamilyLink, Guardian, Person, Tie
from liangzhan.people.queries.consents import told_birth
from liangzhan.people.rules.family import GuardianFacts, guardian_problems, kin_problem
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.identity import normal
from liangzhan.toolkit.periods import today

TWICE = "这个人已经登记，不用重复登记。"


@recorded(ClientEvent.GUARDIAN_SAVED, keep=["station"])
def save_guardian(
    *, person: Person, station: Station, facts: GuardianFacts, by: Actor, guardian: Person | None = None
) -> Guardian:
    """Write down who the guardian is: a registered person of the station, or a name and a mobile as told."""
    _lock(person, guardian, station)
    for field, sentence in guardian_problems(facts, today=today()).items():
        raise RuleBroken(sentence, field=field)
    live = Guardian.objects.live().filter(person=person, station=station)
    if guardian is not None and live.filter(guardian=guardian).exists():
        raise RuleBroken(TWICE, field="person")
    return Guardian.objects.create(
        person=person,
        station=station,
        guardian=guardian,
        name="" if guardian else facts.name.strip(),
        mobile=normal(facts.mobile),
        relation=facts.relation,
        evidence=facts.evidence,
        note=facts.note.strip(),
        valid_from=facts.valid_from,
        saved_by=by,
    )


@recorded(ClientEvent.GUARDIAN_ENDED, keep=["on"])
def end_guardian(*, guardian: Guardian, on: dt.date, by: Actor) -> Guardian:
    """Somebody is the guardian no more; the row stays with both days."""
    row = Guardian.objects.select_for_update(of=("self",)).get(pk=guardian.pk)
    if row.ended_on is not None:
        return row
    if not row.valid_from <= on <= today():
        raise RuleBroken(f"结束日期应在 {row.valid_from:%Y-%m-%d} 和今天之间。", field="on")
    row.ended_on, row.ended_by = on, by
    row.save(update_fields=["ended_on", "ended_by"])
    return row


@recorded(ClientEvent.KIN_SAVED, keep=["station"])
def save_kin(
    *,
    person: Person,
    station: Station,
    kind: str,
    by: Actor,
    relative: Person | None = None,
    name: str = "",
    sex: str = Sex.UNKNOWN,
    deceased: bool = False,
    apart: bool = False,
    note: str = "",
) -> FamilyLink:
    """`relative` (or the one named) is the parent, child, spouse or sibling of `person`. Between two persons once only."""
    _lock(person, relative, station)
    if kind not in Kin.values:
        raise RuleBroken("请选择关系。", field="kind")
    if relative is None and not name.strip():
        raise RuleBroken("请填写亲属的称呼，或者选择本站已登记的人。", field="name")
    if relative is not None:
        live = FamilyLink.objects.live().filter(station=station)
        if (live.filter(person=person, relative=relative) | live.filter(person=relative, relative=person)).exists():
            raise RuleBroken(TWICE, field="person")
        if problem := kin_problem(kind, told_birth(person, station), told_birth(relative, station)):
            raise RuleBroken(problem, field="kind")
    return FamilyLink.objects.create(
        person=person,
        station=station,
        relative=relative,
        name="" if relative else name.strip(),
        sex=sex or Sex.UNKNOWN,
        kind=kind,
        deceased=deceased,
        apart=apart,
        note=note.strip(),
        saved_by=by,
    )


@recorded(ClientEvent.KIN_ENDED, keep=["on"])
def end_kin(*, link: FamilyLink, on: dt.date, by: Actor) -> FamilyLink:
    """The bond has ended or was written down wrongly; the row stays."""
    row = FamilyLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if row.ended_on is None:
        if on > today():
            raise RuleBroken("日期不能晚于今天。", field="on")
        row.ended_on, row.ended_by = on, by
        row.save(update_fields=["ended_on", "ended_by"])
    return row


def _lock(person: Person, other: Person | None, station: Station) -> None:
    """Both persons, in the order of their ids; both in use and known to the station."""
    ids = {person.pk} | ({other.pk} if other else set())
    if other is not None and other.pk == person.pk:
        raise RuleBroken("不能选择本人。", field="person")
    rows = list(Person.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))
    known = set(Tie.objects.live().filter(person__in=ids, station=station).values_list("person_id", flat=True))
    if any(row.state != PersonState.ACTIVE for row in rows) or known != ids:
        raise RuleBroken("本站与这个人没有有效的关联，不能登记。", field="person" if other else "")

"""What a merge would do, counted before anything happens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from liangzhan.access.scope import Scope
from liangzhan.accounts.models import User
from liangzhan.people.merging import DECISIONS, keys_to_person
from liangzhan.people.models import Person
from liangzhan.people.queries.cards import known_elsewhere
from liangzhan.people.rules.merging import Side, kept_first, pair_problems


@dataclass(frozen=True)
class Line:
    """One foreign key: what it is called, how many rows of the alias there are, what becomes of them, what refuses."""

    label: str
    words: str
    count: int
    decision: str
    problem: str


def side_of(person: Person, scope: Scope) -> Side:
    """What counts about one row."""
    return Side(
        id=person.pk,
        state=person.state,
        index=person.id_number_index,
        born_on=person.born_on,
        shadow=person.shadow,
        elsewhere=known_elsewhere(person, scope),
    )


def in_order(one: Person, other: Person, scope: Scope) -> tuple[Person, Person]:
    """(kept, alias) of a pair."""
    return (one, other) if kept_first(side_of(one, scope), side_of(other, scope)) else (other, one)


def merge_lines(kept: Person, alias: Person) -> list[Line]:
    """Every foreign key to a person with the alias's rows behind it, the fullest first. A key without a decision refuses."""
    lines = [_line(label, field, kept, alias) for label, field in keys_to_person().items()]
    return sorted(lines, key=lambda line: (-line.count, line.label))


def merge_problems(kept: Person, alias: Person, scope: Scope) -> list[str]:
    """Everything that speaks against the merge, in sentences; empty when it may be done."""
    found = pair_problems(side_of(kept, scope), side_of(alias, scope))
    if User.objects.filter(person_uuid__in=[kept.uuid, alias.uuid]).count() > 1:
        found.append("两条记录都有登录账户，请先由县级停用其中一个账户并取消关联。")
    return found + [line.problem for line in merge_lines(kept, alias) if line.problem]


def _line(label: str, field: Any, kept: Person, alias: Person) -> Line:
    decision, model = DECISIONS.get(label), field.model
    count = model._default_manager.filter(**{field.name: alias}).count()
    problem = "" if count or decision else ""
    if decision is None:
        problem = f"“{model._meta.verbose_name}”还没有规定怎样合并。" if count else ""
    elif count:
        problem = decision.problem(kept, alias)
    return Line(label, str(model._meta.verbose_name), count, decision.words if decision else "", problem)

"""What a merge would do, counted before anything happens."""

from __future__ import annotations

from dataclasses import dataclass

from liangzhan.access.scope import Scope
from liangzhan.accounts.models import User
from liangzhan.people.merging import DECISIONS, keys_to_person
from liangzhan.people.models import Person
from liangzhan.people.queries.cards import known_elsewhere
from liangzhan.people.queries.counting import counted, rows_behind
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


@dataclass(frozen=True)
class Preview:
    """What would move, line by line, and everything that speaks against it."""

    lines: list[Line]
    problems: list[str]


def merge_preview(kept: Person, alias: Person, scope: Scope) -> Preview:
    """Every foreign key with rows of the alias behind it, and every refusal. A key without a decision refuses."""
    keys = keys_to_person()
    lines = [
        _line(label, str(keys[label].model._meta.verbose_name), count, kept, alias)
        for label, count in sorted(counted(rows_behind([alias.pk])).items())
    ]
    found = pair_problems(side_of(kept, scope), side_of(alias, scope))
    if User.objects.filter(person_uuid__in=[kept.uuid, alias.uuid]).count() > 1:
        found.append("两条记录都有登录账户，请先由县级停用其中一个账户并取消关联。")
    return Preview(lines, found + [line.problem for line in lines if line.problem])


def merge_problems(kept: Person, alias: Person, scope: Scope) -> list[str]:
    """Everything that speaks against the merge, in sentences; empty when it may be done."""
    return merge_preview(kept, alias, scope).problems


def _line(label: str, words: str, count: int, kept: Person, alias: Person) -> Line:
    decision = DECISIONS.get(label)
    if decision is None:
        return Line(label, words, count, "", f"“{words}”还没有规定怎样合并。")
    return Line(label, words, count, decision.words, decision.problem(kept, alias))

"""Whom the family tree and the ecomap show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.casework.models import Assessment, Case
from liangzhan.casework.rules.drawing import (
    TIE_WORDS,
    Drawing,
    Relative,
    eco_of,
    generations,
    relation_words,
    tree_of,
)
from liangzhan.people.choices import Sex
from liangzhan.people.queries.cards import faces_of
from liangzhan.people.queries.family import family_graph


@dataclass(frozen=True)
class Pictured:
    """A drawing with the rows of its table; `cut` when there were more than are drawn."""

    drawing: Drawing
    rows: list[tuple[str, ...]]
    cut: bool = False


def family_tree(case: Case, actor: Actor) -> Pictured | None:
    """The family as the reader's stations wrote it down; None when nobody but the client is known."""
    graph = family_graph(case.person, actor.scope)
    if len(graph.nodes) < 2:
        return None
    faces = faces_of([node.person for node in graph.nodes if node.person], actor)
    people = []
    for node in graph.nodes:
        face = faces[node.person.pk] if node.person else None
        called, age = (face.called, face.age) if face else (node.name, None)
        people.append(Relative(node.key, called, node.sex, node.himself, node.deceased, age))
    root = next(one.key for one in people if one.client)
    levels = generations(root, graph.edges)
    drawn = [one for one in people if one.key in levels and not one.client]
    rows = [_row(one, relation_words(one.key, root, graph.edges, levels[one.key])) for one in drawn]
    return Pictured(tree_of(people, graph.edges), rows, graph.cut)


def _row(one: Relative, relation: str) -> tuple[str, ...]:
    name = f"{one.name}（已去世）" if one.deceased else one.name
    sex = Sex(one.sex).label if one.sex in Sex.values else Sex.UNKNOWN.label
    return name, relation, sex, "" if one.age is None or one.deceased else f"{one.age} 岁"


def eco_map(assessment: Any) -> Pictured | None:
    """The ties of one assessment (prefetched); None when none is written down."""
    row: Assessment = assessment
    ties = list(row.eco_ties.all())
    if not ties:
        return None
    drawing = eco_of([(one.system, one.strength) for one in ties], "服务对象")
    return Pictured(drawing, [(one.system, TIE_WORDS[one.strength], one.note) for one in ties])

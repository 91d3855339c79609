"""Family tree and ecomap as coordinates: what a template turns into SVG, beside the table that says the same. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from liangzhan.people.choices import Sex
from liangzhan.people.choices_family import Kin
from liangzhan.people.rules.family import Bond

STEP_X, STEP_Y, SIZE, MARGIN = 104, 104, 36, 64
RADIUS, CENTRE = 130, 200
SHAPES = {Sex.MALE: "square", Sex.FEMALE: "circle"}
TIE_WORDS = {2: "紧密", 1: "较好", 0: "一般", -1: "疏远", -2: "紧张"}
BY_GENERATION = {-3: "曾祖辈", -2: "祖辈", -1: "父辈", 0: "同辈", 1: "子辈", 2: "孙辈", 3: "曾孙辈"}


@dataclass(frozen=True)
class Relative:
    """Somebody of the family as drawn; `key` is what the bonds name."""

    key: str
    name: str
    sex: str = Sex.UNKNOWN
    client: bool = False
    deceased: bool = False
    age: int | None = None


@dataclass(frozen=True)
class Node:
    """Where a person or a system stands; shape square, circle or diamond (sex not known)."""

    x: float
    y: float
    name: str
    note: str
    shape: str = "circle"
    client: bool = False
    deceased: bool = False


@dataclass(frozen=True)
class Stroke:
    """A line; `kind` family | couple for the tree, close | good | plain | distant | tense for the ecomap."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str


@dataclass(frozen=True)
class Drawing:
    """A picture of a size with its nodes and lines; empty when there is nobody to draw."""

    width: float
    height: float
    nodes: tuple[Node, ...] = ()
    strokes: tuple[Stroke, ...] = ()


def generations(root: str, bonds: Sequence[Bond]) -> dict[str, int]:
    """{key: rows below the root}: parents stand one above, children one below, spouses and siblings beside."""
    found, edge = {root: 0}, [root]
    while edge:
        here = edge.pop(0)
        for bond in bonds:
            if here not in (bond.first, bond.second):
                continue
            other = bond.second if here == bond.first else bond.first
            step = 0 if bond.kind != Kin.PARENT else 1 if here == bond.first else -1
            if other not in found:
                found[other] = found[here] + step
                edge.append(other)
    return found


def relation_words(key: str, root: str, bonds: Sequence[Bond], level: int) -> str:
    """What somebody is to the root, in a word: the bond itself where there is one, else the generation."""
    for bond in bonds:
        if {bond.first, bond.second} == {key, root}:
            if bond.kind != Kin.PARENT:
                return str(Kin(bond.kind).label)
            return str((Kin.PARENT if bond.first == key else Kin.CHILD).label)
    return BY_GENERATION.get(level, "亲属")


Places = dict[str, tuple[float, float]]


def tree_of(people: Sequence[Relative], bonds: Sequence[Bond]) -> Drawing:
    """The genogram: square man, circle woman, diamond not known; a row for each generation, the client's among them."""
    root = next((one.key for one in people if one.client), "")
    levels = generations(root, bonds)
    drawn = [one for one in people if one.key in levels]
    if not drawn:
        return Drawing(0, 0)
    rows = {level: _in_order([one for one in drawn if levels[one.key] == level], bonds) for level in levels.values()}
    width = MARGIN * 2 + STEP_X * (max(len(row) for row in rows.values()) - 1)
    places: Places = {}
    for down, level in enumerate(sorted(rows)):
        left = (width - STEP_X * (len(rows[level]) - 1)) / 2
        places |= {one.key: (left + STEP_X * at, float(MARGIN + STEP_Y * down)) for at, one in enumerate(rows[level])}
    nodes = tuple(_node(one, places[one.key], relation_words(one.key, root, bonds, levels[one.key])) for one in drawn)
    strokes = [*_beside(bonds, places), *_below(bonds, places)]
    return Drawing(width, MARGIN * 2 + STEP_Y * (len(rows) - 1), nodes, tuple(strokes))


def _in_order(row: Sequence[Relative], bonds: Sequence[Bond]) -> list[Relative]:
    """Spouses stand side by side."""
    by_key = {one.key: one for one in row}
    placed: dict[str, Relative] = {}
    for one in row:
        placed.setdefault(one.key, one)
        for bond in bonds:
            if bond.kind == Kin.SPOUSE and one.key in (bond.first, bond.second):
                other = bond.second if one.key == bond.first else bond.first
                if other in by_key:
                    placed.setdefault(other, by_key[other])
    return list(placed.values())


def _node(one: Relative, place: tuple[float, float], relation: str) -> Node:
    note = "服务对象" if one.client else relation
    age = "" if one.age is None or one.deceased else f" {one.age} 岁"
    shape = SHAPES.get(Sex(one.sex), "diamond") if one.sex in Sex.values else "diamond"
    return Node(*place, one.name, f"{note}{age}", shape, one.client, one.deceased)


def _beside(bonds: Sequence[Bond], places: Places) -> list[Stroke]:
    """Spouses by a line between them, siblings by a bracket above."""
    lines: list[Stroke] = []
    for bond in bonds:
        if bond.kind == Kin.PARENT or bond.first not in places or bond.second not in places:
            continue
        (x1, y1), (x2, _) = sorted((places[bond.first], places[bond.second]))
        if bond.kind == Kin.SPOUSE:
            lines.append(Stroke(x1 + SIZE / 2, y1, x2 - SIZE / 2, y1, "couple"))
        elif not _share_parent(bond, bonds):
            top = y1 - SIZE
            lines += [Stroke(x, top, x, y1 - SIZE / 2, "family") for x in (x1, x2)]
            lines.append(Stroke(x1, top, x2, top, "family"))
    return lines


def _share_parent(pair: Bond, bonds: Sequence[Bond]) -> bool:
    parents = [
        {one.first for one in bonds if one.kind == Kin.PARENT and one.second == key}
        for key in (pair.first, pair.second)
    ]
    return bool(parents[0] & parents[1])


def _below(bonds: Sequence[Bond], places: Places) -> list[Stroke]:
    """From the middle of the parents down to the bus, along it, and down to each child."""
    lines: list[Stroke] = []
    children = dict.fromkeys(one.second for one in bonds if one.kind == Kin.PARENT)
    for child in children:
        parents = [
            places[one.first] for one in bonds if one.kind == Kin.PARENT and one.second == child if one.first in places
        ]
        if not parents or child not in places:
            continue
        (x, y), middle = places[child], sum(one[0] for one in parents) / len(parents)
        bus = parents[0][1] + STEP_Y / 2
        start = parents[0][1] + (SIZE / 2 if len(parents) == 1 else 0)
        lines.append(Stroke(middle, start, middle, bus, "family"))
        lines += [Stroke(middle, bus, x, bus, "family"), Stroke(x, bus, x, y - SIZE / 2, "family")]
    return list(dict.fromkeys(lines))


STROKE_OF = {2: "close", 1: "good", 0: "plain", -1: "distant", -2: "tense"}


def eco_of(ties: Sequence[tuple[str, int]], centre: str) -> Drawing:
    """The ecomap: the client in the middle, each system on a circle around, the line by how close the tie is."""
    nodes, strokes = [Node(CENTRE, CENTRE, centre, "", client=True)], []
    for number, (system, strength) in enumerate(ties):
        angle = 2 * math.pi * number / len(ties) - math.pi / 2
        x, y = CENTRE + RADIUS * math.cos(angle), CENTRE + RADIUS * math.sin(angle)
        share = SIZE / RADIUS
        nodes.append(Node(round(x, 1), round(y, 1), system, TIE_WORDS[strength]))
        strokes.append(
            Stroke(
                round(CENTRE + (x - CENTRE) * share, 1),
                round(CENTRE + (y - CENTRE) * share, 1),
                round(x - (x - CENTRE) * share, 1),
                round(y - (y - CENTRE) * share, 1),
                STROKE_OF[strength],
            )
        )
    return Drawing(2 * CENTRE, 2 * CENTRE, tuple(nodes), tuple(strokes))

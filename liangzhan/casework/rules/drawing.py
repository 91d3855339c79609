"""Family tree and ecomap as coordinates: what a template turns into SVG, beside the table that says the same. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from liangzhan.people.choices import Relation, Sex

STEP_X, STEP_Y, SIZE, MARGIN = 96, 96, 36, 60
RADIUS, CENTRE = 130, 200

# Generations counted from the head of the household; a child of the head stands one row below.
GENERATION = {
    Relation.GRANDPARENT: -2,
    Relation.PARENT: -1,
    Relation.HEAD: 0,
    Relation.SPOUSE: 0,
    Relation.SIBLING: 0,
    Relation.OTHER: 0,
    Relation.SON: 1,
    Relation.DAUGHTER: 1,
    Relation.GRANDCHILD: 2,
}
ROW_ORDER = (Relation.SIBLING, Relation.HEAD, Relation.SPOUSE, Relation.OTHER)
# Who hangs from the row above: the spouse of the head has parents of their own, and 其他 may be anybody.
HANGS = frozenset(set(GENERATION) - {Relation.SPOUSE, Relation.OTHER})
SHAPES = {Sex.MALE: "square", Sex.FEMALE: "circle"}
TIE_WORDS = {2: "紧密", 1: "较好", 0: "一般", -1: "疏远", -2: "紧张"}


@dataclass(frozen=True)
class Relative:
    """One member of the household as it is drawn."""

    name: str
    relation: str
    sex: str = Sex.UNKNOWN
    client: bool = False
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


def tree_of(relatives: Sequence[Relative]) -> Drawing:
    """The genogram of one household: square man, circle woman, diamond not known; a row for each generation."""
    rows: dict[int, list[Relative]] = {}
    for one in sorted(relatives, key=_row_place):
        rows.setdefault(GENERATION[Relation(one.relation)], []).append(one)
    if not rows:
        return Drawing(0, 0)
    width = MARGIN * 2 + STEP_X * (max(len(row) for row in rows.values()) - 1)
    places = {
        id(one): (
            MARGIN + (width - 2 * MARGIN - STEP_X * (len(row) - 1)) / 2 + STEP_X * at,
            float(MARGIN + STEP_Y * down),
        )
        for down, (_, row) in enumerate(sorted(rows.items()))
        for at, one in enumerate(row)
    }
    nodes = tuple(_person(one, *places[id(one)]) for row in rows.values() for one in row)
    strokes = [*_couple(rows.get(0, []), places)]
    ordered = sorted(rows)
    for above, below in zip(ordered, ordered[1:], strict=False):
        strokes += _descent(rows[above], rows[below], places)
    return Drawing(width, MARGIN * 2 + STEP_Y * (len(rows) - 1), nodes, tuple(strokes))


def _row_place(one: Relative) -> int:
    relation = Relation(one.relation)
    return ROW_ORDER.index(relation) if relation in ROW_ORDER else 0


def _person(one: Relative, x: float, y: float) -> Node:
    age = "" if one.age is None else f" {one.age} 岁"
    shape = SHAPES.get(Sex(one.sex), "diamond") if one.sex in Sex.values else "diamond"
    return Node(x, y, one.name, f"{Relation(one.relation).label}{age}", shape, one.client)


Places = dict[int, tuple[float, float]]


def _couple(row: Sequence[Relative], places: Places) -> list[Stroke]:
    pair = [one for one in row if one.relation in (Relation.HEAD, Relation.SPOUSE)]
    if len(pair) != 2:
        return []
    (x1, y1), (x2, y2) = (places[id(one)] for one in pair)
    return [Stroke(x1 + SIZE / 2, y1, x2 - SIZE / 2, y2, "couple")]


def _descent(above: Sequence[Relative], below: Sequence[Relative], places: Places) -> list[Stroke]:
    """From the middle of the pair (or of the row) above, down to each who hangs from it."""
    heirs = [places[id(one)] for one in below if one.relation in HANGS]
    roots = [places[id(one)] for one in above if one.relation in (Relation.HEAD, Relation.SPOUSE)]
    roots = roots or [places[id(one)] for one in above]
    if not heirs:
        return []
    x, y = sum(one[0] for one in roots) / len(roots), roots[0][1]
    bus = y + STEP_Y / 2
    xs = [x, *(one[0] for one in heirs)]
    lines = [Stroke(x, y + SIZE / 2, x, bus, "family"), Stroke(min(xs), bus, max(xs), bus, "family")]
    return [*lines, *(Stroke(hx, bus, hx, hy - SIZE / 2, "family") for hx, hy in heirs)]


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

"""Whom the family tree and the ecomap show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.casework.models import Assessment, Case
from liangzhan.casework.rules.drawing import TIE_WORDS, Drawing, Relative, eco_of, tree_of
from liangzhan.people.choices import Relation, Sex
from liangzhan.people.queries.households import household_of, members_of

SEX_BY_WORD = {one.label: one.value for one in Sex}


@dataclass(frozen=True)
class Pictured:
    """A drawing with the rows of its table."""

    drawing: Drawing
    rows: list[tuple[str, ...]]


def family_tree(case: Case, actor: Actor) -> Pictured | None:
    """The household of the client at the reader's stations; None when none is written down."""
    membership = household_of(case.person, actor.scope)
    if membership is None:
        return None
    rows = [one for one in members_of(membership.household, actor) if one.member.left_on is None]
    relatives = [
        Relative(
            name=row.face.called,
            relation=row.member.relation,
            sex=SEX_BY_WORD.get(row.face.sex, Sex.UNKNOWN),
            client=row.member.person_id == case.person_id,
            age=row.face.age,
        )
        for row in rows
    ]
    return Pictured(
        tree_of(relatives),
        [
            (
                one.name + ("（服务对象）" if one.client else ""),
                Relation(one.relation).label,
                Sex(one.sex).label,
                "" if one.age is None else f"{one.age} 岁",
            )
            for one in relatives
        ],
    )


def eco_map(assessment: Any) -> Pictured | None:
    """The ties of one assessment (prefetched); None when none is written down."""
    row: Assessment = assessment
    ties = list(row.eco_ties.all())
    if not ties:
        return None
    drawing = eco_of([(one.system, one.strength) for one in ties], "服务对象")
    return Pictured(drawing, [(one.system, TIE_WORDS[one.strength], one.note) for one in ties])

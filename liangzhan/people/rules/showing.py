"""How much of a person a reader sees (domain.md 10.2, 10.3). Pure: the reader's classes are an argument."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from liangzhan.people.choices import Education, IdKind, PoliticalStatus, Sex
from liangzhan.people.rules.identity import PersonFacts, age_on
from liangzhan.toolkit.identity import mask_mobile, mask_name, mask_resident_id

CHILD_YEARS = 14  # PIPL §28: all data of a child under fourteen are sensitive


@dataclass(frozen=True)
class Face:
    """Words to show, already masked. `sensitive` says that something of class P3 is shown in full: the page records it."""

    name: str
    alias: str = ""
    sex: str = ""
    born_on: dt.date | None = None
    age: int | None = None
    id_kind: str = ""
    id_number: str = ""
    number_hidden: bool = False
    mobile: str = ""
    address: str = ""
    education: str = ""
    political_status: str = ""
    sensitive: bool = False

    @property
    def called(self) -> str:
        """How the person is called on a page: the name, else the alias."""
        return self.name or self.alias or "未具名"


def is_child(born_on: dt.date | None, *, today: dt.date) -> bool:
    """Under fourteen (PIPL §28, §31). An unknown birth date is nobody's childhood."""
    return born_on is not None and age_on(born_on, today) < CHILD_YEARS


def identity_class(born_on: dt.date | None, *, today: dt.date) -> str:
    """P2, or P3 for a child under fourteen."""
    return "P3" if is_child(born_on, today=today) else "P2"


def face_of(
    facts: PersonFacts, *, reads: Callable[[str], bool], today: dt.date, brief: bool = False, number: bool = False
) -> Face:
    """What a reader sees. `brief` is a row of a list: mobile and address masked for everybody. `number` asks for the full
    number, and is heard only when the reader reads P3."""
    own = identity_class(facts.born_on, today=today)
    full = reads(own)
    shows_number = number and reads("P3") and bool(facts.id_number)
    masked_name = facts.name if full else mask_name(facts.name)
    return Face(
        name=masked_name,
        alias=facts.alias if full else mask_name(facts.alias),
        sex=Sex(facts.sex).label if full and facts.sex else "",
        born_on=facts.born_on if full else None,
        age=age_on(facts.born_on, today) if facts.born_on else None,
        id_kind=IdKind(facts.id_kind).label if facts.id_number else "",
        id_number=facts.id_number if shows_number else mask_resident_id(facts.id_number),
        number_hidden=bool(facts.id_number) and not shows_number,
        mobile=facts.mobile if full and not brief else mask_mobile(facts.mobile),
        address=facts.address if full and not brief else "",
        education=Education(facts.education).label if full and facts.education else "",
        political_status=PoliticalStatus(facts.political_status).label if full and facts.political_status else "",
        sensitive=shows_number or (own == "P3" and full),
    )

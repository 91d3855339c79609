"""What the toolkit needs to know of an actor (the real one lives in `access`)."""

from __future__ import annotations

import uuid as uuid_module
from typing import NamedTuple, Protocol


class ActorLike(Protocol):
    """Anything with a uuid and a label of this moment."""

    @property
    def uuid(self) -> uuid_module.UUID: ...

    @property
    def label(self) -> str: ...


class ActorStamp(NamedTuple):
    """Who, as kept in a row: no foreign key, the label of that moment."""

    uuid: uuid_module.UUID
    label: str

    def __str__(self) -> str:
        return self.label

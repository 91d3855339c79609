"""Model fields of our own: who did it."""

from __future__ import annotations

import uuid as uuid_module
from typing import Any

from django.db import models

from liangzhan.toolkit.actors import ActorLike, ActorStamp


class ActorField(models.CharField):  # type: ignore[type-arg]
    """One text column `uuid|label`; the value is an ActorStamp or None. Takes an Actor or a stamp."""

    # For the type checker (django-stubs): what may be assigned, and what is read.
    _pyi_private_set_type: ActorLike | None  # type: ignore[assignment]
    _pyi_private_get_type: ActorStamp  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 160
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"], kwargs["editable"]
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> ActorStamp | None:
        return self.to_python(value)

    def to_python(self, value: Any) -> ActorStamp | None:
        if value is None or value == "":
            return None
        if isinstance(value, str):
            head, _, label = value.partition("|")
            return ActorStamp(uuid_module.UUID(head), label)
        return ActorStamp(value.uuid, value.label)

    def get_prep_value(self, value: Any) -> str | None:
        stamp = self.to_python(value)
        return None if stamp is None else f"{stamp.uuid}|{stamp.label[:120]}"

    def value_to_string(self, obj: Any) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""

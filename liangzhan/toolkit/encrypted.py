"""A text column that is kept encrypted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import FieldError
from django.db import models

from liangzhan.toolkit import crypto


class _Sealed(bytes):
    """What came from the database and was not asked for yet."""


class _Opener:
    """The attribute: opens on the first reading, so that a list that does not show the text never decrypts it."""

    def __init__(self, field: EncryptedTextField) -> None:
        self.field = field

    def __get__(self, row: Any, owner: Any = None) -> Any:
        if row is None:
            return self
        name = self.field.attname
        if name not in row.__dict__:
            row.refresh_from_db(fields=[name])
        value = row.__dict__[name]
        if isinstance(value, _Sealed):
            value = crypto.open_sealed(value, self.field.aad(row)) if value else ""
            row.__dict__[name] = value
        return value

    def __set__(self, row: Any, value: Any) -> None:
        row.__dict__[self.field.attname] = value


class EncryptedTextField(models.Field):  # type: ignore[type-arg]
    """Text, AES-256-GCM in the database, bound to (table, column, row uuid): a value copied to another row does not open.

    The model has a field `uuid` (or another one named by `row_field`) that never changes. The attribute is a str, "" for
    nothing (kept as empty bytes) or None when `null=True`. Written by `save`, `create` and `bulk_create`; `update`,
    `bulk_update` and lookups see no row, so they raise FieldError: find rows by a `crypto.blind_index` column beside it.
    """

    description = "encrypted text"

    def __init__(self, *args: Any, row_field: str = "uuid", **kwargs: Any) -> None:
        self.row_field = row_field
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.row_field != "uuid":
            kwargs["row_field"] = self.row_field
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        return "BinaryField"

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Opener(self))

    def aad(self, row: Any) -> str:
        """What a value is bound to: table, column, row."""
        key = getattr(row, self.row_field)
        if not key:
            raise FieldError(f"{self.model._meta.label}.{self.name}: the row has no {self.row_field} to bind to")
        return f"{self.model._meta.db_table}|{self.column}|{key}"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return None if value is None else _Sealed(value)

    def to_python(self, value: Any) -> str | None:
        return None if value is None else str(value)

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, _Sealed):
            return value
        return _Sealed(crypto.seal(str(value), self.aad(model_instance)) if value else b"")

    def get_prep_value(self, value: Any) -> Any:
        if value == "" or value == b"":
            return _Sealed()
        if value is not None and not isinstance(value, _Sealed):
            raise FieldError(f"{self.name} is encrypted: save the row, or look it up by its blind index")
        return value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        value = value if prepared else self.get_prep_value(value)
        return None if value is None else connection.Database.Binary(bytes(value))

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted: look it up by its blind index")
        return super().get_lookup(lookup_name)

    def value_to_string(self, obj: Any) -> str:
        return str(self.value_from_object(obj) or "")

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]
        return super().formfield(**{"form_class": forms.CharField, "max_length": self.max_length, **kwargs})

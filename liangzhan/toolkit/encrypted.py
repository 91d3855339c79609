"""Columns that are kept encrypted: free text, and a short code that can still be looked up."""

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


class EncryptedChoiceField(models.CharField):  # type: ignore[type-arg]
    """A short code of a known list, kept as a keyed token so that a dump of the table does not show it.

    The stored token is the beginning of a blind index of the code, keyed for this table and column; it is read back
    through the table of `choices`. It is the same wherever the code is the same, so exact and in lookups, unique and
    check constraints, group by and indexes work as with the bare code; order is without meaning, and other lookups are
    refused. "" stays "" and None stays None.

    Weakness: equal codes have equal tokens, so whoever holds a dump can count them, and guess from the counts (or from
    one person of whom he knows it) which token is which. A check constraint that names a code has its token in the
    database's own definition: it belongs to the keys of the home in which it was migrated. A code that is taken from
    `choices` makes its rows unreadable.
    """

    description = "encrypted code"
    LENGTH = 24
    LOOKUPS = ("exact", "in", "isnull")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = self.LENGTH
        super().__init__(*args, **kwargs)
        self._key_id = ""
        self._tokens: dict[str, str] = {}
        self._codes: dict[str, str] = {}

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def tokens(self) -> dict[str, str]:
        """Code → stored token, "" among them, under the present key. A bulk path asks once for all its rows."""
        key_id = crypto.current_key_id("index")
        if key_id != self._key_id:
            known = [str(code) for code, _ in self.flatchoices if code not in (None, "")]
            self._tokens = {"": "", **{code: self._token(code) for code in known}}
            self._codes = {token: code for code, token in self._tokens.items()}
            self._key_id = key_id
        return self._tokens

    def _token(self, code: str) -> str:
        return crypto.blind_index(code, f"{self.model._meta.db_table}|{self.column}")[: self.LENGTH]

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        if value is None:
            return None
        code = self._codes.get(value)
        if code is None:
            self.tokens()
            code = self._codes.get(value)
        if code is None:
            raise crypto.SealBroken(f"无法解读 {self.model._meta.label}.{self.name}：不是现有密钥和代码表写下的值。")
        return code

    def get_prep_value(self, value: Any) -> Any:
        """What is looked for: a code that is not on the list has a token that no row has."""
        value = super().get_prep_value(value)
        return self.tokens().get(value) or self._token(value) if value else value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if value and not hasattr(value, "as_sql") and str(value) not in self.tokens():
            raise ValueError(f"{self.model._meta.label}.{self.name}: a code that is not on the list")
        return super().get_db_prep_save(value, connection)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name not in self.LOOKUPS:
            raise FieldError(f"{self.name} is encrypted: only {', '.join(self.LOOKUPS)} can be asked of it")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        return None  # a part or another writing of a token means nothing

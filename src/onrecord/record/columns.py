"""Nouns to table rows and back: a field is a column, a nested value is JSON."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_type_hints

import msgspec

from onrecord.errors import RecordUnusable

Noun = TypeVar("Noun")
Value = str | int | float | None


@cache
def columns_of(noun: Any) -> tuple[str, ...]:
    """Name the columns of a noun.

    >>> from onrecord.model import Story
    >>> columns_of(Story)
    ('id', 'title', 'period', 'reports', 'places', 'people')
    """
    return tuple(field.name for field in fields(noun))


@cache
def _types(noun: Any) -> dict[str, Any]:
    return get_type_hints(noun)


def row_of(value: Any) -> tuple[Value, ...]:
    """Give the row of a noun, in the order of its columns.

    >>> from onrecord.model import Story
    >>> row_of(Story("s1", "Fire", None, ("a", "b")))
    ('s1', 'Fire', None, '["a","b"]', '[]', '[]')
    """
    noun: Any = type(value)
    return tuple(cell_of(getattr(value, name)) for name in columns_of(noun))


def cell_of(value: Any) -> Value:
    """Give one value as SQLite keeps it: days as ISO text, nested values as JSON text."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple) or is_dataclass(value):
        return msgspec.json.encode(value).decode()
    plain: Value = msgspec.to_builtins(value)
    return plain


def noun_of(noun: type[Noun], row: Mapping[str, Any] | Iterable[Any]) -> Noun:
    """Build a noun from its row, the inverse of :func:`row_of`.

    >>> from onrecord.model import Story
    >>> noun_of(Story, ("s1", "Fire", None, '["a","b"]', "[]", "[]")).reports
    ('a', 'b')
    """
    key: Any = noun
    names = columns_of(key)
    cells = row if isinstance(row, Mapping) else dict(zip(names, row, strict=True))
    types = _types(key)
    try:
        return noun(**{name: value_of(types[name], cells[name]) for name in names})
    except msgspec.MsgspecError as error:
        raise RecordUnusable(
            f"the record is damaged in a row of {noun.__name__}: {error}; restore it from a copy"
        ) from error


def value_of(kind: Any, cell: Value) -> Any:
    """Read one cell as the type of its field."""
    if kind is type(cell):
        return cell
    if isinstance(cell, str) and cell[:1] in ("[", "{") and not _is_text(kind):
        return msgspec.json.decode(cell.encode(), type=kind, strict=False)
    return msgspec.convert(cell, kind, strict=False) if cell is not None else None


@cache
def _is_text(kind: Any) -> bool:
    """Tell whether a field holds text, which may well begin with a bracket."""
    return kind is str or (isinstance(kind, UnionType) and str in kind.__args__)

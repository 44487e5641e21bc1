"""The codebook: every column of every exported table, with its type, unit and meaning.

``codebook.tsv`` is the one place where these are written down: Parquet's schemas and Datasette's descriptions are made
from it.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import groupby
from operator import attrgetter
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

Type: TypeAlias = Literal[
    "text", "texts", "integer", "number", "yes or no", "day", "span", "spans", "object", "objects", "lists of objects"
]
Empty: TypeAlias = Literal["never", "null", "[]"]
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MARKS = str.maketrans({"|": "\\|", "<": "&lt;"})


class Column(NamedTuple):
    """One key of the rows of a table; ``path`` has dots where it stands inside an object."""

    table: str
    path: str
    type: Type
    unit: str
    empty: Empty
    meaning: str

    @property
    def name(self) -> str:
        """The key itself."""
        return self.path.rpartition(".")[2]


@cache
def columns() -> tuple[Column, ...]:
    """Give the whole codebook, in the order of the tables and of the keys in a row.

    >>> columns()[0].table, columns()[0].path, columns()[0].type
    ('reports', 'id', 'text')
    """
    lines = files(__package__).joinpath("codebook.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(map(_column, (line for line in lines if not line.startswith("#"))))


def columns_in(table: str, inside: str = "") -> tuple[Column, ...]:
    """Give the columns of a table, or those of an object in it.

    >>> [column.name for column in columns_in("utterances", "said")]
    ['first', 'last']
    """
    return _by_place().get((table, inside), ())


def faults(table: str, row: Mapping[str, Any], inside: str = "") -> Iterator[str]:
    """Tell where a row is not as the codebook says.

    >>> list(faults("people", {"id": 7}))[:2]
    ["people: the keys are ['id']", 'people.id: 7 is no text']
    """
    known = columns_in(table, inside)
    place = f"{table}.{inside}" if inside else table
    if list(row) != [column.name for column in known]:
        yield f"{place}: the keys are {list(row)}"
    for column in known:
        value = row.get(column.name)
        if value is None or value == []:
            if column.name in row and column.empty != ("null" if value is None else "[]"):
                yield f"{table}.{column.path}: it is empty"
        elif not _fits(column.type, value):
            yield f"{table}.{column.path}: {value!r} is no {column.type}"
        else:
            for each in _objects(column.type, value):
                yield from faults(table, each, column.path)


def rows() -> Iterator[dict[str, str]]:
    """Give the codebook as rows for a file.

    >>> next(rows())["column"]
    'id'
    """
    for column in columns():
        yield {
            "table": column.table,
            "column": column.path,
            "type": column.type,
            "unit": column.unit,
            "empty": column.empty,
            "meaning": column.meaning,
        }


def as_markdown() -> str:
    """Give the codebook as a page, with a table for each table.

    >>> as_markdown().splitlines()[2]
    '## reports'
    """
    page = ["# Codebook", ""]
    for table, found in groupby(columns(), key=attrgetter("table")):
        page += [f"## {table}", "", "| column | type | unit | empty | meaning |", "| --- | --- | --- | --- | --- |"]
        for column in found:
            cells = [f"`{column.path}`", column.type, column.unit, column.empty, column.meaning]
            page.append(f"| {' | '.join(cell.translate(MARKS) for cell in cells)} |")
        page.append("")
    return "\n".join(page)


@cache
def _by_place() -> dict[tuple[str, str], tuple[Column, ...]]:
    found: dict[tuple[str, str], list[Column]] = {}
    for column in columns():
        found.setdefault((column.table, column.path.rpartition(".")[0]), []).append(column)
    return {place: tuple(each) for place, each in found.items()}


def _column(line: str) -> Column:
    table, path, kind, unit, empty, meaning = line.split("\t")
    for given, type_ in ((kind, Type), (empty, Empty)):
        if given not in get_args(type_):
            raise ValueError(f"codebook.tsv: {table} {path}: {given}")
    return Column(table, path, kind, unit, empty, meaning)  # type: ignore[arg-type]  # looked at above


def _fits(kind: Type, value: Any) -> bool:
    match kind:
        case "text":
            return isinstance(value, str)
        case "day":
            return isinstance(value, str) and DAY.fullmatch(value) is not None
        case "integer":
            return type(value) is int
        case "number":
            return type(value) in (int, float)
        case "yes or no":
            return isinstance(value, bool)
        case "span":
            return isinstance(value, list) and [type(each) for each in value] == [int, int]
        case "object":
            return isinstance(value, dict)
        case _:
            return isinstance(value, list) and all(_fits(ONE_OF[kind], each) for each in value)


ONE_OF: dict[Type, Type] = {"texts": "text", "spans": "span", "objects": "object", "lists of objects": "objects"}


def _objects(kind: Type, value: Any) -> list[dict[str, Any]]:
    match kind:
        case "object":
            return [value]
        case "objects":
            return list(value)
        case "lists of objects":
            return [each for group in value for each in group]
        case _:
            return []

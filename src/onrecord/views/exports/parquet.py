"""Rows as Parquet: the same columns as the JSON lines, with types; days are dates, spans ``struct<start, end>``.

Rows are written in groups, so that no table is held in memory whole. The same rows give the same bytes with the same
version of pyarrow. pyarrow is an extra and imported when used.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO, TYPE_CHECKING, Any

from onrecord.errors import UsageError
from onrecord.views.exports.codebook import Column, columns_in
from onrecord.views.exports.identifiers import whole_text

if TYPE_CHECKING:
    import pyarrow

Row = dict[str, Any]
ROWS = 10_000  # in a group, at most
LETTERS = 1 << 25  # in the texts of a group, at most, but for the last row


def schema_of(table: str) -> "pyarrow.Schema":
    """Give the columns of a table as Arrow types; what they mean and their units are in the fields' metadata.

    Raises:
        UsageError: pyarrow is not installed.
    """
    arrow = _arrow()
    return arrow.schema([_field(arrow, each) for each in columns_in(table)], metadata={"table": table})


def write_parquet(table: str, rows: Iterable[Row], out: IO[bytes]) -> None:
    """Write the rows of a table.

    Raises:
        UsageError: pyarrow is not installed.
    """
    schema = schema_of(table)
    from pyarrow import parquet

    arrow = _arrow()
    with parquet.ParquetWriter(_Counted(out), schema, compression="zstd") as writer:
        for group in _groups(rows):
            cells = [_struct(table, "", row) for row in group]
            writer.write_batch(arrow.RecordBatch.from_pylist(cells, schema=schema), row_group_size=ROWS)


def _arrow() -> Any:
    try:
        import pyarrow
    except ImportError:
        raise UsageError("Parquet needs pyarrow; install it with: pip install 'onrecord[parquet]'") from None
    return pyarrow


class _Counted:
    """A stream that knows how much was written to it: a pipe can't tell."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._written = 0
        self.closed = False

    def write(self, data: Any) -> int:
        self._out.write(data)
        self._written += len(data)
        return len(data)

    def tell(self) -> int:
        return self._written

    def flush(self) -> None:
        self._out.flush()

    def close(self) -> None:
        """Leave the stream open: it is not ours."""

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    letters = 0
    for row in rows:
        group.append(row)
        letters += sum(len(value) for value in row.values() if isinstance(value, str))
        if len(group) == ROWS or letters > LETTERS:
            yield group
            group, letters = [], 0
    if group:
        yield group


def _field(arrow: Any, column: Column) -> Any:
    metadata = {"description": column.meaning, **({"unit": column.unit} if column.unit else {})}
    return arrow.field(column.name, _type(arrow, column), nullable=column.empty == "null", metadata=metadata)


def _type(arrow: Any, column: Column) -> Any:
    integer = arrow.int64()

    def list_of(item: Any) -> Any:
        return arrow.list_(arrow.field("element", item, nullable=False))

    def struct() -> Any:
        return arrow.struct([_field(arrow, each) for each in columns_in(column.table, column.path)])

    def span() -> Any:
        return arrow.struct([arrow.field(end, integer, nullable=False) for end in ("start", "end")])

    match column.type:
        case "text":
            return arrow.string()
        case "texts":
            return list_of(arrow.string())
        case "integer":
            return integer
        case "number":
            return arrow.float64()
        case "yes or no":
            return arrow.bool_()
        case "day":
            return arrow.date32()
        case "span":
            return span()
        case "spans":
            return list_of(span())
        case "object":
            return struct()
        case "objects":
            return list_of(struct())
        case "lists of objects":
            return list_of(list_of(struct()))


def _struct(table: str, inside: str, row: Row) -> Row:
    return {each.name: _cell(each, row[each.name]) for each in columns_in(table, inside)}


def _cell(column: Column, value: Any) -> Any:
    if value is None:
        return None
    match column.type:
        case "text":
            return whole_text(value)
        case "texts":
            return [whole_text(each) for each in value]
        case "day":
            return date.fromisoformat(value)
        case "span":
            return _span(value)
        case "spans":
            return [_span(each) for each in value]
        case "object":
            return _struct(column.table, column.path, value)
        case "objects":
            return [_struct(column.table, column.path, each) for each in value]
        case "lists of objects":
            return [[_struct(column.table, column.path, each) for each in group] for group in value]
        case _:
            return value


def _span(pair: list[int]) -> Row:
    return {"start": pair[0], "end": pair[1]}

"""Parquet: what is read back are the rows of the JSON lines, with types that say more."""

import io
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pyarrow.parquet import ParquetFile

from onrecord import Record
from onrecord.errors import UsageError
from onrecord.pipeline.tables import TABLES
from onrecord.views.exports import parquet
from onrecord.views.exports.codebook import columns
from onrecord.views.exports.parquet import schema_of, write_parquet


def written(table: str, rows: Any) -> bytes:
    out = io.BytesIO()
    write_parquet(table, rows, out)
    return out.getvalue()


def read(data: bytes) -> Any:
    return ParquetFile(io.BytesIO(data))


def plain(value: Any) -> Any:
    """Give a value as the JSON lines have it: days as text, spans as pairs."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        if list(value) == ["start", "end"]:
            return list(value.values())
        return {key: plain(each) for key, each in value.items()}
    return value


@pytest.mark.parametrize("table", TABLES)
def test_what_is_read_back_are_the_rows(demo_record: Record, table: str) -> None:
    rows = list(demo_record.export(table))
    assert plain(read(written(table, rows)).read().to_pylist()) == rows


def test_the_same_rows_give_the_same_bytes(demo_record: Record) -> None:
    once, again = (written("utterances", demo_record.export("utterances")) for _ in range(2))
    assert once == again


def test_rows_are_written_in_groups(demo_record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS", 50)
    rows = list(demo_record.export("statements"))
    found = read(written("statements", rows))
    assert found.num_row_groups == -(-len(rows) // 50)
    assert found.metadata.num_rows == len(rows)


def test_a_long_text_ends_a_group(demo_record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "LETTERS", 1)
    rows = list(demo_record.export("reports"))
    assert read(written("reports", rows)).num_row_groups == len(rows)


def test_types_say_what_is_in_a_column() -> None:
    schema = schema_of("statements")
    assert str(schema.field("said").type) == "struct<first: date32[day] not null, last: date32[day] not null>"
    assert str(schema.field("quoted").type).startswith(
        "list<element: struct<start: int64 not null, end: int64 not null>"
    )
    assert schema.field("content").metadata[b"unit"] == b"characters of the report"
    assert not schema.field("id").nullable
    assert schema.field("speaker").nullable


def test_every_table_of_the_codebook_has_a_schema() -> None:
    for table in {column.table for column in columns()}:
        assert len(schema_of(table)) == sum(1 for each in columns() if each.table == table and "." not in each.path)


def test_without_pyarrow_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'onrecord\[parquet\]'"):
        written("people", [])


def test_duckdb_reads_it(demo_record: Record, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not at hand")
    path = tmp_path / "statements.parquet"
    path.write_bytes(written("statements", demo_record.export("statements")))
    query = f"SELECT count(*), sum(len(content)) FROM '{path}' WHERE speaker IS NOT NULL"
    rows = [row for row in demo_record.export("statements") if row["speaker"]]
    assert duckdb.sql(query).fetchall() == [(len(rows), sum(len(row["content"]) for row in rows))]

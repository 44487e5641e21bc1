"""Datasette opens the record with its metadata, which names every table and column that there is."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from onrecord import Record
from onrecord.views.exports.datasette import metadata_of


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of one report, with the metadata beside it."""
    folder = tmp_path_factory.mktemp("datasette")
    line = {"id": "r1", "text": "“We heard it before we saw it,” said Ana Ruiz.", "url": "https://elm.example/1"}
    (folder / "a.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    with Record(folder / "mill.db") as record:
        record.add(str(folder / "a.jsonl"))
    (folder / "metadata.json").write_text(json.dumps(metadata_of("mill")), encoding="utf-8")
    return folder / "mill.db"


def page(path: Path, address: str) -> str:
    command = [sys.executable, "-m", "datasette", str(path), "-m", str(path.with_name("metadata.json")), "--get"]
    return subprocess.run([*command, f"/mill{address}"], capture_output=True, check=True, text=True).stdout


def rows(path: Path, address: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(page(path, address))
    return found


def columns_in(path: Path) -> dict[str, list[str]]:
    """Give the tables of a record with their columns, but those that belong to a full-text index."""
    with closing(sqlite3.connect(path)) as db:
        found = db.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).fetchall()
        indexes = tuple(name for name, sql in found if sql.startswith("CREATE VIRTUAL"))
        return {
            name: [row[1] for row in db.execute(f"PRAGMA table_xinfo('{name}')")]
            for name, _ in found
            if not name.startswith(indexes)
        }


def described() -> dict[str, Any]:
    tables: dict[str, Any] = metadata_of("mill")["databases"]["mill"]["tables"]
    return tables


def test_every_table_is_described_and_no_other(mill: Path) -> None:
    assert described().keys() == columns_in(mill).keys(), "record_tables.tsv is not as schema.sql"


def test_every_column_is_described_and_no_other(mill: Path) -> None:
    for table, there in columns_in(mill).items():
        told = described().get(table, {"columns": {}})["columns"]
        assert set(told) == set(there), f"record_columns.tsv is not as schema.sql: {table}"


def test_labels_sorts_and_facets_are_columns(mill: Path) -> None:
    there = columns_in(mill)
    for table, each in described().items():
        named = [each.get("label_column"), each.get("sort"), each.get("sort_desc"), *each.get("facets", ())]
        assert {name for name in named if name} <= set(there[table])
        assert each["title"]
        assert each["description"].endswith(".")


def test_the_page_of_a_table_says_what_it_holds_and_links_the_report(mill: Path) -> None:
    shown = page(mill, "/statements")
    assert "Who says what in each report" in shown
    assert 'href="/mill/reports?' in shown or 'href="/mill/reports/' in shown  # by the foreign key
    assert 'href="https://elm.example/1"' in page(mill, "/reports")


def test_the_questions_to_begin_with_have_answers(mill: Path) -> None:
    (said,) = rows(mill, "/said_by.json?person=ana-ruiz&_shape=array")
    assert said["url"] == "https://elm.example/1"
    (most,) = rows(mill, "/most_printed.json?_shape=array")
    (printed,) = rows(mill, f"/printings_of.json?utterance={most['id']}&_shape=array")
    assert (printed["report"], printed["relation"]) == ("r1", "identical")

"""The codebook tells of every key of every row, and of none that there is not."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from makers import make_report
from onrecord import Record
from onrecord.model import Event, Family, Origin, Otherwise, Period, Place, Retrieval, Reuse, Ruling, Span
from onrecord.pipeline import rows
from onrecord.pipeline.tables import TABLES
from onrecord.views.exports.codebook import as_markdown, columns, faults

ROOT = Path(__file__).parents[3]
DAY = Period(date(2031, 5, 14), date(2031, 5, 15))
PLACE = Place("r1", Span(0, 3))
FETCHED = replace(
    make_report("It rained."),
    origin=Origin(
        "day.warc!1",
        "0",
        "text/html",
        Retrieval("warc", "2031-05-14T08:00:00Z", "https://elm.example/", "utf-8", "1", "2"),
    ),
)
MADE: dict[str, list[dict[str, Any]]] = {
    "reports": [
        {
            **rows.report_row(FETCHED),
            "editions": [],
            "publisher": None,
            "origin": None,
            "retrieval": rows.retrieval_row(FETCHED),
            "made_by": None,
        }
    ],
    "families": [rows.family_row(Family("f", "r1", "AP", ("r1", "r2"), ((PLACE, PLACE),), "dateline", PLACE))],
    "reuse": [rows.reuse_row(Reuse("r1", "r2", "copy", "AP", "r1", ((PLACE, PLACE),), "thanks", PLACE))],
    "timeline": [rows.event_row(Event("s", DAY, "It rained.", (PLACE,), otherwise=(Otherwise(DAY, (PLACE,)),)), {})],
    "rulings": [
        rows.ruling_row(Ruling("1", "same", "r1:0-3", "r2:0-3"), None),
        rows.ruling_row(Ruling("2", "speaker", "r1:0-3", speaker="Ana Ruiz"), "its report is gone"),
    ],
}
"""Rows with all that the samples may have no example of."""


def keys(value: Any, path: str = "") -> set[str]:
    """Give the path of each key in a row."""
    if isinstance(value, list):
        return {each for one in value for each in keys(one, path)}
    if not isinstance(value, dict):
        return set()
    found = {f"{path}.{key}".lstrip(".") for key in value}
    return found.union(*(keys(each, f"{path}.{key}") for key, each in value.items()))


@pytest.mark.parametrize("table", TABLES)
def test_each_exported_row_is_as_the_codebook_says(demo_record: Record, table: str) -> None:
    for row in [*demo_record.export(table), *MADE.get(table, ())]:
        assert not list(faults(table, row))


@pytest.mark.parametrize("table", TABLES)
def test_the_codebook_names_no_key_that_there_is_not(demo_record: Record, table: str) -> None:
    exported = keys([*demo_record.export(table), *MADE.get(table, ())])
    assert {column.path for column in columns() if column.table == table} == exported


def test_it_has_the_tables_in_their_order() -> None:
    assert tuple(dict.fromkeys(column.table for column in columns())) == TABLES


def test_a_key_that_is_not_known_is_a_fault(demo_record: Record) -> None:
    row = next(demo_record.export("people"))
    assert list(faults("people", {**row, "shoe_size": 44}))
    assert list(faults("people", {**row, "statements": "many"}))
    assert list(faults("people", {**row, "name": None}))


def test_every_column_says_what_it_means() -> None:
    assert all(column.meaning for column in columns())
    assert len({(column.table, column.path) for column in columns()}) == len(columns())


def test_the_page_has_a_line_for_each_column() -> None:
    lines = as_markdown().splitlines()
    assert sum(line.startswith("| `") for line in lines) == len(columns())


@pytest.mark.parametrize("table", TABLES)
def test_the_reference_names_no_column_that_there_is_not(table: str) -> None:
    reference = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    (line,) = re.findall(rf"^\| `{table}` \| (.*) \|$", reference, re.MULTILINE)
    known = {column.name for column in columns() if column.table == table}
    known |= {value for column in columns() if column.table == table for value in column.unit.split(", ")}
    assert set(re.findall(r"`([^`]+)`", line)) <= known

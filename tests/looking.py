"""Records to look things up in, made of the sample reports without reading them anew each time."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from makers import MAKER
from onrecord.model import Finding, Report
from onrecord.pipeline.stages import derive, digest_of, find
from onrecord.read import read_sources
from onrecord.record.query import Queries

TABLES = ("sayings", "people_counts", "months", "family_reports")


@cache
def _found() -> tuple[Finding, ...]:
    from onrecord.demo import demo_reports

    reports = (item for item in read_sources([str(demo_reports())]) if isinstance(item, Report))
    return tuple(find(report) for report in reports)


def findings_of() -> list[Finding]:
    """Give what is found in the sample reports."""
    return list(_found())


def made(findings: Iterable[Finding], path: Path) -> Path:
    """Make a record of findings, put in their order, with what they say together."""
    found = list(findings)
    with Queries(path) as store:
        with store.writing():
            for finding in found:
                store.put(finding, digest_of(finding.report), MAKER)
        # As a record derives: from what it holds, in the order in which it holds it.
        store.put_derived(derive(list(store.findings())), store.generation, MAKER)
    return path


def rows_of(path: Path, tables: Sequence[str] = TABLES) -> dict[str, list[tuple[Any, ...]]]:
    """Give all rows of the tables that things are looked up by."""
    with closing(sqlite3.connect(path)) as database:
        return {table: database.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables}

"""Statements are numbered by day, whatever the order in which their reports came, and counted without a gap."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from looking import TABLES, findings_of, made, rows_of
from onrecord.model import Finding, Narrowing
from onrecord.record.lookup import facet_tokens, fill
from onrecord.record.query import Queries


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    """What is found in the sample reports."""
    return findings_of()


@pytest.fixture
def record(tmp_path: Path) -> Callable[[list[Finding]], Path]:
    """A way to make a record of findings, put in their order."""
    return lambda found: made(found, tmp_path / f"{len(list(tmp_path.iterdir()))}.db")


def test_numbers_are_the_same_in_any_order_of_arrival(
    findings: list[Finding], record: Callable[[list[Finding]], Path]
) -> None:
    first = rows_of(record(findings))
    for seed in (1, 2):
        shuffled = random.Random(seed).sample(findings, len(findings))
        again = rows_of(record(shuffled))
        for table in TABLES:
            assert again[table] == first[table], table


def test_words_are_found_at_the_same_numbers_in_any_order_of_arrival(
    findings: list[Finding], record: Callable[[list[Finding]], Path]
) -> None:
    paths = record(findings), record(findings[::-1])
    words = "SELECT rowid FROM saying_words WHERE saying_words MATCH ? ORDER BY rowid"
    found = []
    for path in paths:
        with closing(sqlite3.connect(path)) as database:
            found.append([database.execute(words, (each,)).fetchall() for each in ("the", '"the harbour"', "mayor")])
    assert found[0] == found[1]
    assert found[0][0]


def test_numbers_have_no_gap_and_follow_the_days(
    findings: list[Finding], record: Callable[[list[Finding]], Path]
) -> None:
    rows = rows_of(record(findings))["sayings"]
    numbers, days = [row[0] for row in rows], [row[3] or "" for row in rows]
    assert numbers == list(range(1, len(rows) + 1))
    assert days == sorted(days)
    assert len(rows) == sum(len(finding.statements) for finding in findings)


def test_people_are_numbered_by_how_much_they_say(
    findings: list[Finding], record: Callable[[list[Finding]], Path]
) -> None:
    tables = rows_of(record(findings))
    counted = [(row[0], row[1], row[2]) for row in tables["people_counts"]]
    assert [number for number, _, _ in counted] == list(range(1, len(counted) + 1))
    assert [often for _, _, often in counted] == sorted((often for _, _, often in counted), reverse=True)
    said = [row[5] for row in tables["sayings"]]
    assert all(said.count(person) == often for _, person, often in counted)


def test_filling_anew_leaves_nothing_of_before(
    findings: list[Finding], record: Callable[[list[Finding]], Path]
) -> None:
    path = record(findings)
    before = rows_of(path)
    with Queries(path) as store, store.writing():
        fill(store._db)
    assert rows_of(path) == before


def test_a_facet_is_one_word_of_the_index_and_of_one_kind() -> None:
    tokens = facet_tokens(Narrowing(person="direct", outlet="direct", form="direct"))
    assert len(set(tokens)) == 3
    assert all(token.isascii() and token.isalnum() and token == token.lower() for token in tokens)
    assert facet_tokens(Narrowing()) == []
    odd = facet_tokens(Narrowing(outlet='Elm" OR facets:*'))
    assert odd[0].isalnum()

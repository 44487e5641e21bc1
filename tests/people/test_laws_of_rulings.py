"""The laws of rulings, on whole records: no order matters, and what is taken back leaves no trace."""

import random
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import Record
from onrecord.model import KnownPerson
from onrecord.pipeline.tables import TABLES
from samples import write_lines

LINES = [
    {"id": "same", "published": "2031-05-14", "text": "“We heard it at the mill,” said Ana Ruiz."},
    {"id": "same", "published": "2031-05-15", "text": "“It was loud at the mill,” said Annie Ruiz."},
    {"id": "r3", "published": "2031-09-15", "text": "“I won the game at last,” said Joe Roe."},
    {"id": "r4", "published": "2031-10-02", "text": "“We count all night long,” said Joe Roe."},
    {"id": "r5", "published": "2031-10-09", "text": "“Nobody told us about it,” a clerk said."},
]
WORDS = [line["text"][1:24] for line in LINES]
KNOWN = KnownPerson("Joe Roe", ("Joey",), "Q7")
Exports = dict[str, list[bytes]]


def exports(record: Record) -> Exports:
    """Give every export but for the places of the reports, which differ with the batches."""
    return {table: [msgspec.json.encode({**row, "location": None}) for row in record.export(table)] for table in TABLES}


def rule_all(record: Record, given: set[str]) -> None:
    """Give each ruling for which all statements are on record, once."""
    ids = {row["text"][:23]: row["id"] for row in record.export("statements")}
    one, two, three, four, five = (ids.get(words) for words in WORDS)
    if one and two and "same" not in given:
        record.rule("same", one, two)
        given.add("same")
    if three and four and "different" not in given:
        record.rule("different", four, three)
        given.add("different")
    if two and "moved" not in given:  # its report may get another id when the first one comes
        record.rule_speaker(two, "Annie Ruiz")
        given.add("moved")
    if five and "speaker" not in given:
        record.rule_speaker(five, "Ana Ruiz")
        given.add("speaker")


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Exports:
    """The exports of a record with all reports and then all rulings."""
    with Record(":memory:") as record:
        record.add(write_lines(tmp_path_factory.mktemp("laws") / "all.jsonl", LINES))
        record.know([KNOWN])
        rule_all(record, set())
        found = exports(record)
    assert len(found["rulings"]) == 4
    assert sorted(msgspec.json.decode(row)["statements"] for row in found["people"]) == [1, 1, 3]
    return found


@given(st.randoms(use_true_random=False), st.integers(1, 4), st.booleans())
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_when_a_ruling_is_given_and_what_comes_first_changes_nothing(
    tmp_path: Path, expected: Exports, shuffle: random.Random, batches: int, known_first: bool
) -> None:
    lines = list(LINES)
    shuffle.shuffle(lines)
    given: set[str] = set()
    with Record(":memory:") as record:
        record.know([KNOWN] if known_first else [])
        for number in range(batches):
            record.add(write_lines(tmp_path / f"{number}.jsonl", lines[number::batches]))
            rule_all(record, given)
        record.know([KNOWN])
        assert exports(record) == expected


def test_what_is_taken_back_leaves_no_trace(tmp_path: Path) -> None:
    with Record(":memory:") as record:
        record.add(write_lines(tmp_path / "all.jsonl", LINES))
        before = exports(record)
        rule_all(record, set())
        record.know([KNOWN])
        assert exports(record) != before
        for ruling, why_idle in record.rulings():
            assert why_idle is None
            record.undo(ruling.id)
        record.know([])
        assert exports(record) == before


def test_rulings_outlast_a_reading_by_a_newer_version(tmp_path: Path) -> None:
    with Record(tmp_path / "old.db") as record:
        record.add(write_lines(tmp_path / "all.jsonl", LINES))
        rule_all(record, set())
        before = exports(record)
        record._store._db.execute("INSERT INTO meta VALUES ('unread', '1')")
    with Record(tmp_path / "old.db") as record:
        assert exports(record) == before
        assert not record._store.is_unread

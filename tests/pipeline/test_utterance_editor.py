"""Rulings on utterances, on whole records: whatever comes first, and gone without a trace when taken back."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import Record
from onrecord.errors import UsageError
from onrecord.model import PairKind
from onrecord.pipeline.tables import TABLES
from samples import write_lines

LINES: list[dict[str, Any]] = [
    {"id": "r1", "published": "2031-05-14", "text": "“We heard the old mill before we saw it,” said Ana Ruiz."},
    {"id": "r2", "published": "2031-05-15", "text": "“We heard the old mill before we saw it,” Ana Ruiz said."},
    {"id": "r3", "published": "2031-05-15", "text": "“It was loud all night down there,” Ana Ruiz said."},
    {"id": "r4", "published": "2031-05-16", "text": "“The bakers sell no bread on Sundays,” said Ana Ruiz."},
    {"id": "r5", "published": "2031-05-16", "text": "Ana Ruiz said that the whole of Elm had been awake at dawn."},
    {
        "id": "r6",
        "published": "2031-05-17",
        "text": "“The roof is not safe. The stairs are worse than that. Nobody goes up there,” said Joe Roe.",
    },
]
Exports = dict[str, list[bytes]]


def exports(record: Record) -> Exports:
    """Give every export but for the places of the reports, which differ with the batches."""
    return {table: [msgspec.json.encode({**row, "location": None}) for row in record.export(table)] for table in TABLES}


def groups(record: Record) -> list[str]:
    """Give the numbers of the reports of each utterance."""
    return sorted(
        "".join(sorted(each["report"][1:2] for each in row["witnesses"])) for row in record.export("utterances")
    )


def statement(record: Record, report: str) -> str:
    return str(next(row["id"] for row in record.export("statements") if row["report"] == report))


def utterance(record: Record, report: str) -> str:
    return next(
        str(row["id"]) for row in record.export("utterances") if report in [each["report"] for each in row["witnesses"]]
    )


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """Give a record of six reports."""
    with Record(":memory:") as record:
        record.add(write_lines(tmp_path / "reports.jsonl", LINES))
        yield record


BEFORE = ["12", "3", "4", "6", "6", "6"]


def test_two_utterances_are_one_until_it_is_taken_back(record: Record) -> None:
    assert groups(record) == BEFORE
    before = exports(record)
    ruling = record.rule("same-utterance", statement(record, "r1"), utterance(record, "r3"))
    assert (ruling.a, ruling.b) == ("r1:1-39", "r3:1-33")  # of the witnesses, that end before the comma
    assert groups(record) == ["123", "4", "6", "6", "6"]
    assert record.check("It was loud all night down there").utterances == (utterance(record, "r1"),)
    record.undo(ruling.id)
    assert exports(record) == before


def test_one_utterance_is_two(record: Record) -> None:
    record.rule("different-utterances", statement(record, "r1"), statement(record, "r2"))
    assert groups(record) == sorted(["1", "2", *BEFORE[1:]])


def test_reported_speech_joins_an_utterance_and_leaves_it(record: Record) -> None:
    reported, quoted = statement(record, "r5"), statement(record, "r3")
    record.rule("same-utterance", reported, quoted)
    row = next(row for row in record.export("utterances") if row["id"] == utterance(record, "r3"))
    assert [(each["report"], each["relation"]) for each in row["witnesses"]] == [
        ("r3", "identical"),
        ("r5", "paraphrase"),
    ]
    record.rule("different-utterances", quoted, reported)
    assert groups(record) == BEFORE


def test_a_later_ruling_on_the_same_two_replaces_the_earlier_however_they_are_named(record: Record) -> None:
    record.rule("same-utterance", statement(record, "r1"), statement(record, "r3"))
    record.rule("different-utterances", "r3:5-20", "r1:9-30")
    assert [(ruling.ruling, ruling.a, ruling.b) for ruling, _ in record.rulings()] == [
        ("different-utterances", "r1:1-39", "r3:1-33")
    ]


def test_rulings_that_contradict_one_another_are_refused(record: Record) -> None:
    one, two, three = (statement(record, report) for report in ("r1", "r3", "r4"))
    first = record.rule("same-utterance", one, two)
    record.rule("same-utterance", two, three)
    before = exports(record)
    with pytest.raises(UsageError, match=rf"contradicts the ruling {first.id} \(same-utterance r1:1-39 r3:1-33\)"):
        record.rule("different-utterances", one, three)
    assert exports(record) == before
    record.undo(first.id)
    record.rule("different-utterances", one, three)
    with pytest.raises(UsageError, match=r"contradicts .* take that back first with: onrecord rule undo"):
        record.rule("same-utterance", one, two)


def test_of_a_statement_with_several_utterances_one_is_named(record: Record) -> None:
    whole = statement(record, "r6")
    with pytest.raises(UsageError, match=r"holds 3 utterances; name the place of one: r6:1-22 “The roof is not safe"):
        record.rule("same-utterance", whole, statement(record, "r3"))
    ruling = record.rule("same-utterance", "r6:23-54", statement(record, "r3"))
    assert groups(record) == ["12", "36", "4", "6", "6"]
    assert record.rule("different-utterances", whole, statement(record, "r3")).id == ruling.id
    assert groups(record) == BEFORE


def test_a_sentence_of_a_speech_is_a_place_though_nobody_quotes_it(record: Record, tmp_path: Path) -> None:
    speech = "RUIZ: The nets are torn. The boats are old and they leak. We mend them in the winter."
    record.add(write_lines(tmp_path / "speech.jsonl", [{"id": "t1", "kind": "transcript", "text": speech}]))
    assert [row["base"] for row in record.export("utterances") if row["primary"]] == [speech[6:]]
    start = speech.index("The boats")
    record.rule("same-utterance", f"t1:{start + 4}-{start + 20}", statement(record, "r3"))
    found = [row for row in record.export("utterances") if row["primary"]]
    assert sorted(row["base"] for row in found) == [
        "The boats are old and they leak.",
        "The nets are torn.",
        "We mend them in the winter.",
    ]
    assert sorted(len(row["witnesses"]) for row in found) == [1, 1, 2]
    with pytest.raises(UsageError, match="are one place"):
        record.rule("same-utterance", f"t1:{start}-{start + 32}", f"t1:{start}-{start + 20}")


def test_the_whole_of_a_speech_is_one_place_where_nobody_quotes_it(record: Record, tmp_path: Path) -> None:
    speech = "RUIZ: The nets are torn. The boats are old and they leak."
    record.add(write_lines(tmp_path / "speech.jsonl", [{"id": "t1", "kind": "transcript", "text": speech}]))
    with pytest.raises(UsageError, match="are one place"):
        record.rule("same-utterance", "t1:6-24", "t1:25-57")
    record.rule("same-utterance", statement(record, "t1"), statement(record, "r3"))
    (row,) = [row for row in record.export("utterances") if row["primary"]]
    assert [each["report"] for each in row["witnesses"]] == ["t1", "r3"]
    assert row["base"] == speech[6:]


@pytest.mark.parametrize(
    ("a", "b", "message"),
    [
        ("r9:1-9", "r1:1-40", "no utterance, or place of one, r9:1-9 on record; `onrecord export utterances`"),
        ("r1:1-40", "r1:42-50", "no utterance, or place of one, r1:42-50"),
        ("r1:1-40", "mill", "no utterance, or place of one, mill on record"),
        ("r1:1-40", "r1:20-10", "no utterance, or place of one, r1:20-10"),
        ("r1:1-40", "r1:3-9", "r1:1-40 and r1:3-9 are one place"),
    ],
)
def test_what_is_no_place_is_refused(record: Record, a: str, b: str, message: str) -> None:
    before = exports(record)
    kinds: tuple[PairKind, ...] = ("same-utterance", "different-utterances")
    for kind in kinds:
        with pytest.raises(UsageError) as error:
            record.rule(kind, a, b)
        assert message in str(error.value)
    assert exports(record) == before


def test_a_ruling_without_effect_says_why(record: Record, tmp_path: Path) -> None:
    more = [{"id": "r7", "published": "2031-05-18", "text": "Ana Ruiz said that it had been a noisy night for Elm."}]
    record.add(write_lines(tmp_path / "more.jsonl", more))
    record.rule("same-utterance", statement(record, "r5"), statement(record, "r7"))
    assert [why for _, why in record.rulings()] == ["nobody quotes it: both places are reported speech"]
    record.rule("same-utterance", statement(record, "r7"), statement(record, "r3"))
    assert [why for _, why in record.rulings()] == [None, None]
    assert "357" in groups(record)


def test_rulings_on_persons_and_on_utterances_stand_beside_one_another(record: Record) -> None:
    one, two = statement(record, "r1"), statement(record, "r4")
    record.rule("different", one, two)
    record.rule("same-utterance", one, two)
    record.rule_speaker(two, "Joe Roe")
    assert sorted((ruling.ruling, why) for ruling, why in record.rulings()) == [
        ("different", None),
        ("same-utterance", None),
        ("speaker", None),
    ]
    assert "124" in groups(record)
    assert sorted(row["statements"] for row in record.export("people")) == [2, 4]


def test_a_ruling_outlasts_another_edition_and_more_reports(record: Record, tmp_path: Path) -> None:
    ruling = record.rule("different-utterances", statement(record, "r1"), statement(record, "r2"))
    more = [
        {**LINES[0], "text": f"ELM — {LINES[0]['text']}"},  # of one id, so that one of the two gets a longer one
        {"id": "r8", "published": "2031-05-15", "text": "“We heard the old mill before we saw it,” said Ana Ruiz."},
    ]
    record.add(write_lines(tmp_path / "more.jsonl", more))
    ((kept, why_idle),) = record.rulings()
    assert why_idle is None
    assert kept.ruling == ruling.ruling
    texts = {row["id"]: row["text"] for row in record.export("reports")}
    assert {texts[name.rpartition(":")[0]] for name in (kept.a, str(kept.b))} == {LINES[0]["text"], LINES[1]["text"]}
    homes = {each["report"]: row["id"] for row in record.export("utterances") for each in row["witnesses"]}
    one, other = (homes[name.rpartition(":")[0]] for name in (kept.a, str(kept.b)))
    assert one != other
    assert homes["r8"] in (one, other)


RULED: tuple[tuple[PairKind, str, str], ...] = (
    ("different-utterances", "r1", "r2"),
    ("same-utterance", "r3", "r4"),
    ("same-utterance", "r5", "r3"),
)


def rule_all(record: Record, given: set[str]) -> None:
    """Give each ruling for which both reports are on record, once."""
    ids = {row["report"]: row["id"] for row in record.export("statements")}
    for kind, a, b in RULED:
        if a in ids and b in ids and a + b not in given:
            record.rule(kind, ids[a], ids[b])
            given.add(a + b)


@given(st.randoms(use_true_random=False), st.integers(1, 4))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_when_a_ruling_is_given_and_what_comes_first_changes_nothing(
    tmp_path: Path, shuffle: random.Random, batches: int
) -> None:
    with Record(":memory:") as record:
        record.add(write_lines(tmp_path / "all.jsonl", LINES))
        rule_all(record, set())
        expected = exports(record)
        assert groups(record) == ["1", "2", "345", "6", "6", "6"]
    lines = list(LINES)
    shuffle.shuffle(lines)
    given: set[str] = set()
    with Record(":memory:") as other:
        for number in range(batches):
            other.add(write_lines(tmp_path / f"{number}.jsonl", lines[number::batches]))
            rule_all(other, given)
        assert exports(other) == expected


def test_a_record_that_is_read_anew_keeps_its_rulings(tmp_path: Path) -> None:
    with Record(tmp_path / "old.db") as record:
        record.add(write_lines(tmp_path / "all.jsonl", LINES))
        rule_all(record, set())
        before = exports(record)
        record._store._db.execute("INSERT INTO meta VALUES ('unread', '1')")
    with Record(tmp_path / "old.db") as record:
        assert exports(record) == before

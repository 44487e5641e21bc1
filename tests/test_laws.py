"""The laws of the design, on the whole chain: provenance, determinism, offline, nothing lost."""

import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import unicodedata
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from makers import make_report
from onrecord import Record
from onrecord.demo import demo_reports
from onrecord.model import Report, ReportKind, Span
from onrecord.pipeline.stages import find, pairs_of
from onrecord.pipeline.tables import TABLES
from onrecord.text.edges import is_blank
from samples import demo_lines, write_lines
from strategies import odd_texts, reports, texts


def exports(record: Record, *, without: frozenset[str] = frozenset()) -> dict[str, bytes]:
    """Give every export as bytes, less some keys."""
    return {
        table: b"\n".join(
            msgspec.json.encode({key: value for key, value in row.items() if key not in without})
            for row in record.export(table)
        )
        for table in TABLES
    }


WHERE_IT_LAY = frozenset({"location"})  # the batches of these tests have other names and lines


def spans_in(value: Any) -> list[Span]:
    """Find every span in a value, however deep."""
    if isinstance(value, Span):
        return [value]
    if isinstance(value, tuple):
        return [span for each in value for span in spans_in(each)]
    if hasattr(value, "__dataclass_fields__"):
        return [span for name in value.__dataclass_fields__ for span in spans_in(getattr(value, name))]
    return []


@given(reports())
@settings(max_examples=150, deadline=None)
def test_every_span_gives_printed_words(report: Report) -> None:
    finding = find(report)
    for span in spans_in((finding.statements, finding.attributions)):
        assert 0 <= span.start < span.end <= len(report.text)
    for statement in finding.statements:
        assert all(span.of(report.text).strip() for span in statement.content)
    assert len({statement.id for statement in finding.statements}) == len(finding.statements)
    assert [attribution.statement for attribution in finding.attributions] == [each.id for each in finding.statements]


def is_words(printed: str) -> bool:
    """Tell whether printed words hold a letter or a digit, and no blank at either edge."""
    return any(map(str.isalnum, printed)) and not any(map(is_blank, (printed[0], printed[-1])))


@given(texts | odd_texts, st.booleans(), st.sampled_from(("report", "transcript")))
@settings(max_examples=300, deadline=None)
def test_what_is_said_and_who_says_it_are_words_on_a_named_ground(text: str, fast: bool, kind: ReportKind) -> None:
    finding = find(make_report(text, kind=kind), fast=fast)
    for statement, attribution in pairs_of(finding):
        evidence = (attribution.evidence,) if attribution.evidence else ()
        assert statement.content
        for span in (*statement.content, *statement.quoted, *statement.source, *statement.occasion.via, *evidence):
            assert is_words(span.of(text)), span
        assert attribution.speaker is None or is_words(attribution.speaker)
        assert (attribution.speaker is None) == (attribution.ground == "none")
        assert not {"Cc"} & set(map(unicodedata.category, attribution.speaker or ""))
        assert statement.form != "mixed" or statement.quoted


def test_every_place_of_every_table_is_in_its_report(demo_record: Record) -> None:
    texts = {row["id"]: row["text"] for row in demo_record.export("reports")}
    for utterance in demo_record.export("utterances"):
        for witness in utterance["witnesses"]:
            text = texts[witness["report"]]
            printed = "".join(text[start:end] for start, end in witness["spans"])
            assert "".join(witness["text"].split()) == "".join(printed.split())
    for group in demo_record.export("figures"):
        for member in group["members"]:
            assert texts[member["report"]][member["start"] : member["end"]] == member["text"]
    for event in demo_record.export("timeline"):
        told = [texts[place["report"]][place["start"] : place["end"]] for place in event["evidence"]]
        assert all(told)
        assert event["kind"] == "statement" or event["what"] == told[0]
        assert (event["kind"] == "statement") == (event["speaker"] is not None)
        for otherwise in event["otherwise"]:
            assert (otherwise["first"], otherwise["last"]) != (event["first"], event["last"])
            assert all(texts[place["report"]][place["start"] : place["end"]] for place in otherwise["evidence"])


@given(st.randoms(use_true_random=False), st.integers(1, 4))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_and_any_batches_give_the_same_exports(
    tmp_path: Path, demo_record: Record, shuffle: random.Random, batches: int
) -> None:
    lines = demo_lines()
    shuffle.shuffle(lines)
    with Record(":memory:") as record:
        for number in range(batches):
            record.add(write_lines(tmp_path / f"{number}.jsonl", lines[number::batches]))
        assert exports(record, without=WHERE_IT_LAY) == exports(demo_record, without=WHERE_IT_LAY)


@given(st.sets(st.integers(0, 16), min_size=1))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_adding_twice_changes_nothing(tmp_path: Path, chosen: set[int]) -> None:
    lines = demo_lines()
    source = write_lines(tmp_path / "demo.jsonl", [lines[number] for number in sorted(chosen)])
    with Record(":memory:") as record:
        first = record.add(source)
        before = exports(record)
        second = record.add(source)
        assert (len(second.new), second.known) == (0, first.new)
        assert exports(record) == before


def test_two_texts_under_one_id_are_kept_whatever_comes_first(tmp_path: Path) -> None:
    lines = [{"id": "same", "text": f"“It is {word},” said Ana Ruiz."} for word in ("open", "shut", "locked")]
    kept = []
    for order in (lines, lines[::-1], [lines[1], lines[0], lines[2]]):
        with Record(":memory:") as record:
            for line in order:
                record.add(write_lines(tmp_path / "one.jsonl", [line]))
            kept.append(exports(record))
    assert kept[0] == kept[1] == kept[2]
    assert len(kept[0]["reports"].splitlines()) == 3


def test_nothing_opens_a_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with Record(tmp_path / "offline.db") as record:
        record.add(str(demo_reports()))
        record.check("I am sorry")
        record.brief()


def counted(path: Path) -> int:
    """Count the reports of a record that another process is writing."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM reports").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


@given(st.integers(1, 45))
@settings(max_examples=4, deadline=None)
def test_a_killed_add_run_again_gives_the_record_of_an_undisturbed_one(reports_before_the_kill: int) -> None:
    lines = [{**line, "id": f"{line['id']}-{copy}", "text": f"{line['text']}\n\nCopy {copy}."}
             for copy in range(3) for line in demo_lines()]  # fmt: skip
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = [sys.executable, "-m", "onrecord", "add", "-q", write_lines(folder / "many.jsonl", lines), "--record"]
        killed, undisturbed = folder / "killed.db", folder / "undisturbed.db"
        with subprocess.Popen([*command, str(killed)]) as process:
            patience = time.monotonic() + 30
            while process.poll() is None and counted(killed) < reports_before_the_kill and time.monotonic() < patience:
                time.sleep(0.002)
            if process.poll() is None:
                os.kill(process.pid, signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
        assert 0 < counted(killed) <= len(lines)
        for path in (killed, undisturbed):
            subprocess.run([*command, str(path)], check=True)
        with Record(killed) as one, Record(undisturbed) as other:
            assert exports(one) == exports(other)

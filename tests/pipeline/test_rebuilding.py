"""Everything is made anew from the bytes: what was right stays, what was not is mended, and all of it is told."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord import Record
from onrecord.errors import RecordUnusable
from onrecord.model import Failure, Rebuilt, Report, ReportChange, Retrieval, StatementChange
from onrecord.people.rulings import rule_speaker
from onrecord.pipeline import rebuilding, workers
from onrecord.pipeline.makers import this_maker
from onrecord.read import read_payload
from onrecord.read.report import Draft, id_of
from samples import demo_lines, write_lines

MILL = """date 2031-05-12 The old mill on the harbor burned down on Monday night, and 27 people were hurt.

“We heard it before we saw it,” said Ana Ruiz, who lives across the street from the mill.
"""
OTHERS = (
    ("Elm Times", "The old mill burned on 12 May 2031, and 27 people were hurt. “We heard it before we saw it, and"
     " ran,” said Ana Ruiz, a baker. “We will build it again,” said the mayor, Joe Roe."),
    ("Harbor Post", "More than 20 people were hurt when the old mill burned on 12 May 2031. The mayor, Joe Roe, said"
     " “we will build it again”. Ana Ruiz told the Harbor Post that nobody had slept in the mill."),
    ("Elm Times", "“I won the game at last,” said Eve Lund of the harbor team. “It was a long year,” she said."),
)  # fmt: skip
REPORTS = 4
NOTHING = ((), (), (), (), ())


def changes(rebuilt: Rebuilt) -> tuple[object, ...]:
    return rebuilt.counts, rebuilt.reports, rebuilt.statements, rebuilt.failures, rebuilt.tables


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Give every row that adding and deriving write, less numbers that hang on the order of coming."""
    with closing(sqlite3.connect(path)) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL")
            if not name.startswith(("sqlite_", "meta", "report_words", "stretch_grams", "saying_words", "people_names"))
        ]
        found = {}
        for name in names:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})") if row[1] != "number"]
            quoted = ", ".join(f'"{column}"' for column in columns)
            found[name] = sorted(connection.execute(f"SELECT {quoted} FROM {name}").fetchall(), key=repr)
        return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record of a few reports, one of them a file of its own."""
    (tmp_path / "mill.txt").write_text(MILL, encoding="utf-8")
    lines = [{"text": text, "outlet": outlet, "published": "2031-05-13"} for outlet, text in OTHERS]
    with Record(tmp_path / "record.db") as record:
        record.add([write_lines(tmp_path / "others.jsonl", lines), str(tmp_path / "mill.txt")])
    return tmp_path / "record.db"


Alter = Callable[[str], None]


@pytest.fixture
def alter(path: Path) -> Alter:
    """Change the rows of the record with nothing that watches over them."""

    def alter(script: str) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(script)

    return alter


def rebuilt(path: Path) -> Rebuilt:
    with Record(path) as record:
        found = record.rebuild()
        assert record.verify().problems == ()
    return found


def test_after_an_add_nothing_changes(path: Path) -> None:
    before = tables(path)
    found = rebuilt(path)
    assert changes(found) == NOTHING
    assert (found.from_bytes, found.from_text, found.resumed) == (REPORTS, 0, False)
    assert tables(path) == before


def test_without_bytes_the_text_stays_and_nothing_changes(path: Path, alter: Alter) -> None:
    alter("DELETE FROM payloads")
    before = tables(path)
    found = rebuilt(path)
    assert changes(found) == NOTHING
    assert (found.from_bytes, found.from_text) == (0, REPORTS)
    assert tables(path) == before


def test_what_an_older_version_wrote_is_this_versions_now(path: Path, alter: Alter) -> None:
    alter(
        "INSERT INTO makers VALUES (7, '0.0.9', 'older'); UPDATE reports SET made_by = iif(number % 2, 7, NULL);"
        "UPDATE meta SET value = '7' WHERE key = 'derived_by';"
    )
    assert changes(rebuilt(path)) == NOTHING
    with Record(path) as record:
        verified = record.verify()
    assert verified.made_by == ((this_maker(), REPORTS),)
    assert verified.derived_by == this_maker()


def test_changed_statements_are_told_and_mended(path: Path, alter: Alter) -> None:
    before = tables(path)
    with Record(path) as record:
        one, two, three, *_ = [row["id"] for row in record.export("statements")]
    alter(
        f"UPDATE statements SET speaker = 'Eve Lund', form = 'mixed' WHERE id = '{one}';"
        f"DELETE FROM statements WHERE id = '{two}'; DELETE FROM stretches WHERE statement = '{two}';"
        f"UPDATE statements SET content = '[{{\"start\":0,\"end\":1}}]', id = report || ':0-1' WHERE id = '{three}';"
    )
    found = rebuilt(path)
    assert set(found.statements) >= {
        StatementChange(one, one, ("form", "speaker")),
        StatementChange(None, two),
        StatementChange(None, three),
    }
    assert StatementChange(three.rpartition(":")[0] + ":0-1", None) in found.statements
    assert dict(found.counts) == {"new": 2, "gone": 1, "other": 1}
    assert tables(path) == before


@pytest.mark.parametrize(
    "script",
    [
        "UPDATE stretches SET words = 'owls fly'",
        "DELETE FROM stretches",
        "INSERT INTO stretch_grams (rowid, grams) VALUES (99999, 'a1b2')",
        "INSERT INTO report_words (report_words) VALUES ('delete-all')",
        "UPDATE reports SET digest = 'd', furniture = '[]', language = 'xx' WHERE number < 3",
        "UPDATE statements SET cue = '[', occasion = '7'",
        "UPDATE reports SET byline = '{' WHERE number = 3",
        "UPDATE people SET name = CAST(x'ff00fe' AS TEXT)",
        "UPDATE utterances SET witnesses = '['; DELETE FROM people; DELETE FROM sayings",
    ],
)
def test_what_was_hurt_is_mended(path: Path, alter: Alter, script: str) -> None:
    before = tables(path)
    alter(script)
    rebuilt(path)
    assert tables(path) == before


def test_derived_rows_that_came_and_went_are_counted(path: Path, alter: Alter) -> None:
    alter(
        "DELETE FROM people WHERE rowid = 1; UPDATE people SET name = 'Owl' WHERE rowid = 2;"
        "UPDATE stories SET id = 'gone' WHERE rowid = 1; DELETE FROM timeline WHERE rowid = 1;"
    )
    found = rebuilt(path)
    assert found.counts == ()
    assert [(each.table, each.came, each.went, each.other) for each in found.tables] == [
        ("people", 1, 0, 1), ("stories", 1, 1, 0), ("timeline", 1, 0, 0),
    ]  # fmt: skip


# --- a later version that reads otherwise ----------------------------------------------------------------------------


def shouting(monkeypatch: pytest.MonkeyPatch, change: Callable[[Report], Report]) -> None:
    """Let a later version read reports otherwise."""
    monkeypatch.setattr(workers, "read_payload", lambda payload: changed(read_payload(payload), change))


def changed(read: Report | Failure, change: Callable[[Report], Report]) -> Report | Failure:
    return read if isinstance(read, Failure) else change(read)


def with_line(report: Report) -> Report:
    """Read a file with a line before its text, which makes another id."""
    if not report.origin.location.endswith("mill.txt"):
        return report
    return replace(report, text=f"Owls fly at night.\n\n{report.text}", id="later")


def mill_of(record: Record) -> tuple[str, str]:
    (report,) = [row["id"] for row in record.export("reports") if row["location"].endswith("mill.txt")]
    (statement,) = [row["id"] for row in record.export("statements") if row["report"] == report]
    return report, statement


def test_another_text_moves_the_report_with_its_places_and_rulings(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Record(path) as record:
        report, statement = mill_of(record)
        record.rule_speaker(statement, "Eve Lund")
        (file,) = record._store.origins_of(report)
        for at in ("2031-05-12T08:00:00Z", "2031-06-01T08:00:00Z"):
            url = "https://elm.example/mill"
            record._store.put_origin(report, replace(file, location=url, retrieval=Retrieval("http", at, url)))
        origins, seen = record._store.origins_of(report), record._store.seen([report])[report]
    shouting(monkeypatch, with_line)
    found = rebuilt(path)
    assert found.reports == (ReportChange(report, "later", ("text",)),)
    assert found.statements == ()
    with Record(path) as record:
        assert record._store.origins_of("later") == origins
        assert record._store.seen(["later"])["later"] == seen
        assert record._store.origins_of(report) == ()
        ((ruling, why_idle),) = record.rulings()
        start, _, end = statement.rpartition(":")[2].partition("-")
        assert (ruling.a, why_idle) == (f"later:{int(start) + 20}-{int(end) + 20}", None)
        assert ruling == rule_speaker(ruling.a, "Eve Lund")
        (row,) = [row for row in record.export("statements") if row["report"] == "later"]
        assert (row["speaker"], row["ground"]) == ("Eve Lund", "ruling")


def test_reports_that_say_the_same_now_become_one(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "other.txt").write_text(MILL.replace("lives across", "lives – across"), encoding="utf-8")
    with Record(path) as record:
        record.add(str(tmp_path / "other.txt"))
        assert record._store.count("reports") == REPORTS + 1
        kept = places(record)

    def mended(report: Report) -> Report:
        draft = Draft(report.text.replace("lives – across", "lives across"), report.origin, outlet=report.outlet,
                      headline=report.headline, published=report.published, url=report.url)  # fmt: skip
        return replace(report, text=draft.text, id=id_of(draft)) if "lives – across" in report.text else report

    shouting(monkeypatch, mended)
    assert dict(rebuilt(path).counts)["reports"] == 1
    with Record(path) as record:
        assert record._store.count("reports") == REPORTS
        assert places(record) == kept


def places(record: Record) -> list[str]:
    return sorted(each.location for report in record._store.report_ids() for each in record._store.origins_of(report))


def test_what_can_not_be_read_now_stays_and_is_tried_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tables(path)
    with monkeypatch.context() as context:
        context.setattr(workers, "read_payload", lambda payload: Failure(payload.origin.location, "read", "no")
                        if payload.origin.location.endswith("mill.txt") else read_payload(payload))  # fmt: skip
        found = rebuilt(path)
    assert [each.location.rpartition("/")[2] for each in found.failures] == ["mill.txt"]
    assert (found.from_bytes, found.counts) == (REPORTS - 1, ())
    assert tables(path) == before
    assert changes(rebuilt(path)) == NOTHING


def test_bytes_that_are_damaged_cost_one_report(path: Path, alter: Alter) -> None:
    alter("UPDATE payloads SET packed = zeroblob(40) WHERE rowid = 3")
    with Record(path) as record:
        found = record.rebuild()
    assert len(found.failures) == 1
    assert found.failures[0].stage == "rebuild"
    assert "are damaged" in found.failures[0].why
    assert found.from_bytes == REPORTS - 1


def test_a_report_without_a_place_is_told(path: Path, alter: Alter) -> None:
    alter("DELETE FROM origins WHERE location LIKE '%mill.txt'")
    with Record(path) as record:
        found = record.rebuild()
    (failure,) = found.failures
    assert "no place where it was found is on record; add it again" in failure.why
    assert found.from_bytes == REPORTS - 1


def test_a_dry_run_tells_the_same_and_writes_nothing(path: Path, alter: Alter) -> None:
    alter("UPDATE statements SET speaker = 'Eve Lund' WHERE at = 0")
    before = tables(path)
    with Record(path) as record:
        dry = record.rebuild(dry_run=True)
    assert tables(path) == before
    assert dry == rebuilt(path)
    assert dict(dry.counts)["other"] == REPORTS - 1
    assert tables(path) != before


def test_workers_make_the_same(path: Path, alter: Alter) -> None:
    before = tables(path)
    alter("UPDATE statements SET speaker = 'Eve Lund' WHERE at = 0; DELETE FROM payloads WHERE rowid % 2")
    with Record(path) as record:
        found = record.rebuild(jobs=2)
    assert (found.from_bytes, found.from_text) == (2, 2)
    after = tables(path)
    assert {name: rows for name, rows in after.items() if name != "payloads"} == {
        name: rows for name, rows in before.items() if name != "payloads"
    }


def test_a_record_that_can_not_be_written_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise RecordUnusable("record.db: the record can't be written; check its permissions")

    with Record(path) as record:
        monkeypatch.setattr(record._store, "note_maker", refuse)
        with pytest.raises(RecordUnusable, match="can't be written"):
            record.rebuild()


def test_progress_is_told_of_every_report(path: Path) -> None:
    told: list[object] = []
    with Record(path) as record:
        record.rebuild(progress=told.append)
        assert told == record._store.report_ids()


# --- broken off ------------------------------------------------------------------------------------------------------


def test_a_run_that_is_broken_off_is_gone_on_with(path: Path, alter: Alter, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tables(path)
    alter("UPDATE statements SET speaker = 'Eve Lund' WHERE at = 0")
    monkeypatch.setattr(rebuilding, "STEP", 2)
    seen: list[object] = []

    def stop(what: object) -> None:
        seen.append(what)
        if len(seen) == 3:
            raise KeyboardInterrupt

    with Record(path) as record, pytest.raises(KeyboardInterrupt):
        record.rebuild(progress=stop)
    found = rebuilt(path)
    assert found.resumed
    assert found.from_bytes == REPORTS - 2
    assert tables(path) == before
    assert not rebuilt(path).resumed


def test_another_version_begins_anew(path: Path, alter: Alter) -> None:
    alter("INSERT INTO makers VALUES (7, '0.0.9', 'older'); INSERT INTO meta VALUES ('rebuilding', '7 zzz');")
    found = rebuilt(path)
    assert (found.from_bytes, found.resumed) == (REPORTS, False)


def test_a_killed_run_begun_again_ends_with_the_same_record(tmp_path: Path) -> None:
    lines = [{**line, "id": f"{line['id']}-{copy}", "text": f"{line['text']}\n\nCopy {copy}."}
             for copy in range(2) for line in demo_lines()[:6]]  # fmt: skip
    path = tmp_path / "record.db"
    with Record(path) as record:
        record.add(write_lines(tmp_path / "many.jsonl", lines))
    before = tables(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("UPDATE statements SET speaker = 'Eve Lund'")
    command = [sys.executable, "-m", "onrecord", "rebuild", "-q", "--record", str(path)]
    with subprocess.Popen(command) as process:
        patience = time.monotonic() + 60
        while process.poll() is None and mended(path) < 20 and time.monotonic() < patience:
            time.sleep(0.005)
        os.kill(process.pid, signal.SIGKILL)
    assert mended(path) > 0
    subprocess.run(command, check=True)
    assert tables(path) == before


def mended(path: Path) -> int:
    """Count the statements that have their speaker back."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        query = "SELECT count(*) FROM statements WHERE speaker IS NOT 'Eve Lund'"
        return int(connection.execute(query).fetchone()[0])

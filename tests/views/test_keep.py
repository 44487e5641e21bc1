"""What a user sees of a record's keeping: proof, rebuilding, copies, failures, each message by what causes it."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from onrecord import __version__
from onrecord.pipeline import page_rows
from onrecord.pipeline.makers import this_maker
from onrecord.pipeline.reader import Reader
from samples import write_lines

Run = Callable[..., tuple[int, str, str]]
REPORTS = [
    {"id": "r1", "title": "Mill burns", "published": "2031-05-14", "text": "“We heard it at the mill,” said Ana Ruiz."},
    {"id": "r2", "title": "Harbor wins", "published": "2031-09-15", "text": "“I won the game at last,” said Joe Roe."},
]


@pytest.fixture
def kept(run: Run, tmp_path: Path) -> Run:
    """Run the command line in a folder with a record of two reports."""
    write_lines(tmp_path / "reports.jsonl", REPORTS)
    assert run("add", "-q", "reports.jsonl")[0] == 0
    return run


def alter(script: str) -> None:
    """Change the record with nothing that watches over it."""
    with closing(sqlite3.connect("onrecord.db")) as connection:
        connection.executescript(script)


def test_a_record_that_holds_is_said_to(kept: Run) -> None:
    code, out, err = kept("verify")
    assert (code, err) == (0, "")
    assert out.startswith("onrecord.db: all of it holds (")
    assert "2 reports, 2 statements, " in out
    assert "2 files: the bytes are kept" in out
    assert "2 reports read by onrecord 0" in out


def test_each_problem_has_a_line(kept: Run) -> None:
    alter("UPDATE reports SET digest = 'd'")
    code, out, _ = kept("verify")
    assert code == 2
    assert out.splitlines()[:2] == [
        "reports r1: its digest is not that of what it says",
        "reports r2: its digest is not that of what it says",
    ]
    assert "2 problems; restore it from a copy" in out


def test_programs_are_told_the_same(kept: Run) -> None:
    sound = json.loads(kept("verify", "--json")[1])
    assert sound["is_sound"]
    assert sound["checked"]["statements"] == 2
    assert sound["made_by"] == [{"by": sound["derived_by"], "reports": 2}]
    alter("UPDATE reports SET digest = 'd' WHERE id = 'r2'")
    code, out, _ = kept("verify", "--json")
    assert code == 2
    assert json.loads(out)["problems"] == [
        {"table": "reports", "row": "r2", "what": "its digest is not that of what it says"}
    ]


def test_bytes_of_older_versions_are_said_to_be_missing(kept: Run) -> None:
    alter("DELETE FROM payloads; UPDATE reports SET made_by = NULL")
    code, out, _ = kept("verify")
    assert code == 0
    assert "of 2 places where reports were found the bytes are not kept" in out
    assert "2 reports read by an older onrecord, which did not note its version" in out


def test_what_is_no_record_is_not_verified(run: Run, tmp_path: Path) -> None:
    (tmp_path / "onrecord.db").write_bytes(b"no record " * 1000)
    code, out, err = run("verify")
    assert (code, out) == (2, "")
    assert "onrecord.db: this file is no record" in err
    assert run("verify", "--record", "none.db")[2].startswith("onrecord: none.db: no record here")


def test_failures_are_listed_and_tried_again(kept: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    assert kept("failures")[:2] == (0, "onrecord.db: nothing failed\n")
    assert kept("add", "-q", "empty.txt")[0] == 2
    code, out, _ = kept("failures")
    assert code == 0
    assert out.startswith("empty.txt: it is empty; there is no text to read (stage read) (1 try, the last 20")
    assert out.endswith("1 place failed; try again with: onrecord retry\n")
    code, out, err = kept("retry")
    assert (code, out) == (2, "onrecord.db: 0 read now, 0 gone from their source, 1 still failing, 0 added\n")
    assert err == "onrecord: empty.txt: it is empty; there is no text to read (stage read)\n"
    (row,) = json.loads(kept("failures", "--json")[1])
    assert row.pop("last").endswith("Z")
    assert row == {
        "location": "empty.txt", "stage": "read", "why": "it is empty; there is no text to read",
        "source": str(tmp_path / "empty.txt"), "tries": 2,
    }  # fmt: skip
    (tmp_path / "empty.txt").write_text("“We heard it,” said Ana Ruiz on Tuesday.\n")
    code, out, _ = kept("retry", "empty.txt", "--json")
    assert code == 0
    answer = json.loads(out)
    assert [each["location"] for each in answer["mended"]] == ["empty.txt"]
    assert len(answer["added"]["new"]) == 1
    assert kept("retry")[:2] == (0, "onrecord.db: 0 read now, 0 gone from their source, 0 still failing, 0 added\n")
    assert kept("retry", "empty.txt")[::2] == (
        2, "onrecord: empty.txt: nothing failed there; `onrecord failures` lists what did\n",
    )  # fmt: skip


def test_a_failure_without_a_source_says_why_it_is_not_tried(kept: Run) -> None:
    alter("INSERT INTO failures VALUES ('-', 'read', 'it is empty', NULL, 1, '2031-05-12T08:00:00Z')")
    code, _, err = kept("retry")
    assert code == 0
    assert err.startswith("onrecord: -: it is not known what it was read from, as of standard input; add it again")


def test_a_copy_is_made_and_not_written_over(kept: Run) -> None:
    code, out, err = kept("backup", "copy.db")
    assert (code, err) == (0, "")
    assert out.startswith("copy.db: a copy of onrecord.db, ")
    assert kept("verify", "--record", "copy.db")[0] == 0
    code, out, err = kept("backup", "copy.db")
    assert (code, out) == (2, "")
    assert err == "onrecord: copy.db: there is such a file; name another, or write over it with --force\n"
    assert kept("backup", "copy.db", "--force")[0] == 0


def test_making_everything_anew_after_an_add_changes_nothing(kept: Run) -> None:
    assert kept("rebuild") == (
        0, "onrecord.db: 2 reports made anew (2 from their bytes, 0 from their text): nothing changed\n", "",
    )  # fmt: skip


def test_what_is_other_has_a_line_and_is_counted(kept: Run) -> None:
    alter("UPDATE statements SET speaker = 'Eve Lund' WHERE report = 'r1'; UPDATE reports SET language = 'xx'")
    lines = [
        "r1: other language",
        "r2: other language",
        "r1:1-25: other speaker",
        "onrecord.db: 2 reports made anew (2 from their bytes, 0 from their text): 2 reports other, 1 statement other",
    ]
    code, out, err = kept("rebuild", "--dry-run")
    assert (code, err) == (0, "")
    assert out.splitlines() == [*lines[:-1], lines[-1] + "; nothing was written"]
    code, out, _ = kept("rebuild", "--json", "--dry-run")
    answer = json.loads(out)
    assert answer["counts"] == {"reports": 2, "new": 0, "gone": 0, "other": 1}
    assert answer["statements"] == [{"before": "r1:1-25", "after": "r1:1-25", "what": ["speaker"]}]
    assert kept("rebuild")[1].splitlines() == lines
    assert kept("rebuild")[1].endswith("nothing changed\n")


def test_a_report_that_can_not_be_read_now_has_a_line(kept: Run) -> None:
    alter("UPDATE payloads SET packed = zeroblob(9) WHERE rowid = 1")
    code, out, err = kept("rebuild")
    assert code == 2
    assert "what is on record of it stays" in err
    assert len(err.splitlines()) == 1
    assert "1 report made anew" in out


def test_each_report_tells_what_made_it(kept: Run) -> None:
    alter("UPDATE reports SET made_by = NULL WHERE id = 'r2'")
    one, other = map(json.loads, kept("export", "reports")[1].splitlines())
    assert one["made_by"] == {"onrecord": __version__, "model": this_maker().model}
    assert other["made_by"] is None
    with Reader("onrecord.db") as reader:
        row = page_rows.record_page_row(reader.record_page(None), None)
        report = page_rows.report_page_row(reader.report_page("r1"))["report"]
    assert row["made_by"] == [{"by": None, "reports": 1}, {"by": one["made_by"], "reports": 1}]
    assert row["derived_by"] == report["made_by"] == one["made_by"]

"""What is made to do harm, through the whole program: as many lines as there are failures, and none that steers."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from cases.hostile import ALL, Hostile
from cases.hostile.case import PROSE
from onrecord.read.places import STEERING
from views.conftest import Run

CHOSEN = (
    "an entry with less than nothing", "links alone in a zip", "a member of a zip called 'CON.txt'",
    "a member of a tar called '\\x1b[31m.txt'", "entities that multiply", "an id with a line in it",
    "a title that steers", "a kind that does not exist", "an id that steers", "halves of characters in names",
    "another digest",
)  # fmt: skip
NAMES = (
    "a\nb.txt",
    "\x1b[31mred.txt",
    "\u202etxt.exe.txt",
    "a b;$(id)`id`.txt",
    "-rf.txt",
    "%s%n.txt",
    "[red]a.txt",
    "é\u0301.txt",
)


def chosen() -> Iterator[Hostile]:
    """Give the cases that go through the whole program."""
    for name in CHOSEN:
        yield next(case for cases in ALL.values() for case in cases if case.name == name)


def lines_of(err: str) -> list[str]:
    """Give the lines of complaint."""
    return [line for line in err.split("\n") if line.startswith("onrecord: ")]


def test_a_folder_of_hostile_files(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    fails = 0
    for number, case in enumerate(chosen()):
        place = folder / str(number)
        place.mkdir(parents=True)
        (place / case.file).write_bytes(case.content)
        fails += len(case.fails)
    code, out, err = run("add", "in", "-q")
    assert code == 2
    assert len(lines_of(err)) == fails
    assert not any(STEERING.search(line) for line in (*err.split("\n"), *out.split("\n")))
    for command in (("failures",), ("stories",), ("search", "Gullhaven"), ("verify",)):
        code, out, err = run(*command)
        assert code in (0, 1), (command, err)
        assert not any(STEERING.search(line) for line in (*out.split("\n"), *err.split("\n"))), command


def test_names_of_files_that_steer(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    names = [os.fsencode(name) for name in NAMES] + [b"\xff\xfe.txt"]
    for name in names:
        (folder / os.fsdecode(name)).write_text(PROSE)
        (folder / os.fsdecode(b"bad" + name)).write_bytes(b"\0\1\2" * 50)
    code, out, err = run("add", "in")
    assert code == 2
    assert len(lines_of(err)) == len(names)
    assert not any(STEERING.search(line) for line in (*out.split("\n"), *err.split("\n")))


def test_what_lies_in_a_folder_and_is_no_file(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(PROSE)
    os.mkfifo(folder / "pipe.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "linked pipe.txt").symlink_to(folder / "pipe.txt")
    (folder / "folder.txt").mkdir()
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    code, out, err = run("add", "in")
    assert code == 2
    assert "1 added" in out
    assert ["loop.txt" in line for line in lines_of(err)] == [True]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reports SET text = zeroblob(9)",
        "UPDATE reports SET furniture = '{'",
        "UPDATE origins SET location = char(27) || '[31m'",
        "UPDATE payloads SET packed = x'00'",
        "UPDATE reports SET headline = char(27) || '[31m' || char(10), outlet = char(27)",
        "CREATE TRIGGER t AFTER INSERT ON failures BEGIN DELETE FROM reports; END",
        "CREATE VIEW v AS SELECT 1",
        "DROP TABLE statements",
        "PRAGMA user_version = 999",
    ],
)
def test_a_record_from_a_stranger(run: Run, tmp_path: Path, statement: str) -> None:
    """It may be refused, and what it holds may be wrong; it steers no terminal and brings no traceback."""
    (tmp_path / "a.txt").write_text(f"{PROSE} “It held for ninety years,” Ana Ruiz said.")
    assert run("add", "a.txt")[0] == 0
    with sqlite3.connect(tmp_path / "onrecord.db") as database:
        database.execute(statement)
    database.close()
    for command in (("stories",), ("search", "Gullhaven"), ("verify",), ("add", "a.txt"), ("rebuild",)):
        code, out, err = run(*command)
        assert code in (0, 1, 2), command
        assert "Traceback" not in err
        assert not any(STEERING.search(line) for line in (*out.split("\n"), *err.split("\n"))), command

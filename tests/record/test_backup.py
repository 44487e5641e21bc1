"""A copy is whole or not there, whatever others do to the record or to the disk meanwhile."""

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from makers import MAKER, make_report
from onrecord.errors import RecordUnusable, UsageError
from onrecord.pipeline.stages import digest_of, find
from onrecord.record import Queries
from onrecord.record.backup import back_up

WRITER = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)
number = 0
while True:  # both rows, or neither
    number += 1
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('one', ?)", (str(number) * 500,))
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('other', ?)", (str(number) * 500,))
    connection.execute("COMMIT")
    if number == 1:
        print("writing", flush=True)
"""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record of some reports."""
    with Queries(tmp_path / "record.db") as store:
        for number in range(60):
            finding = find(make_report(f"“We heard it {number} times at the mill,” said Ana Ruiz.\n" * 20), fast=True)
            store.put(finding, digest_of(finding.report), MAKER)
    return tmp_path / "record.db"


def test_a_copy_is_the_record(record: Path, tmp_path: Path) -> None:
    with Queries(record) as store:
        back_up(store, tmp_path / "copy.db")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "record.db"]
    with Queries(record) as store, Queries(tmp_path / "copy.db") as copy:
        assert list(copy.findings()) == list(store.findings())
        assert list(copy.damaged()) == []


def test_a_copy_is_of_one_moment_while_another_process_writes(record: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(record)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == b"writing\n"
        seen = set()
        with Queries(record) as store:
            for number in range(5):
                back_up(store, tmp_path / f"copy{number}.db")
                with Queries(tmp_path / f"copy{number}.db") as copy:
                    assert list(copy.damaged()) == []
                with closing(sqlite3.connect(tmp_path / f"copy{number}.db")) as plain:
                    (one, other) = plain.execute("SELECT value FROM meta WHERE key IN ('one', 'other')").fetchall()
                assert one == other
                seen.add(one)
                time.sleep(0.02)
        assert writer.poll() is None
        writer.kill()
    assert len(seen) > 1


def test_nothing_is_written_over_unless_forced(record: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("something of the user's")
    with Queries(record) as store:
        with pytest.raises(UsageError, match=r"copy\.db: there is such a file; name another, or .* --force"):
            back_up(store, target)
        assert target.read_text() == "something of the user's"
        back_up(store, target, force=True)
    with Queries(target) as copy:
        assert copy.count("reports") == 60


def test_the_record_is_not_its_own_copy(record: Path) -> None:
    with Queries(record) as store, pytest.raises(UsageError, match="this is the record"):
        back_up(store, record, force=True)


def test_a_file_in_use_is_not_written_over(record: Path, tmp_path: Path) -> None:
    with Queries(record) as store:
        back_up(store, tmp_path / "copy.db")
        with Queries(tmp_path / "copy.db") as copy:
            copy.put_known_people([])
            with pytest.raises(UsageError, match=r"copy\.db: it is in use"):
                back_up(store, tmp_path / "copy.db", force=True)


def test_a_place_that_can_not_be_written_is_named(record: Path, tmp_path: Path) -> None:
    with Queries(record) as store:
        with pytest.raises(UsageError, match="this is a folder"):
            back_up(store, tmp_path)
        with pytest.raises(UsageError, match=r"no/copy\.db: the folder .*no does not exist; make it first"):
            back_up(store, tmp_path / "no" / "copy.db")
        with pytest.raises(UsageError, match="/proc: the copy can't be written here"):
            back_up(store, Path("/proc/copy.db"))


def test_where_there_is_no_room_nothing_is_left(record: Path, tmp_path: Path) -> None:
    (tmp_path / "small").mkdir()
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000));"
        "from onrecord.views.cli import main; sys.argv = ['onrecord', *sys.argv[1:]]; main()"
    )
    command = [sys.executable, "-c", script, "backup", str(tmp_path / "small" / "copy.db"), "--record", str(record)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(f"onrecord: {tmp_path / 'small'}: the copy can't be written here (")
    assert len(done.stderr.splitlines()) == 1
    assert list((tmp_path / "small").iterdir()) == []


def test_a_damaged_record_does_not_take_the_place_of_a_good_copy(record: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with Queries(record) as opened:
        back_up(opened, copy)
    good = copy.read_bytes()
    with closing(sqlite3.connect(record)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'stretches'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with record.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * 1000)
    with Queries(record) as opened, pytest.raises(RecordUnusable, match="damaged"):
        back_up(opened, copy, force=True)
    assert copy.read_bytes() == good
    assert not list(tmp_path.glob(".onrecord-*"))

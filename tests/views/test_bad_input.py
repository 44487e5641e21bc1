"""Bad input: one clear line that names the file, a non-zero exit, the rest of the batch done, nothing recorded lost."""

import io
import os
import resource
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from rich.padding import Padding

from makers import MAKER, make_report
from onrecord import Record
from onrecord.errors import RecordUnusable, UsageError
from onrecord.pipeline.stages import find
from onrecord.record.migrate import VERSION
from onrecord.views.command_options import up_to_date
from onrecord.views.files import output
from onrecord.views.terminal import console

GOOD = "“We heard it before we saw it,” said Ana Ruiz on Tuesday.\n"
NOBODY = 65534
Write = Callable[[Path], Path]


def zipped(path: Path, name: str, data: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return path


def cut_off_tar(path: Path) -> Path:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w:gz") as archive:
        member = tarfile.TarInfo("a.txt")
        member.size = 200_000
        archive.addfile(member, io.BytesIO(os.urandom(member.size)))
    path.write_bytes(whole.getvalue()[:60_000])
    return path


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


UNREADABLE: dict[str, Write] = {
    "empty": lambda folder: written(folder / "bad.txt", b""),
    "blanks": lambda folder: written(folder / "bad.txt", b" \n\n \t\n"),
    "binary": lambda folder: written(folder / "bad.txt", bytes(range(256)) * 40),
    "a picture": lambda folder: written(folder / "bad.html", b"\x89PNG\r\n\x1a\n" + bytes(500)),
    "no path": lambda folder: folder / "bad.txt",
    "a glob of nothing": lambda folder: folder / "bad*.txt",
    "a folder of nothing": lambda folder: (folder / "bad").mkdir() or folder / "bad",  # type: ignore[func-returns-value]
    "a zip that is none": lambda folder: written(folder / "bad.zip", b"PK\x03\x04 and so on"),
    "a zip bomb": lambda folder: zipped(folder / "bad.zip", "a.txt", b"a " * 150_000_000),
    "an archive cut off": lambda folder: cut_off_tar(folder / "bad.tar.gz"),
    "a page without text": lambda folder: written(folder / "bad.html", b"<html><script>1</script></html>"),
    "JSON without a text": lambda folder: written(folder / "bad.jsonl", b'{"id": "x"}\n'),
    "JSON of another kind": lambda folder: written(folder / "bad.jsonl", b"[1, 2]\n"),
}


def onrecord(folder: Path, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "onrecord", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


def texts_in(path: Path) -> list[str]:
    with Record(path, create=False) as record:
        return [row["text"] for row in record.export("reports")]


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_cant_be_read_is_one_line_and_the_rest_is_recorded(tmp_path: Path, kind: str) -> None:
    bad = UNREADABLE[kind](tmp_path)
    good = written(tmp_path / "good.txt", GOOD.encode())
    done = onrecord(tmp_path, "add", bad, good)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("onrecord: ")
    assert "bad" in line
    assert "Traceback" not in done.stderr
    assert done.stdout == "onrecord.db: 1 added, 0 known, 1 failed\n"
    assert len(texts_in(tmp_path / "onrecord.db")) == 1


def test_a_broken_line_of_json_names_its_number_and_the_next_is_read(tmp_path: Path) -> None:
    written(tmp_path / "day.jsonl", b'{"text": "One."}\n{"text": \n{"text": "Three."}\n')
    done = onrecord(tmp_path, "add", "day.jsonl")
    assert done.returncode == 2
    assert done.stderr.startswith("onrecord: day.jsonl:2: ")
    assert len(done.stderr.splitlines()) == 1
    assert sorted(texts_in(tmp_path / "onrecord.db")) == ["One.", "Three."]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_another_encoding_is_detected(tmp_path: Path, encoding: str) -> None:
    text = GOOD + "The café in Orléans – “très naïve” – was shut, the owner’s son said.\n"
    written(tmp_path / "a.txt", text.encode(encoding))
    assert onrecord(tmp_path, "add", "a.txt").returncode == 0
    assert "“We heard it before we saw it,” said Ana Ruiz" in texts_in(tmp_path / "onrecord.db")[0]
    assert "très naïve" in texts_in(tmp_path / "onrecord.db")[0]


def test_a_line_of_50_mb_ends_soon_in_little_memory(tmp_path: Path) -> None:
    sentence = "“We heard it before we saw it,” said Ana Ruiz. "
    written(tmp_path / "long.txt", (sentence * (50_000_000 // len(sentence.encode()))).encode())
    written(tmp_path / "good.txt", GOOD.encode())
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    done = onrecord(tmp_path, "add", "long.txt", "good.txt")
    assert "Traceback" not in done.stderr
    assert "1 added" in done.stdout
    assert done.returncode == 2
    assert "long.txt" in done.stderr
    assert max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) < 1_000_000  # kilobytes


def test_marks_that_never_close_do_not_poison_the_rest(tmp_path: Path) -> None:
    text = "“Nobody closed this, he wrote.\n\n" + 'A "second mark alone.\n\n' + GOOD
    written(tmp_path / "a.txt", text.encode())
    done = onrecord(tmp_path, "add", "a.txt")
    assert done.returncode == 0
    assert onrecord(tmp_path, "check", "We heard it before we saw it", "--by", "Ruiz").returncode == 0


@pytest.fixture
def open_path() -> Iterator[Path]:
    """A folder to which everybody may go, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Give up what root may do, since root may read and write anything."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_no_permission_is_one_line(open_path: Path) -> None:
    secret = written(open_path / "secret.txt", GOOD.encode())
    good = written(open_path / "good.txt", GOOD.encode())
    secret.chmod(0)
    with Record(":memory:") as record:
        record.add(str(good))
        with as_nobody():
            added = record.add([str(secret)])
    (failure,) = added.failures
    assert failure.location == str(secret)
    assert "permission" in failure.why


def test_a_folder_that_cant_be_written_is_one_line(open_path: Path) -> None:
    folder = open_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    with as_nobody(), pytest.raises(RecordUnusable, match="permissions"):
        Record(folder / "a.db")


def test_a_record_that_may_only_be_read_still_answers(open_path: Path) -> None:
    good = written(open_path / "good.txt", GOOD.encode())
    with Record(open_path / "a.db") as record:
        record.add(str(good))
    open_path.chmod(0o755)
    (open_path / "a.db").chmod(0o444)
    with as_nobody(), Record(open_path / "a.db", create=False) as record:
        assert record.check("We heard it before we saw it").verdict == "exact"
        with pytest.raises(RecordUnusable, match="can't be written"):
            record.add(str(good))


def people_in(path: Path) -> list[str]:
    with up_to_date(str(path)) as record:
        return [row["name"] for row in record.export("people")]


def test_a_record_that_may_only_be_read_answers_from_what_is_derived(
    open_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = open_path / "a.db"
    with Record(path) as record:
        record.add(str(written(open_path / "good.txt", GOOD.encode())))
        (statement,) = record.export("statements")
        assert not record.is_behind
        record.rule_speaker(statement["id"], "Bo Vale")
    path.chmod(0o444)
    with as_nobody():
        assert people_in(path) == ["Ana Ruiz"]
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"onrecord: {path}: what came last is not in this answer")
    with as_nobody(), Record(path, create=False) as record:
        assert record.is_behind
        with pytest.raises(RecordUnusable, match="can't be written"):
            record.rule_speaker(statement["id"], "Cy Lund")
    assert people_in(path) == ["Bo Vale"]
    assert capsys.readouterr().err == ""


def test_a_record_of_which_nothing_is_derived_says_so(open_path: Path) -> None:
    path = open_path / "a.db"
    with Record(path) as record:
        record._store.put(find(make_report(GOOD)), "d1", MAKER)
    path.chmod(0o444)
    with as_nobody(), pytest.raises(RecordUnusable, match="nothing is derived"):
        people_in(path)


def test_a_record_of_an_older_version_that_may_only_be_read_says_so(open_path: Path) -> None:
    path = open_path / "a.db"
    Record(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION - 1}")
    path.chmod(0o444)
    with as_nobody(), pytest.raises(RecordUnusable, match="an older onrecord made this record"):
        Record(path, create=False)


def test_a_record_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "onrecord.db"
    Record(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    for arguments in (("add", "a.txt"), ("check", "we heard it"), ("brief",)):
        done = onrecord(tmp_path, *arguments)
        assert done.returncode == 2
        assert done.stderr.startswith("onrecord: onrecord.db: ")
        assert "upgrade onrecord" in done.stderr
    assert path.read_bytes() == before


def test_a_file_that_is_no_record_is_left_alone(tmp_path: Path) -> None:
    path = written(tmp_path / "onrecord.db", b"my own notes\n" * 100)
    done = onrecord(tmp_path, "brief")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "no record" in done.stderr
    assert path.read_bytes() == b"my own notes\n" * 100


def test_a_full_disk_loses_nothing_recorded(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Record(path) as record:
        record.add(str(written(tmp_path / "first.txt", GOOD.encode())))
        pages = record._store._db.execute("PRAGMA page_count").fetchone()[0]
        record._store._db.execute(f"PRAGMA max_page_count = {pages + 5}")  # SQLite then says what a full disk says
        many = [
            written(tmp_path / f"{number}.txt", f"{number} {'The mill burned. ' * 2000}{GOOD}".encode())
            for number in range(9)
        ]
        with pytest.raises(RecordUnusable, match=r"a\.db: the disk is full"):
            record.add(map(str, many))
    assert GOOD.strip() in [text.strip() for text in texts_in(path)]
    with Record(path) as record:
        assert not record.add(map(str, many)).failures
        assert len(list(record.export("reports"))) == 10


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
    with output(str(pipe)) as out:
        out.write(b"a line\n")
    assert os.read(reader, 100) == b"a line\n"
    os.close(reader)
    assert pipe.is_fifo()


def test_the_record_is_never_written_over(tmp_path: Path) -> None:
    record = tmp_path / "a.db"
    record.write_bytes(b"kept")
    other = str(tmp_path / "sub" / ".." / "a.db")
    (tmp_path / "sub").mkdir()
    with pytest.raises(UsageError, match="this is the record"), output(other, record=str(record)):
        pass
    assert record.read_bytes() == b"kept"


def test_a_file_of_the_user_beside_an_output_is_left_alone(tmp_path: Path) -> None:
    notes = written(tmp_path / "page.html.part", b"notes")
    with output(str(tmp_path / "page.html")) as out:
        out.write(b"half a page")
        assert len(list(tmp_path.iterdir())) == 2
    (tmp_path / "page.html").unlink()
    assert [path.name for path in tmp_path.iterdir()] == [notes.name]


def test_nothing_of_a_report_steers_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    console().print("a\x1b]0;title\x07\x1b[31m red\u202e", Padding("b\x1b[2J", (0, 0, 0, 2)))
    assert capfd.readouterr().out.split() == ["a]0;title[31m", "red", "b[2J"]


def test_a_file_that_cannot_be_written_names_the_option(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"another file with --html"), output(str(tmp_path), "--html"):
        pass
    with (
        pytest.raises(UsageError, match=r"nowhere/a\.html: can't be written \(No such"),
        output(f"{tmp_path}/nowhere/a.html"),
    ):
        pass


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_output_that_takes_no_more_is_one_line(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", GOOD.encode())
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "onrecord", "statements", "a.txt"],
            cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "No space left" in line

import subprocess
import sys
from pathlib import Path

import pytest

from onrecord import Record
from onrecord.errors import UsageError
from onrecord.model import Failure, Finding, Origin, Payload, Report, Retrieval, Revisit
from onrecord.pipeline.adding import Adder, lasting
from onrecord.pipeline.alone import alone
from onrecord.pipeline.stages import find
from onrecord.pipeline.workers import Here
from onrecord.record import Queries
from samples import write_lines

TEXT = "“It leaks,” said Ana Ruiz."
PAGE = f"<!doctype html><title>Leak</title><article><p>{TEXT} {'The sluice is old and it is shut. ' * 5}</p></article>"


def page(at: str, *, location: str = "https://elm.example/a", data: str = PAGE, digest: str | None = None) -> Payload:
    retrieval = Retrieval("warc", at, "https://elm.example/a", digest=digest)
    return Payload(Origin(location, str(hash(data)), "text/html", retrieval), data.encode())


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of reports in which statements are looked for, as that happens."""
    seen: list[str] = []

    def noted(report: Report) -> Finding:
        seen.append(report.id)
        return find(report)

    monkeypatch.setattr("onrecord.pipeline.workers.find", noted)
    return seen


def test_known_bytes_are_not_read_again_wherever_they_lie(tmp_path: Path, readings: list[str]) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT)
    with Record(tmp_path / "test.db") as record:
        (first,) = record.add(str(tmp_path / "a.txt")).new
        assert record.add([str(tmp_path / name) for name in ("a.txt", "b.txt")]).known == (first, first)
        assert readings == [first]
    with Queries(tmp_path / "test.db") as store:
        assert [Path(each.location).name for each in store.origins_of(first)] == ["a.txt", "b.txt"]


def test_bytes_are_kept_unless_they_are_not_to_be(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    for keep in (True, False):
        path = tmp_path / f"{keep}.db"
        with Record(path) as record:
            record.add(str(tmp_path / "a.txt"), keep=keep)
        with Queries(path) as store:
            (report,) = store.reports()
            assert store.payload_of(report.origin.sha256) == (TEXT.encode() if keep else None)


def test_what_progress_is_told_is_on_record_already(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "a.jsonl", [{"id": "a", "text": TEXT}, {"id": "b"}, {"id": "c", "text": "Rain."}])
    told: list[tuple[str, bool]] = []

    def note(what: str | Failure) -> None:
        told.append((what, other.digest_of(what) is not None) if isinstance(what, str) else ("failed", True))

    with Record(tmp_path / "test.db") as record, Queries(tmp_path / "test.db") as other:
        record.add(lines, progress=note)
    assert told == [("a", True), ("failed", True), ("c", True)]


def test_a_page_that_is_seen_again_is_known_by_the_first_time_and_the_last() -> None:
    with Queries(":memory:") as store:
        for at in ("2031-05-12T09:00:00Z", "2031-05-12T08:00:00Z", "2031-05-13T08:00:00Z"):
            adder = Adder(store)
            adder.add([("", page(at))], Here())
        (report,) = store.reports()
        assert store.seen([report.id]) == {report.id: ("2031-05-12T08:00:00Z", "2031-05-13T08:00:00Z", True)}
        assert report.url == "https://elm.example/a"
        assert adder.added.known == (report.id,)


def test_another_text_at_an_address_is_a_new_edition() -> None:
    with Queries(":memory:") as store:
        adder = Adder(store)
        changed = page("2031-05-12T09:00:00Z", data=PAGE.replace("It leaks", "It does not leak"))
        adder.add([("", page("2031-05-12T08:00:00Z")), ("", changed)], Here())
        assert adder.added.editions == (adder.added.new[1],)


def test_an_archive_that_notes_a_page_as_the_same_adds_a_place() -> None:
    again = Origin("b.warc!2", "", "text/html", Retrieval("warc", "2031-05-14T08:00:00Z", "https://elm.example/a"))
    with Queries(":memory:") as store:
        adder = Adder(store)
        adder.add([("", page("2031-05-12T08:00:00Z", digest="sha1:A")), ("", Revisit(again, "sha1:A"))], Here())
        (report,) = store.reports()
        assert adder.added.known == (report.id,)
        assert store.seen([report.id])[report.id][1] == "2031-05-14T08:00:00Z"
        adder.add([("", Revisit(again, "sha1:B"))], Here())
        assert [each.location for each in adder.added.failures] == ["b.warc!2"]


def test_a_failure_keeps_what_to_try_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty.txt").write_text("")
    with Record("test.db") as record:
        record.add("empty.txt")
        record.add("empty.txt")
    with Queries("test.db") as store:
        (kept,) = store.kept_failures()
    assert (kept.failure.location, kept.source, kept.tries) == ("empty.txt", str(tmp_path / "empty.txt"), 2)
    assert lasting("https://elm.example/a") == "https://elm.example/a"
    assert lasting("-") is None


def test_two_runs_wait_for_one_another_with_a_word(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    command = [sys.executable, "-m", "onrecord", "add", str(tmp_path / "a.txt"), "--record", str(tmp_path / "test.db")]
    with alone(tmp_path / "test.db"):
        waiting = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert waiting.stderr
        assert "another run adds to this record" in waiting.stderr.readline()
        assert waiting.poll() is None
        with Record(tmp_path / "test.db", create=False) as reading:  # who reads waits for nobody
            assert list(reading.export("reports")) == []
    out, _ = waiting.communicate()
    assert "1 added" in out
    assert waiting.returncode == 0


def test_an_address_with_a_password_is_refused_and_nothing_of_it_kept(tmp_path: Path) -> None:
    with Record(tmp_path / "test.db") as record:
        with pytest.raises(UsageError, match="a name or password") as raised:
            record.add("https://ana:secret@elm.example/a")
        assert record.failures() == ()
    assert str(raised.value).startswith("https://…@elm.example/a: ")
    assert b"secret" not in (tmp_path / "test.db").read_bytes()

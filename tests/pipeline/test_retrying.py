"""What failed is tried again under the name that it had, and what came of it is told and settled."""

import json
import os
import zipfile
from pathlib import Path

import pytest

from onrecord import Record
from onrecord.errors import UsageError
from onrecord.model import Failure
from onrecord.pipeline.retrying import folder_of

GOOD = '{"id": "r%s", "text": "“We heard it %s times,” said Ana Ruiz."}\n'
BAD = '{"text": 7}\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is worked in; sources are named from it, as users do."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(path: Path, *lines: str) -> str:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(lines), encoding="utf-8")
    return str(path.relative_to(Path.cwd()))


def places(failures: tuple[Failure, ...]) -> list[str]:
    return [each.location for each in failures]


def origins(record: Record) -> list[str]:
    return [row["location"] for row in record.export("reports")]


@pytest.mark.parametrize("source", ["data/day.jsonl", "data", "data/*.jsonl", "./data/day.jsonl"])
def test_what_was_mended_is_read_and_no_place_gets_a_second_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    written(folder / "data" / "day.jsonl", GOOD % (1, 1), BAD, GOOD % (3, 3))
    with Record("record.db") as record:
        record.add(source)
        assert [each.failure.location for each in record.failures()] == ["data/day.jsonl:2"]
        written(folder / "data" / "day.jsonl", GOOD % (1, 1), GOOD % (2, 2), GOOD % (3, 3))
        (folder / "elsewhere").mkdir()
        monkeypatch.chdir(folder / "elsewhere")
        with Record(folder / "record.db") as again:
            retried = again.retry()
            assert (places(retried.mended), retried.gone, retried.failing) == (["data/day.jsonl:2"], (), ())
            assert retried.added.new == ("r2",)
            assert again.failures() == ()
            assert origins(again) == [f"data/day.jsonl:{number}" for number in (1, 2, 3)]
            assert all(len(again._store.origins_of(f"r{number}")) == 1 for number in (1, 2, 3))


def test_what_fails_again_counts_the_tries(folder: Path) -> None:
    with Record("record.db") as record:
        record.add(written(folder / "day.jsonl", GOOD % (1, 1), BAD))
        for tries in (2, 3):
            retried = record.retry(["day.jsonl:2"])
            assert (places(retried.failing), retried.mended, retried.gone) == (["day.jsonl:2"], (), ())
            assert [each.tries for each in record.failures()] == [tries]


def test_what_is_gone_from_its_source_is_taken_off(folder: Path) -> None:
    with Record("record.db") as record:
        record.add(written(folder / "day.jsonl", GOOD % (1, 1), BAD))
        written(folder / "day.jsonl", GOOD % (1, 1))
        retried = record.retry()
        assert places(retried.gone) == ["day.jsonl:2"]
        assert record.failures() == ()


def test_what_is_in_a_source_that_is_missing_stays(folder: Path) -> None:
    with Record("record.db") as record:
        record.add(written(folder / "day.jsonl", GOOD % (1, 1), BAD))
        Path("day.jsonl").unlink()
        retried = record.retry()
        assert places(retried.failing) == ["day.jsonl:2"]
        assert [each.failure.location for each in record.failures()] == ["day.jsonl", "day.jsonl:2"]
        written(folder / "day.jsonl", GOOD % (1, 1), GOOD % (2, 2))
        assert sorted(places(record.retry().mended)) == ["day.jsonl", "day.jsonl:2"]
        assert [each.failure.location for each in record.failures()] == []


def test_what_failed_can_be_forgotten(folder: Path) -> None:
    with Record("record.db") as record:
        record.add([written(folder / "day.jsonl", BAD), "gone.txt"])
        assert [each.failure.location for each in record.forget_failures(["gone.txt"])] == ["gone.txt"]
        assert [each.failure.location for each in record.failures()] == ["day.jsonl:1"]
        with pytest.raises(UsageError, match="nothing failed there"):
            record.forget_failures(["gone.txt"])


def test_what_is_in_an_archive_that_is_broken_now_stays(folder: Path) -> None:
    with zipfile.ZipFile("box.zip", "w") as archive:
        archive.writestr("a/empty.txt", "")
        archive.writestr("a/good.txt", "“We heard it,” said Ana Ruiz on Tuesday.")
    with Record("record.db") as record:
        record.add("box.zip")
        assert [each.failure.location for each in record.failures()] == ["box.zip!a/empty.txt"]
        Path("box.zip").write_bytes(b"PK\x03\x04 broken")
        assert places(record.retry().failing) == ["box.zip!a/empty.txt"]
        assert [each.failure.location for each in record.failures()] == ["box.zip", "box.zip!a/empty.txt"]


def test_an_archive_that_is_mended_is_read_whole(folder: Path) -> None:
    Path("box.zip").write_bytes(b"PK\x03\x04 broken")
    with Record("record.db") as record:
        record.add("box.zip")
        assert [each.failure.location for each in record.failures()] == ["box.zip"]
        with zipfile.ZipFile("box.zip", "w") as archive:
            archive.writestr("good.txt", "“We heard it,” said Ana Ruiz on Tuesday.")
        retried = record.retry()
        assert retried.failing == ()
        assert len(retried.added.new) == 1
        assert origins(record) == ["box.zip!good.txt"]
        assert record.failures() == ()


def test_what_has_no_source_is_not_tried(folder: Path) -> None:
    with Record("record.db") as record:
        record._store.put_failure(Failure("-", "read", "it is empty"))
        retried = record.retry()
        assert places(retried.untried) == ["-"]
        assert len(record.failures()) == 1


def test_places_choose(folder: Path) -> None:
    with Record("record.db") as record:
        record.add([written(folder / "data" / name, BAD) for name in ("a.jsonl", "b.jsonl")])
        record.add(written(folder / "c.jsonl", BAD))
        assert places(record.retry(["data"]).failing) == ["data/a.jsonl:1", "data/b.jsonl:1"]
        assert places(record.retry(["data/b.jsonl:1"]).failing) == ["data/b.jsonl:1"]
        assert places(record.retry(["c.jsonl", str(folder / "data" / "a.jsonl")]).failing) == [
            "c.jsonl:1", "data/a.jsonl:1",
        ]  # fmt: skip
        assert [each.tries for each in record.failures()] == [2, 3, 3]
        with pytest.raises(UsageError, match=r"d\.jsonl: nothing failed there; `onrecord failures` lists what did"):
            record.retry(["d.jsonl"])


def test_another_stage_takes_the_place_of_the_one_before(folder: Path) -> None:
    with Record("record.db") as record:
        source = os.fspath(folder / written(folder / "day.jsonl", BAD))
        record._store.put_failure(Failure("day.jsonl:1", "statements", "it took too long"), source)
        assert places(record.retry().failing) == ["day.jsonl:1"]
        assert [each.failure.stage for each in record.failures()] == ["read"]


@pytest.mark.parametrize(
    ("source", "location", "folder"),
    [
        ("/elm/data/day.jsonl", "data/day.jsonl:17", "/elm/"),
        ("/elm/data/day.jsonl", "/elm/data/day.jsonl:17", ""),
        ("/elm/data/../mill/a.txt", "../mill/a.txt", "/elm/data/"),
        ("/elm/data", "data/a.txt", "/elm/"),
        ("/elm/*.txt", "a.txt", "/elm/"),
        ("/elm/data/**/*.txt", "data/x/a.txt", "/elm/"),
        ("/elm/data/data/a.txt", "data/a.txt", "/elm/data/"),
        ("https://elm.example/feed", "https://elm.example/a", ""),
        ("/elm/day.jsonl", "elsewhere.jsonl:17", ""),
    ],
)
def test_the_folder_that_was_worked_in_is_told_by_source_and_place(source: str, location: str, folder: str) -> None:
    assert folder_of(source, location) == folder


def test_reading_again_writes_no_report_twice(folder: Path) -> None:
    with Record("record.db") as record:
        record.add(written(folder / "day.jsonl", GOOD % (1, 1), BAD))
        before = [json.dumps(row) for row in record.export("reports")]
        record.retry()
        assert [json.dumps(row) for row in record.export("reports")] == before

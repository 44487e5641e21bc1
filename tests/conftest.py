"""Fixtures that more than one room needs."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from onrecord import Record

# The same examples on every machine, however slow it is; `--hypothesis-profile=default` looks for new ones.
settings.register_profile("onrecord", deadline=None, derandomize=True)
settings.load_profile("onrecord")


@pytest.fixture(autouse=True)
def reading_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands read in the process of the test, which has loaded the tagger; the tests of workers ask for them."""
    monkeypatch.setenv("ONRECORD_JOBS", "0")


@pytest.fixture(scope="session")
def demo_record(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Record]":
    """A record of the sample reports, with the ids that ``samples.demo_lines`` gives them."""
    from onrecord import Record  # here, so that the tests of a room need that room alone
    from samples import demo_lines, write_lines

    folder: Path = tmp_path_factory.mktemp("demo")
    with Record(folder / "demo.db") as record:
        record.add(write_lines(folder / "demo.jsonl", demo_lines()))
        yield record

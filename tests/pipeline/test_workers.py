import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.demo import demo_reports
from onrecord.errors import OnRecordError
from onrecord.model import Failure, Finding, Origin, Payload
from onrecord.pipeline.workers import AHEAD, Here, Limits, Workers, read_and_find
from onrecord.read import find_payloads

TEXT = "“It leaks,” said Ana Ruiz."


def payload(name: str, text: str = TEXT) -> Payload:
    return Payload(Origin(name, "", "text/plain"), text.encode())


def test_workers_find_what_is_found_here_in_the_same_order() -> None:
    items = [each for each in find_payloads([str(demo_reports())]) if isinstance(each, Payload)]
    mixed: list[Payload | str] = ["first", *items, "last"]
    with Workers(2) as workers, Here() as here:
        assert list(workers.read_all(mixed)) == list(here.read_all(mixed))


def test_what_takes_too_long_is_a_failure_and_the_next_is_read() -> None:
    limits = Limits(seconds=0.0, seconds_each=50_000.0)  # a twentieth of a second for one byte, minutes for many
    with Workers(1, limits) as workers:
        slow, quick = workers.read_all([payload("slow.txt", "x"), payload("quick.txt", TEXT + " " * 20_000)])
    assert isinstance(slow, tuple)
    assert isinstance(quick, tuple)
    assert isinstance(slow[1], Failure)
    assert "more than" in slow[1].why
    assert isinstance(quick[1], Finding)


def test_a_worker_that_is_killed_costs_one_report() -> None:
    def items(workers: Workers) -> Iterator[Payload]:
        yield payload("a.txt")
        while not workers.processes:
            pass
        for process in workers.processes:
            os.kill(process, signal.SIGKILL)
        yield payload("b.txt")
        yield payload("c.txt")

    with Workers(1) as workers:
        found = [read for _, read in workers.read_all(items(workers))]
    assert isinstance(found[-1], Finding)
    failures = [each for each in found if isinstance(each, Failure)]
    assert len(failures) == 1
    assert "was killed" in failures[0].why


def test_no_more_is_taken_than_is_about_to_be_read() -> None:
    taken = 0

    def items() -> Iterator[Payload]:
        nonlocal taken
        for number in range(100):
            taken += 1
            yield payload(f"{number}.txt", "x")

    with Workers(1) as workers:
        for at, _ in enumerate(workers.read_all(items())):
            assert taken <= at + AHEAD + 2


def test_processes_end_with_the_work() -> None:
    with Workers(2) as workers:
        list(workers.read_all([payload("a.txt"), payload("b.txt")]))
        processes = workers.processes
    assert processes
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_processes_that_cannot_be_started_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with Workers(1) as workers, pytest.raises(OnRecordError, match="--jobs 0"):
        list(workers.read_all([payload("a.txt")]))


def test_a_mistake_of_the_program_is_a_failure_of_that_report(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(_: object) -> None:
        raise ValueError("no\nsuch thing")

    monkeypatch.setattr("onrecord.pipeline.workers.find", broken)
    found = read_and_find(payload("a.txt"))
    assert isinstance(found, Failure)
    assert (found.location, found.stage) == ("a.txt", "statements")
    assert "ValueError: no such thing" in found.why

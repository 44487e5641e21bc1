"""What the page costs: a record served on one core, read by several clients at once.

``python -m benchmarks.page RECORD.db [REQUESTS]`` asks a record that is there; ``python -m benchmarks page`` makes one
of a million statements first, which takes its time.
"""

import http.client
import json
import multiprocessing
import os
import re
import sqlite3
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from benchmarks.data import Row
from benchmarks.scale import Maker, _derived, _development_reports

if TYPE_CHECKING:
    from onrecord.model import Finding

STATEMENTS = 1_000_000
CLIENTS = 8
REQUESTS = 4_000
DATA_EVERY = 10  # one request in so many asks for the data of a page
WORDS = re.compile(r"[^\W\d_]{4,}")
HOST = "127.0.0.1"


# --- a record ---------------------------------------------------------------------------------------------------------


def make_record(statements: int, path: Path, work: Path) -> None:
    """Make a record of so many statements, or a few more, out of the development reports."""
    from onrecord.pipeline.stages import find

    base = [find(report) for report in _development_reports(work)]
    _derived(_as_many(Maker(base).findings(), statements), path)


def _as_many(findings: Iterator["Finding"], statements: int) -> Iterator["Finding"]:
    for finding in findings:
        if statements <= 0:
            return
        statements -= len(finding.statements)
        yield finding


# --- what is asked for ------------------------------------------------------------------------------------------------


class Things:
    """Things of a record, each as likely as another, and words of its statements, the common ones more often."""

    def __init__(self, record: Path) -> None:
        self._db = sqlite3.connect(f"{record.absolute().as_uri()}?mode=ro", uri=True)
        self._random = Random(1)

    def close(self) -> None:
        """Close the record."""
        self._db.close()

    def any(self, table: str, column: str) -> Any:
        """Give a column of any row of a table whose rows are numbered without gaps."""
        (last,) = self._db.execute(f"SELECT max(rowid) FROM {table}").fetchone()
        (found,) = self._db.execute(
            f"SELECT {column} FROM {table} WHERE rowid >= ? LIMIT 1", (self._random.randint(1, last),)
        ).fetchone()
        return found

    def text(self) -> str:
        """Give the words of any statement."""
        report, content = self._db.execute(
            "SELECT text, content FROM statements JOIN reports ON reports.id = report WHERE statements.id = ?",
            (self.any("sayings", "statement"),),
        ).fetchone()
        span = json.loads(content)[0]
        return str(report[span["start"] : span["end"]])

    def words(self, number: int) -> str:
        """Give words of a statement."""
        while True:
            found = WORDS.findall(self.text())
            if len(found) >= number:
                return " ".join(self._random.sample(found, number))

    def phrase(self) -> str:
        """Give three words in a row of a statement, between marks."""
        while True:
            found = self.text().replace('"', " ").split()
            if len(found) >= 3:
                at = self._random.randint(0, len(found) - 3)
                return f'"{" ".join(found[at : at + 3])}"'

    def altered(self) -> str:
        """Give the words of a statement, one left out and one replaced."""
        found = self.text().split()
        if len(found) > 6:
            found.pop(self._random.randrange(len(found)))
            found[self._random.randrange(len(found))] = "elm"
        return " ".join(found)


KINDS: dict[str, Callable[[Things], tuple[str, dict[str, Any]]]] = {
    "front": lambda things: ("/index", {}),
    "stories": lambda things: ("/stories", {}),
    "stories, further on": lambda things: (
        "/stories", {"cursor": json.dumps([things.any("stories", "last"), things.any("stories", "id")])},
    ),
    "story": lambda things: (f"/stories/{things.any('stories', 'id')}", {}),
    "utterance": lambda things: (f"/utterances/{things.any('utterances', 'id')}", {}),
    "people": lambda things: ("/people", {}),
    "people by name": lambda things: ("/people", {"q": things.any("people", "name").split()[-1][:4]}),
    "person": lambda things: (f"/people/{things.any('people_counts', 'person')}", {}),
    "person in the news": lambda things: (f"/people/{things.any('sayings', 'person') or 'nobody'}", {}),
    "person, words": lambda things: (
        f"/people/{things.any('sayings', 'person') or 'nobody'}", {"q": things.words(1), "form": "direct"},
    ),
    "reports": lambda things: ("/reports", {"outlet": things.any("reports", "outlet") or ""}),
    "report": lambda things: (f"/reports/{things.any('reports', 'id')}", {}),
    "search, a word": lambda things: ("/search", {"q": things.words(1)}),
    "search, two words": lambda things: ("/search", {"q": things.words(2)}),
    "search, a phrase": lambda things: ("/search", {"q": things.phrase()}),
    "search, narrowed": lambda things: (
        "/search",
        {"q": things.words(1), "outlet": things.any("reports", "outlet") or "", "form": "direct",
         "from": things.any("sayings", "day") or ""},
    ),
    "search, further on": lambda things: ("/search", {"q": things.words(1), "cursor": things.any("sayings", "number")}),
    "search in reports": lambda things: ("/search", {"q": things.words(1), "in": "reports"}),
    "check": lambda things: ("/check", {"q": things.text()}),
    "check, altered": lambda things: ("/check", {"q": things.altered()}),
    "outlets": lambda things: ("/outlets", {}),
    "record": lambda things: ("/record", {}),
    "rulings": lambda things: ("/rulings", {}),
}  # fmt: skip


def requests_of(record: Path, number: int) -> list[tuple[str, str]]:
    """Give requests of all kinds, each kind as often as another, with its name."""
    made = []
    with closing(Things(record)) as things:
        for at in range(number):
            kind = list(KINDS)[at % len(KINDS)]
            path, asked = KINDS[kind](things)
            is_data = at // len(KINDS) % DATA_EVERY == DATA_EVERY - 1
            path = f"{path}.json" if is_data else path.replace("/index", "/")
            made.append((kind, f"{path}?{urlencode(asked)}" if asked else path))
    Random(2).shuffle(made)
    return made


# --- server and clients -----------------------------------------------------------------------------------------------


@contextmanager
def served(record: Path) -> Iterator[tuple[str, int]]:
    """Serve a record on one core; give the address and the number of the process."""
    spawn = multiprocessing.get_context("spawn")
    mine, theirs = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_serve, args=(str(record), theirs), daemon=True)
    process.start()
    try:
        yield mine.recv(), process.pid or 0
    finally:
        process.terminate()
        process.join()


def _serve(record: str, connection: Connection) -> None:
    from onrecord.views.web.serve import serve

    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    serve(record, HOST, 0, edit=False, ready=connection.send)


def _ask(port: int, requests: list[tuple[str, str]], at: Iterator[int], spent: dict[str, list[float]]) -> None:
    """Ask one thing after another over one connection, as long as there are any."""
    connection = http.client.HTTPConnection(HOST, port, timeout=600)
    while (number := next(at)) < len(requests):
        kind, path = requests[number]
        began = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        spent[kind].append(time.perf_counter() - began)
        if answer.status >= 500:
            raise RuntimeError(f"{path}: {answer.status} {body[:500]!r}")
    connection.close()


def measure_page(record: Path, requests: int = REQUESTS) -> Row:
    """Ask a record all kinds of pages and tell how long the answers took."""
    asked = requests_of(record, requests)
    spent: dict[str, list[float]] = defaultdict(list)
    with served(record) as (address, process):
        port = urlsplit(address).port or 0
        _ask(port, asked[: len(KINDS)], count(), defaultdict(list))  # templates and tables are read at the first use
        cpu, began, at = _cpu_of(process), time.perf_counter(), count()
        with ThreadPoolExecutor(CLIENTS) as clients:
            for client in [clients.submit(_ask, port, asked, at, spent) for _ in range(CLIENTS)]:
                client.result()  # an answer that failed ends the benchmark, not only its client
        took, worked = time.perf_counter() - began, _cpu_of(process) - cpu
        peak = int(re.findall(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text())[0]) // 1024
    done = sum(map(len, spent.values()))
    return {
        "requests": done,
        "requests_per_second": round(done / took, 1),
        "server_cpu_ms_per_request": round(1000 * worked / done, 1),
        "server_peak_mb": peak,
        "kinds": {kind: _times(spent[kind]) for kind in KINDS},
    }


def _times(seconds: list[float]) -> Row:
    cuts = quantiles(seconds, n=20, method="inclusive")
    return {"median_ms": round(1000 * cuts[9], 1), "p95_ms": round(1000 * cuts[18], 1)}


def _cpu_of(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure_large(work: Path) -> Row:
    """Make a large record and measure its page."""
    record = work / "large.db"
    make_record(STATEMENTS, record, work)
    return measure_page(record)


PAGE: dict[str, Callable[[Path], Row]] = {"page": measure_large}


if __name__ == "__main__":
    print(json.dumps(measure_page(Path(sys.argv[1]), *map(int, sys.argv[2:3])), indent=1))

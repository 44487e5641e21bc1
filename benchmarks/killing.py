"""Is anything lost? Runs that are killed, that find the disk full, or may not write, beside an undisturbed one.

``python -m benchmarks.killing 200`` kills so many runs of ``add`` and as many of ``watch``. Each run says on its
standard output what it has put on record: that has to be there after every kill, ``verify`` has to pass, and the record
that the runs end with has to be the undisturbed one. The disks are file systems in memory, which only root can mount.
"""

import json
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from threading import Thread, Timer
from typing import Any

from benchmarks.adding import reports
from benchmarks.data import Row, write_rows

REPORTS = 60
WORDS = 40
SEED = 20311
MOST_SAID = 25  # lines after which a run is killed, at most, and seconds that it is given then, or from its start on
LATER = 2.0
ADD = """
import sys
from onrecord import Record
with Record(sys.argv[2]) as record:
    record.add(sys.argv[1], progress=lambda what: print(what, flush=True), jobs=2)
"""
WATCH = """
import sys
from onrecord import Record
from onrecord.fetch import FetchOptions
from onrecord.pipeline.watch import Watching, watch
fetching = FetchOptions(pause=0.0, allow_private=True)
with Record(sys.argv[2]) as record:
    watch(
        record, [sys.argv[1]], lambda each: print(each.report or "", flush=True),
        watching=Watching(once=True, jobs=2, fetching=fetching),
    )
"""


def kill_adding(work: Path, kills: int = 40) -> Row:
    """Kill runs of add at random moments, again and again, until each record is whole."""
    lines = write_rows(work / "killed.jsonl", islice(reports(WORDS), REPORTS))
    return _kill([sys.executable, "-c", ADD, str(lines)], work, kills)


def kill_watching(work: Path, kills: int = 40) -> Row:
    """Kill runs of watch that follow a feed of as many pages, served by this process."""
    with served(list(islice(reports(WORDS), REPORTS))) as feed:
        return _kill([sys.executable, "-c", WATCH, feed], work, kills)


@contextmanager
def served(rows: Sequence[Row]) -> Iterator[str]:
    """Serve reports as pages, with a feed that lists them; give the address of the feed."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            base = f"http://127.0.0.1:{server.server_address[1]}"
            found = None
            if self.path == "/feed":
                found = "application/rss+xml", _feed(rows, base)
            elif self.path.startswith("/page/"):
                found = "text/html", _page(rows[int(self.path.removeprefix("/page/"))])
            data = found[1].encode() if found else b""
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", found[0] if found else "text/plain")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/feed"
    finally:
        server.shutdown()
        server.server_close()


def _feed(rows: Sequence[Row], base: str) -> str:
    items = "".join(f"<item><link>{base}/page/{at}</link></item>" for at, _ in enumerate(rows))
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Killed</title>{items}</channel></rss>'


def _page(row: Row) -> str:
    paragraphs = "".join(f"<p>{escape(each)}</p>" for each in row["text"].split("\n\n"))
    title = escape(row["title"] or "")
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article>"
    )


def _kill(command: Sequence[str], work: Path, kills: int) -> Row:
    chance = random.Random(SEED)
    undisturbed = work / "undisturbed.db"
    undisturbed.unlink(missing_ok=True)
    _run([*command, str(undisturbed)])
    wanted = _exports(undisturbed)
    killed = whole = 0
    lost: list[str] = []
    damaged: list[str] = []
    other = 0
    while killed < kills:
        record = work / f"killed-{whole}.db"
        record.unlink(missing_ok=True)
        acknowledged: set[str] = set()
        while True:
            # By what was said and not by the clock alone, for a run on a busy machine would never come to its end.
            lines = chance.choice((0, len(acknowledged))) + chance.randint(0, MOST_SAID)
            said, was_killed = _killed([*command, str(record)], lines, chance.uniform(0, LATER))
            acknowledged |= set(said)
            if not was_killed:
                break
            killed += 1
            if record.exists() and record.stat().st_size:
                damaged += _problems(record)
                lost += sorted(acknowledged - _ids(record))
        whole += 1
        other += _exports(record) != wanted
        print(f"{killed} of {kills}", file=sys.stderr, flush=True)
    return {
        "runs killed": killed, "records made whole": whole, "not verified": damaged[:5],
        "acknowledged and lost": lost[:5], "records other than the undisturbed one": other,
    }  # fmt: skip


def _killed(command: Sequence[str], lines: int, later: float) -> tuple[list[str], bool]:
    """Run a command and kill it some seconds after so many lines; give the reports that it said were on record."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    if process.stdout is None:
        raise TypeError("the process was to have a pipe")
    said = "".join(islice(process.stdout, lines))
    timer = Timer(later, process.kill)
    timer.start()
    rest = process.stdout.read()
    process.wait()
    timer.cancel()
    whole = (said + rest).split("\n")[:-1]  # a last line without its end was not said whole
    return [line for line in whole if line and not line.startswith("Failure(")], process.returncode == -signal.SIGKILL


def _ids(record: Path) -> set[str]:
    with closing(sqlite3.connect(record)) as connection:
        return {row[0] for row in connection.execute("SELECT id FROM reports")}


def _problems(record: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "verify", "--record", str(record)],
        capture_output=True,
        text=True,
        check=False,
    )
    return [] if done.returncode == 0 else [done.stdout + done.stderr]


def _exports(record: Path) -> dict[str, list[bytes]]:
    import msgspec

    from onrecord import Record
    from onrecord.pipeline.tables import TABLES

    with Record(record, create=False) as opened:
        tables = {table: list(opened.export(table)) for table in TABLES}
    for row in tables["reports"]:
        del row["retrieval"]  # two runs are not at one time
    return {table: [msgspec.json.encode(row) for row in found] for table, found in tables.items()}


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


def fill_disks(work: Path) -> Row:
    """Add to a record on a disk that fills at several sizes, make room and go on; and to one that may only be read."""
    lines = write_rows(work / "killed.jsonl", islice(reports(WORDS), REPORTS))
    command = [sys.executable, "-m", "onrecord", "add", str(lines), "--record"]
    undisturbed = work / "undisturbed-by-disks.db"
    _run([*command, str(undisturbed)])
    wanted = _exports(undisturbed)
    rows: Row = {}
    for kilobytes in (300, 600, 900, 1200, 1600, 2000):
        with mounted(work / "disk", f"size={kilobytes}k") as disk:
            record = disk / "full.db"
            done = subprocess.run([*command, str(record)], capture_output=True, text=True, check=False)
            before = _ids(record) if record.exists() and record.stat().st_size else set()
            subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
            problems = _problems(record) if before else []
            _run([*command, str(record)])
            rows[f"{kilobytes} KB"] = {
                "exit code": done.returncode, "says": done.stderr.strip()[-200:], "on record": len(before),
                "not verified": problems, "the same in the end": _exports(record) == wanted,
                "nothing lost": before <= _ids(record),
            }  # fmt: skip
    with mounted(work / "disk", "size=64m") as disk:
        record = disk / "read.db"
        _run([*command, str(record)])
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        done = subprocess.run([*command, str(record)], capture_output=True, text=True, check=False)
        rows["read-only"] = {
            "exit code": done.returncode, "says": done.stderr.strip()[-200:], "not verified": _problems(record),
            "the same": _exports(record) == wanted,
        }  # fmt: skip
    return rows


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[Path]:
    """Mount a file system in memory."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


KILLING: dict[str, Any] = {"killing": kill_adding, "killing-watch": kill_watching, "disks": fill_disks}

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        for name, measure in (("add", kill_adding), ("watch", kill_watching)):
            print(json.dumps({name: measure(Path(place), int(sys.argv[1]))}), flush=True)
        print(json.dumps(fill_disks(Path(place))))

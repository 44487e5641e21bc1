"""What adding costs as a record grows: time a report from the first to the last, memory, and the second core.

``python -m benchmarks.adding 100000 60`` adds so many reports of so many words or a few more; the benchmark, fewer.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path

from benchmarks.data import Row, read_rows, write_rows
from benchmarks.scale import LETTERS, _spelled

SETS = ("polnear-train.jsonl.gz", "polnear-dev.jsonl.gz", "stories-dev.jsonl")
PARTS = 10  # of the reports, each with its own time
NUMBER = re.compile(r"\d+")
PARAGRAPH = re.compile(r"\n+|(?<=[.”\"]) (?=[“\"A-Z])")
FIRST = date(2020, 1, 1)
KEPT = 4  # words in a row that a copy has as they were; the next that is capital or long is spelled anew


def reports(words: int) -> Iterator[Row]:
    """Give reports without end: the development articles, each copy with other names, numbers and days.

    A copy begins at another paragraph and has up to so many words, so that no two are one text.
    """
    base = [row for name in SETS for row in read_rows(name)]
    for copy in count():
        for row in base:
            paragraphs = [each for each in PARAGRAPH.split(row["text"]) if each.strip()]
            begin = (copy * 3) % max(1, len(paragraphs))
            yield {
                "id": f"{row['id']}.{copy}",
                "text": _shifted("\n\n".join(_up_to(words, paragraphs[begin:] + paragraphs[:begin])), copy),
                "title": _shifted(row.get("title") or "", copy),
                "outlet": row.get("outlet") or row.get("publisher"),
                "published": (FIRST + timedelta(days=copy)).isoformat(),
            }


def _up_to(words: int, paragraphs: list[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield paragraph
        words -= len(paragraph.split())
        if words <= 0:
            return


def _shifted(text: str, copy: int) -> str:
    if not copy:
        return text
    moved = NUMBER.sub(lambda found: str(int(found[0]) + copy) if len(found[0]) < 4 else found[0], text)
    return LETTERS.sub(
        lambda found: _spelled(found[0], copy) if found[0].istitle() and len(found[0]) > KEPT else found[0], moved
    )


def grow(reports_file: Path, record: Path, jobs: int, many: int) -> Row:
    """Add reports to a record in this process and its workers; give the cost of each part, and the most memory."""
    from onrecord import Record

    began, spent, done, ended = time.perf_counter(), _cpu_seconds(), 0, 0.0
    marks: list[float] = []

    def note(_: object) -> None:
        nonlocal done, spent, ended
        done += 1
        ended = time.perf_counter()
        if done % (many // PARTS) == 0:
            now = _cpu_seconds()
            marks.append(round(1000 * (now - spent) / (many // PARTS), 3))
            spent = now

    with Record(record) as open_record:
        open_record.add(str(reports_file), progress=note, jobs=jobs)
    return {
        "reports": done,
        "jobs": jobs,
        "reports a second": round(done / (ended - began), 2),
        "CPU ms a report, by tenths": marks,
        "last to first tenth": round(marks[-1] / marks[0], 3),
        "most memory, MB": {"writer": _most_memory("self"), "workers": WORKERS_MEMORY},
        "record, MB": round(record.stat().st_size / 1e6),
    }


WORKERS_MEMORY: dict[str, int] = {}  # the most that each worker ever held, by its number


def _cpu_seconds() -> float:
    """Give the CPU seconds of this process and of the workers that live."""
    total = sum(os.times()[:4])
    for worker in _children():
        fields = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        WORKERS_MEMORY[worker] = _most_memory(worker)
    return total


def _children() -> list[str]:
    tasks = Path("/proc/self/task")
    return [child for task in tasks.iterdir() for child in (task / "children").read_text().split()]


def _most_memory(process: str) -> int:
    status = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) // 1000 if found else 0


def measure_adding(work: Path, many: int = 4_000, words: int = 120) -> Row:
    """Add with one core and with all, each time to a new record."""
    lines = write_rows(work / "adding.jsonl", islice(reports(words), many))
    rows = {}
    for name, jobs, prefix in (("one core", 0, ["taskset", "-c", "0"]), ("two workers", 2, [])):
        record = work / f"adding-{jobs}.db"
        command = [
            *prefix,
            sys.executable,
            "-m",
            "benchmarks.adding",
            "grow",
            str(lines),
            str(record),
            str(jobs),
            str(many),
        ]
        done = subprocess.run(command, capture_output=True, check=True, text=True)
        rows[name] = json.loads(done.stdout)
    rate = "reports a second"
    return {**rows, "two to one": round(rows["two workers"][rate] / rows["one core"][rate], 2)}


ADDING = {"adding": measure_adding}

if __name__ == "__main__":
    if sys.argv[1] == "grow":
        print(json.dumps(grow(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))))
    else:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(measure_adding(Path(folder), int(sys.argv[1]), int(sys.argv[2])), indent=1))

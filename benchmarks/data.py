"""The development data as reports for onrecord, and the scorers beside it."""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared"
Row = dict[str, Any]


def read_rows(name: str) -> Iterator[Row]:
    """Read the JSON lines of a data set."""
    path = SHARED / "data" / name
    data = path.read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode()
    yield from (json.loads(line) for line in text.split("\n") if line)


def write_rows(path: Path, rows: Iterable[Row]) -> Path:
    """Write JSON lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def write_reports(path: Path, name: str, *, dated: bool = True) -> Path:
    """Write a data set as the report lines that onrecord reads."""
    wanted = ("id", "text", "title", "outlet", "kind", *(("date", "published") if dated else ()))
    return write_rows(path, ({key: row[key] for key in wanted if row.get(key)} for row in read_rows(name)))


def onrecord(*arguments: str | Path, out: Path | None = None) -> None:
    """Run a command of onrecord as a user would; its exit code says no more than what it found."""
    command = [sys.executable, "-m", "onrecord", *map(str, arguments)]
    with (out or Path("/dev/null")).open("wb") as stream:
        done = subprocess.run(command, stdout=stream, stderr=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1) or b"Traceback" in done.stderr:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr.decode()}")


def scorer(name: str, *arguments: str | Path) -> str:
    """Run a scorer and give what it prints."""
    command = [sys.executable, str(SHARED / "score" / name), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout

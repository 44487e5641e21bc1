"""Rows into files: JSON lines and CSV, whole or not at all."""

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import IO, Any

import msgspec

from onrecord.errors import UsageError

Row = dict[str, Any]


def write_jsonl(rows: Iterable[Row], out: IO[bytes]) -> None:
    """Write a JSON object a line, each flushed when it is done."""
    for row in rows:
        out.write(msgspec.json.encode(row) + b"\n")
        out.flush()


def write_csv(rows: Iterable[Row], out: IO[bytes]) -> None:
    """Write comma-separated values under the keys of the first row; nested values are JSON, null is empty.

    >>> out = io.BytesIO()
    >>> write_csv([{"id": "a", "reports": ["x", "y"], "said": None}], out)
    >>> out.getvalue().decode()
    'id,reports,said\\r\\na,"[""x"",""y""]",\\r\\n'
    """
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    for number, row in enumerate(rows):
        if number == 0:
            writer.writerow(row)
        writer.writerow(_cell(value) for value in row.values())
    text.detach()


def _cell(value: Any) -> Any:
    return msgspec.json.encode(value).decode() if isinstance(value, list | dict | bool) else value


@contextmanager
def output(path: str | None, option: str = "-o", *, record: str | None = None) -> Iterator[IO[bytes]]:
    """Open standard output, or a file that takes its name only when it is whole.

    A pipe or a device is written straight. ``option`` is the one by which the user names the file, ``record`` the
    record in use, which is never written over.

    Raises:
        UsageError: the file can't be written.
    """
    if path is None or path == "-":
        yield sys.stdout.buffer
        return
    target = Path(path)
    part: Path | None = None
    try:
        if record and target.exists() and Path(record).exists() and target.samefile(record):
            raise UsageError(f"{path}: this is the record; name another file with {option}")
        if target.exists() and not target.is_file():
            with target.open("wb") as out:
                yield out
            return
        part = target.with_name(f".onrecord-{token_hex(8)}.part")
        with part.open("xb") as out:
            yield out
        part.replace(target)
    except OSError as error:
        raise UsageError(f"{path}: can't be written ({error.strerror}); name another file with {option}") from error
    finally:
        if part is not None:
            with suppress(OSError):
                part.unlink()

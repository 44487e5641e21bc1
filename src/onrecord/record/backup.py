"""A copy of a record while others read and write it: whole, as the record stood at one moment, or not there at all."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from secrets import token_hex

from onrecord.errors import RecordUnusable, UsageError
from onrecord.record.connection import Connection

LOGS = (
    "-wal",
    "-shm",
    "-journal",
)  # what SQLite keeps beside a file that is in use, or was when its program was killed


def back_up(record: Connection, target: Path, *, force: bool = False) -> None:
    """Copy a record to a file, which takes its name only when it is whole and on disk.

    Raises:
        UsageError: there is such a file, unless ``force``; it is the record, or is in use; it can't be written.
        RecordUnusable: the record can't be read, or is damaged; what was at ``target`` is still there.
    """
    _refuse(record.path, target, force=force)
    part = target.with_name(f".onrecord-{token_hex(8)}.part")
    try:
        record.copy_to(part)
        _refuse_damaged(part, record.path)
        _keep(part)
        _refuse(record.path, target, force=force)  # by now another may have that name
        part.replace(target)
        _keep(target.parent)
    except OSError as error:
        raise UsageError(f"{target}: the copy can't be written ({error.strerror}); name another file") from error
    finally:
        for each in (part, *(part.with_name(f"{part.name}{log}") for log in LOGS)):
            with suppress(OSError):
                each.unlink()


def _refuse(record: Path, target: Path, *, force: bool) -> None:
    if target.is_dir():
        raise UsageError(f"{target}: this is a folder; name a file in it")
    if not target.parent.is_dir():
        raise UsageError(f"{target}: the folder {target.parent} does not exist; make it first")
    if not target.exists():
        return
    if record.exists() and target.samefile(record):
        raise UsageError(f"{target}: this is the record; name another file for its copy")
    if not force or not target.is_file():
        raise UsageError(f"{target}: there is such a file; name another, or write over it with --force")
    for log in LOGS[::2]:
        if target.with_name(f"{target.name}{log}").exists():  # SQLite would take it for the copy's
            raise UsageError(f"{target}: it is in use, or a program was killed that used it; name another file")


def _refuse_damaged(copy: Path, record: Path) -> None:
    """Refuse a copy that is damaged: it might take the place of the last good one."""
    try:
        with closing(sqlite3.connect(copy)) as connection:
            told = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        told = str(error)
    if told != "ok":
        raise RecordUnusable(
            f"{record}: the record is damaged and was not copied; onrecord verify tells where, an earlier copy helps"
        )


def _keep(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)

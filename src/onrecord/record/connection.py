"""The record's file as SQLite keeps it: opened, read, and written all or nothing."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from onrecord.errors import RecordMissing, RecordUnusable, UsageError
from onrecord.record.columns import Value
from onrecord.record.migrate import prepare

CLOSED = "the record can't be opened; check the permissions of it and its folder, or use --record"
DAMAGED = "the record is damaged; restore it from a copy, or make a new one with onrecord add"
WAIT = 60_000  # milliseconds that a writer waits for another one
Key = TypeVar("Key", str, int)


class Connection:
    """An open record. Use it as a context manager; closing folds the write-ahead log back into the one file.

    With ``read_only`` nothing can be written, and other threads than the one that opened it may read, one at a time.

    Raises:
        RecordMissing: there is no file at ``path`` and ``create`` is false.
        RecordTooNew: a newer version of onrecord made it.
        RecordUnusable: it is no record, or the disk or its permissions don't let us use it.
    """

    def __init__(self, path: Path | str, *, create: bool = True, read_only: bool = False) -> None:
        self.path = Path(path)
        self._read_only = read_only
        try:
            self._look(create)
        except PermissionError as error:
            raise RecordUnusable(f"{path}: {CLOSED}") from error
        with self._speaking():
            self._db = self._opened()

    def _look(self, create: bool) -> None:
        if not create and (not self.path.exists() or (self.path.is_file() and not self.path.stat().st_size)):
            raise RecordMissing(
                f"{self.path}: no record here; make it with: onrecord add SOURCE... --record {self.path}"
            )
        if self.path.is_dir():
            raise RecordUnusable(f"{self.path}: this is a folder; name a file with --record")
        if not self.path.parent.exists():
            raise RecordUnusable(f"{self.path}: the folder {self.path.parent} does not exist; make it first")

    def _opened(self) -> sqlite3.Connection:
        """Open the file; one that may only be read, and that nobody is writing, is read as it stands."""
        address = self.path.absolute().as_uri()
        try:
            return _connected(f"{address}?mode=ro" if self._read_only else str(self.path), str(self.path))
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise
            log = self.path.with_name(f"{self.path.name}-wal")
            if not self.path.exists() or log.exists():
                raise
        return _connected(f"{address}?mode=ro&immutable=1", str(self.path))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @property
    def is_writable(self) -> bool:
        """Whether the file may be written; taking nothing off it tells, as no permission does of every disk."""
        with self._speaking():
            try:
                self._db.execute("DELETE FROM meta WHERE key = ''")
            except sqlite3.OperationalError as error:
                if "readonly" in str(error):
                    return False
                raise
            return True

    def copy_to(self, path: Path) -> None:
        """Write a copy of the whole record, as it stands at one moment, to a file that is not there yet.

        SQLite's backup takes pages as they lie, in one step: that is a snapshot, for which no writer waits; step by
        step it would begin anew with every write of another. VACUUM INTO gives a smaller file, but builds every table
        and index anew, which takes a large record many times as long.

        Raises:
            UsageError: the copy can't be written.
        """
        try:
            with closing(sqlite3.connect(path)) as copy:
                copy.execute("PRAGMA journal_mode = OFF")  # what is not whole is thrown away
                copy.execute("PRAGMA synchronous = OFF")  # whoever calls sees to the disk, once
                self._db.backup(copy)
        except sqlite3.Error as error:
            raise UsageError(f"{path.parent}: the copy can't be written here ({error}); name another place") from error

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read as the record stands now, whatever others write meanwhile."""
        with self._transaction("BEGIN"):
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write all or nothing, and read what decides what is written: nobody else writes meanwhile."""
        if self._db.in_transaction:
            yield  # a part of the whole that has begun
            return
        with self._transaction("BEGIN IMMEDIATE"):
            yield

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        with self._speaking():
            self._db.execute(begin)
            try:
                yield
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    # --- for the tables ---------------------------------------------------------------------------------------------

    def _replace(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        self._db.execute(f"DELETE FROM {quoted(table)}")
        self._insert(table, columns, rows)

    def _insert(
        self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]], verb: str = "INSERT"
    ) -> None:
        names, marks = ", ".join(map(quoted, columns)), ", ".join("?" * len(columns))
        self._db.executemany(f"{verb} INTO {quoted(table)} ({names}) VALUES ({marks})", rows)

    def _all(self, query: str, *values: Value) -> list[sqlite3.Row]:
        with self._speaking():
            return self._db.execute(query, values).fetchall()

    def _each(self, query: str, *values: Value) -> Iterator[sqlite3.Row]:
        """Give rows as they are asked for: a whole table may not fit into memory."""
        with self._speaking():
            found = self._db.execute(query, values)
        while True:
            with self._speaking():
                row: sqlite3.Row | None = found.fetchone()
            if row is None:
                return
            yield row

    def _first(self, query: str, *values: Value) -> sqlite3.Row | None:
        with self._speaking():
            row: sqlite3.Row | None = self._db.execute(query, values).fetchone()
            return row

    def _chosen(self, query: str, column: str, values: Iterable[Key] | None, order: str) -> Iterator[sqlite3.Row]:
        """Run a query over some values of a column, in steps that SQLite can take, or over all of them."""
        tail = f" ORDER BY {order}" if order else ""
        if values is None:
            yield from self._each(query + tail)
            return
        wanted = sorted(set(values))
        for start in range(0, len(wanted), 500):
            step = wanted[start : start + 500]
            yield from self._all(f"{query} WHERE {column} IN ({', '.join('?' * len(step))}){tail}", *step)

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        """Turn what SQLite says into one line that names the record and what to do."""
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError) as error:  # of what is damaged, SQLite's message may be no text
            raise RecordUnusable(f"{self.path}: {_advice(error)}") from error


def _connected(database: str, name: str) -> sqlite3.Connection:
    read_only = database.startswith("file:")
    # What only reads may be lent from one thread to the next, which a page does.
    connection = sqlite3.connect(
        database, timeout=WAIT / 1000, isolation_level=None, uri=read_only, check_same_thread=not read_only
    )
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        prepare(connection, name)
        if not read_only:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection


def quoted(name: str) -> str:
    """Give a table's or column's name as SQL has it."""
    return f'"{name}"'


def _advice(error: sqlite3.Error | UnicodeDecodeError) -> str:
    said = str(error) if isinstance(error, sqlite3.Error) else "malformed"
    for words, advice in (
        ("full", "the disk is full; make room and run the command again: what was recorded is kept"),
        (
            "disk I/O",
            "the disk can't be read or written; see to it and run the command again: what was recorded is kept",
        ),
        ("readonly", "the record can't be written; check its permissions and those of its folder, or use --record"),
        ("unable to open", CLOSED),
        ("not a database", "this file is no record; name another file with --record"),
        ("decode", DAMAGED),
        ("malformed", DAMAGED),
        ("locked", "another program keeps the record busy; try again when it has ended"),
    ):
        if words in said:
            return advice
    return f"the record can't be used ({said})"

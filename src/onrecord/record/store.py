"""The record's one SQLite file: findings in, findings and what was derived from them out.

A report is written in one transaction with all that was found in it, and marks what was derived as stale; deriving
replaces all of that in another. A process killed at any moment leaves one or the other, never half.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from onrecord.errors import RecordMissing, RecordUnusable
from onrecord.model import (
    Attestation,
    ChangedLine,
    Dating,
    Derived,
    Event,
    Failure,
    Family,
    FigureGroup,
    Finding,
    Habits,
    KnownOutlet,
    KnownPerson,
    Origin,
    Period,
    Person,
    Provenance,
    Report,
    Reuse,
    Ruling,
    Searched,
    Span,
    Story,
    Utterance,
)
from onrecord.record.columns import Value, cell_of, columns_of, noun_of, row_of, value_of
from onrecord.record.finding_rows import (
    REPORT_COLUMNS,
    STATEMENT_COLUMNS,
    finding_of,
    report_cells,
    statement_rows,
    stretch_rows,
    token_of,
    tokens_of,
)
from onrecord.record.lookup import fill
from onrecord.record.migrate import prepare

DERIVED: dict[str, Any] = {
    "people": Person, "stories": Story, "reuse": Reuse, "families": Family, "utterances": Utterance,
    "attestations": Attestation, "figures": FigureGroup, "timeline": Event,
    "datings": Dating, "provenances": Provenance, "habits": Habits, "changed_lines": ChangedLine,
}  # fmt: skip
# Of the places where a report was found the first by name stands for all, whatever came first.
ORIGIN = (
    "(SELECT json_object('location', location, 'sha256', sha256, 'media_type', media_type)"
    " FROM origins WHERE report = reports.id ORDER BY location LIMIT 1) AS origin"
)
REPORTS = f"SELECT reports.*, {ORIGIN} FROM reports"
CLOSED = "the record can't be opened; check the permissions of it and its folder, or use --record"
WAIT = 60_000  # milliseconds that a writer waits for another one
Noun = TypeVar("Noun")
Key = TypeVar("Key", str, int)


class Store:
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

    # --- findings ---------------------------------------------------------------------------------------------------

    def digest_of(self, report_id: str) -> str | None:
        """Give the digest under which a report id is on record."""
        row = self._first("SELECT digest FROM reports WHERE id = ?", report_id)
        return str(row["digest"]) if row else None

    def ids_at(self, url: str) -> tuple[str, ...]:
        """Give the ids of all editions at an address, sorted."""
        return tuple(row["id"] for row in self._all("SELECT id FROM reports WHERE url = ? ORDER BY id", url))

    def put(self, finding: Finding, digest: str) -> None:
        """Write a report with what was found in it, in one transaction."""
        with self.writing():
            self._put(finding, digest)

    def move(self, finding: Finding, digest: str, old_id: str, rulings: Mapping[str, Ruling] | None = None) -> None:
        """Put a finding in the place of the report that is on record under ``old_id``, with all its origins.

        ``rulings`` are those on the report, as its new id has them, by the ids that they had.
        """
        with self.writing():
            origins = self._db.execute("SELECT * FROM origins WHERE report = ?", (old_id,)).fetchall()
            self._take_grams(old_id)
            self._db.execute("DELETE FROM reports WHERE id = ?", (old_id,))
            self._put(finding, digest)
            for origin in origins:
                self._put_origin(finding.report.id, noun_of(Origin, dict(origin)))
            if rulings:
                self._change_rulings(rulings.values(), rulings)

    def put_origin(self, report_id: str, origin: Origin) -> None:
        """Note one more place where a report that is on record was found."""
        with self.writing():
            self._put_origin(report_id, origin)

    def put_run(self, began: str, counts: tuple[int, int, int], sources: Sequence[str]) -> None:
        """Note what a run of adding did: how many reports were new, known and failed."""
        with self.writing():
            columns = ("began", "new", "known", "failed", "sources")
            self._insert("runs", columns, [(began, *counts, cell_of(tuple(sources)))])

    def put_failure(self, failure: Failure) -> None:
        """Note what could not be read, once a place and stage."""
        with self.writing():
            self._insert("failures", columns_of(Failure), [row_of(failure)], "INSERT OR REPLACE")

    def reports(self, ids: Iterable[str] | None = None) -> Iterator[Report]:
        """Give the reports of these ids, or all, sorted by id."""
        for row in self._chosen(REPORTS, "id", ids, "id"):
            yield noun_of(Report, dict(row))

    def extent(self) -> Searched:
        """Tell how much is on record: reports, transcripts, outlets, days."""
        row = self._first(
            "SELECT count(*) FILTER (WHERE kind = 'report') AS reports, count(DISTINCT outlet) AS outlets,"
            " count(*) AS every, min(published) AS first, max(published) AS last FROM reports"
        )
        if row is None or row["every"] == 0:
            return Searched(0, 0, 0, None)
        days = Period(date.fromisoformat(row["first"]), date.fromisoformat(row["last"])) if row["first"] else None
        return Searched(row["reports"], row["every"] - row["reports"], row["outlets"], days)

    def findings(self, ids: Iterable[str] | None = None) -> Iterator[Finding]:
        """Give the reports of these ids, or all, with what was found in them, sorted by id."""
        for row in self._chosen(REPORTS, "id", ids, "id"):
            found = self._all("SELECT * FROM statements WHERE report = ? ORDER BY at", row["id"])
            yield finding_of(row, found)

    def excerpts(self, statements: Iterable[str]) -> Iterator[Finding]:
        """Give the reports that hold these statements, each with no others, sorted by id."""
        by_report: dict[str, list[sqlite3.Row]] = {}
        for row in self._chosen("SELECT * FROM statements", "id", statements, "report, at"):
            by_report.setdefault(row["report"], []).append(row)
        for row in self._chosen(REPORTS, "id", by_report, "id"):
            yield finding_of(row, sorted(by_report[row["id"]], key=itemgetter("at")))

    def failures(self) -> tuple[Failure, ...]:
        """Give all that could not be read, by place."""
        rows = self._all("SELECT * FROM failures ORDER BY location, stage")
        return tuple(noun_of(Failure, dict(row)) for row in rows)

    def count(self, table: str) -> int:
        """Count the rows of a table."""
        row = self._first(f"SELECT count(*) AS n FROM {_quoted(table)}")
        return int(row["n"]) if row else 0

    @property
    def is_unread(self) -> bool:
        """Whether the statements are those of an older version, which read less."""
        return self._first("SELECT 1 FROM meta WHERE key = 'unread'") is not None

    def mark_read(self) -> None:
        """Note that every report was read by this version."""
        with self.writing():
            self._db.execute("DELETE FROM meta WHERE key = 'unread'")

    # --- what the user and the editor say ---------------------------------------------------------------------------

    def rulings(self) -> tuple[Ruling, ...]:
        """Give the editor's rulings, by id."""
        return tuple(noun_of(Ruling, dict(row)) for row in self._all("SELECT * FROM rulings ORDER BY id"))

    def change_rulings(self, put: Iterable[Ruling] = (), drop: Iterable[str] = ()) -> None:
        """Take the rulings of some ids off the record and put others on it."""
        with self.writing():
            self._change_rulings(put, drop)

    def known_people(self) -> tuple[KnownPerson, ...]:
        """Give the user's table of people, in its order."""
        return tuple(self.all_of(KnownPerson, "known_people"))

    def put_known_people(self, people: Iterable[KnownPerson]) -> None:
        """Replace the user's table of people."""
        with self.writing():
            self._replace("known_people", columns_of(KnownPerson), map(row_of, people))
            self._mark_stale()

    def known_outlets(self) -> tuple[KnownOutlet, ...]:
        """Give the user's table of outlets, in its order."""
        return tuple(self.all_of(KnownOutlet, "known_outlets"))

    def put_known_outlets(self, outlets: Iterable[KnownOutlet]) -> None:
        """Replace the user's table of outlets."""
        with self.writing():
            self._replace("known_outlets", columns_of(KnownOutlet), map(row_of, outlets))
            self._mark_stale()

    # --- what was derived -------------------------------------------------------------------------------------------

    @property
    def is_stale(self) -> bool:
        """Whether reports, rulings or known people came or went since :meth:`put_derived`."""
        return self._first("SELECT 1 FROM meta WHERE key = 'stale'") is not None

    @property
    def generation(self) -> int:
        """How often reports, rulings and known people came or went; read it in one snapshot with them."""
        row = self._first("SELECT value FROM meta WHERE key = 'generation'")
        return int(row["value"]) if row else 0

    def put_derived(self, derived: Derived, generation: int) -> None:
        """Replace all that was derived, in one transaction, by what was derived from the reports of a generation.

        If there is a later one by now the record stays stale; if somebody else has derived that, nothing is replaced.
        """
        with self.writing():
            if not self.is_stale:
                return
            self._put_derived(derived)
            if generation == self.generation:
                self._db.execute("DELETE FROM meta WHERE key = 'stale'")

    def all_of(self, noun: type[Noun], table: str) -> Iterator[Noun]:
        """Give every value of a derived table in the order in which the stage gave them."""
        for row in self._each(f"SELECT * FROM {_quoted(table)} ORDER BY rowid"):
            yield noun_of(noun, dict(row))

    def of_story(self, noun: type[Noun], table: str, story: str) -> tuple[Noun, ...]:
        """Give the values of a derived table that belong to a story."""
        rows = self._all(f"SELECT * FROM {_quoted(table)} WHERE story = ? ORDER BY rowid", story)
        return tuple(noun_of(noun, dict(row)) for row in rows)

    def utterances_of(self, reports: Iterable[str]) -> tuple[Utterance, ...]:
        """Give the utterances with a witness in one of these reports, by id."""
        found = self._chosen("SELECT utterance FROM utterance_witnesses", "report", reports, "utterance")
        return self.utterances({row["utterance"] for row in found})

    def utterances_with(self, statements: Iterable[str]) -> tuple[Utterance, ...]:
        """Give the utterances with a witness in one of these statements, by id."""
        found = self._chosen("SELECT utterance FROM utterance_witnesses", "statement", statements, "utterance")
        return self.utterances({row["utterance"] for row in found})

    def utterances(self, ids: Iterable[str]) -> tuple[Utterance, ...]:
        """Give the utterances of these ids that there are."""
        rows = self._chosen("SELECT * FROM utterances", "id", ids, "id")
        return tuple(noun_of(Utterance, dict(row)) for row in rows)

    def people(self, ids: Iterable[str]) -> tuple[Person, ...]:
        """Give the people of these ids, in the order in which the stage gave them."""
        rows = sorted(self._chosen("SELECT rowid AS at, * FROM people", "id", ids, ""), key=itemgetter("at"))
        return tuple(noun_of(Person, dict(row)) for row in rows)

    def people_names(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Give the id of each person with the name and all that the reports call that person, in that order, too."""
        for row in self._all("SELECT id, name, names FROM people ORDER BY rowid"):
            yield row["id"], row["name"], value_of(tuple[str, ...], row["names"])

    def families_of(self, reports: Iterable[str]) -> tuple[Family, ...]:
        """Give the families of copies with one of these reports, in the order in which the stage gave them."""
        ids = {row["family"] for row in self._chosen("SELECT * FROM family_reports", "report", reports, "")}
        rows = self._chosen("SELECT rowid AS at, * FROM families", "id", ids, "")
        return tuple(noun_of(Family, dict(row)) for row in sorted(rows, key=itemgetter("at")))

    def reuse_among(self, reports: Iterable[str]) -> tuple[Reuse, ...]:
        """Give what these reports have in common with one another."""
        members = set(reports)
        rows = self._chosen("SELECT * FROM reuse", "a", members, "a, b")
        return tuple(noun_of(Reuse, dict(row)) for row in rows if row["b"] in members)

    def stories_of(self, reports: Iterable[str]) -> dict[str, Story]:
        """Give the story of each of some reports that is in one."""
        story_of = self.story_of(reports)
        rows = self._chosen("SELECT * FROM stories", "id", set(story_of.values()), "id")
        stories = {row["id"]: noun_of(Story, dict(row)) for row in rows}
        return {report: stories[story] for report, story in story_of.items() if story in stories}

    def story(self, story: str) -> Story | None:
        """Give the story of an id."""
        row = self._first("SELECT * FROM stories WHERE id = ?", story)
        return noun_of(Story, dict(row)) if row else None

    def changed_lines_of(self, person: str) -> tuple[ChangedLine, ...]:
        """Give where a person says something else of one matter on another day."""
        rows = self._all("SELECT * FROM changed_lines WHERE person = ? ORDER BY rowid", person)
        return tuple(noun_of(ChangedLine, dict(row)) for row in rows)

    def attestations_of(self, utterances: Iterable[str] | None) -> tuple[Attestation, ...]:
        """Give how often these utterances, or all, are attested, by id."""
        rows = self._chosen("SELECT * FROM attestations", "utterance", utterances, "utterance")
        return tuple(noun_of(Attestation, dict(row)) for row in rows)

    def provenances_of(self, reports: Iterable[str] | None) -> tuple[Provenance, ...]:
        """Give the publishers and origins of these reports, or all, by report."""
        rows = self._chosen("SELECT * FROM provenances", "report", reports, "report")
        return tuple(noun_of(Provenance, dict(row)) for row in rows)

    def person_of(self, statements: Iterable[str]) -> dict[str, str]:
        """Give the person behind each of these statements that has one."""
        rows = self._chosen("SELECT * FROM person_statements", "statement", statements, "statement")
        return {row["statement"]: row["person"] for row in rows}

    def names_of(self, persons: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Give the names of each of these persons."""
        rows = self._chosen("SELECT id, name, names FROM people", "id", persons, "id")
        return {row["id"]: (row["name"], *value_of(tuple[str, ...], row["names"])) for row in rows}

    def dating_of(self, statements: Iterable[str]) -> dict[str, Dating]:
        """Give the day that another report states for each of these statements that has one."""
        rows = self._chosen("SELECT * FROM datings", "statement", statements, "statement")
        return {row["statement"]: noun_of(Dating, dict(row)) for row in rows}

    def story_of(self, reports: Iterable[str]) -> dict[str, str]:
        """Give the story of each of these reports that has one."""
        rows = self._chosen("SELECT * FROM story_reports", "report", reports, "report")
        return {row["report"]: row["story"] for row in rows}

    # --- search -----------------------------------------------------------------------------------------------------

    def stretches_with(self, gram: str, most: int) -> list[int]:
        """Give the numbers of the stretches that have a sequence of one to three words, ``most`` of them at most."""
        query = "SELECT rowid FROM stretch_grams WHERE stretch_grams MATCH ? LIMIT ?"
        with self._speaking():
            found = self._db.execute(query, (token_of(gram), most)).fetchall()
        return [number for (number,) in found]

    def first_stretches_with(self, gram: str, most: int) -> list[tuple[str, Span, str]]:
        """Give the first stretches, by statement and place, that have a sequence of one to three words."""
        rows = self._all(
            "SELECT * FROM stretches WHERE number IN (SELECT rowid FROM stretch_grams WHERE stretch_grams MATCH ?)"
            ' ORDER BY statement, "start", "end" LIMIT ?',
            token_of(gram),
            most,
        )
        return [(row["statement"], Span(row["start"], row["end"]), row["words"]) for row in rows]

    def stretches(self, numbers: Iterable[int]) -> dict[int, tuple[str, Span, str]]:
        """Give the statement, the place and the folded words of each of these stretches."""
        rows = self._chosen("SELECT * FROM stretches", "number", numbers, "")
        return {row["number"]: (row["statement"], Span(row["start"], row["end"]), row["words"]) for row in rows}

    def statement_reports(self, statements: Iterable[str]) -> tuple[str, ...]:
        """Give the ids of the reports that hold these statements, sorted."""
        rows = self._chosen("SELECT id, report FROM statements", "id", statements, "id")
        return tuple(sorted({row["report"] for row in rows}))

    def count_matching(self, expression: str) -> int:
        """Count the reports whose headline or text matches an FTS5 expression."""
        row = self._all("SELECT COUNT(*) AS number FROM report_words WHERE report_words MATCH ?", expression)[0]
        return int(row["number"])

    def reports_matching(self, expression: str, limit: int) -> tuple[str, ...]:
        """Give the reports whose headline or text matches an FTS5 expression, the best first."""
        rows = self._all(
            "SELECT reports.id FROM report_words JOIN reports ON reports.number = report_words.rowid"
            " WHERE report_words MATCH ? ORDER BY report_words.rank, reports.id LIMIT ?",
            expression,
            limit,
        )
        return tuple(row["id"] for row in rows)

    # --- inside -----------------------------------------------------------------------------------------------------

    def _put(self, finding: Finding, digest: str) -> None:
        report = finding.report
        self._insert("reports", (*REPORT_COLUMNS, "digest"), [(*report_cells(report), digest)])
        self._put_origin(report.id, report.origin)
        self._insert("statements", STATEMENT_COLUMNS, statement_rows(finding))
        for row in stretch_rows(finding):
            at = self._db.execute('INSERT INTO stretches (statement, "start", "end", words) VALUES (?, ?, ?, ?)', row)
            self._db.execute(
                "INSERT INTO stretch_grams (rowid, grams) VALUES (?, ?)", (at.lastrowid, tokens_of(row[-1]))
            )
        self._mark_stale()

    def _take_grams(self, report: str) -> None:
        rows = self._db.execute(
            "SELECT number, words FROM stretches JOIN statements ON statements.id = statement WHERE report = ?",
            (report,),
        )
        self._db.executemany(
            "INSERT INTO stretch_grams (stretch_grams, rowid, grams) VALUES ('delete', ?, ?)",
            [(number, tokens_of(words)) for number, words in rows],
        )

    def _change_rulings(self, put: Iterable[Ruling], drop: Iterable[str]) -> None:
        self._db.executemany("DELETE FROM rulings WHERE id = ?", [(each,) for each in drop])
        self._insert("rulings", columns_of(Ruling), map(row_of, put), "INSERT OR REPLACE")
        self._mark_stale()

    def _put_derived(self, derived: Derived) -> None:
        for table, noun in DERIVED.items():
            self._replace(table, columns_of(noun), (row_of(value) for value in getattr(derived, table)))
        self._replace(
            "person_statements",
            ("person", "statement"),
            ((person.id, statement) for person in derived.people for statement in person.statements),
        )
        self._replace(
            "story_reports",
            ("story", "report"),
            ((story.id, report) for story in derived.stories for report in story.reports),
        )
        self._replace(
            "utterance_witnesses",
            ("utterance", "report", "siglum", "statement"),
            (
                (utterance.id, witness.report, witness.siglum, witness.statement)
                for utterance in derived.utterances
                for witness in utterance.witnesses
            ),
        )
        fill(self._db)

    def _mark_stale(self) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES ('stale', '1')")
        self._db.execute(
            "INSERT INTO meta VALUES ('generation', '1') ON CONFLICT (key) DO UPDATE SET value = value + 1"
        )

    def _put_origin(self, report_id: str, origin: Origin) -> None:
        self._insert("origins", ("report", *columns_of(Origin)), [(report_id, *row_of(origin))], "INSERT OR IGNORE")
        self._db.execute("DELETE FROM failures WHERE location = ?", (origin.location,))

    def _replace(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        self._db.execute(f"DELETE FROM {_quoted(table)}")
        self._insert(table, columns, rows)

    def _insert(
        self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]], verb: str = "INSERT"
    ) -> None:
        names, marks = ", ".join(map(_quoted, columns)), ", ".join("?" * len(columns))
        self._db.executemany(f"{verb} INTO {_quoted(table)} ({names}) VALUES ({marks})", rows)

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
        except sqlite3.Error as error:
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


def _quoted(name: str) -> str:
    return f'"{name}"'


def _advice(error: sqlite3.Error) -> str:
    said = str(error)
    for words, advice in (
        ("full", "the disk is full; make room and run the command again: what was recorded is kept"),
        (
            "disk I/O",
            "the disk can't be read or written; see to it and run the command again: what was recorded is kept",
        ),
        ("readonly", "the record can't be written; check its permissions and those of its folder, or use --record"),
        ("unable to open", CLOSED),
        ("not a database", "this file is no record; name another file with --record"),
        ("malformed", "the record is damaged; restore it from a copy, or make a new one with onrecord add"),
        ("locked", "another program keeps the record busy; try again when it has ended"),
    ):
        if words in said:
            return advice
    return f"the record can't be used ({said})"

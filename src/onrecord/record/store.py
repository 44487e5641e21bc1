"""The record's one SQLite file: findings in, findings and what was derived from them out.

A report is written in one transaction with all that was found in it, and marks what was derived as stale; deriving
replaces all of that in another. A process killed at any moment leaves one or the other, never half.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, TypeVar

from onrecord.model import (
    Attestation,
    ChangedLine,
    Dating,
    Derived,
    Event,
    Family,
    FigureGroup,
    Finding,
    Habits,
    KnownOutlet,
    KnownPerson,
    Maker,
    Origin,
    Payload,
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
from onrecord.record.columns import cell_of, columns_of, noun_of, row_of, value_of
from onrecord.record.connection import quoted
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
from onrecord.record.origins import Sources

DERIVED: dict[str, Any] = {
    "people": Person, "stories": Story, "reuse": Reuse, "families": Family, "utterances": Utterance,
    "attestations": Attestation, "figures": FigureGroup, "timeline": Event,
    "datings": Dating, "provenances": Provenance, "habits": Habits, "changed_lines": ChangedLine,
}  # fmt: skip
# Of the places where a report was found the first by name stands for all, whatever came first.
ORIGIN = (
    "(SELECT json_object('location', location, 'sha256', sha256, 'media_type', media_type,"
    " 'retrieval', json(retrieval))"
    " FROM origins WHERE report = reports.id ORDER BY location LIMIT 1) AS origin"
)
REPORTS = f"SELECT reports.*, {ORIGIN} FROM reports"
Noun = TypeVar("Noun")


class Store(Sources):
    """An open record. Use it as a context manager; closing folds the write-ahead log back into the one file.

    With ``read_only`` nothing can be written, and other threads than the one that opened it may read, one at a time.

    Raises:
        RecordMissing: there is no file at ``path`` and ``create`` is false.
        RecordTooNew: a newer version of onrecord made it.
        RecordUnusable: it is no record, or the disk or its permissions don't let us use it.
    """

    # --- findings ---------------------------------------------------------------------------------------------------

    def digest_of(self, report_id: str) -> str | None:
        """Give the digest under which a report id is on record."""
        row = self._first("SELECT digest FROM reports WHERE id = ?", report_id)
        return str(row["digest"]) if row else None

    def ids_at(self, url: str) -> tuple[str, ...]:
        """Give the ids of all editions at an address, sorted."""
        return tuple(row["id"] for row in self._all("SELECT id FROM reports WHERE url = ? ORDER BY id", url))

    def edited_addresses(self) -> tuple[str, ...]:
        """Give the addresses that have several editions, sorted."""
        rows = self._all("SELECT url FROM reports WHERE url IS NOT NULL GROUP BY url HAVING count(*) > 1 ORDER BY url")
        return tuple(row["url"] for row in rows)

    def arrived_at(self, url: str) -> tuple[str, ...]:
        """Give the ids of all editions at an address, in the order in which they came onto the record."""
        return tuple(row["id"] for row in self._all("SELECT id FROM reports WHERE url = ? ORDER BY number", url))

    def put(self, finding: Finding, digest: str, maker: Maker, payload: Payload | None = None) -> None:
        """Write a report with what was found in it, by what, and the bytes that are to be kept, in one transaction."""
        with self.writing():
            self._put(finding, digest, maker)
            self._put_origin(finding.report.id, finding.report.origin)
            if payload:
                self._put_payload(payload)

    def move(
        self, finding: Finding, digest: str, maker: Maker, old_id: str, rulings: Mapping[str, Ruling] | None = None
    ) -> None:
        """Put a finding in the place of the report that is on record under ``old_id``, with all its origins.

        It keeps its place in the order of arrival. ``rulings`` are those on the report, as its new id has them, by the
        ids that they had.
        """
        with self.writing():
            origins = self._db.execute("SELECT * FROM origins WHERE report = ?", (old_id,)).fetchall()
            self._take_grams(old_id)
            moved = self._db.execute("DELETE FROM reports WHERE id = ? RETURNING number", (old_id,)).fetchone()
            self._put(finding, digest, maker, number=moved["number"] if moved else None)
            columns = ("report", *columns_of(Origin), "noted", "last")
            self._insert("origins", columns, [(finding.report.id, *tuple(origin)[1:]) for origin in origins])
            if rulings:
                self._change_rulings(rulings.values(), rulings)

    def addresses_of(self, reports: Iterable[str]) -> dict[str, str]:
        """Give the address of each of some reports that has one."""
        rows = self._chosen("SELECT id, url FROM reports", "id", reports, "id")
        return {row["id"]: row["url"] for row in rows if row["url"]}

    def put_run(self, began: str, counts: tuple[int, int, int], sources: Sequence[str]) -> None:
        """Note what a run of adding did: how many reports were new, known and failed."""
        with self.writing():
            columns = ("began", "new", "known", "failed", "sources")
            self._insert("runs", columns, [(began, *counts, cell_of(tuple(sources)))])

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
        by_report: dict[str, list[Any]] = {}
        for row in self._chosen("SELECT * FROM statements", "id", statements, "report, at"):
            by_report.setdefault(row["report"], []).append(row)
        for row in self._chosen(REPORTS, "id", by_report, "id"):
            yield finding_of(row, sorted(by_report[row["id"]], key=itemgetter("at")))

    def count(self, table: str) -> int:
        """Count the rows of a table."""
        row = self._first(f"SELECT count(*) AS n FROM {quoted(table)}")
        return int(row["n"]) if row else 0

    @property
    def is_unread(self) -> bool:
        """Whether the statements are those of an older version, which read less."""
        return self._first("SELECT 1 FROM meta WHERE key = 'unread'") is not None

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

    def put_derived(self, derived: Derived, generation: int, maker: Maker) -> None:
        """Replace all that was derived, in one transaction, by what was derived from the reports of a generation.

        If there is a later one by now the record stays stale; if somebody else has derived that, nothing is replaced.
        """
        with self.writing():
            if not self.is_stale:
                return
            self._put_derived(derived)
            self._db.execute("INSERT OR REPLACE INTO meta VALUES ('derived_by', ?)", (str(self._number_of(maker)),))
            if generation == self.generation:
                self._db.execute("DELETE FROM meta WHERE key = 'stale'")

    def all_of(self, noun: type[Noun], table: str) -> Iterator[Noun]:
        """Give every value of a derived table in the order in which the stage gave them."""
        for row in self._each(f"SELECT * FROM {quoted(table)} ORDER BY rowid"):
            yield noun_of(noun, dict(row))

    def of_story(self, noun: type[Noun], table: str, story: str) -> tuple[Noun, ...]:
        """Give the values of a derived table that belong to a story."""
        rows = self._all(f"SELECT * FROM {quoted(table)} WHERE story = ? ORDER BY rowid", story)
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

    def _put(self, finding: Finding, digest: str, maker: Maker, number: int | None = None) -> None:
        report = finding.report
        columns = (*REPORT_COLUMNS, "digest", "made_by", "number")
        self._insert("reports", columns, [(*report_cells(report), digest, self._number_of(maker), number)])
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

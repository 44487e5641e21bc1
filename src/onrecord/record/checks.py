"""What SQLite can prove of a record by itself: that its pages, indexes and references hold, and its tables agree.

Each check is a stream of what does not hold: it may find nothing in a large record, or something in every row.
"""

import sqlite3
from collections.abc import Iterator

from onrecord.model import Problem
from onrecord.record.connection import quoted
from onrecord.record.finding_rows import tokens_of
from onrecord.record.lookup import MONTHS_COUNTED, PEOPLE_COUNTED
from onrecord.record.store import REPORTS, Store

ORDERED = {
    "datings": "statement",
    "provenances": "report",
    "rulings": "id",
    "visits": "url",
}  # tables without numbers of rows, by what orders them
# Each full-text index with the table whose rows it has, by their number.
INDEXES = {"report_words": "reports", "stretch_grams": "stretches"}
DERIVED_INDEXES = {"saying_words": "sayings", "people_names": "people_counts"}
WORDS_OF_INDEX = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.gram_words USING fts5vocab('main', 'stretch_grams', 'instance')"
)

# Tables that say one thing twice: a table, what names a row of it, and two queries that have to give the same rows.
TWICE: tuple[tuple[str, str, str], ...] = (
    ("person_statements", "SELECT person, statement FROM person_statements",
     "SELECT people.id, value FROM people, json_each(statements)"),
    ("story_reports", "SELECT story, report FROM story_reports",
     "SELECT stories.id, value FROM stories, json_each(reports)"),
    ("family_reports", "SELECT family, report FROM family_reports",
     "SELECT families.id, value FROM families, json_each(reports)"),
    ("utterance_witnesses", "SELECT utterance, report, siglum, statement FROM utterance_witnesses",
     "SELECT utterances.id, json_extract(value, '$.report'), json_extract(value, '$.siglum'),"
     " json_extract(value, '$.statement') FROM utterances, json_each(witnesses)"),
    ("attestations", "SELECT utterance, reports FROM attestations",
     "SELECT utterance, count(DISTINCT report) FROM utterance_witnesses GROUP BY utterance"),
    ("provenances", "SELECT report FROM provenances", "SELECT id FROM reports"),
    ("sayings", "SELECT statement, report, day, outlet, person, form FROM sayings",
     "SELECT statements.id, report, published, outlet, person, form FROM statements"
     " JOIN reports ON reports.id = report LEFT JOIN person_statements ON person_statements.statement = statements.id"),
    ("people_counts", "SELECT number, person, statements, reports, first, last FROM people_counts", PEOPLE_COUNTED),
    ("months", "SELECT month, reports, transcripts FROM months", MONTHS_COUNTED),
)  # fmt: skip

# What a derived row names, if anything, and where that has to be: a table and its column, the other table and its own.
NAMED: tuple[tuple[str, str, str, str], ...] = (
    ("person_statements", "statement", "statements", "id"),
    ("story_reports", "report", "reports", "id"),
    ("family_reports", "report", "reports", "id"),
    ("families", "exemplar", "reports", "id"),
    ("reuse", "a", "reports", "id"),
    ("reuse", "b", "reports", "id"),
    ("reuse", "source", "reports", "id"),
    ("utterances", "person", "people", "id"),
    ("utterance_witnesses", "report", "reports", "id"),
    ("utterance_witnesses", "statement", "statements", "id"),
    ("figures", "story", "stories", "id"),
    ("timeline", "story", "stories", "id"),
    ("datings", "statement", "statements", "id"),
    ("datings", "evidence", "statements", "id"),
    ("changed_lines", "person", "people", "id"),
    ("changed_lines", "earlier", "utterances", "id"),
    ("changed_lines", "later", "utterances", "id"),
)


class Checks(Store):
    """A record that can be asked whether it holds."""

    def damaged(self) -> Iterator[Problem]:
        """Look at every page and index of the file, and at what rows refer to."""
        for row in self._each("PRAGMA integrity_check"):
            for line in str(row[0]).splitlines():
                if line != "ok" and not line.startswith("***"):
                    yield Problem("file", None, line)
        for row in self._each("PRAGMA foreign_key_check"):
            yield Problem(
                row[0], None if row[1] is None else str(row[1]), f"it refers to a row of {row[2]} that is gone"
            )

    def damaged_index(self, index: str) -> Iterator[Problem]:
        """Have a full-text index look at itself, and at its rows; this needs the right to write, and writes nothing.

        Raises:
            RecordUnusable: the record can't be written.
        """
        with self._speaking():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                self._db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
            except sqlite3.DatabaseError as error:
                if "readonly" in str(error):
                    raise
                yield Problem(index, None, f"the index is damaged, or has other words than its rows ({error})")
            finally:
                self._db.execute("ROLLBACK")

    def unlike_rows(self, index: str) -> Iterator[Problem]:
        """Compare the rows of a full-text index with those of its table, by their numbers."""
        table = (INDEXES | DERIVED_INDEXES)[index]
        rows, indexed = f"SELECT number FROM {table}", f"SELECT id FROM {index}_docsize"
        for row in self._each(f"{rows} EXCEPT {indexed}"):
            yield Problem(index, str(row[0]), f"the row of {table} is not in the index")
        for row in self._each(f"{indexed} EXCEPT {rows}"):
            yield Problem(index, str(row[0]), f"the index has a row that {table} has not")

    def unlike_grams(self) -> Iterator[Problem]:
        """Compare the words by which a check looks quotations up with those of the stretches.

        The sums of what the two have are compared, so that neither has to fit into memory.
        """
        with self._speaking():
            self._db.execute(WORDS_OF_INDEX)
            indexed = sum(hash(pair) for (pair,) in self._db.execute("SELECT term || ' ' || doc FROM temp.gram_words"))
            told = sum(
                hash(f"{token} {number}")
                for number, words in self._db.execute("SELECT number, words FROM stretches")
                for token in set(tokens_of(words).split())
            )
        if indexed != told:
            yield Problem("stretch_grams", None, "the index has other words than the stretches")

    def disagreeing(self, table: str, told: str, again: str) -> Iterator[Problem]:
        """Compare a table that things are looked up in with those that it is made of (see :data:`TWICE`)."""
        for row in self._each(f"SELECT * FROM ({told}) EXCEPT SELECT * FROM ({again})"):
            yield Problem(table, _name(row), "the row is not what the other tables say")
        for row in self._each(f"SELECT * FROM ({again}) EXCEPT SELECT * FROM ({told})"):
            yield Problem(table, _name(row), "the row is missing, or is not what the other tables say")

    def dangling(self, table: str, column: str, other: str, key: str) -> Iterator[Problem]:
        """Find the derived rows that name what is not on record (see :data:`NAMED`)."""
        query = (
            f"SELECT DISTINCT {quoted(column)} AS named FROM {quoted(table)} WHERE {quoted(column)} IS NOT NULL"
            f" AND {quoted(column)} NOT IN (SELECT {key} FROM {other})"
        )
        for row in self._each(query):
            yield Problem(table, str(row["named"]), f"its {column} is not among the {other} on record")

    # --- rows as they stand, one at a time: what is wrong with one is no reason to pass over the next ----------------

    def keys_of(self, table: str) -> Iterator[int | str]:
        """Give what each row of a table is asked for by."""
        for row in self._each(f"SELECT {ORDERED.get(table, 'rowid')} AS key FROM {quoted(table)} ORDER BY key"):
            yield row["key"]

    def row_at(self, table: str, key: int | str) -> sqlite3.Row | None:
        """Give a row of a table."""
        return self._first(f"SELECT * FROM {quoted(table)} WHERE {ORDERED.get(table, 'rowid')} = ?", key)

    def report_at(self, number: int) -> sqlite3.Row | None:
        """Give the row of a report, with its origin."""
        return self._first(f"{REPORTS} WHERE number = ?", number)

    def statement_rows_of(self, report: str) -> list[sqlite3.Row]:
        """Give the rows of a report's statements, in their order."""
        return self._all("SELECT * FROM statements WHERE report = ? ORDER BY at, id", report)

    def stretch_rows_of(self, report: str) -> list[tuple[str, int, int, str]]:
        """Give the rows of the stretches of a report's statements, in the order in which they were written."""
        rows = self._all(
            'SELECT statement, "start", "end", words FROM stretches JOIN statements ON statements.id = statement'
            " WHERE report = ? ORDER BY at, number",
            report,
        )
        return [(row["statement"], row["start"], row["end"], row["words"]) for row in rows]

    def text_of(self, report: str) -> str | None:
        """Give the text of a report."""
        row = self._first("SELECT text FROM reports WHERE id = ?", report)
        return str(row["text"]) if row else None

    def origins_kept(self) -> tuple[int, int]:
        """Count the places whose bytes are kept, and those whose bytes are not."""
        row = self._first(
            "SELECT count(*) AS every, count(payloads.sha256) AS kept"
            " FROM origins LEFT JOIN payloads ON payloads.sha256 = origins.sha256"
        )
        return (int(row["kept"]), int(row["every"]) - int(row["kept"])) if row else (0, 0)

    def origin_rows(self) -> Iterator[sqlite3.Row]:
        """Give the rows of all places where reports were found."""
        yield from self._each("SELECT * FROM origins ORDER BY report, location")


def _name(row: sqlite3.Row) -> str:
    return " ".join(map(str, tuple(row)[:2]))

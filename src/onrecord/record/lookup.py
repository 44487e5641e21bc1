"""What statements and people are looked up by, numbered and indexed anew with all that is derived.

Statements are numbered in the order of their reports' days, whatever the order in which the reports came: a range of
days is a range of numbers, and the latest come first by walking an index backwards, without sorting what was found.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice

import msgspec

from onrecord.model import Narrowing, Spans

STEP = 2_000  # rows that are written at a time
# Whose a statement is: the name over all reports, else what its report prints, unless the editor ruled otherwise.
SPEAKER = "coalesce(people.name, iif(ruled.a IS NULL, statements.speaker, NULL)) AS speaker"
WHOSE = (
    "LEFT JOIN person_statements ON person_statements.statement = statements.id"
    " LEFT JOIN people ON people.id = person_statements.person"
    " LEFT JOIN (SELECT DISTINCT a FROM rulings WHERE ruling = 'speaker') AS ruled ON ruled.a = statements.id"
)
BY_DAY = "SELECT id, published, outlet, text FROM reports ORDER BY coalesce(published, ''), id"
SAYINGS = "INSERT INTO sayings (number, statement, report, day, outlet, person, form) VALUES (?, ?, ?, ?, ?, ?, ?)"
SAYING_WORDS = "INSERT INTO saying_words (rowid, words, speaker, facets) VALUES (?, ?, ?, ?)"
PEOPLE_COUNTED = """
SELECT row_number() OVER (ORDER BY count(*) DESC, person), person, count(*), count(DISTINCT report), min(day), max(day)
FROM sayings WHERE person IS NOT NULL GROUP BY person
"""
PEOPLE_COUNTS = f"INSERT INTO people_counts (number, person, statements, reports, first, last) {PEOPLE_COUNTED}"
PEOPLE_NAMES = """
INSERT INTO people_names (rowid, names)
SELECT number, name || ' ' || names FROM people_counts JOIN people ON people.id = person ORDER BY number
"""
MONTHS_COUNTED = """
SELECT coalesce(substr(published, 1, 7), ''), count(*) FILTER (WHERE kind = 'report'),
  count(*) FILTER (WHERE kind = 'transcript')
FROM reports GROUP BY 1
"""
MONTHS = f"INSERT INTO months (month, reports, transcripts) {MONTHS_COUNTED}"


def facet_tokens(narrowing: Narrowing) -> list[str]:
    """Give the words that stand in the index for a person, an outlet and a form.

    >>> facet_tokens(Narrowing(form="direct")), facet_tokens(Narrowing(outlet="direct"))
    (['formd15690f08a57'], ['outletd15690f08a57'])
    """
    wanted = {"person": narrowing.person, "outlet": narrowing.outlet, "form": narrowing.form}
    return [
        facet + sha256(value.encode(errors="replace")).hexdigest()[:12]
        for facet, value in wanted.items()
        if value is not None
    ]


def fill(database: sqlite3.Connection) -> None:
    """Write the tables that statements, people and reports are looked up by, inside the transaction that is open."""
    for table in ("sayings", "people_counts", "months", "family_reports"):
        database.execute(f"DELETE FROM {table}")
    for index in ("saying_words", "people_names"):
        database.execute(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")
    rows = _rows(database)
    while step := list(islice(rows, STEP)):
        database.executemany(SAYINGS, [row for row, _ in step])
        database.executemany(SAYING_WORDS, [words for _, words in step])
    for script in (PEOPLE_COUNTS, PEOPLE_NAMES, MONTHS):
        database.execute(script)
    database.execute(
        "INSERT INTO family_reports (report, family)"
        " SELECT report.value, families.id FROM families, json_each(families.reports) AS report"
    )
    database.execute("INSERT INTO saying_words (saying_words) VALUES ('optimize')")


def _rows(database: sqlite3.Connection) -> Iterator[tuple[tuple[object, ...], tuple[object, ...]]]:
    """Give each statement as a row of ``sayings`` and one of ``saying_words``."""
    number = 0
    for report in database.execute(BY_DAY):
        for statement in _statements(database, report["id"]):
            number += 1
            person, form = statement["person"], statement["form"]
            speaker = statement["speaker"] or ""
            facets = facet_tokens(Narrowing(person, report["outlet"], form))
            spans = msgspec.json.decode(statement["content"], type=Spans)
            words = " ".join(span.of(report["text"]) for span in spans)
            yield (
                (number, statement["id"], report["id"], report["published"], report["outlet"], person, form),
                (number, words, speaker, " ".join(facets)),
            )


def _statements(database: sqlite3.Connection, report: str) -> Iterable[sqlite3.Row]:
    return database.execute(
        f"SELECT statements.id, form, content, {SPEAKER}, person FROM statements {WHOSE} WHERE report = ? ORDER BY at",
        (report,),
    ).fetchall()

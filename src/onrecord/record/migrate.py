"""Bring a database to the schema of this version, or say why that can't be.

A migration is a script that takes the schema from one number to the next. ``schema.sql`` is the newest whole; a script
that changes it is added to :data:`MIGRATIONS` and tested on an old file.
"""

import sqlite3
from importlib.resources import files

from onrecord.errors import RecordTooNew, RecordUnusable

APPLICATION_ID = 0x6F6E7263  # "onrc", so that no other program's database is taken for a record
VERSION = 6
MIGRATIONS = {  # n: leads to n + 1
    1: "ALTER TABLE statements ADD COLUMN mode TEXT NOT NULL DEFAULT 'speech';",
    # Occasions became places of the text, which only reading the reports again can give.
    2: """
    UPDATE statements SET occasion = '{}';
    INSERT OR REPLACE INTO meta VALUES ('unread', '1'), ('stale', '1');
    ALTER TABLE people ADD COLUMN wikidata TEXT;
    CREATE TABLE rulings (
      id TEXT PRIMARY KEY, ruling TEXT NOT NULL, a TEXT NOT NULL, b TEXT, speaker TEXT, speaker_kind TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE known_people (name TEXT NOT NULL, aliases TEXT NOT NULL, wikidata TEXT, same_as TEXT);
    CREATE INDEX reports_extent ON reports (kind, outlet, published);
    DROP TRIGGER stretches_added;
    DROP TRIGGER stretches_taken;
    DROP TABLE stretch_words;
    DROP TABLE stretches;
    CREATE TABLE stretches (
      number INTEGER PRIMARY KEY AUTOINCREMENT, statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
      "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, words TEXT NOT NULL
    );
    CREATE INDEX stretches_by_statement ON stretches (statement);
    CREATE VIRTUAL TABLE stretch_grams USING fts5 (grams, content='', detail=none, tokenize='ascii');
    CREATE TABLE datings (statement TEXT PRIMARY KEY, said TEXT NOT NULL, evidence TEXT NOT NULL) WITHOUT ROWID;
    """,
    3: """
    INSERT OR REPLACE INTO meta VALUES ('stale', '1');
    -- The time line has statements and days that reports differ on.
    DROP TABLE timeline;
    CREATE TABLE timeline (
      story TEXT NOT NULL, period TEXT NOT NULL, what TEXT NOT NULL, evidence TEXT NOT NULL, kind TEXT NOT NULL,
      speaker TEXT, quoted INTEGER NOT NULL, ahead INTEGER NOT NULL, otherwise TEXT NOT NULL
    );
    CREATE INDEX timeline_by_story ON timeline (story);
    -- Outlets and their publishers; what shows an agency.
    CREATE TABLE known_outlets (outlet TEXT NOT NULL, publisher TEXT NOT NULL);
    CREATE TABLE provenances (report TEXT PRIMARY KEY, publisher TEXT, origin TEXT NOT NULL) WITHOUT ROWID;
    ALTER TABLE reuse ADD COLUMN agency_ground TEXT;
    ALTER TABLE reuse ADD COLUMN agency_place TEXT;
    ALTER TABLE families ADD COLUMN agency_ground TEXT;
    ALTER TABLE families ADD COLUMN agency_place TEXT;
    -- Stories tell where they play and who speaks in them.
    DROP TABLE stories;
    CREATE TABLE stories (
      id TEXT PRIMARY KEY, title TEXT NOT NULL, period TEXT, reports TEXT NOT NULL,
      places TEXT NOT NULL, people TEXT NOT NULL
    );
    """,
    # The page looks things up: by day, by words, by what stands beside what.
    4: """
    INSERT OR REPLACE INTO meta VALUES ('stale', '1');
    CREATE TABLE runs (
      number INTEGER PRIMARY KEY, began TEXT NOT NULL, new INTEGER NOT NULL, known INTEGER NOT NULL,
      failed INTEGER NOT NULL, sources TEXT NOT NULL
    );
    ALTER TABLE stories ADD COLUMN last TEXT AS (coalesce(json_extract(period, '$.last'), '')) VIRTUAL;
    CREATE INDEX stories_by_day ON stories (last, id);
    CREATE INDEX reuse_by_b ON reuse (b);
    CREATE TABLE habits (
      outlet TEXT PRIMARY KEY, reports INTEGER NOT NULL, statements INTEGER NOT NULL, beside_others TEXT NOT NULL,
      beside_transcripts TEXT NOT NULL
    );
    CREATE TABLE changed_lines (
      person TEXT NOT NULL, earlier TEXT NOT NULL, later TEXT NOT NULL, days TEXT NOT NULL, senses TEXT NOT NULL
    );
    CREATE INDEX changed_lines_by_person ON changed_lines (person);
    CREATE TABLE family_reports (report TEXT PRIMARY KEY, family TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE sayings (
      number INTEGER PRIMARY KEY, statement TEXT NOT NULL, report TEXT NOT NULL, day TEXT, outlet TEXT, person TEXT,
      form TEXT NOT NULL
    );
    CREATE INDEX sayings_by_person ON sayings (person, number);
    CREATE INDEX sayings_by_day ON sayings (day);
    CREATE VIRTUAL TABLE saying_words USING fts5 (words, speaker, facets, content='', tokenize='unicode61');
    CREATE INDEX reports_latest ON reports (coalesce(published, ''), id);
    CREATE INDEX reports_of_outlet ON reports (outlet, coalesce(published, ''), id);
    CREATE VIRTUAL TABLE people_names USING fts5 (names, content='', tokenize='unicode61', prefix='2 3');
    CREATE TABLE people_counts (
      number INTEGER PRIMARY KEY,
      person TEXT NOT NULL UNIQUE, statements INTEGER NOT NULL, reports INTEGER NOT NULL, first TEXT, last TEXT
    );
    CREATE TABLE months (month TEXT PRIMARY KEY, reports INTEGER NOT NULL, transcripts INTEGER NOT NULL) WITHOUT ROWID;
    """,
    # Bytes are kept, and who made what; addresses are followed. When something came before, only the runs tell.
    5: """
    CREATE TABLE makers (
      number INTEGER PRIMARY KEY, onrecord TEXT NOT NULL, model TEXT NOT NULL, UNIQUE (onrecord, model)
    );
    ALTER TABLE reports ADD COLUMN made_by INTEGER REFERENCES makers (number);
    CREATE INDEX reports_by_maker ON reports (made_by);
    ALTER TABLE origins RENAME TO earlier_origins;
    CREATE TABLE origins (
      report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE, location TEXT NOT NULL, sha256 TEXT NOT NULL,
      media_type TEXT NOT NULL, retrieval TEXT, noted TEXT NOT NULL, last TEXT NOT NULL, PRIMARY KEY (report, location)
    ) WITHOUT ROWID;
    INSERT INTO origins (report, location, sha256, media_type, noted, last)
      SELECT report, location, sha256, media_type, latest.began, latest.began FROM earlier_origins,
        (SELECT coalesce(substr(max(began), 1, 19) || 'Z', '1970-01-01T00:00:00Z') AS began FROM runs) AS latest;
    DROP TABLE earlier_origins;
    CREATE INDEX origins_by_bytes ON origins (sha256);
    CREATE INDEX origins_by_place ON origins (location);
    CREATE INDEX origins_by_digest ON origins (json_extract(retrieval, '$.digest')) WHERE retrieval IS NOT NULL;
    CREATE TABLE payloads (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, packed BLOB NOT NULL);
    CREATE TABLE visits (
      url TEXT PRIMARY KEY, feed TEXT, etag TEXT, modified TEXT, visited TEXT, status INTEGER, tries INTEGER NOT NULL,
      due TEXT
    ) WITHOUT ROWID;
    CREATE INDEX visits_due ON visits (feed, due) WHERE due IS NOT NULL;
    ALTER TABLE failures RENAME TO earlier_failures;
    CREATE TABLE failures (
      location TEXT NOT NULL, stage TEXT NOT NULL, why TEXT NOT NULL, source TEXT, tries INTEGER NOT NULL,
      noted TEXT NOT NULL, PRIMARY KEY (location, stage)
    ) WITHOUT ROWID;
    INSERT INTO failures SELECT location, stage, why, NULL, 1, '1970-01-01T00:00:00Z' FROM earlier_failures;
    DROP TABLE earlier_failures;
    """,
}


def prepare(connection: sqlite3.Connection, path: str) -> None:
    """Create the schema in an empty database, or migrate an older one.

    Raises:
        RecordTooNew: the record was made by a newer version of onrecord.
        RecordUnusable: the database is another program's, or is to be migrated and can't be written.
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    if application == 0 and version == 0 and is_empty(connection):
        run(connection, files("onrecord.record").joinpath("schema.sql").read_text(encoding="utf-8"), VERSION)
        return
    if application != APPLICATION_ID:
        raise RecordUnusable(f"{path}: this database is not a record of onrecord; name another file with --record")
    if version > VERSION:
        raise RecordTooNew(
            f"{path}: this record has schema {version}, made by a newer onrecord than this one, which knows {VERSION};"
            " upgrade onrecord to open it"
        )
    try:
        for step in range(version, VERSION):
            run(connection, MIGRATIONS[step], step + 1)
    except sqlite3.OperationalError as error:
        if "readonly" not in str(error):
            raise
        raise RecordUnusable(
            f"{path}: an older onrecord made this record, and it may only be read; whoever may write it brings it up to"
            f" date with: onrecord stories --record {path}"
        ) from error


def is_empty(connection: sqlite3.Connection) -> bool:
    """Tell whether the database holds no table at all."""
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def run(connection: sqlite3.Connection, script: str, version: int) -> None:
    """Run a script as one transaction that begins with the new version number: who may only read is told so at once."""
    stamp = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {version};"
    connection.executescript(f"BEGIN EXCLUSIVE;\n{stamp}\n{script}\nCOMMIT;")

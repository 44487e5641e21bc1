-- The record, version 6. What one report says is written once, when it is read; what the reports say together
-- (people ... timeline) is derived from it and written anew. Nested values are JSON. Spans are characters of reports.text.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- The versions that rows were made by: `made_by` of a report is that of its statements, too; 'derived_by' of meta that of
-- all that was derived.
CREATE TABLE makers (
  number INTEGER PRIMARY KEY, onrecord TEXT NOT NULL,
  model TEXT NOT NULL,                -- SHA-256, in hex, of the tagger's files
  UNIQUE (onrecord, model)
);

CREATE TABLE reports (
  number INTEGER PRIMARY KEY,         -- the order of arrival, and the row of the full-text index
  id TEXT NOT NULL UNIQUE,
  digest TEXT NOT NULL,               -- SHA-256 over all that the report says of itself, but not where it lay
  kind TEXT NOT NULL,
  outlet TEXT,
  url TEXT,
  headline TEXT,
  byline TEXT NOT NULL,               -- JSON list of names
  dateline TEXT,                      -- JSON object
  published TEXT,                     -- ISO day
  published_ground TEXT NOT NULL,
  language TEXT,
  text TEXT NOT NULL,
  furniture TEXT NOT NULL,            -- JSON list
  made_by INTEGER REFERENCES makers (number)
);
CREATE INDEX reports_extent ON reports (kind, outlet, published); -- what was searched, without reading the texts
CREATE INDEX reports_by_url ON reports (url) WHERE url IS NOT NULL;
CREATE INDEX reports_by_maker ON reports (made_by);

CREATE TABLE origins (                -- every place where a report was found
  report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  location TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  media_type TEXT NOT NULL,
  retrieval TEXT,                     -- JSON object: how it was first taken from the web
  noted TEXT NOT NULL,                -- UTC: when it came onto the record
  last TEXT NOT NULL,                 -- UTC: when it was last seen to stand there so; without retrieval, as noted
  PRIMARY KEY (report, location)
) WITHOUT ROWID;
CREATE INDEX origins_by_bytes ON origins (sha256);
CREATE INDEX origins_by_place ON origins (location);
CREATE INDEX origins_by_digest ON origins (json_extract(retrieval, '$.digest')) WHERE retrieval IS NOT NULL;

-- The bytes of reports as they were found, packed with zlib: what everything else can be made anew from.
CREATE TABLE payloads (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, packed BLOB NOT NULL);

-- The addresses that are followed: what to say when asking again, and when that is due.
CREATE TABLE visits (
  url TEXT PRIMARY KEY, feed TEXT, etag TEXT, modified TEXT, visited TEXT, status INTEGER, tries INTEGER NOT NULL,
  due TEXT
) WITHOUT ROWID;
CREATE INDEX visits_due ON visits (feed, due) WHERE due IS NOT NULL;

-- What runs of `add` did, for people. Clocks stand here, in origins and in failures: in no id.
CREATE TABLE runs (
  number INTEGER PRIMARY KEY, began TEXT NOT NULL, new INTEGER NOT NULL, known INTEGER NOT NULL, failed INTEGER NOT NULL,
  sources TEXT NOT NULL               -- JSON list
);

CREATE TABLE failures (
  location TEXT NOT NULL, stage TEXT NOT NULL, why TEXT NOT NULL,
  source TEXT,                        -- what to give to `add` to try it again
  tries INTEGER NOT NULL,
  noted TEXT NOT NULL,                -- UTC: when it failed last
  PRIMARY KEY (location, stage)
) WITHOUT ROWID;

CREATE TABLE statements (
  id TEXT PRIMARY KEY,
  report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,                -- its place in the order of the report's statements
  form TEXT NOT NULL,
  mode TEXT NOT NULL DEFAULT 'speech',
  content TEXT NOT NULL,              -- JSON list of spans, as are quoted, cue and source
  quoted TEXT NOT NULL,
  cue TEXT NOT NULL,
  source TEXT NOT NULL,
  occasion TEXT NOT NULL,             -- JSON object
  furniture INTEGER NOT NULL,
  confidence REAL NOT NULL,
  speaker TEXT,
  speaker_kind TEXT NOT NULL,
  ground TEXT NOT NULL,
  evidence TEXT,                      -- JSON span of the mention that names the speaker
  role TEXT
);
CREATE INDEX statements_by_report ON statements (report, at);
CREATE INDEX statements_by_speaker ON statements (speaker);

-- The words of statements, folded, a row for each paragraph or so. Their sequences of one to three words, as numbers,
-- are the tokens of stretch_grams: what `check` looks a quotation up by.
CREATE TABLE stretches (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
  "start" INTEGER NOT NULL,           -- the characters of reports.text that the row's words stand in
  "end" INTEGER NOT NULL,
  words TEXT NOT NULL
);
CREATE INDEX stretches_by_statement ON stretches (statement);
CREATE VIRTUAL TABLE stretch_grams USING fts5 (grams, content='', detail=none, tokenize='ascii');

-- The reports as printed: what `search` reads.
CREATE VIRTUAL TABLE report_words USING fts5 (headline, text, content='reports', content_rowid='number', tokenize='unicode61');
CREATE TRIGGER reports_added AFTER INSERT ON reports BEGIN
  INSERT INTO report_words (rowid, headline, text) VALUES (new.number, new.headline, new.text);
END;
CREATE TRIGGER reports_taken AFTER DELETE ON reports BEGIN
  INSERT INTO report_words (report_words, rowid, headline, text) VALUES ('delete', old.number, old.headline, old.text);
END;

-- What the user and the editor say: never derived, never written anew. Statements are named by their ids only, for a
-- ruling outlasts the report that it is about.
CREATE TABLE rulings (
  id TEXT PRIMARY KEY,                -- of the pair of statements or stretches, or of the statement whose speaker is named
  ruling TEXT NOT NULL,               -- same, different, speaker, same-utterance or different-utterances
  a TEXT NOT NULL,
  b TEXT,
  speaker TEXT,
  speaker_kind TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE known_people (name TEXT NOT NULL, aliases TEXT NOT NULL, wikidata TEXT, same_as TEXT);
CREATE TABLE known_outlets (outlet TEXT NOT NULL, publisher TEXT NOT NULL);

-- Derived. Columns are the fields of the nouns in model.py.
CREATE TABLE people (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, names TEXT NOT NULL, roles TEXT NOT NULL,
  statements TEXT NOT NULL, wikidata TEXT
);
CREATE TABLE stories (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, period TEXT, reports TEXT NOT NULL, places TEXT NOT NULL, people TEXT NOT NULL,
  last TEXT AS (coalesce(json_extract(period, '$.last'), '')) VIRTUAL
);
CREATE INDEX stories_by_day ON stories (last, id);
CREATE TABLE reuse (
  a TEXT NOT NULL, b TEXT NOT NULL, label TEXT NOT NULL, agency TEXT, source TEXT, passages TEXT NOT NULL,
  agency_ground TEXT, agency_place TEXT, PRIMARY KEY (a, b)
);
CREATE TABLE families (
  id TEXT PRIMARY KEY, exemplar TEXT NOT NULL, agency TEXT, reports TEXT NOT NULL, passages TEXT NOT NULL,
  agency_ground TEXT, agency_place TEXT
);
CREATE INDEX reuse_by_b ON reuse (b);
CREATE TABLE provenances (report TEXT PRIMARY KEY, publisher TEXT, origin TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE utterances (
  id TEXT PRIMARY KEY, person TEXT, speaker TEXT, said TEXT, base TEXT NOT NULL, "primary" INTEGER NOT NULL,
  witnesses TEXT NOT NULL, apparatus TEXT NOT NULL
);
CREATE TABLE attestations (utterance TEXT PRIMARY KEY, reports INTEGER NOT NULL, independent INTEGER NOT NULL);
CREATE TABLE figures (story TEXT NOT NULL, counts TEXT NOT NULL, verdict TEXT NOT NULL, members TEXT NOT NULL);
CREATE TABLE timeline (
  story TEXT NOT NULL, period TEXT NOT NULL, what TEXT NOT NULL, evidence TEXT NOT NULL, kind TEXT NOT NULL, speaker TEXT,
  quoted INTEGER NOT NULL, ahead INTEGER NOT NULL, otherwise TEXT NOT NULL
);
CREATE TABLE habits (
  outlet TEXT PRIMARY KEY, reports INTEGER NOT NULL, statements INTEGER NOT NULL, beside_others TEXT NOT NULL,
  beside_transcripts TEXT NOT NULL
);
CREATE TABLE changed_lines (
  person TEXT NOT NULL, earlier TEXT NOT NULL, later TEXT NOT NULL, days TEXT NOT NULL, senses TEXT NOT NULL
);
CREATE INDEX changed_lines_by_person ON changed_lines (person);
CREATE TABLE datings (statement TEXT PRIMARY KEY, said TEXT NOT NULL, evidence TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX figures_by_story ON figures (story);
CREATE INDEX timeline_by_story ON timeline (story);

-- Derived links, the other way round.
CREATE TABLE person_statements (statement TEXT PRIMARY KEY, person TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE story_reports (report TEXT PRIMARY KEY, story TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE family_reports (report TEXT PRIMARY KEY, family TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE utterance_witnesses (report TEXT NOT NULL, utterance TEXT NOT NULL, siglum TEXT NOT NULL, statement TEXT NOT NULL, PRIMARY KEY (report, utterance, siglum)) WITHOUT ROWID;
CREATE INDEX witnesses_by_statement ON utterance_witnesses (statement);
CREATE INDEX person_statements_by_person ON person_statements (person);
CREATE INDEX story_reports_by_story ON story_reports (story);

-- Derived for looking up: statements in the order of their reports' days (of those without a day first), so that a range
-- of days is a range of numbers and the latest come first by walking backwards. `facets` of saying_words has a token
-- for the person, the outlet and the form: narrowing is a part of the search and not a second one.
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
  number INTEGER PRIMARY KEY,         -- that of people_names, who says most first
  person TEXT NOT NULL UNIQUE, statements INTEGER NOT NULL, reports INTEGER NOT NULL, first TEXT, last TEXT
);
CREATE TABLE months (month TEXT PRIMARY KEY, reports INTEGER NOT NULL, transcripts INTEGER NOT NULL) WITHOUT ROWID;

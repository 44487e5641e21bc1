"""What is put into the file comes out again, and what can't be used says why in one line."""

import sqlite3
import tracemalloc
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from makers import MAKER, make_report
from onrecord.errors import RecordError, RecordMissing, RecordTooNew, RecordUnusable, UsageError
from onrecord.model import (
    Attribution,
    Derived,
    Failure,
    Family,
    Finding,
    KnownOutlet,
    KnownPerson,
    Origin,
    Period,
    Person,
    ReportKind,
    Ruling,
    Searched,
    Span,
    Statement,
)
from onrecord.record import Queries, Store
from onrecord.record.migrate import VERSION

TEXT = "“We heard it,” said Ana Ruiz."


def make_finding(text: str = TEXT, *, id: str = "r1", url: str | None = None) -> Finding:
    report = make_report(text, id=id, published="2031-05-14", url=url)
    statement = Statement(f"{id}:1-13", id, "direct", (Span(1, 13),), (Span(1, 13),))
    return Finding(report, (statement,), (Attribution(id, statement.id, "Ana Ruiz", "person", "named", Span(20, 28)),))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "test.db")


def test_a_finding_comes_back_as_it_was(store: Store) -> None:
    finding = make_finding()
    store.put(finding, "d1", MAKER)
    assert list(store.findings()) == [finding]
    assert store.is_stale
    store.close()


def test_the_first_location_by_name_stands_for_all(store: Store) -> None:
    finding = make_finding()
    store.put(finding, "d1", MAKER)
    store.put_origin("r1", Origin("a/earlier.txt", finding.report.origin.sha256, "text/plain"))
    assert [report.origin.location for report in store.reports()] == ["a/earlier.txt"]
    store.close()


def test_moving_a_report_keeps_its_origins_and_drops_its_old_words(store: Store) -> None:
    store.put(make_finding(), "d1", MAKER)
    store.put_origin("r1", Origin("a/earlier.txt", "0", "text/plain"))
    store.move(make_finding(id="r1~d1"), "d1", MAKER, "r1")
    assert [report.id for report in store.reports()] == ["r1~d1"]
    assert [report.origin.location for report in store.reports()] == ["a/earlier.txt"]
    assert [statement for statement, *_ in store.stretches(store.stretches_with("we heard it", 9)).values()] == [
        "r1~d1:1-13"
    ]
    store.close()


def test_a_failure_is_forgotten_when_its_place_is_read(store: Store) -> None:
    finding = make_finding()
    store.put_failure(Failure(finding.report.origin.location, "read", "it was empty"))
    assert len(store.failures()) == 1
    store.put(finding, "d1", MAKER)
    assert store.failures() == ()
    store.close()


SAME = Ruling("1a", "same", "r1:1-13", "r2:1-13")
SPEAKER = Ruling("2b", "speaker", "r1:1-13", None, "Ana Ruiz")


def test_rulings_are_kept_by_id_and_the_later_one_of_an_id_stands(store: Store) -> None:
    store.change_rulings([SPEAKER, SAME])
    store.change_rulings([Ruling("2b", "speaker", "r1:1-13", None, None, "unnamed")], drop=["1a"])
    assert store.rulings() == (Ruling("2b", "speaker", "r1:1-13", None, None, "unnamed"),)
    assert store.is_stale
    store.close()


def test_a_ruling_outlasts_its_report_and_moves_with_it(store: Store) -> None:
    store.put(make_finding(), "d1", MAKER)
    store.change_rulings([SPEAKER])
    store.move(make_finding(), "d1", MAKER, "r1")
    assert store.rulings() == (SPEAKER,)
    longer = Ruling("3c", "speaker", "r1~d1:1-13", None, "Ana Ruiz")
    store.move(make_finding(id="r1~d1"), "d1", MAKER, "r1", {"2b": longer})
    assert store.rulings() == (longer,)
    store.close()


def test_the_table_of_people_is_kept_as_it_was_and_replaced(store: Store) -> None:
    people = (KnownPerson("Vale", ("V.", "[V]"), "Q7"), KnownPerson("Ana Ruiz", same_as="Vale"))
    store.put_known_people(people)
    assert store.known_people() == people
    store.put_known_people(())
    assert store.known_people() == ()
    store.close()


def test_the_table_of_outlets_is_kept_as_it_was_and_makes_what_is_derived_stale(store: Store) -> None:
    store.put_derived(NOTHING, store.generation, MAKER)
    outlets = (KnownOutlet("Harbor Post", "Elm Group"), KnownOutlet("elmtimes.com", "Elm Group"))
    store.put_known_outlets(outlets)
    assert (store.known_outlets(), store.is_stale) == (outlets, True)
    store.put_known_outlets(())
    assert store.known_outlets() == ()
    store.close()


NOTHING = Derived((), (), (), (), (), (), (), ())


def test_what_is_derived_of_an_earlier_generation_leaves_the_record_stale(store: Store) -> None:
    store.put(make_finding(), "d1", MAKER)
    earlier = store.generation
    store.change_rulings([SPEAKER])
    store.put_derived(NOTHING, earlier, MAKER)
    was_stale = store.is_stale
    store.put_derived(NOTHING, store.generation, MAKER)
    assert (was_stale, store.is_stale) == (True, False)
    store.close()


def test_what_is_derived_late_does_not_replace_what_another_derived_of_more(store: Store) -> None:
    store.put(make_finding(), "d1", MAKER)
    earlier = store.generation
    store.put_known_people([KnownPerson("Ana Ruiz")])
    ana = Person("ana-ruiz", "Ana Ruiz", "person", (), (), ("r1:1-13",))
    store.put_derived(replace(NOTHING, people=(ana,)), store.generation, MAKER)
    store.put_derived(NOTHING, earlier, MAKER)
    assert list(store.all_of(Person, "people")) == [ana]
    store.close()


def test_a_snapshot_shows_nothing_that_comes_meanwhile(store: Store) -> None:
    with Store(store.path) as other, store.snapshot():
        before = store.generation, store.rulings()
        other.change_rulings([SPEAKER])
        assert (store.generation, store.rulings()) == before
    assert store.rulings() == (SPEAKER,)
    store.close()


def test_writing_that_fails_on_the_way_leaves_no_trace(store: Store) -> None:
    def write_and_fail() -> None:
        with store.writing():
            store.change_rulings([SPEAKER])
            raise UsageError

    with pytest.raises(UsageError):
        write_and_fail()
    assert store.rulings() == ()
    assert not store.is_stale
    store.close()


def test_people_and_families_are_read_by_what_they_hold_in_the_order_of_the_stage(store: Store) -> None:
    people = tuple(Person(id, id, "person", (id, f"{id} Roe"), (), ()) for id in ("ben", "ana", "cleo"))
    families = tuple(
        Family(id, "r1", None, reports, ()) for id, reports in (("f2", ("r1", "r2")), ("f1", ("r3", "r4")))
    )
    store.put(make_finding(), "d1", MAKER)
    store.put_derived(Derived(people, (), (), families, (), (), (), ()), store.generation, MAKER)
    assert store.people(["ana", "ben"]) == people[:2]
    assert list(store.people_names()) == [(each.id, each.name, each.names) for each in people]
    assert store.families_of(["r4", "r2", "r1"]) == families
    assert store.families_of(["r9", "r3"]) == families[1:]
    assert store.families_of([]) == ()
    store.close()


def test_a_record_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RecordMissing, match="onrecord add"):
        Store(tmp_path / "none.db", create=False)


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE notes (text)")
    connection.close()
    with pytest.raises(RecordUnusable, match="not a record of onrecord"):
        Store(path)


def test_a_record_of_a_newer_version(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    Store(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(RecordTooNew, match="schema 99"):
        Store(path)


@pytest.mark.parametrize("content", [b"no database at all, but a text of some length\n" * 40])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "text.db"
    path.write_bytes(content)
    with pytest.raises(RecordUnusable, match="no record"):
        Store(path)
    assert path.read_bytes() == content


def test_a_folder_and_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(RecordUnusable, match="folder"):
        Store(tmp_path)
    with pytest.raises(RecordUnusable, match="does not exist"):
        Store(tmp_path / "nowhere" / "x.db")


def test_a_full_disk_loses_nothing(store: Store) -> None:
    store.put(make_finding(), "d1", MAKER)
    pages = store._db.execute("PRAGMA page_count").fetchone()[0]
    store._db.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(RecordError, match="disk is full"):
        store.put(make_finding("“Long,” said Ana Ruiz. " * 20_000, id="r2"), "d2", MAKER)
    assert [report.id for report in store.reports()] == ["r1"]
    store.close()


def test_half_a_transaction_leaves_no_trace(store: Store) -> None:
    store.put(make_finding(), "d1", MAKER)
    with pytest.raises(RecordUnusable):
        store.put(make_finding(), "d1", MAKER)  # the id is taken
    assert store.count("statements") == 1
    store.close()


def without_version_6(connection: sqlite3.Connection) -> None:
    """Take back what version 6 brought."""
    connection.executescript(
        """
        DROP TABLE payloads;
        DROP TABLE visits;
        DROP INDEX origins_by_bytes;
        DROP INDEX origins_by_digest;
        ALTER TABLE origins DROP COLUMN retrieval;
        ALTER TABLE origins DROP COLUMN noted;
        ALTER TABLE origins DROP COLUMN last;
        ALTER TABLE failures DROP COLUMN source;
        ALTER TABLE failures DROP COLUMN tries;
        ALTER TABLE failures DROP COLUMN noted;
        DROP INDEX reports_by_maker;
        ALTER TABLE reports DROP COLUMN made_by;
        DROP TABLE makers;
        """
    )


def without_version_5(connection: sqlite3.Connection) -> None:
    """Take back what version 5 and later ones brought."""
    without_version_6(connection)
    for table in (
        "runs", "habits", "changed_lines", "family_reports", "sayings", "saying_words", "people_names", "people_counts",
        "months",
    ):  # fmt: skip
        connection.execute(f"DROP TABLE {table}")
    for index in ("stories_by_day", "reuse_by_b", "reports_latest", "reports_of_outlet"):
        connection.execute(f"DROP INDEX {index}")
    connection.execute("ALTER TABLE stories DROP COLUMN last")


def without_version_4(connection: sqlite3.Connection) -> None:
    """Take back what version 4 and later ones brought."""
    without_version_5(connection)
    connection.executescript(
        """
        DROP TABLE known_outlets;
        DROP TABLE provenances;
        ALTER TABLE reuse DROP COLUMN agency_ground;
        ALTER TABLE reuse DROP COLUMN agency_place;
        ALTER TABLE families DROP COLUMN agency_ground;
        ALTER TABLE families DROP COLUMN agency_place;
        DROP TABLE timeline;
        CREATE TABLE timeline (story TEXT NOT NULL, period TEXT NOT NULL, what TEXT NOT NULL, evidence TEXT NOT NULL);
        CREATE INDEX timeline_by_story ON timeline (story);
        DROP TABLE stories;
        CREATE TABLE stories (id TEXT PRIMARY KEY, title TEXT NOT NULL, period TEXT, reports TEXT NOT NULL);
        """
    )


def without_version_3(connection: sqlite3.Connection) -> None:
    """Take back what version 3 and later ones brought."""
    without_version_4(connection)
    connection.executescript(
        """
        ALTER TABLE people DROP COLUMN wikidata;
        DROP TABLE rulings;
        DROP TABLE known_people;
        DROP TABLE datings;
        DROP TABLE stretch_grams;
        DROP INDEX reports_extent;
        CREATE VIRTUAL TABLE stretch_words USING fts5 (words, content='stretches', content_rowid='number');
        CREATE TRIGGER stretches_added AFTER INSERT ON stretches BEGIN
          INSERT INTO stretch_words (rowid, words) VALUES (new.number, new.words);
        END;
        CREATE TRIGGER stretches_taken AFTER DELETE ON stretches BEGIN
          INSERT INTO stretch_words (stretch_words, rowid, words) VALUES ('delete', old.number, old.words);
        END;
        """
    )


def columns_in(path: Path) -> dict[str, list[str]]:
    connection = sqlite3.connect(path)
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    found = {table: sorted(row[1] for row in connection.execute(f"PRAGMA table_info({table})")) for table in tables}
    connection.close()
    return found


def test_a_record_of_version_1_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    Store(path).close()
    connection = sqlite3.connect(path)
    without_version_3(connection)
    connection.execute("ALTER TABLE statements DROP COLUMN mode")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    Store(path).close()
    connection = sqlite3.connect(path)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(statements)")]
    assert "mode" in columns
    assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    connection.close()
    Store(tmp_path / "new.db").close()
    assert columns_in(path) == columns_in(tmp_path / "new.db")


def test_a_record_of_version_2_asks_for_its_reports_to_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with Store(path) as old:
        old.put(make_finding(), "d1", MAKER)
    connection = sqlite3.connect(path)
    connection.execute("""UPDATE statements SET occasion = '{"medium":"an interview","via":["two clerks"]}'""")
    without_version_3(connection)
    connection.execute("PRAGMA user_version = 2")
    connection.commit()
    connection.close()
    with Queries(path) as new:
        assert new.is_unread
        assert list(new.findings()) == [make_finding()]
        new.end_rebuilding()
        assert not new.is_unread


def test_the_time_line_of_a_record_of_version_3_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    Store(path).close()
    connection = sqlite3.connect(path)
    without_version_4(connection)
    connection.execute("""INSERT INTO timeline VALUES ('s', '["2031-05-12","2031-05-12"]', 'It broke.', '[]')""")
    connection.execute("PRAGMA user_version = 3")
    connection.commit()
    connection.close()
    with Store(path) as new:
        assert new.is_stale
        assert new.count("timeline") == 0


def test_a_record_of_version_3_derives_anew(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with Store(path) as old:
        old.put(make_finding(), "d1", MAKER)
        old.put_derived(NOTHING, old.generation, MAKER)
    connection = sqlite3.connect(path)
    without_version_4(connection)
    connection.execute("PRAGMA user_version = 3")
    connection.close()
    with Store(path) as new:
        assert (new.is_stale, new.is_unread) == (True, False)
    Store(tmp_path / "new.db").close()
    assert columns_in(path) == columns_in(tmp_path / "new.db")


def test_a_record_of_version_5_keeps_its_places_and_failures(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with Store(path) as old:
        old.put(make_finding(), "d1", MAKER)
        old.put_failure(Failure("gone.txt", "read", "there is no such file"))
        old.put_run("2031-05-12T08:00:00+00:00", (1, 0, 1), ["."])
    connection = sqlite3.connect(path)
    without_version_6(connection)
    connection.execute("PRAGMA user_version = 5")
    connection.close()
    with Store(path) as new:
        assert list(new.findings()) == [make_finding()]
        assert new.seen(["r1"]) == {"r1": ("2031-05-12T08:00:00Z", "2031-05-12T08:00:00Z", False)}
        assert [each.failure.location for each in new.kept_failures()] == ["gone.txt"]
        assert new.maker_of("r1") is None
    Store(tmp_path / "new.db").close()
    assert columns_in(path) == columns_in(tmp_path / "new.db")


def test_the_extent_counts_reports_transcripts_outlets_and_days(store: Store) -> None:
    assert store.extent() == Searched(0, 0, 0, None)
    for each, day in (("a", "2031-05-04"), ("b", "2031-05-09"), ("c", None)):
        kind: ReportKind = "report" if day else "transcript"
        store.put(
            Finding(make_report(TEXT, id=each, published=day, kind=kind, outlet="The Elm Times"), (), ()), each, MAKER
        )
    assert store.extent() == Searched(2, 1, 1, Period(date(2031, 5, 4), date(2031, 5, 9)))
    store.close()


def test_a_table_is_never_held_whole(store: Store) -> None:
    size, number = 200_000, 30
    for at in range(number):
        store.put(Finding(make_report("x" * size, id=f"r{at:02}"), (), ()), f"d{at}", MAKER)
    tracemalloc.start()
    lengths = [len(finding.report.text) for finding in store.findings()]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    store.close()
    assert lengths == [size] * number
    assert peak < size * number / 3

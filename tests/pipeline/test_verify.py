"""Each check of a record finds what it is there to find, one thing hurt at a time, and a sound record is let alone."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from onrecord import Record
from onrecord.demo import demo_reports
from onrecord.errors import RecordError
from onrecord.model import Verified
from onrecord.people.rulings import rule_pair
from onrecord.pipeline.alone import alone
from onrecord.pipeline.verify import verify
from onrecord.record import Queries, Store

PAGE = """<html><head><title>Mill burns</title><meta property="og:site_name" content="Elm Times"></head><body><article>
<h1>Mill burns</h1><p>The old mill on the harbor burned down on Monday night, and nobody was hurt in the fire.</p>
<p>“We heard it before we saw it,” said Ana Ruiz, who lives across the street from the mill.</p></article></body></html>
"""
BLOCK = "# Bread\n\nAna Ruiz told the council on Monday:\n\n> We sell no bread\n> on Mondays, nor cake.\n\nShe left.\n"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the sample reports, a page and a Markdown file with a block quotation; and a ruling."""
    folder = tmp_path_factory.mktemp("sound")
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    (folder / "bread.md").write_text(BLOCK, encoding="utf-8")
    with Record(folder / "sound.db") as record:
        record.add([str(demo_reports()), str(folder / "page.html"), str(folder / "bread.md")])
        one, other = [row["id"] for row in record.export("statements") if row["person"]][:2]
        record.rule("same", one, other)
        record.refresh()
    return folder / "sound.db"


Hurt = Callable[[str], Verified]


@pytest.fixture
def hurt(sound: Path, tmp_path: Path) -> Hurt:
    """Run a script on a copy of the record, with nothing that watches over references, and verify it."""

    def hurt(script: str) -> Verified:
        path = tmp_path / "hurt.db"
        shutil.copy(sound, path)
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(script)
            connection.commit()
        with Record(path) as record:
            return record.verify()

    return hurt


def test_a_sound_record_has_no_problems(hurt: Hurt) -> None:
    found = hurt("")
    assert found.problems == ()
    assert found.left_out == ()
    checked = dict(found.checked)
    assert checked["reports"] == checked["payloads"] == checked["places with their bytes"] > 17
    assert checked["places without"] == 0
    assert checked["statements"] > 200
    assert checked["utterances"] > 100
    ((maker, reports),) = found.made_by
    assert (maker, reports) == (found.derived_by, checked["reports"])


# What is done to the record, the table that is found to be wrong, and words that tell why.
CASES = {
    "text": ("UPDATE reports SET text = replace(text, 'the', 'teh')", "reports", "its digest"),
    "digest": ("UPDATE reports SET digest = 'd' WHERE number = 3", "reports", "its digest"),
    "derived id": (
        "UPDATE reports SET id = 'elsewhere' WHERE number = 18;"
        "UPDATE statements SET report = 'elsewhere', id = 'elsewhere' || substr(id, instr(id, ':'))"
        " WHERE report NOT IN (SELECT id FROM reports);"
        "UPDATE origins SET report = 'elsewhere' WHERE report NOT IN (SELECT id FROM reports);",
        "reports", "its id is not made",
    ),
    "kind of a report": ("UPDATE reports SET kind = '[1' WHERE number = 3", "reports", "can't be read"),
    "byline": ("UPDATE reports SET byline = '{\"a\":' WHERE number = 3", "reports", "can't be read"),
    "text of bytes": ("UPDATE reports SET text = x'ff00fe' WHERE number = 3", "reports", "can't be read"),
    "not UTF-8": ("UPDATE reports SET headline = CAST(x'ff00fe' AS TEXT) WHERE number = 3", "reports", "can't be read"),
    "furniture": (
        "UPDATE reports SET furniture = '[{\"span\":{\"start\":5,\"end\":99999},\"kind\":\"caption\"}]' "
        "WHERE number = 3",
        "reports", "its span 5-99999 is no place",
    ),
    "no origin": (
        "DELETE FROM origins WHERE report = (SELECT id FROM reports WHERE number = 3)", "reports", "no place where",
    ),
    "origin": ("UPDATE origins SET retrieval = '{\"method\":\"owl\"}'", "origins", "can't be read"),
    "maker": ("UPDATE reports SET made_by = 77 WHERE number = 3", "reports", "refers to a row of makers"),
    "content": (
        "UPDATE statements SET content = '[{\"start\":7,\"end\":7}]' "
        "WHERE at = 0",
        "statements", "its content 7-7 is no",
    ),
    "no content": ("UPDATE statements SET content = '[]' WHERE at = 0", "statements", "can't be read"),
    "id of a statement": (
        "UPDATE statements SET id = report || ':1-2' WHERE at = 0",
        "statements", "its id is not the",
    ),
    "quoted": (
        "UPDATE statements SET quoted = '[{\"start\":-1,\"end\":4}]' WHERE at = 0",
        "statements", "its quoted -1-4",
    ),
    "cue": ("UPDATE statements SET cue = '[{\"start\":9,\"end\":3}]' WHERE at = 0", "statements", "its cue 9-3"),
    "source": ("UPDATE statements SET source = '[{\"start\":1}]' WHERE at = 0", "statements", "can't be read"),
    "evidence": (
        "UPDATE statements SET evidence = '{\"start\":0,\"end\":999999}' WHERE at = 0",
        "statements", "evidence",
    ),
    "occasion": (
        "UPDATE statements SET occasion = '{\"place\":{\"start\":0,\"end\":999999}}' WHERE at = 0",
        "statements", "its place 0-999999",
    ),
    "order": ("UPDATE statements SET at = 50 WHERE at = 0", "statements", "its place in the order"),
    "ground": ("UPDATE statements SET ground = 'none' WHERE speaker IS NOT NULL", "statements", "no ground"),
    "report of a statement": ("UPDATE statements SET report = 'gone' WHERE at = 0", "statements", "row of reports"),
    "stretch": ("UPDATE stretches SET words = 'owls fly' WHERE number = 5", "stretches", "are not theirs"),
    "stretch lost": ("DELETE FROM stretches WHERE number = 5", "stretch_grams", "stretches has not"),
    "words of a stretch": (
        "INSERT INTO stretch_grams (rowid, grams) VALUES (5, 'a1b2c3d4')", "stretch_grams", "other words",
    ),
    "index of reports": (
        "INSERT INTO report_words (report_words, rowid, headline, text)"
        " SELECT 'delete', number, headline, text FROM reports WHERE number = 3",
        "report_words", "the row of reports is not in the index",
    ),
    "index of reports, its words": (
        "DROP TRIGGER reports_taken; UPDATE reports SET headline = headline || ' owl' WHERE number = 3",
        "report_words", "other words than its rows",
    ),
    "pages of an index": (
        "UPDATE saying_words_data SET block = zeroblob(30) WHERE id > 10", "saying_words", "the index is damaged",
    ),
    "an index without its settings": ("DELETE FROM people_names_config", "people_names", "the index is damaged"),
    "packed": ("UPDATE payloads SET packed = zeroblob(40) WHERE rowid = 2", "payloads", "can't be unpacked"),
    "packed as text": ("UPDATE payloads SET packed = 'words' WHERE rowid = 2", "payloads", "can't be read"),
    "cut off": (
        "UPDATE payloads SET packed = substr(packed, 1, length(packed) - 9) WHERE rowid = 2", "payloads", "has not the",
    ),
    "other bytes": (
        "UPDATE payloads SET packed = (SELECT packed FROM payloads WHERE rowid = 1),"
        " size = (SELECT size FROM payloads WHERE rowid = 1) WHERE rowid = 2",
        "payloads", "not those of its SHA-256",
    ),
    "size": ("UPDATE payloads SET size = 5 WHERE rowid = 2", "payloads", "has not the 5 bytes"),
    "ruling": ("UPDATE rulings SET a = 'r:1-2'", "rulings", "its id is not made"),
    "visit": (
        "INSERT INTO visits (url, tries, status) VALUES ('https://elm.example/', 0, 'owl')",
        "visits", "can't be",
    ),
    "person": ("UPDATE people SET statements = '[\"gone:1-2\"]' WHERE rowid = 1", "person_statements", "other tables"),
    "person unreadable": ("UPDATE people SET names = '[' WHERE rowid = 1", "people", "can't be read"),
    "person of a statement": ("DELETE FROM person_statements", "person_statements", "is missing"),
    "statement of a person": (
        "UPDATE person_statements SET statement = 'gone:1-2' WHERE statement ="
        " (SELECT min(statement) FROM person_statements)", "person_statements", "not among the statements",
    ),
    "story of a report": ("DELETE FROM story_reports", "story_reports", "is missing"),
    "copy of a report": ("DELETE FROM family_reports", "family_reports", "is missing"),
    "exemplar": ("UPDATE families SET exemplar = 'gone'", "families", "its exemplar is not among the reports"),
    "source of a copy": ("UPDATE reuse SET source = 'gone'", "reuse", "its source is not among the reports"),
    "passage": (
        "UPDATE reuse SET passages = json_set(passages, '$[0][1].span.end', 999999) WHERE rowid = 1",
        "reuse", "is no place",
    ),
    "passage of a family": (
        "UPDATE families SET passages = json_set(passages, '$[0][0].report', 'gone') WHERE rowid = 1",
        "families", "it names the report gone",
    ),
    "words of a witness": (
        "UPDATE utterances SET witnesses = json_set(witnesses, '$[0].text', 'Owls fly.') WHERE rowid = 1",
        "utterances", "its witness A has other words",
    ),
    "place of a witness": (
        "UPDATE utterances SET witnesses = json_set(witnesses, '$[0].spans[0].end', 999999) WHERE rowid = 1",
        "utterances", "is no place",
    ),
    "witness": ("DELETE FROM utterance_witnesses", "utterance_witnesses", "is missing"),
    "speaker": ("UPDATE utterances SET person = 'gone' WHERE rowid = 1", "utterances", "its person is not among"),
    "count of reports": ("UPDATE attestations SET reports = 77 WHERE rowid = 1", "attestations", "other tables"),
    "origin of a report": ("DELETE FROM provenances", "provenances", "is missing"),
    "figure": (
        "UPDATE figures SET members = json_set(members, '$[0].text', 'seven owls') WHERE rowid = 1",
        "figures", "is not “seven owls”",
    ),
    "story of figures": ("UPDATE figures SET story = 'gone' WHERE rowid = 1", "figures", "its story is not among"),
    "event": (
        "UPDATE timeline SET evidence = json_set(evidence, '$[0].span.start', 999999) WHERE rowid = 1",
        "timeline", "is no place",
    ),
    "dating": ("UPDATE datings SET evidence = 'gone:1-2'", "datings", "its evidence is not among the statements"),
    "change of line": (
        "INSERT INTO changed_lines VALUES ('gone', 'a', 'b', '[{\"first\":\"2031-05-12\",\"last\":\"2031-05-12\"},"
        "{\"first\":\"2031-05-13\",\"last\":\"2031-05-13\"}]', '[]')", "changed_lines", "its person is not among",
    ),
    "saying": ("UPDATE sayings SET form = 'owl' WHERE number = 5", "sayings", "other tables"),
    "index of sayings": ("DELETE FROM sayings WHERE number = 5", "saying_words", "sayings has not"),
    "count of a person": ("UPDATE people_counts SET statements = 77 WHERE number = 1", "people_counts", "other tables"),
    "index of people": (
        "INSERT INTO people_names (rowid, names) VALUES (999, 'owl')", "people_names", "people_counts has not",
    ),
    "month": ("UPDATE months SET reports = 77", "months", "other tables"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_hurt_is_found(hurt: Hurt, case: str) -> None:
    script, table, words = CASES[case]
    found = hurt(script)
    assert any(each.table == table and words in each.what for each in found.problems), found.problems


def test_of_many_problems_some_are_listed_and_all_are_counted(hurt: Hurt) -> None:
    found = hurt('UPDATE statements SET cue = \'[{"start":9,"end":3}]\'')
    of_reports = [each.what for each in found.problems if "cue" in each.what or "more like these" in each.what]
    assert len(of_reports) == 101
    checked = dict(found.checked)
    assert of_reports[-1] == f"and {checked['statements'] - 100} more like these"


def test_one_damaged_row_hides_no_other(hurt: Hurt) -> None:
    found = hurt(
        "UPDATE reports SET byline = 'x' WHERE number = 2; UPDATE reports SET digest = 'd' WHERE number IN (1, 3);"
    )
    assert [each.what.split(" (")[0] for each in found.problems if each.table == "reports"] == [
        "its digest is not that of what it says",
        "it can't be read",
        "its digest is not that of what it says",
    ]


def test_what_is_not_derived_yet_is_said_to_be_left_out(sound: Path, tmp_path: Path) -> None:
    shutil.copy(sound, tmp_path / "stale.db")
    with Store(tmp_path / "stale.db") as store:
        store.change_rulings([rule_pair("same", "r:1-2", "r:3-4")])
    with Record(tmp_path / "stale.db") as record:
        found = record.verify()
    assert found.problems == ()
    assert any("not derived from all of them yet" in each for each in found.left_out)
    assert "utterances" not in dict(found.checked)


def test_of_what_may_only_be_read_the_indexes_are_left_out(sound: Path) -> None:
    with Queries(sound, read_only=True) as store:
        found = verify(store)
    assert found.problems == ()
    assert len(found.left_out) == 4
    assert all(
        "that shows only where the record can be written, and no run adds to it" in each for each in found.left_out
    )


def test_a_run_that_adds_is_not_kept_from_writing(sound: Path, tmp_path: Path) -> None:
    shutil.copy(sound, tmp_path / "busy.db")
    with Record(tmp_path / "busy.db") as record:
        with alone(tmp_path / "busy.db"):
            assert len(record.verify().left_out) == 4
        assert record.verify().left_out == ()


def test_others_may_write_meanwhile(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(sound, tmp_path / "busy.db")
    (tmp_path / "new.txt").write_text("“It leaks,” said Joe Roe, who lives across the street.", encoding="utf-8")
    with Record(tmp_path / "busy.db") as record, Record(tmp_path / "busy.db") as other:
        keys_of = record._store.keys_of

        def keys(table: str) -> Iterator[int | str]:
            if table == "payloads":
                other.add(str(tmp_path / "new.txt"))
            return keys_of(table)

        monkeypatch.setattr(record._store, "keys_of", keys)
        found = record.verify()
        assert found.problems == ()
        monkeypatch.undo()
        assert dict(record.verify().checked)["reports"] == dict(found.checked)["reports"] + 1


def test_bytes_that_were_not_kept_are_counted(tmp_path: Path) -> None:
    (tmp_path / "bread.md").write_text(BLOCK, encoding="utf-8")
    with Record(":memory:") as record:
        record.add(str(tmp_path / "bread.md"), keep=False)
        found = record.verify()
    assert found.problems == ()
    assert dict(found.checked)["places without"] == 1


@pytest.mark.parametrize("seed", range(12))
def test_bytes_written_over_at_random_are_found_or_harmless(sound: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(sound.read_bytes())
    for _ in range(chance.choice((1, 20, 300))):
        data[chance.randrange(100, len(data))] = chance.randrange(256)
    if seed % 3 == 0:
        del data[chance.randrange(len(data)) :]
    path = tmp_path / "damaged.db"
    path.write_bytes(data)
    with suppress(RecordError), Record(path, create=False) as record:
        found = record.verify()
        assert all("\n" not in each.what for each in found.problems)

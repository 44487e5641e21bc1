"""What pages read: found as it was derived last, by whatever came in whatever order, and never written."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from looking import findings_of, made
from makers import MAKER
from onrecord import Record
from onrecord.errors import NotOnRecord, RecordMissing, RecordUnusable, UsageError
from onrecord.model import Narrowing
from onrecord.pipeline import page_rows
from onrecord.pipeline.reader import SCREEN, Reader
from onrecord.pipeline.stages import digest_of
from onrecord.record import query
from onrecord.record.query import Queries
from samples import write_lines

ALL = Narrowing()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the sample reports."""
    return made(findings_of(), tmp_path_factory.mktemp("reader") / "reader.db")


@pytest.fixture(scope="module")
def reader(path: Path) -> Iterator[Reader]:
    """A reader of it."""
    with Reader(path) as opened:
        yield opened


def pages_of(reader: Reader) -> bytes:
    """Give the data of all kinds of pages as bytes."""
    stories = reader.story_list(None).stories
    people = reader.people_list(None, 0).people
    rows = [
        page_rows.front_row(reader.front()),
        page_rows.found_row(reader.find_sayings("the", ALL, None), None),
        page_rows.found_row(reader.find_sayings(None, Narrowing(form="mixed"), None), None),
        page_rows.found_reports_row(reader.find_reports("the mayor", ALL, None), None),
        page_rows.people_list_row(reader.people_list(None, 0), None),
        *(
            page_rows.person_page_row(reader.person_page(each.id, None, Narrowing(each.id), None), None)
            for each in people
        ),
        *(story.reports for story in stories),
        *(page_rows.habits_row(each) for each in reader.habits()),
    ]
    return msgspec.json.encode(rows)


def test_pages_are_the_same_in_any_order_of_arrival(reader: Reader, tmp_path: Path) -> None:
    for name, findings in (("back", findings_of()[::-1]), ("turned", findings_of()[5:] + findings_of()[:5])):
        with Reader(made(findings, tmp_path / f"{name}.db")) as other:
            assert pages_of(other) == pages_of(reader)


def test_reading_writes_nothing(reader: Reader, path: Path) -> None:
    before = path.read_bytes()
    reader.refresh()
    pages_of(reader)
    assert path.read_bytes() == before
    with pytest.raises(RecordUnusable, match="can't be written"):
        reader.add("nowhere.txt")


def test_what_came_since_is_told_and_not_worked_in(tmp_path: Path) -> None:
    *first, last = findings_of()
    path = made(first, tmp_path / "stale.db")
    with Reader(path) as reader:
        before, was_stale = reader.totals(), reader.is_stale
        with Queries(path) as store, store.writing():
            store.put(last, digest_of(last.report), MAKER)
        told = reader.totals(), reader.is_stale
        assert (was_stale, told) == (False, (before, True))
        with Record(path) as record:
            record.refresh()
        now = reader.totals(), reader.is_stale
        assert not now[1]
        assert now[0]["statements"] == before["statements"] + len(last.statements)


def test_a_snapshot_stays_while_others_write(tmp_path: Path) -> None:
    path = made(findings_of()[:3], tmp_path / "snapshot.db")
    with Reader(path) as reader, Record(path) as record:
        with reader.snapshot():
            before = reader.totals()
            record.add(write_lines(tmp_path / "more.jsonl", [{"id": "x", "text": "“It rained,” said Ana Ruiz."}]))
            record.refresh()
            assert reader.totals() == before
        assert reader.totals() != before


def test_a_record_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecordMissing):
        Reader(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_screens_of_a_search_follow_one_another(reader: Reader) -> None:
    first = reader.find_sayings("the", ALL, None)
    assert len(first.sayings) == SCREEN
    seen = list(first.sayings)
    before = first.following
    while before:
        found = reader.find_sayings("the", ALL, before)
        assert (found.total, found.facets) == (first.total, first.facets), "they are those of all, on each screen"
        seen += found.sayings
        before = found.following
    assert len({each.statement for each in seen}) == len(seen) == first.total
    assert not first.is_more


def test_a_total_is_exact_up_to_a_limit_that_is_told(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = reader.find_sayings("the", ALL, None).total
    for most, total, is_more in ((whole, whole, False), (whole - 1, whole - 1, True)):
        monkeypatch.setattr(query, "MOST", most)
        monkeypatch.setattr("onrecord.pipeline.reader.MOST", most)
        monkeypatch.setattr("onrecord.pipeline.reader.COUNTED", 10)
        found = reader.find_sayings("the", ALL, None)
        assert (found.total, found.is_more, found.facets.of) == (total, is_more, 10)


@pytest.mark.parametrize("words", ['"', "…", "a\0\0" * 61, "one " * 3 + " ".join(map(str, range(60)))])
def test_a_search_without_a_word_or_with_too_many_is_refused(reader: Reader, words: str) -> None:
    if len(words) < 5 or "59" in words:
        with pytest.raises(UsageError):
            reader.find_sayings(words, ALL, None)
        with pytest.raises(UsageError):
            reader.find_reports(words, ALL, None)
    else:
        assert reader.find_sayings(words, ALL, None).sayings, "a null character is a gap between two words"


def test_reports_are_found_with_the_sentence_that_answers(reader: Reader) -> None:
    found = reader.find_reports("harbour", ALL, None)
    assert found.hits
    for head, hit in found.hits:
        text = reader.report_page(head.id).finding.report.text
        assert hit is None or (hit.span.of(text) == hit.text and "harbour" in hit.text.lower())
    assert any(hit for _, hit in found.hits)


def test_what_is_not_on_record_is_told(reader: Reader) -> None:
    for ask in (reader.story_page, reader.utterance_page, reader.report_page, reader.utterance_of):
        with pytest.raises(NotOnRecord):
            ask("none")
    with pytest.raises(NotOnRecord):
        reader.person_page("none", None, Narrowing("none"), None)


def test_ids_stay_when_others_follow_and_a_report_leads_to_its_story(tmp_path: Path) -> None:
    said = "We will open the sluice before the tide comes in tonight"
    days = {"b": "2031-05-02", "c": "2031-05-03", "a": "2031-05-01"}
    found = []
    for name, day in days.items():
        text = f"Gullhaven sluice opens. “{said},” said Ana Ruiz of the Gullhaven sluice board."
        line = {"id": name, "text": text, "published": day, "outlet": f"Outlet {name}"}
        with Record(tmp_path / "ids.db") as record:
            record.add(write_lines(tmp_path / f"{name}.jsonl", [line]))
            record.refresh()
        with Reader(tmp_path / "ids.db") as reader:
            statement = reader.report_page("b").finding.statements[0]
            found.append((reader.story_with("b"), reader.utterance_of(statement.id)))
            assert "b" in reader.story_page(found[-1][0]).story.reports
            with pytest.raises(NotOnRecord, match="no story on record"):
                reader.story_with("none")
    assert found[0] == found[1], "a later report changes no id"
    assert found[1][1] != found[2][1], "an earlier printing does"


def test_an_utterance_is_followed_by_where_it_stands(tmp_path: Path) -> None:
    said = "We will open the sluice before the tide comes in tonight"
    lines = [{"id": "a", "text": f"“{said},” said Ana Ruiz.", "published": "2031-05-02", "outlet": "Elm Times"}]
    path = tmp_path / "followed.db"
    with Record(path) as record:
        record.add(write_lines(tmp_path / "a.jsonl", lines))
        record.refresh()
    with Reader(path) as reader:
        statement = reader.report_page("a").finding.statements[0]
        before = reader.utterance_of(statement.id)
        assert reader.utterance_of("a:5-9") == before, "any stretch of it leads there"
        for place in ("a:0-1", "a:9-5", "a:900-990", "b:1-9", "a", ":", "a:-", "a:²-9", "a:1-²", ""):
            with pytest.raises(NotOnRecord):
                reader.utterance_of(place)
    other = {"id": "b", "text": f"Ana Ruiz said: “{said}.”", "published": "2031-05-02", "outlet": "Ash Post"}
    with Record(path) as record:
        record.add(write_lines(tmp_path / "b.jsonl", [other]))
        record.refresh()
    with Reader(path) as reader:
        now = reader.utterance_of(statement.id)
        assert len(reader.utterance_page(now).utterance.witnesses) == 2
        if now != before:
            with pytest.raises(NotOnRecord, match="follow it by one of its statements"):
                reader.utterance_page(before)


def test_a_person_has_the_statements_and_the_days_that_are_told(reader: Reader) -> None:
    for person in reader.people_list(None, 0).people:
        page = reader.person_page(person.id, None, Narrowing(person.id), None)
        assert page.person == person
        assert page.found.total == person.statements
        days = [each.report.published for each in page.found.sayings if each.report.published]
        if page.found.following is None:
            assert (min(days, default=None), max(days, default=None)) == (person.first, person.last)
        assert sum(often for _, often in page.stories) <= person.statements
        for saying in page.found.sayings:
            for utterance in page.worded.get(saying.statement, ()):
                witnesses = reader.utterance_page(utterance).utterance.witnesses
                assert saying.statement in {each.statement for each in witnesses}


def test_a_report_has_what_stands_elsewhere(reader: Reader) -> None:
    cursor, pages = None, []
    while True:
        screen = reader.report_list(cursor, None)
        pages += [reader.report_page(head.id) for head in screen.reports]
        cursor = screen.following
        if cursor is None:
            break
    assert any(page.families for page in pages)
    for page in pages:
        report = page.finding.report.id
        assert all(report in family.reports for family in page.families)
        assert all(report in (each.a, each.b) for each in page.reuse)
        assert page.story is None or report in page.story.reports
        named = {each.a for each in page.reuse} | {each.b for each in page.reuse}
        assert named <= set(page.others) | {report}

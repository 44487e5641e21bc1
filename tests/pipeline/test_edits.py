"""The editions of an address in their order, and what is asked of their edits."""

import json
from datetime import date
from pathlib import Path

import pytest

from makers import make_report
from onrecord import Record
from onrecord.errors import UsageError
from onrecord.pipeline.edits import edit_row, editions_of
from onrecord.pipeline.reader import Reader

URL = "https://elmtimes.example/gate"
FIRST = "“We will never sell the harbour,” Mayor Ana Ruiz told reporters. At least 12 people were hurt."
SECOND = FIRST.replace("never sell", "sell")
THIRD = SECOND.replace("12", "15")


def record_of(folder: Path, *rows: dict[str, str]) -> Record:
    path = folder / "reports.jsonl"
    path.write_text("".join(json.dumps({"title": "Gate breaks", "outlet": "Elm Times", **row}) + "\n" for row in rows))
    record = Record(folder / "record.db")
    record.add(str(path))
    return record


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return record_of(
        tmp_path,
        {"id": "b", "url": URL, "text": SECOND, "published": "2031-05-13"},
        {"id": "a", "url": URL, "text": FIRST, "published": "2031-05-12"},
        {"id": "c", "url": URL, "text": THIRD, "published": "2031-05-14"},
        {"id": "d", "url": f"{URL}-again", "text": THIRD, "published": "2031-05-14"},
    )


def test_each_edition_is_compared_with_the_next_the_latest_first(record: Record) -> None:
    assert [(each.before.report, each.after.report, each.edit.what) for each in record.edits()] == [
        ("b", "c", "figure"),
        ("a", "b", "quotation"),
    ]


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"url": URL}, 2),
        ({"url": f"{URL}-again"}, 0),
        ({"outlet": "elm times"}, 2),
        ({"outlet": "Daily Capstan"}, 0),
        ({"speaker": "Ruiz"}, 1),
        ({"speaker": "Tom Vale"}, 0),
        ({"first": date(2031, 5, 14)}, 1),
        ({"last": date(2031, 5, 13)}, 1),
        ({"first": date(2031, 5, 15)}, 0),
    ],
)
def test_only_what_is_asked_for_is_listed(record: Record, asked: dict[str, str], count: int) -> None:
    assert len(record.edits(**asked)) == count  # type: ignore[arg-type]


def test_an_address_that_is_not_on_record_is_an_error(record: Record) -> None:
    with pytest.raises(UsageError, match="no report on record is from this address"):
        record.edits("https://elmtimes.example/nothing")


def test_a_row_has_every_key_and_spans_of_both_reports(record: Record) -> None:
    row = edit_row(record.edits()[1])
    assert row == {
        "url": URL,
        "outlet": "Elm Times",
        "headline": "Gate breaks",
        "before": {"report": "a", "seen": row["before"]["seen"], "ground": "published"},
        "after": {"report": "b", "seen": row["after"]["seen"], "ground": "published"},
        "what": "quotation",
        "change": "changed",
        "ways": ["reworded"],
        "speaker": "Ana Ruiz",
        "speaker_before": None,
        "counts": None,
        "before_text": "We will never sell the harbour,",
        "after_text": "We will sell the harbour,",
        "before_spans": [[1, 32]],
        "after_spans": [[1, 26]],
        "words": [{"at": [2, 3], "lemma": "never", "reading": "", "change": "left out", "sense": "negation"}],
    }
    assert FIRST[1:32] == row["before_text"]
    assert SECOND[1:26] == row["after_text"]


def test_a_ruling_on_the_speaker_counts(record: Record) -> None:
    (statement,) = [row["id"] for row in record.export("statements") if row["id"].startswith("b:")][:1]
    record.rule_speaker(statement, "Joan Pike")
    assert len(record.edits(speaker="Joan Pike")) == 1


def test_what_was_retrieved_is_ordered_by_when() -> None:
    reports = [make_report(text, id=id, published="2031-05-12") for id, text in (("a", THIRD), ("b", FIRST))]
    seen = {"a": ("2031-05-13T08:00:00Z", "2031-05-14T08:00:00Z", True), "b": ("2031-05-12T08:00:00Z",) * 2 + (True,)}
    assert [(each.report, each.first, each.ground) for each in editions_of(reports, seen)] == [
        ("b", "2031-05-12T08:00:00Z", "retrieved"),
        ("a", "2031-05-13T08:00:00Z", "retrieved"),
    ]


@pytest.mark.parametrize(
    ("days", "ground", "order"),
    [
        (("2031-05-13", "2031-05-12"), "published", ["b", "a"]),
        (("2031-05-12", "2031-05-12"), "arrival", ["a", "b"]),
        ((None, "2031-05-12"), "arrival", ["a", "b"]),
    ],
)
def test_what_was_not_is_ordered_by_day_or_by_arrival(
    days: tuple[str | None, str | None], ground: str, order: list[str]
) -> None:
    reports = [
        make_report(text, id=id, published=day) for id, text, day in zip("ab", (FIRST, SECOND), days, strict=True)
    ]
    seen = {"a": ("2031-06-01T08:00:00Z",) * 2 + (False,), "b": ("2031-06-01T09:00:00Z",) * 2 + (False,)}
    editions = editions_of(reports, seen)
    assert [each.report for each in editions] == order
    assert {each.ground for each in editions} == {ground}


def test_an_outlet_that_goes_back_to_an_earlier_text_edits_again() -> None:
    reports = [make_report(FIRST, id="a"), make_report(SECOND, id="b")]
    seen = {
        "a": ("2031-05-12T08:00:00Z", "2031-05-12T12:00:00Z", True),
        "b": ("2031-05-12T10:00:00Z", "2031-05-12T11:00:00Z", True),
    }
    assert [(each.report, each.first, each.last) for each in editions_of(reports, seen)] == [
        ("a", "2031-05-12T08:00:00Z", "2031-05-12T10:00:00Z"),
        ("b", "2031-05-12T10:00:00Z", "2031-05-12T11:00:00Z"),
        ("a", "2031-05-12T12:00:00Z", "2031-05-12T12:00:00Z"),
    ]


def test_a_check_tells_of_words_that_stand_in_an_earlier_edition_alone(record: Record) -> None:
    told = "so only in what was edited since"
    assert record.superseded(["a", "b", "c", "d"]) == {"a", "b"}
    assert told in record.check("We will never sell the harbour", by="Ana Ruiz").says
    assert told not in record.check("We will sell the harbour", by="Ana Ruiz").says


def test_a_report_knows_its_earlier_and_later_editions(record: Record) -> None:
    record.refresh()
    with Reader(record.store.path) as reader:
        page = reader.report_page("b")
    assert (page.earlier, page.later) == (("a",), ("c",))

"""A draft is read like a report, and each of its quotations is checked: which they are, whose and where."""

from pathlib import Path

import pytest

from onrecord import Record
from onrecord.errors import SourceMissing, SourceUnreadable
from onrecord.model import Draft
from onrecord.pipeline.drafts import check_draft
from wordfiles import deleted, inserted, make_word, note, paragraph


@pytest.fixture
def record(tmp_path: Path) -> Record:
    (tmp_path / "times.txt").write_text(
        "date 2031-05-14\n\n“We do not sell bread on Mondays, but the mill sells flour,” said Ana Ruiz in Elm.\n\n"
        "“The harbor gate was shut before the storm came in,” said Joe Roe, the harbor master.\n",
        encoding="utf-8",
    )
    record = Record(":memory:")
    record.add(str(tmp_path / "times.txt"))
    return record


def checked(record: Record, path: Path, text: str) -> Draft:
    path.write_text(text, encoding="utf-8")
    return check_draft(record, str(path))


@pytest.mark.parametrize(
    ("text", "words", "by", "verdict", "comment"),
    [
        ("“We do not sell bread on Mondays,” said Ana Ruiz.", "We do not sell", "Ana Ruiz", "exact", "plain"),
        ('"We do not sell bread on Mondays," said Ana Ruiz.', "We do not sell", "Ana Ruiz", "exact", "straight marks"),
        ("«We do not sell bread on Mondays», said Ana Ruiz.", "We do not sell", "Ana Ruiz", "exact", "French marks"),
        ("„We do not sell bread on Mondays“, said Ana Ruiz.", "We do not sell", "Ana Ruiz", "exact", "German marks"),
        ("“We sell bread on Mondays,” said Ana Ruiz.", "We sell", "Ana Ruiz", "cut", "a word gone"),
        ("“We do not sell cakes on Mondays,” said Ana Ruiz.", "We do", "Ana Ruiz", "reworded", "another word"),
        ("“We … sell bread on Mondays,” said Ana Ruiz.", "We …", "Ana Ruiz", "abridged", "an ellipsis"),
        ("“We do not sell bread on Mondays,” said Joe Roe.", "We do", "Joe Roe", "misattributed", "another speaker"),
        ("“Ana says ‘we do not sell bread on Mondays’ a lot,” Roe said.", "Ana says", "Roe", None, "nested marks"),
        ("Ana Ruiz said:\n\n> We do not sell bread\n> on Mondays.\n", "We do", "Ana Ruiz", "exact", "a block"),
        ("> We do not sell bread on Mondays.\n>\n> — Ana Ruiz\n", "We do", "Ana Ruiz", "exact", "a signed one"),
        ("> “We do not sell bread on Mondays,” said Ana Ruiz.", "We do", "Ana Ruiz", "exact", "marks within a block"),
    ],
)  # fmt: skip
def test_each_quotation_is_checked_as_the_words_of_whom_the_draft_names(
    record: Record, tmp_path: Path, text: str, words: str, by: str, verdict: str | None, comment: str
) -> None:
    draft = checked(record, tmp_path / "draft.md", text)
    (quotation,) = draft.quotations
    assert quotation.check.quotation.startswith(words), comment
    assert quotation.check.by == by, comment
    assert verdict is None or quotation.check.verdict == verdict, comment
    assert " ".join(" ".join(span.of(draft.text) for span in quotation.spans).split()) == quotation.check.quotation


@pytest.mark.parametrize(
    "text",
    [
        "Nobody says a word here.",
        "The “mill” burned.",
        "A “so-called” mill burned.",
        "> Nobody is said to have said so.\n\nThe mill burned.",
        "A > B and 5' 11\" tall",
    ],
)
def test_what_is_no_quotation(record: Record, tmp_path: Path, text: str) -> None:
    assert not checked(record, tmp_path / "draft.md", text).quotations


@pytest.mark.parametrize(
    ("printed", "suggestion", "comment"),
    [
        ("We sell bread on Mondays,", "We do not sell bread on Mondays,", "cut"),
        ("we do not sell cakes on Mondays.", "we do not sell bread on Mondays.", "the draft's first letter and stop"),
        ("We … sell bread on Mondays", "We do not sell bread on Mondays", "abridged"),
        ("We do not sell bread on Mondays,", None, "exact"),
        ("Everybody remembers what the horses ate", None, "not found"),
    ],
)
def test_the_words_of_the_record_are_suggested(
    record: Record, tmp_path: Path, printed: str, suggestion: str | None, comment: str
) -> None:
    (quotation,) = checked(record, tmp_path / "draft.txt", f"“{printed}” said Ana Ruiz.").quotations
    assert quotation.suggestion == suggestion, comment


def test_where_it_stands_on_record_is_told_with_the_sentence(record: Record, tmp_path: Path) -> None:
    (quotation,) = checked(record, tmp_path / "draft.md", "“We sell bread on Mondays,” said Ana Ruiz.").quotations
    (place,) = quotation.on_record
    assert place.witness.text == "We do not sell bread on Mondays"
    assert place.sentences == "“We do not sell bread on Mondays, but the mill sells flour,” said Ana Ruiz in Elm."
    assert str(place.report.published) == "2031-05-14"


def test_lines_are_those_of_the_file(record: Record, tmp_path: Path) -> None:
    text = "---\ntitle: Bread\n---\n\nThe mill.\n\n“We sell bread on Mondays,” said Ana Ruiz.\n"
    (quotation,) = checked(record, tmp_path / "draft.md", text).quotations
    assert quotation.line == 7


def test_a_word_file_is_a_draft(record: Record, tmp_path: Path) -> None:
    body = paragraph(
        "“We ", inserted("do not "), deleted("never "), "sell bread on Mondays,” said Ana Ruiz.", note("footnote")
    )
    path = make_word(
        tmp_path / "draft.docx", body, footnote="“The harbor gate was shut before the flood came in,” said Joe Roe."
    )
    draft = check_draft(record, str(path))
    assert [each.check.verdict for each in draft.quotations] == ["exact", "reworded"]
    assert draft.quotations[1].suggestion == "The harbor gate was shut before the storm came in,"


def test_a_draft_is_one_text_that_can_be_read(record: Record, tmp_path: Path) -> None:
    (tmp_path / "two.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n')
    with pytest.raises(SourceMissing, match="one text"):
        check_draft(record, str(tmp_path / "two.jsonl"))
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(SourceUnreadable, match=r"old\.doc: .*save it as \.docx"):
        check_draft(record, str(tmp_path / "old.doc"))

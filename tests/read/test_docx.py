"""Word files: which of their words are the text, and what is said of those that can't be read."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.model import Failure, Report
from onrecord.read import Options, read_sources
from wordfiles import box, deleted, inserted, make_word, note, paragraph, run, table

QUOTED = "“We sell no bread on Mondays,” said Ana Ruiz."


def read_one(path: Path, options: Options | None = None) -> Report | Failure:
    (item,) = read_sources([str(path)], options=options or Options())
    return item


@pytest.mark.parametrize(
    ("body", "text", "comment"),
    [
        (paragraph("One.") + paragraph("Two."), "One.\n\nTwo.", "paragraphs"),
        (paragraph("We sell ", inserted("no "), "bread."), "We sell no bread.", "an insertion is text"),
        (paragraph("We sell ", deleted("no "), "bread."), "We sell bread.", "a deletion is none"),
        (
            paragraph('<w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr>', "We sell ") + paragraph("bread."),
            "We sell bread.",
            "the end of a paragraph deleted joins two",
        ),
        (
            paragraph("<w:moveFrom w:id='4'>" + run("Here. ") + "</w:moveFrom>", "One.")
            + paragraph("<w:moveTo w:id='5'>" + run("Here.") + "</w:moveTo>"),
            "One.\n\nHere.",
            "what was moved stands where it went",
        ),
        (paragraph("One.", box("Boxed.")) + paragraph("Two."), "One.\n\nBoxed.\n\nTwo.", "a text box, once"),
        (table(("Ruiz", "“We sell.”"), ("Vale", "“I buy.”")), "Ruiz\n\n“We sell.”\n\nVale\n\n“I buy.”", "cells"),
        (paragraph("<w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>six</w:t></w:r>"), "One\ntwo\tsix", "breaks"),
        (paragraph("<w:hyperlink w:anchor='a'>" + run("Elm") + "</w:hyperlink>", " Times"), "Elm Times", "a link"),
        (paragraph("A &amp; B &lt;c&gt;"), "A & B <c>", "no markup is left"),
        (paragraph("") + paragraph("One.") + paragraph(" "), "One.", "empty paragraphs"),
    ],
)  # fmt: skip
def test_which_words_are_the_text(tmp_path: Path, body: str, text: str, comment: str) -> None:
    report = read_one(make_word(tmp_path / "draft.docx", body))
    assert isinstance(report, Report), comment
    assert report.text == text, comment


def test_notes_stand_at_the_end_and_comments_nowhere(tmp_path: Path) -> None:
    body = paragraph("“We sell.”", note("footnote"), " Yes.", note("comment")) + paragraph("Two.", note("endnote"))
    path = make_word(tmp_path / "draft.docx", body, footnote="So Ruiz.", endnote="So Vale.", comment="Check this!")
    report = read_one(path)
    assert isinstance(report, Report)
    assert report.text == "“We sell.” Yes.\n\nTwo.\n\nSo Ruiz.\n\nSo Vale."


def test_a_word_file_says_of_itself_what_a_text_file_does(tmp_path: Path) -> None:
    prose = "The mill at Elm burned on Tuesday, and nobody at the harbor saw how it began that night."
    report = read_one(make_word(tmp_path / "a.docx", "".join(map(paragraph, ("Mill burns", "date 2031-05-14", prose)))))
    assert isinstance(report, Report)
    assert report.headline == "Mill burns"
    assert report.origin.media_type.endswith("wordprocessingml.document")


def test_content_decides_whatever_the_name_and_the_place(tmp_path: Path) -> None:
    word = make_word(tmp_path / "draft.docx", paragraph(QUOTED)).read_bytes()
    (tmp_path / "draft.txt").write_bytes(word)
    with zipfile.ZipFile(tmp_path / "box.zip", "w") as archive:
        archive.writestr("drafts/one.docx", word)
    items = [read_one(tmp_path / name) for name in ("draft.docx", "draft.txt", "box.zip")]
    assert [item.text for item in items if isinstance(item, Report)] == [QUOTED] * 3


def zipped(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def word(path: Path, body: str = paragraph(QUOTED), prolog: str = "") -> bytes:
    return make_word(path, body, prolog=prolog).read_bytes()


ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
BAD: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "a renamed zip": (lambda path: zipped({"a.txt": QUOTED}), "another archive"),
    "a workbook": (lambda path: zipped({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}), "another archive"),
    "no document": (lambda path: zipped({"[Content_Types].xml": "<a/>", "word/styles.xml": "<a/>"}), "damaged"),
    "locked, or old": (lambda path: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "password"),
    "cut off": (lambda path: word(path)[:-300], "damaged"),
    "broken XML": (lambda path: word(path, body="<w:p>"), "damaged"),
    "odd XML": (lambda path: word(path, body="<w:p><w:r><w:sym/></w:r></w:p>"), "damaged"),
    "nested to do harm": (lambda path: word(path, body="<w:sdt>" * 9_000 + "</w:sdt>" * 9_000), "damaged"),
    "a bomb": (lambda path: word(path, body=paragraph("a " * 400_000)), "unpacks to more than 400,000 bytes"),
    "entities": (lambda path: word(path, prolog=ENTITIES), "entities"),
    "no text": (lambda path: word(path, body=paragraph("")), "empty"),
    "empty": (lambda path: b"", "empty"),
    "a picture": (lambda path: b"\x89PNG\r\n\x1a\n", "picture"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_a_word_file_that_cannot_be_read(tmp_path: Path, kind: str) -> None:
    make, why = BAD[kind]
    path = tmp_path / "bad.docx"
    path.write_bytes(make(tmp_path / "made.docx"))
    failure = read_one(path, Options(largest_item=400_000))
    assert isinstance(failure, Failure), kind
    assert failure.location == str(path)
    assert why in failure.why
    assert "\n" not in failure.why


def test_parts_locked_with_a_password(tmp_path: Path) -> None:
    path = make_word(tmp_path / "bad.docx", paragraph(QUOTED))
    data = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # where a member's flags stand, twice
        at = data.find(mark)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(mark, at + 1)
    path.write_bytes(data)
    failure = read_one(path)
    assert isinstance(failure, Failure)
    assert "password" in failure.why


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("draft.doc", b"\xd0\xcf\x11\xe0", "old Office"),
        ("draft.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), ".odt"),
        ("draft.pdf", b"%PDF-1.7", "PDF"),
        ("draft.rtf", rb"{\rtf1 We sell bread.}", "RTF"),
    ],
)
def test_other_writing_programs_are_told_what_to_save(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(data)
    failure = read_one(tmp_path / name)
    assert isinstance(failure, Failure)
    assert kind in failure.why
    assert "save" in failure.why
    assert ".docx" in failure.why

"""A checked draft as an editor sees it: on a terminal and as a page that can be printed."""

import re
from pathlib import Path

import pytest
from rich.console import Console

from makers import make_report
from onrecord import Record
from onrecord.model import Draft, PlaceOnRecord, Span, Witness
from onrecord.pipeline.drafts import check_draft
from onrecord.views import draft_page, draft_terminal
from onrecord.views.draft_view import view_of, words_at

DRAFT = """# Bread

“I was told that it could fail in an ordinary spring tide,” Ilse Marran said.

“The board had no money for a third pump,” said Joren Marran. “I am sorry … I know that sorry does not dry a carpet.”

Mayor Ilse Marran told the hall:

> We will rebuild the sluice where it stands. If they will not sign,
> we will move it, and I will not argue with them.

“<script>alert(1)</script> is on \x1b[31mrecord\u202e,” said Hanne Tolvik.
"""


@pytest.fixture
def draft(demo_record: Record, tmp_path: Path) -> Draft:
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    return check_draft(demo_record, str(tmp_path / "draft.md"))


def test_what_wants_a_look_comes_first_then_what_has_a_remark(draft: Draft) -> None:
    view = view_of(draft)
    assert view.summary == "5 quotations, 3 to look at"
    assert [(verdict, numbers) for verdict, _, numbers in view.counts] == [
        ("not found", (5,)), ("reworded", (2,)), ("cut", (4,)), ("abridged", (3,)), ("exact", (1,)),
    ]  # fmt: skip
    look, remark, _ = view.sections
    assert [each.number for each in look[1]] == [2, 4, 5]
    assert "a negation differs" in remark[1][0].says


def test_an_answer_shows_what_the_record_has_otherwise_and_what_could_stand_there(draft: Draft) -> None:
    reworded = view_of(draft).quotations[1]
    assert [(piece.mark, piece.text) for piece in reworded.pieces if piece.mark != "same"] == [
        ("left out", "second"),
        ("added", "third"),
    ]
    assert reworded.suggestion == "The board had no money for a second pump,"
    assert reworded.senses == ("changes a number",)
    assert [place.words for place in reworded.places] == ["“The board had no money for a second pump.”"]


def test_a_page_links_each_answer_with_its_place_and_needs_nothing_else(draft: Draft) -> None:
    page = draft_page.render(draft)
    targets, links = set(re.findall(r'id="(\w+)"', page)), set(re.findall(r'href="#(\w+)"', page))
    assert links == targets == {f"{kind}{number}" for kind in "qm" for number in range(1, 6)}
    assert not re.search(r"(?:src|href)=[\"'](?!#)|@import|url\(", page)
    assert "@media print" in page
    for each in draft.quotations[:4]:
        assert all(f">{span.of(draft.text)}</mark>" in page for span in each.spans)


def test_no_text_of_a_draft_acts_as_markup(draft: Draft) -> None:
    page = draft_page.render(draft)
    assert "<script" not in page
    assert not {"\x1b", "\u202e"} & set(page)


@pytest.mark.parametrize("width", [60, 120])
def test_a_terminal_is_never_wider_than_its_window(
    draft: Draft, width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(draft_terminal, "console", lambda: Console(width=width, highlight=False))
    draft_terminal.print_draft(draft)
    *answers, last = capsys.readouterr().out.splitlines()
    assert max(map(len, answers)) <= width
    assert last.endswith("draft.md: 5 quotations, 3 to look at")
    assert not {"\x1b", "\u202e"} & set("".join(answers))
    assert any("[-second-] {+third+}" in line for line in answers)


def test_a_mark_that_opens_or_closes_alone_stays_where_it_is() -> None:
    report = make_report("The mayor said: “I was not told. I am not amused.” She left.", id="r")
    begun, ended = (
        PlaceOnRecord(Witness("A", "r", "r:0-9", (Span(0, 9),), "", "identical"), report, sentences)
        for sentences in ("The mayor said: “I was not told.", "I am not amused.” She left.")
    )
    assert words_at(begun) == "The mayor said: “I was not told.”"
    assert words_at(ended) == "“I am not amused.” She left."


def test_a_draft_without_quotations_has_a_page_that_says_so() -> None:
    assert "no quotation found" in draft_page.render(Draft("d.md", "Nobody says a word.", ()))

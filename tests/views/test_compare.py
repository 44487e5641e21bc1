"""Reports side by side as people read them: in columns or one below the other, in each form."""

import re
from dataclasses import replace

import pytest

from onrecord import Record
from onrecord.model import Comparison
from onrecord.views.compare import render, view_of

FORMS = ("text", "markdown", "html")


@pytest.fixture
def comparison(demo_record: Record) -> Comparison:
    by_outlet = {(row["outlet"], row["published"]): row["id"] for row in demo_record.export("reports")}
    outlets = ("Daily Capstan", "2031-05-14"), ("Town of Gullhaven", "2031-05-13"), ("Ostmere Herald", "2031-05-14")
    return demo_record.compare([by_outlet[each] for each in outlets])


def test_a_cell_says_how_it_differs_and_what_that_does(comparison: Comparison) -> None:
    view = view_of(comparison)
    (told,) = [row for row in view.rows if any("told that" in cell.pieces[-1].text for cell in row.cells[0])]
    ((capstan,), (hall,), (herald,)) = told.cells
    assert capstan.says == "reworded, changes a “not”"
    assert [(piece.mark, piece.text) for piece in capstan.pieces if piece.mark != "same"] == [("left out", "not")]
    assert (hall.says, herald.says) == ("", "")
    assert view.legend.endswith("set against the transcript, B.")


def test_what_a_report_does_not_have_is_an_empty_cell(comparison: Comparison) -> None:
    assert any(not cells for row in view_of(comparison).rows for cells in row.cells)


def test_it_says_whether_the_reports_are_independent(comparison: Comparison) -> None:
    assert view_of(comparison).origins == "None is seen to copy another: 3 independent origins."


@pytest.mark.parametrize("form", FORMS)
def test_each_form_has_all_of_it(comparison: Comparison, form: str) -> None:
    page = render(comparison, form, width=400)
    for words in ("Daily Capstan", "Town of Gullhaven transcript", "Only in C, Ostmere Herald", "My ovens are full of"):
        assert words in page


@pytest.mark.parametrize(("width", "in_columns"), [(140, True), (70, False), (40, False)])
def test_a_terminal_has_columns_only_if_there_is_room(comparison: Comparison, width: int, in_columns: bool) -> None:
    lines = render(comparison, "text", width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert any(re.match(r"  A  .*  B  .*  C  ", line) for line in lines) is in_columns


def test_reports_with_nothing_in_common_have_no_columns(comparison: Comparison) -> None:
    view = view_of(replace(comparison, shared=()))
    assert (view.summary, view.legend) == ("0 utterances in common", "")
    for form in FORMS:
        assert "In common" not in render(replace(comparison, shared=()), form)


def test_the_page_needs_nothing_else_and_prints(comparison: Comparison) -> None:
    page = render(comparison, "html")
    assert not re.search(r"(?:src|href)=[\"'](?!#)|@import|url\(", page)
    assert "@media print" in page


def test_no_text_of_a_report_acts_as_markup(comparison: Comparison) -> None:
    hostile = replace(comparison.reports[0], outlet="<script>|\x1b[31m\u202e", headline="[x](javascript:1)")
    for form in FORMS:
        page = render(replace(comparison, reports=(hostile, *comparison.reports[1:])), form)
        assert not {"\x1b", "\u202e"} & set(page)
        assert form == "text" or not re.search(r"(?<!\\)<script", page)
        assert form != "markdown" or not re.search(r"(?<!\\)\[x", page)

"""The brief as people read it: what stands where, in each form, of a small story, a large one and a hostile one."""

import re
from dataclasses import replace
from datetime import date

import pytest

from briefs import hostile_brief, large_brief, small_brief
from onrecord.model import Event, Otherwise, Period, Reading, Utterance, Variant, Witness
from onrecord.views.brief import render, view_of
from onrecord.views.brief_marks import pieces_of

FORMS = ("text", "markdown", "html")


def test_what_turns_the_sense_comes_first() -> None:
    view = view_of(small_brief())
    assert [each.base for each in view.turned] == [
        "I was not told about the crack.",
        "We will mend the bridge this year, but only if the county pays half.",
    ]
    assert not view.said


def test_a_wording_says_how_it_differs_and_who_prints_it() -> None:
    told, mend = view_of(small_brief()).turned
    plain, *others = told.wordings
    assert (plain.how, plain.pieces) == ("word for word", ())
    (altered,) = others
    assert (altered.labels, altered.senses) == (("Dell Mail",), ("changes a “not”",))
    assert [(piece.mark, piece.text.strip()) for piece in altered.pieces if piece.mark != "same"] == [
        ("left out", "not")
    ]
    assert mend.wordings[-1].senses == ("changes a reservation",)


def test_a_source_that_no_report_names_is_shown_as_it_is_printed() -> None:
    brief = small_brief()
    statements = tuple(
        (statement, replace(attribution, speaker="a county engineer", kind="unnamed"))
        if statement.id == "blog:1"
        else (statement, attribution)
        for statement, attribution in brief.statements
    )
    utterances = tuple(
        replace(each, witnesses=tuple(replace(witness, statement="blog:1") for witness in each.witnesses))
        if each.id == "u4"
        else each
        for each in brief.utterances
    )
    lines = view_of(replace(brief, statements=statements, utterances=utterances)).alone
    assert [line.speaker for line in lines] == ["“a county engineer”, not named"]


def test_what_is_quoted_in_part_stands_in_the_words_of_its_report() -> None:
    cut = Variant((3, 6), "in the north", (Reading("", ("B",), "not quoted"),))
    witnesses = [
        Witness(siglum, "r", "r:1", (), text, "cut") for siglum, text in (("A", "x"), ("B", "the harbor broke"))
    ]
    utterance = Utterance("u", None, None, None, "The harbour broke in the north", False, tuple(witnesses), (cut,))
    pieces = pieces_of(utterance, witnesses[1])
    assert "".join(piece.text for piece in pieces) == "the harbor broke …"


def test_copies_count_once_and_transcripts_are_no_reports() -> None:
    view = view_of(small_brief())
    assert view.summary.startswith("5 reports · 4 outlets · 4 independent origins · 1 transcript")
    assert {line.mark for line in view.reports} == {
        "",
        "Eastwire text, as is Vale Sun",
        "Eastwire text, as is Globelet",
    }


def test_what_is_unsure_is_said() -> None:
    view = view_of(small_brief())
    assert [line.text for line in view.unattributed] == ["It smelled of rust"]
    assert len(view.undated) == 1
    assert view.namesakes == ("Ada Quill, Tom Quill",)


def test_figures_that_cannot_all_be_true_are_shown_from_the_lowest() -> None:
    (group,) = view_of(small_brief()).figures
    assert group.says == "they cannot all be true"
    assert [row.text for row in group.rows] == ["38", "More than 40", "At least 50"]
    assert [(each.rows[0].text, each.carried) for each in view_of(small_brief()).agreed] == [
        ("two", "in 2 reports, 2 independent origins")
    ]


@pytest.mark.parametrize("form", FORMS)
def test_every_section_is_in_every_form(form: str) -> None:
    page = render(small_brief(), form)
    for words in ("Ada Quill", "Tom Quill", "lorries", "Eastwire", "rust", "4 March 2031", "My boots are wet."):
        assert words in page


@pytest.mark.parametrize("form", FORMS)
def test_the_time_line_tells_what_was_said_and_who_dates_it_otherwise(form: str) -> None:
    brief = small_brief()
    (closed,) = brief.events
    told = Event(
        "s1", Period(date(2031, 5, 1), date(2031, 5, 10)), "We will rebuild it.", closed.evidence, "statement",
        "Ilse Marran", quoted=True, otherwise=(Otherwise(Period(date(2031, 6, 1), date(2031, 6, 1)), closed.evidence),),
    )  # fmt: skip
    printed = re.sub(r"<[^>]*>|[\\*]", "", render(replace(brief, events=(closed, told)), form))
    assert "early May 2031" in printed
    assert "Ilse Marran: “We will rebuild it.”" in " ".join(printed.split())
    assert ": 1 June 2031" in printed


def test_a_terminal_is_never_wider_than_its_window() -> None:
    for brief in (small_brief(), large_brief(), hostile_brief()):
        assert max(map(len, render(brief, "text", width=72).splitlines())) <= 72


def test_a_large_brief_is_cut_and_says_how_much_more_there_is() -> None:
    brief = large_brief()
    short, full = render(brief, "text"), render(brief, "text", full=True)
    assert re.search(r"and \d+ more", short)
    assert len(short.splitlines()) < 800
    assert len(full) > len(short)
    assert "<details" in render(brief, "html")


@pytest.mark.parametrize("form", FORMS)
def test_no_text_of_a_report_acts_as_markup(form: str) -> None:
    page = render(hostile_brief(), form)
    assert "\x1b" not in page
    assert "\u202e" not in page
    if form == "html":
        assert "<script" not in page
        assert "javascript:" not in page
    if form == "markdown":
        assert not re.search(r"(?<!\\)<script", page)
        assert not re.search(r"(?<!\\)\[x", page)


def test_the_page_needs_nothing_else() -> None:
    page = render(small_brief(), "html")
    assert not re.search(r"(?:src|href)=[\"'](?!#)", page)
    assert "@import" not in page

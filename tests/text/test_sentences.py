"""Paragraphs and sentences: where they end, and that spans give back what was printed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.text.sentences import paragraphs, sentences

# A bar stands where a sentence ends.
SENTENCES = [
    "Sen. Ana Ruiz spoke.|She left.",
    "He lives in the U.S. now.|It is big.",
    "He left the U.S.|He is back.",
    "On Jan. 5 it rained.|It stopped.",
    "See No. 5 there.|They say no.|Five it is.",
    "J. K. Vale wrote it.|I. M. Thule read it.",
    "It cost 4.5 million.|More later.",
    "“It holds.|Trust me.”|She left.",
    "“Why?” she asked.|He left.",
    '" It holds . "|She left .',
    "He waited…|Then he left.",
    "We left at 5 p.m. on Monday.|It rained.",
    "It is over,” he continued.|On Sunday it rained.",
]
WRAPPED = """The gate of the harbour broke in the early hours of a
Monday and the sea came through the lower part of the
town."""
PARAGRAPHS = [
    ("One.\n\nTwo.", ["One.", "Two."]),
    ("One.\nTwo.\nThree.", ["One.", "Two.", "Three."]),
    ("One.\r\n\r\nTwo.", ["One.", "Two."]),
    ("  One.  ", ["One."]),
    ("", []),
    (f"{WRAPPED}\n\nNobody saw it.", [WRAPPED, "Nobody saw it."]),
]


@pytest.mark.parametrize("barred", SENTENCES)
def test_sentences_end_where_a_reader_ends_them(barred: str) -> None:
    text = barred.replace("|", " ")
    assert [span.of(text) for span in sentences(text, Span(0, len(text)))] == barred.split("|")


def test_a_page_that_glues_paragraphs_has_two_sentences() -> None:
    text = "It is over,” he said.On Sunday it rained."
    assert [span.of(text) for span in sentences(text, Span(0, len(text)))] == [
        "It is over,” he said.",
        "On Sunday it rained.",
    ]


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS)
def test_paragraphs_end_at_a_blank_line_or_at_a_line(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in paragraphs(text)] == expected


@given(st.text(st.sampled_from('aB .!?…"”“\n)’1'), max_size=80) | st.text(max_size=80))
def test_sentences_leave_nothing_but_white_space_out(text: str) -> None:
    spans = [sentence for paragraph in paragraphs(text) for sentence in sentences(text, paragraph)]
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert "".join("".join(span.of(text) for span in spans).split()) == "".join(text.split())

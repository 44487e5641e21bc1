"""Markdown as prose: lines of a paragraph are one line, block quotations stand in marks, and no place moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.text.markdown import as_prose, in_marks, lines_of

CASES = [
    ("> We sell bread.", " “We sell bread.”", "at the end of the text the mark is one more"),
    ("> We sell\n> bread.\n", " “We sell   bread.”", "lines of one paragraph"),
    ("> One.\n>\n> Two.\n\nThree.", " “One.\n \n “Two.”\fThree.", "paragraphs open with the mark again"),
    ("Ruiz said:\n\n> No.\n\nYes.", "Ruiz said:   “No.”\fYes.", "what leads it in stands on its line"),
    ("Ruiz left.\n\n> No.\n", "Ruiz left.\n\n “No.”", "what does not lead it in, does not"),
    ("> No.\n>\n> — Ana Ruiz\n", " “No.”    — Ana Ruiz\n", "a signature inside"),
    ("> No.\n\n— Ana Ruiz\n", " “No.” — Ana Ruiz\n", "a signature below"),
    ("> No.\n\n- Ana Ruiz\n", " “No.”\f- Ana Ruiz\n", "the item of a list is none"),
    ("> “No,” she said.\n\nYes.", "  “No,” she said.\n\nYes.", "words with marks of their own"),
    (">No.\n", "“No.”", "no blank after the sign"),
    ("A > B\n", "A > B\n", "no block"),
    (">\n>\n", " \n \n", "a block of nothing"),
]


@pytest.mark.parametrize(("text", "prose", "comment"), CASES)
def test_block_quotations_stand_in_marks(text: str, prose: str, comment: str) -> None:
    assert in_marks(text) == prose, comment


@pytest.mark.parametrize(
    ("text", "prose", "comment"),
    [
        ("We sell\nbread.\n\nNo.\n", "We sell bread.\n\nNo.\n", "lines of a paragraph"),
        ("# Bread\nWe sell.", "  Bread\nWe sell.", "a headline is no beginning of a paragraph"),
        ("Bread:\n- rye\n* oats\n1. wheat", "Bread:\n- rye\n* oats\n1. wheat", "lists"),
        ("We sell  \nbread.", "We sell  \nbread.", "two blanks are a line break"),
        ("Bread\n=====\nWe", "Bread\n=====\nWe", "an underlined headline"),
    ],
)
def test_lines_of_a_paragraph_become_one(text: str, prose: str, comment: str) -> None:
    assert as_prose(text) == prose, comment


@given(st.text(alphabet=">\n a.“”:—#-", max_size=60))
def test_no_place_moves(text: str) -> None:
    prose = as_prose(text)
    assert len(prose) - len(text) in (0, 1)
    assert [at for at, letter in enumerate(text) if letter == "a"] == [
        at for at, letter in enumerate(prose) if letter == "a"
    ]


def test_lines_of_a_block_come_without_their_signs() -> None:
    text = "> We sell\n>  no\n> bread"
    assert [span.of(text) for span in lines_of(text, Span(2, len(text)))] == ["We sell", " no", "bread"]

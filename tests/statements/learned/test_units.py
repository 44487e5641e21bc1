"""Units: every word of a text is one of them, or a part of one, once, whatever the text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Report, Span
from onrecord.statements.learned.units import (
    CLOSES,
    INSIDE,
    LONGEST,
    OPENS,
    OUTSIDE,
    Units,
    units_of,
)
from onrecord.text.quotemarks import find_quotations
from onrecord.text.sentences import paragraphs
from strategies import reports


def parts_of(text: str) -> list[Units]:
    return list(units_of(text, paragraphs(text), find_quotations(text)))


@given(reports())
def test_units_are_the_printed_words_in_order(report: Report) -> None:
    spans = [span for part in parts_of(report.text) for span in part.spans]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    covered = {at for span in spans for at in range(span.start, span.end)}
    assert all(at in covered for at, letter in enumerate(report.text) if letter.isascii() and letter.isalnum())
    for part in parts_of(report.text):
        assert len(part.ids) == len(part.shapes) == len(part.quotes) == len(part.edges) <= LONGEST
        assert len(part.first) == len(part.spans)
        assert list(part.first) == sorted(set(part.first))


@given(st.integers(1, 900), st.sampled_from(("word ", "Word. ", "supercalifragilistic ", "a,b;c ")))
def test_a_long_paragraph_comes_in_parts_and_loses_nothing(words: int, word: str) -> None:
    text = (word * words).strip()
    parts = parts_of(text)
    assert [part.opens for part in parts] == [True] + [False] * (len(parts) - 1)
    assert parts[0].spans[0].start == 0
    assert parts[-1].spans[-1].end == len(text)


def test_a_piece_knows_where_it_stands_between_marks() -> None:
    for text in ("He said “so it is.” Then", "He said ''so it is.'' Then", 'He said "so it is." Then'):
        (part,) = parts_of(text)
        states = [part.quotes[at] for at in part.first]
        assert [state for at, state in enumerate(states) if not at or state != states[at - 1]] == [
            OUTSIDE, OPENS, INSIDE, CLOSES, OUTSIDE,
        ]  # fmt: skip
        marks = {part.ids[at] for at in range(len(part.ids)) if part.quotes[at] in (OPENS, CLOSES)}
        assert len(marks) == 1


def test_shapes_tell_what_the_vocabulary_does_not() -> None:
    (part,) = parts_of("the Gate WHO A iPad 4th !")
    assert [part.shapes[at] for at in part.first] == [0, 1, 2, 3, 4, 5, 6]


def test_an_empty_text_has_no_units() -> None:
    assert list(units_of("", [], [])) == []
    assert list(units_of(" \n ", [Span(0, 1)], [])) == []

"""Words: what is no change when two printings are compared, and that places are those of the printed text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.text.words import fold, same_word, words_of

ALIKE = [
    ("It isn’t over", "it is not over"),
    ("We're gonna win", "We are going to win"),
    ("can't", "cannot"),
    ("won't", "will not"),
    ("the U.S. border", "the United States border"),
    ("the US border", "the U.S. border"),
    ("Sept. 3", "September 3"),
    ("Sen. Ruiz", "Senator Ruiz"),
    ("twenty-two harbours", "22 harbors"),
    ("two thousand five hundred", "2,500"),
    ("a hundred and five", "105"),
    ("$5 million", "five million dollars"),
    ("£2.3bn", "£2.3 billion"),
    ("70%", "70 percent"),
    ("the twenty-first century", "the 21st century"),
    ("Café Señor", "cafe\u0301 senor"),
    ("organise the defence", "organize the defense"),
    ("bread & butter", "bread and butter"),
    ("J.D. Vale", "JD Vale"),
    ("off-the-record", "off the record"),
]
UNLIKE = [
    ("give it to us", "give it to US"),
    ("$22 billion", "$2.2 billion"),
    ("£5", "$5"),
    ("filled", "filed"),
    ("is", "isn't"),
    ("14th", "14"),
    ("nine one one", "9/11"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_no_change(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_a_change(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_apostrophe_s_is_three_words() -> None:
    keys = [word.key for word in words_of("it’s")]
    assert keys == ["it", "'s"]
    assert [same_word(keys[1], other) for other in ("is", "has", "us", "was")] == [True, True, True, False]


def test_parts_of_a_printed_form_have_places() -> None:
    text = "They won’t."
    assert [text[word.start : word.end] for word in words_of(text)] == ["They", "wo", "n’t"]


def test_unspaced_scripts_are_cut_into_letters() -> None:
    assert [word.key for word in words_of("北京是首都")] == list("北京是首都")


@given(st.text(st.sampled_from("aB'’.,-5 tw$%éU.S two hundred and five n't"), max_size=60))
def test_places_are_in_order_and_inside(text: str) -> None:
    words = words_of(text)
    ends = [0, *(word.end for word in words)]
    assert all(before <= word.start <= word.end for before, word in zip(ends, words, strict=False))
    assert all(word.end <= len(text) and word.key for word in words)


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_a_span_gives_places_of_the_whole_text(text: str, start: int, size: int) -> None:
    span = Span(min(start, len(text)), min(start + size, len(text)))
    assert [word.key for word in words_of(text, span)] == [word.key for word in words_of(span.of(text))]
    assert all(span.start <= word.start <= word.end <= span.end for word in words_of(text, span))

"""A bound is a bound: no two sentences have more in common than their words in whatever order allow."""

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text.align import align
from onrecord.text.weights import weight_of
from onrecord.utterances.bags import bag_of, most_covered, most_telling
from onrecord.utterances.match import _in_one_form, _telling

WORDS = (
    "the",
    "is",
    "'s",
    "was",
    "not",
    "mill",
    "mills",
    "wise",
    "guys",
    "wiseguys",
    "burned",
    "burning",
    "would",
    "'d",
)
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(tuple)


@given(SENTENCES, SENTENCES)
@settings(max_examples=300, deadline=None)
def test_an_alignment_covers_no_more_than_the_bound(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    share, words = most_covered(bag_of(one), bag_of(other))
    keys, others = _in_one_form(one, other)
    matches = align(keys, others)
    mine = sum(weight_of(key) for match in matches for key in keys[match.start : match.end])
    assert mine / sum(map(weight_of, keys)) <= share + 1e-9
    assert len(matches) <= words


@given(SENTENCES, SENTENCES)
@settings(max_examples=300, deadline=None)
def test_what_is_matched_tells_no_more_than_the_bound(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    matched = [key for match in align(one, other) for key in one[match.start : match.end]]
    assert _telling(matched) <= most_telling(bag_of(one), bag_of(other))

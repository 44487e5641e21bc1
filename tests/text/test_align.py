"""Alignment: the same either way round, the longest run first, compounds apart or joined, long texts quickly."""

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.align import Match, align, gaps, runs

WORDS = st.lists(st.sampled_from(["the", "a", "baker", "bread", "'s", "is", "wise", "guys", "wiseguys"]), max_size=14)


def turned(matches: tuple[Match, ...]) -> tuple[Match, ...]:
    return tuple(Match(match.other_start, match.other_end, match.start, match.end) for match in matches)


@given(WORDS)
def test_a_sequence_is_itself(keys: list[str]) -> None:
    assert gaps(align(keys, keys), len(keys), len(keys)) == ()


@given(WORDS, WORDS)
def test_matches_are_in_order_and_of_equal_words(keys: list[str], others: list[str]) -> None:
    matches = align(keys, others)
    for left, right in pairwise(matches):
        assert left.end <= right.start
        assert left.other_end <= right.other_start
    for match in matches:
        one, other = "".join(keys[match.start : match.end]), "".join(others[match.other_start : match.other_end])
        assert one == other or {one, other} == {"'s", "is"}


@given(WORDS, WORDS)
def test_either_way_round_as_many_words_match(keys: list[str], others: list[str]) -> None:
    assert sum(m.end - m.start for m in align(keys, others)) == sum(
        m.other_end - m.other_start for m in align(others, keys)
    )


def test_the_longest_run_wins_over_the_leftmost() -> None:
    keys = ["bread", "is", "dear"]
    others = ["bread", "or", "cake", "bread", "is", "dear"]
    assert runs(align(keys, others)) == (Match(0, 3, 3, 6),)


def test_a_lone_little_word_in_a_rewritten_stretch_is_no_match() -> None:
    keys = ["bakers", "will", "of", "course", "raise", "the", "price"]
    others = ["bakers", "cannot", "but", "think", "of", "having", "to", "raise", "the", "price"]
    assert runs(align(keys, others)) == (Match(0, 1, 0, 1), Match(4, 7, 7, 10))


def test_long_texts_are_pinned_not_multiplied_out() -> None:
    chance = random.Random(7)
    keys = [f"w{chance.randrange(3000)}" for _ in range(60_000)]
    others = [*keys[:20_000], "new", *keys[25_000:]]
    left = gaps(align(keys, others), len(keys), len(others))
    assert sum(gap.end - gap.start for gap in left) <= 5_010
    assert align(["the"] * 9_000, ["the"] * 9_001) in ((), align(["the"] * 9_000, ["the"] * 9_001))

"""Sentences and words followed from one edition to the next."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from onrecord.editions.follow import Following, follow, side_of

SENTENCES = (
    "The gate broke on Tuesday.",
    "Two pumps stopped and the quay was under water by noon.",
    "Nobody saw it happen but a lamplighter.",
    "The mayor wants oak, the clerk wants iron.",
    "Bread was handed out at the school.",
)


def followed(before: str, after: str) -> Following:
    return follow(side_of(before, ()), side_of(after, ()))


def left_over(following: Following) -> list[tuple[str, str]]:
    sides = following.before, following.after
    return [
        tuple(" ".join(side.words[each].key for each in numbers) for side, numbers in zip(sides, gap, strict=True))  # type: ignore[misc]
        for gap in following.gaps
    ]


@given(st.permutations(SENTENCES))
def test_what_only_moved_leaves_nothing_over(order: list[str]) -> None:
    assert left_over(followed(" ".join(SENTENCES), " ".join(order))) == []


def test_a_sentence_split_in_two_leaves_over_what_was_added() -> None:
    joined = "Two pumps stopped on Tuesday and the quay was under water by noon."
    split = "Two pumps stopped on Tuesday. And the quay was under water by noon."
    assert left_over(followed(joined, split)) == []
    assert left_over(followed(split, joined)) == []


def test_words_that_moved_inside_a_sentence_are_found_again() -> None:
    before = "We will never sell the harbour, Mayor Ana Ruiz told reporters on the quay."
    after = "Mayor Ana Ruiz told reporters on the quay they would never sell the harbour."
    assert left_over(followed(before, after)) == [("we will", "they would")]


def test_a_sentence_that_comes_and_one_that_goes_are_no_pair() -> None:
    following = followed(f"{SENTENCES[0]} {SENTENCES[4]}", f"{SENTENCES[0]} {SENTENCES[3]}")
    assert sorted(left_over(following)) == [
        ("", "the mayor wants oak the clerk wants iron"),
        ("bread was handed out at the school", ""),
    ]


def test_every_word_is_followed_or_left_over() -> None:
    chance = Random(8)
    words = " ".join(SENTENCES).split()
    for _ in range(40):
        before, after = (" ".join(chance.sample(words, 30)) for _ in range(2))
        following = followed(before, after)
        for side, became, gap_of in (
            (following.before, following.to_after, following.gap_before),
            (following.after, following.to_before, following.gap_after),
        ):
            numbers = set(range(len(side.words)))
            assert set(became) | set(gap_of) == numbers
            assert not set(became) & set(gap_of)


def test_the_way_back_has_the_same_gaps() -> None:
    following = followed("Two pumps stopped on Tuesday.", "Two old pumps stopped.")
    turned = following.turned()
    assert turned.turned() == following
    assert left_over(turned) == [(after, before) for before, after in left_over(following)]

"""Tags of a chain: against every way there is to tag a short paragraph, one by one."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.statements.learned.chain import AT_ONCE, Chain, Floats, decode
from onrecord.statements.learned.tags import TAGS


def chain(seed: int) -> Chain:
    chance = np.random.default_rng(seed)
    return Chain(*(chance.normal(size=shape).astype(np.float32) for shape in ((TAGS, TAGS), (TAGS,), (TAGS,))))


def scores(seed: int, units: int) -> Floats:
    return np.random.default_rng(seed).normal(scale=2, size=(units, TAGS)).astype(np.float32)


def score_of(tags: tuple[int, ...], single: Floats, links: Chain) -> float:
    steps = sum(links.step[pair] for pair in pairwise(tags))
    return float(
        sum(single[at, tag] for at, tag in enumerate(tags)) + steps + links.start[tags[0]] + links.end[tags[-1]]
    )


@given(st.integers(0, 99), st.integers(1, 3))
def test_the_best_tags_and_their_chances_are_those_of_all_ways_to_tag(seed: int, units: int) -> None:
    single, links = scores(seed, units), chain(seed)
    ways = {tags: score_of(tags, single, links) for tags in product(range(TAGS), repeat=units)}
    (found,) = decode([single], links)
    assert np.isclose(ways[tuple(found.tags.tolist())], max(ways.values()), atol=1e-4)
    total = sum(np.exp(value) for value in ways.values())
    for at, tag in product(range(units), range(TAGS)):
        there = sum(np.exp(value) for tags, value in ways.items() if tags[at] == tag)
        assert np.isclose(found.chances[at, tag], there / total, atol=1e-4)


@given(st.integers(0, 99), st.lists(st.integers(1, 40), min_size=1, max_size=AT_ONCE + 5))
def test_a_paragraph_gets_the_same_tags_in_any_company(seed: int, lengths: list[int]) -> None:
    links = chain(seed)
    single = [scores(seed + nth, length) for nth, length in enumerate(lengths)]
    together = decode(single, links)
    for one, found in zip(single, together, strict=True):
        (alone,) = decode([one], links)
        assert (alone.tags == found.tags).all()
        assert (alone.chances == found.chances).all()

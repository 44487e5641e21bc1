"""What two word sequences can have in common at the most, told from their words in whatever order.

To align two sentences costs fifty times as much, and of the pairs that share three words in a row nine in ten share
hardly more. A bound never says no to what an alignment would find.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from onrecord.text.align import LOOSE
from onrecord.text.stems import stem
from onrecord.text.weights import weight_of

LIGHT = 10  # tenths: a word of this weight, or less, is anybody's


LOOSE_STEMS = frozenset(map(stem, LOOSE))


class Bag(NamedTuple):
    """The words of a sequence: their number and their weights, in tenths, by key and by stem."""

    telling: Mapping[str, int]  # of all words of a key together, where they are more than anybody's
    counts: Mapping[str, int]  # words of a stem
    lightest: Mapping[str, int]  # weight of a form of it
    heaviest: Mapping[str, int]
    joints: frozenset[str]  # two words printed as one


@lru_cache(maxsize=1 << 17)
def bag_of(keys: tuple[str, ...]) -> Bag:
    """Take the words of a sequence together."""
    telling: dict[str, int] = defaultdict(int)
    counts: dict[str, int] = defaultdict(int)
    lightest: dict[str, int] = {}
    heaviest: dict[str, int] = {}
    for key in keys:
        root, weight = stem(key), weight_of(key)
        telling[key] += weight if weight > LIGHT else 0
        counts[root] += 1
        lightest[root] = min(weight, lightest.get(root, weight))
        heaviest[root] = max(weight, heaviest.get(root, weight))
    return Bag(telling, counts, lightest, heaviest, frozenset(left + right for left, right in pairwise(keys)))


def most_telling(one: Bag, other: Bag) -> float:
    """Give the weight, in tenths, of the words of a sequence that tell something and that another may have.

    >>> ours, theirs = bag_of(("the", "old", "mill")), bag_of(("a", "mill"))
    >>> most_telling(ours, theirs) == weight_of("mill")
    True
    """
    if _may_join(one, other):
        return float("inf")
    return sum(one.telling[key] for key in one.telling.keys() & other.telling.keys() | one.telling.keys() & LOOSE)


def most_covered(one: Bag, other: Bag) -> tuple[float, int]:
    """Give the greatest share of either sequence's weight that the other may cover, and how many words that may be.

    >>> most_covered(bag_of(("a", "rusty", "mill")), bag_of(("the", "sluice", "burned")))
    (0.0, 0)
    """
    if _may_join(one, other):
        return 1.0, min(sum(one.counts.values()), sum(other.counts.values()))
    shared = one.counts.keys() & other.counts.keys()
    (mine, words), (theirs, others) = _covered(one, other, shared), _covered(other, one, shared)
    return max(mine, theirs), min(words, others)


def _covered(one: Bag, other: Bag, shared: set[str]) -> tuple[float, int]:
    """Weigh the words that may be shared by their heaviest form and the others by their lightest."""
    covered = words = rest = 0
    for root, count in one.counts.items():
        if root in shared:
            covered += count * max(one.heaviest[root], other.heaviest[root])
            words += count
        elif root in LOOSE_STEMS:
            covered += count * one.heaviest[root]
            words += count
        else:
            rest += count * one.lightest[root]
    return covered / max(1, covered + rest), words


def _may_join(one: Bag, other: Bag) -> bool:
    """Tell whether two words of one are printed as one word of the other."""
    return not (one.joints.isdisjoint(other.telling) and other.joints.isdisjoint(one.telling))

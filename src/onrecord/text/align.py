"""Align two word sequences: which words of one are which words of the other.

The alignment is a chain of matching words, heavy words counting more, whose gaps cost something to open and little to
prolong; ends are free. Scores are whole numbers and ties are settled by place, then by word, so that the answer is the
same either way round. Punctuation has no part in it: it is no word. Long sequences are first pinned together by the
word n-grams that each has once, and only what lies between is chained: time stays near-linear.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from onrecord.text.weights import weight_of
from onrecord.text.words import AMBIGUOUS

OPEN, STEP, BOTH, MOST = 2, 1, 7, 40
FARTHEST = 60
MOST_PAIRS = 2_500
PIN_SIZES = (6, 4, 3, 2, 1)
CLITICS_OF = {
    key: tuple(sorted(c for c, keys in AMBIGUOUS.items() if key in keys)) for keys in AMBIGUOUS.values() for key in keys
}
LOOSE = frozenset({*AMBIGUOUS, *CLITICS_OF})  # what may be matched with a word that is written otherwise


class Match(NamedTuple):
    """Words ``start:end`` of one sequence are words ``other_start:other_end`` of the other; two when printed apart."""

    start: int
    end: int
    other_start: int
    other_end: int


class Gap(NamedTuple):
    """What lies between two matches, or before the first and after the last: one side may be empty."""

    start: int
    end: int
    other_start: int
    other_end: int


def align(keys: Sequence[str], others: Sequence[str]) -> tuple[Match, ...]:
    """Align two sequences of word keys.

    >>> align("we are the wise guys".split(), "the old wiseguys".split())
    (Match(start=2, end=3, other_start=0, other_end=1), Match(start=3, end=5, other_start=2, other_end=3))
    """
    return tuple(_align(keys, others, 0, 0, PIN_SIZES))


def gaps(matches: Sequence[Match], size: int, other_size: int) -> tuple[Gap, ...]:
    """List what an alignment leaves over, edges included, in order.

    >>> gaps(align("the old bread".split(), "the bread".split()), 3, 2)
    (Gap(start=1, end=2, other_start=1, other_end=1),)
    """
    pins = [Match(0, 0, 0, 0), *matches, Match(size, size, other_size, other_size)]
    between = (Gap(left.end, right.start, left.other_end, right.other_start) for left, right in pairwise(pins))
    return tuple(gap for gap in between if gap.start < gap.end or gap.other_start < gap.other_end)


def runs(matches: Sequence[Match]) -> tuple[Match, ...]:
    """Join matches that follow one another without a gap on either side.

    >>> runs(align("the old bread".split(), "the old old bread".split()))
    (Match(start=0, end=1, other_start=0, other_end=1), Match(start=1, end=3, other_start=2, other_end=4))
    """
    joined: list[Match] = []
    for match in matches:
        if joined and joined[-1].end == match.start and joined[-1].other_end == match.other_start:
            joined[-1] = Match(joined[-1].start, match.end, joined[-1].other_start, match.other_end)
        else:
            joined.append(match)
    return tuple(joined)


def _align(keys: Sequence[str], others: Sequence[str], at: int, other_at: int, sizes: Sequence[int]) -> Iterator[Match]:
    if not keys or not others:
        return
    if count_equal(keys, others) <= MOST_PAIRS:
        for match in chain(list(pairs_of(keys, others)), keys, others):
            yield Match(match.start + at, match.end + at, match.other_start + other_at, match.other_end + other_at)
        return
    if not sizes:
        return  # two long stretches with hardly a word that is theirs alone: no alignment worth its time
    pins = _pins(keys, others, sizes[0])
    here, there = 0, 0
    for start, other_start, size in [*pins, (len(keys), len(others), 0)]:
        left, right = keys[here:start], others[there:other_start]
        yield from _align(left, right, at + here, other_at + there, sizes[1:])
        for step in range(size):
            yield Match(
                at + start + step,
                at + start + step + 1,
                other_at + other_start + step,
                other_at + other_start + step + 1,
            )
        here, there = start + size, other_start + size


def count_equal(keys: Sequence[str], others: Sequence[str]) -> int:
    """Count the pairs of equal words, without listing them."""
    counts = Counter(others)
    return sum(times * counts[key] for key, times in Counter(keys).items())


def pairs_of(keys: Sequence[str], others: Sequence[str]) -> Iterator[Match]:
    """List all pairs of equal words, in order, and of a word with the joint of two."""
    places, joints = defaultdict(list), defaultdict(list)
    for place, key in enumerate(others):
        places[key].append(place)
    for place, (left, right) in enumerate(pairwise(others)):
        joints[left + right].append(place)
    for at, key in enumerate(keys):
        alike = (key, *AMBIGUOUS.get(key, ()), *CLITICS_OF.get(key, ()))
        found = [Match(at, at + 1, place, place + 1) for each in alike for place in places.get(each, ())]
        found += [Match(at, at + 1, place, place + 2) for place in joints.get(key, ())]
        if at + 1 < len(keys):
            found += [Match(at, at + 2, place, place + 1) for place in places.get(key + keys[at + 1], ())]
        yield from sorted(found)


def has_partners(keys: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether each word has one that it could be matched with, without matching any.

    >>> has_partners(["wiseguys"], ["wise", "guys"]), has_partners(["wise", "men"], ["wise", "guys"])
    (True, False)
    """
    there = set(others)
    missing = [at for at, key in enumerate(keys) if key not in there and key not in LOOSE]
    if not missing:
        return True
    joints = {left + right for left, right in pairwise(others)}
    return all(
        keys[at] in joints
        or (at > 0 and keys[at - 1] + keys[at] in there)
        or (at + 1 < len(keys) and keys[at] + keys[at + 1] in there)
        for at in missing
    )


def chain(
    pairs: Sequence[Match],
    keys: Sequence[str],
    others: Sequence[str],
    gap_cost: Callable[[Match, Match], int] | None = None,
) -> list[Match]:
    """Choose, of pairs in order, the chain of the highest weight less the cost of its gaps."""
    cost = gap_cost or _gap_cost
    scores: list[int] = []
    tops: list[int] = []  # the highest score up to here: it tells when looking further back can't help
    before: list[int] = []
    for at, pair in enumerate(pairs):
        best, link = 0, -1
        for back in range(at - 1, -1, -1):
            if best >= tops[back]:
                break
            left = pairs[back]
            if pair.start - left.end > FARTHEST:
                break
            if left.end > pair.start or left.other_end > pair.other_start:
                continue
            score = scores[back] - cost(left, pair)
            if score > best or (score == best and link >= 0 and _nearer(left, pairs[link])):
                best, link = score, back
        scores.append(best + _weight(pair, keys, others))
        tops.append(max(scores[-1], tops[-1] if tops else 0))
        before.append(link)
    if not pairs:
        return []
    at = min(range(len(pairs)), key=lambda each: (-scores[each], *_place(pairs[each]), keys[pairs[each].start]))
    found = []
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _weight(pair: Match, keys: Sequence[str], others: Sequence[str]) -> int:
    """Weigh a match by its lighter side: a clitic and what it stands for may weigh differently."""
    return min(
        sum(map(weight_of, keys[pair.start : pair.end])),
        sum(map(weight_of, others[pair.other_start : pair.other_end])),
    )


def _gap_cost(left: Match, right: Match) -> int:
    mine, theirs = right.start - left.end, right.other_start - left.other_end
    if not mine and not theirs:
        return 0
    return min(OPEN + STEP * (mine + theirs) + (BOTH if mine and theirs else 0), MOST)


def _place(pair: Match) -> tuple[int, int]:
    return pair.start + pair.other_start, max(pair.start, pair.other_start)


def _nearer(left: Match, other: Match) -> bool:
    return _place(left) > _place(other)


def _pins(keys: Sequence[str], others: Sequence[str], size: int) -> list[tuple[int, int, int]]:
    """Find runs of ``size`` words that each side has once, in an order that both sides keep, and widen them."""
    mine, theirs = _once(keys, size), _once(others, size)
    pairs = sorted((place, theirs[gram]) for gram, place in mine.items() if gram in theirs)
    pins: list[tuple[int, int, int]] = []
    here = there = 0
    for start, other in _longest_rising(pairs):
        if start < here or other < there:
            continue
        while start > here and other > there and keys[start - 1] == others[other - 1]:
            start, other = start - 1, other - 1
        stop, other_stop = start, other
        while stop < len(keys) and other_stop < len(others) and keys[stop] == others[other_stop]:
            stop, other_stop = stop + 1, other_stop + 1
        pins.append((start, other, stop - start))
        here, there = stop, other_stop
    return pins


def _once(keys: Sequence[str], size: int) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    for place, gram in enumerate(zip(*(keys[start:] for start in range(size)), strict=False)):
        places[gram] = -1 if gram in places else place
    return {gram: place for gram, place in places.items() if place >= 0}


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the most pairs whose second places rise with the first (patience sorting)."""
    ends: list[int] = []
    at_end: list[int] = []
    before: list[int] = []
    for at, (_, other) in enumerate(pairs):
        pile = bisect_left(ends, other)
        before.append(at_end[pile - 1] if pile else -1)
        if pile == len(ends):
            ends.append(other)
            at_end.append(at)
        else:
            ends[pile], at_end[pile] = other, at
    kept, at = [], at_end[-1] if at_end else -1
    while at >= 0:
        kept.append(pairs[at])
        at = before[at]
    return kept[::-1]

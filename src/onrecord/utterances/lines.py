"""Where a person says of one matter something else on another day.

Two utterances are of one matter if the words that tell something are largely the same; what they say differs if the
words in between turn the sense: a "not", a number. Nobody is accused: the two stand side by side, with their days.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from onrecord.model import ChangeOfLine, Period, Utterance
from onrecord.text.align import align
from onrecord.text.stems import stem
from onrecord.text.weights import weight_of
from onrecord.text.words import words_of
from onrecord.utterances.apparatus import Difference, differences

TELLING = 14  # tenths: the weight from which a word tells what is spoken of
FEWEST = 3  # such words in common
SHARED = 0.5  # share of the lighter utterance's telling weight that is in common
IN_ORDER, IN_LONGER = 0.6, 0.4  # shares of the shorter one's words, and the longer one's, that both have in one order
ANSWERS = frozenset({"no", "yes", "well", "oh", "look"})  # "No, I am" turns nothing
RAREST = 6  # words by which an utterance is looked up
CROWD = 20  # utterances with one word from which it tells no matter
MOST_WORDS = 30  # of an utterance: a longer one, a whole turn of a speech, is no line but many
LONGEST = 8  # words that may stand for others at one place: a longer stretch is another thought
TURNS = frozenset({"negation", "number"})


class _Said(NamedTuple):
    utterance: Utterance
    days: Period
    telling: Mapping[str, int]
    weight: int


def changes_of_line(utterances: Iterable[Utterance], days: Mapping[str, Period]) -> tuple[ChangeOfLine, ...]:
    """Find the pairs of one person's utterances that differ in sense, said on different ``days`` (by utterance).

    >>> changes_of_line((), {})
    ()
    """
    said = [_said(each, days[each.id]) for each in utterances if each.id in days and each.base.count(" ") < MOST_WORDS]
    found = [change for one, other in sorted(_pairs(said)) if (change := _change(said[one], said[other]))]
    return tuple(sorted(found, key=lambda change: (change.days, change.earlier.id, change.later.id)))


def _said(utterance: Utterance, days: Period) -> _Said:
    weights = {stem(word.key): weight_of(word.key) for word in words_of(utterance.base)}
    telling = {word: weight for word, weight in weights.items() if weight >= TELLING}
    return _Said(utterance, days, telling, sum(telling.values()))


def _pairs(said: Sequence[_Said]) -> set[tuple[int, int]]:
    """Find the pairs that share a rare word, through an index."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(said):
        for word in sorted(each.telling, key=lambda word: (-each.telling[word], word))[:RAREST]:
            holders[word].append(number)
    return {pair for numbers in holders.values() if len(numbers) <= CROWD for pair in combinations(numbers, 2)}


def _change(one: _Said, other: _Said) -> ChangeOfLine | None:
    earlier, later = sorted((one, other), key=lambda each: (each.days, each.utterance.id))
    if not earlier.days.last < later.days.first:
        return None
    common = earlier.telling.keys() & later.telling.keys()
    weight = sum(earlier.telling[word] for word in common)
    if len(common) < FEWEST or weight < SHARED * min(earlier.weight, later.weight):
        return None
    if not _are_one_line(earlier.utterance.base, later.utterance.base):
        return None
    base = earlier.utterance.base
    turned = [each for each in differences(base, later.utterance.base) if _turns(base, each)]
    if not turned:
        return None
    senses = tuple(sorted({each.sense for each in turned if each.sense}))
    return ChangeOfLine(earlier.utterance, later.utterance, (earlier.days, later.days), senses)


def _are_one_line(base: str, other: str) -> bool:
    """Tell whether the words of the shorter stand in the longer, but for a few."""
    keys, others = ([word.key for word in words_of(text)] for text in (base, other))
    matched = sum(min(each.end - each.start, each.other_end - each.other_start) for each in align(keys, others))
    shorter, longer = sorted((len(keys), len(others)))
    return matched >= max(IN_ORDER * shorter, IN_LONGER * longer)


def _turns(base: str, each: Difference) -> bool:
    """Tell whether a difference turns the sense, and is no more than a turn of phrase."""
    mine = {word.key for word in words_of(base)[each.start : each.end]}
    theirs = {word.key for word in words_of(each.text)}
    is_short = max(each.end - each.start, len(each.text.split())) <= LONGEST
    return each.sense in TURNS and each.kind != "not quoted" and is_short and not (mine | theirs) <= ANSWERS

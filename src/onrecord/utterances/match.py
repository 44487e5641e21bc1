"""Which units may be the same words, and which are.

Scattered words in common prove nothing: on all pairs of some stories a trained classifier was wrong in 19 of 21 cases
with hardly a shared run. So a contiguous run or a covered sentence is asked for first, the score comes second.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import compress, pairwise, product
from math import exp, nan, sqrt
from typing import NamedTuple

from onrecord.model import Passage
from onrecord.text.align import Match, align, has_partners, runs
from onrecord.text.stems import stem
from onrecord.text.weights import weight_of
from onrecord.utterances.bags import LIGHT, bag_of, most_covered, most_telling
from onrecord.utterances.doubts import (
    DAYS,
    OTHERS_TENTHS,
    UNKNOWN_TENTHS,
    are_one_person,
    least_by_occasion,
    least_by_speaker,
)
from onrecord.utterances.labels import is_label, is_name
from onrecord.utterances.units import Unit, ends_a_sentence, uncited, weight

BESIDE = 0.4  # of the score, where the sentences before or after are the same
COVERED = 0.6  # of the sentence score: the best border on 132 pairs, and nine in ten right on all pairs of the stories
DOUBTFUL = 0.68  # where something speaks against two passages
SHORTEST_RUN = 2
CERTAIN_RUN = 8
CERTAIN_SHARE = 0.5  # of the lighter unit: neighbouring sentences share the name of their subject, and no more
TIE = 0.01  # of two sentences that hold all of a third, the one that holds little else is the more like it
INSIDE_TENTHS = 50  # of all they share, where neither holds the whole of the other: "they are doing" stands anywhere
FEWEST_TENTHS = 25
COMMON = 60  # primary sources that share a word sequence, above which it is a stock phrase and proposes no pairs
MOST_PAIRS = 900  # that one word sequence proposes: all of some 40 units
REPEATED = 3  # words from which on they are one thing said, though a report prints them twice
LINKS = frozenset({"and", "but", "so", "or", "because"})


def alike(units: Sequence[Unit]) -> list[list[Unit]]:
    """Gather units of one wording that nothing sets apart, in order: each such group is compared but once."""
    printed = Counter(unit.keys for unit in units)
    groups: dict[object, list[Unit]] = defaultdict(list)
    for unit in units:
        groups[unit.keys if printed[unit.keys] == 1 else _wording(unit)].append(unit)
    return list(groups.values())


def _wording(unit: Unit) -> tuple[object, ...]:
    """Give what two units have in common that are one wording."""
    passage = unit.passage
    whose = passage.person, passage.speaker, passage.ground
    when = passage.published, passage.said, passage.story, passage.medium, passage.addressee
    is_alone = passage.primary or len(unit.keys) < REPEATED or is_name(unit.text) or is_label(unit)
    return unit.keys, whose, when, uncited(unit), (passage.report, unit.spans) if is_alone else None


class _Places(NamedTuple):
    """The units that have a word sequence, those of them that are printed most, and the primary sources that have it.

    All are numbers in rising order.
    """

    units: list[int]
    hubs: list[int]
    sources: list[int]


def candidates(units: Sequence[Unit], sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Propose pairs of units that share a word sequence that tells something, each once, in order.

    Two primary sources are no pair: a speaker's stock phrases, speech after speech, would be most of the work. Of a
    sequence that many units have, only those that are printed most (``sizes``) are paired with all the others. What
    was printed too many days apart is left out at once.
    """
    places = _shared_places(units, sizes)
    days = [_day(unit.passage) for unit in units]
    for number, unit in enumerate(units):
        near: set[int] = set()
        for each in filter(None, map(places.get, _grams(unit.keys))):
            if unit.passage.primary:
                near.update(_after(number, each.hubs) if len(each.sources) <= COMMON else ())
            elif _has(each.hubs, number):
                near.update(_after(number, each.units))
                near.update(_after(number, each.sources) if len(each.sources) <= COMMON else ())
            else:
                near.update(_after(number, each.hubs))
        for other in sorted([other for other in near if not abs(days[other] - days[number]) > DAYS.days]):
            yield number, other


def _day(passage: Passage) -> float:
    """Give the day that must be near that of another passage; it is none, and near any, where a report tells more."""
    return passage.published.toordinal() if passage.published and not passage.said else nan


def _shared_places(units: Sequence[Unit], sizes: Sequence[int]) -> dict[tuple[str, ...], _Places]:
    """Give the places of each word sequence that two units have, one of them no primary source."""
    printed: dict[tuple[str, ...], list[int]] = {}
    for number, unit in enumerate(units):
        if not unit.passage.primary:
            for gram in _grams(unit.keys):
                printed.setdefault(gram, []).append(number)
    sources: dict[tuple[str, ...], list[int]] = {}
    for number, unit in enumerate(units):
        if unit.passage.primary:
            for gram in _grams(unit.keys) & printed.keys():
                sources.setdefault(gram, []).append(number)
    return {
        gram: _Places(numbers, _printed_most(numbers, sizes), sources.get(gram, []))
        for gram, numbers in printed.items()
        if len(numbers) > 1 or gram in sources
    }


def _printed_most(numbers: list[int], sizes: Sequence[int]) -> list[int]:
    most = max(1, MOST_PAIRS // len(numbers))
    if most >= len(numbers):
        return numbers
    return sorted(sorted(numbers, key=lambda number: (-sizes[number], number))[:most])


def _after(number: int, numbers: list[int]) -> list[int]:
    return numbers[bisect_right(numbers, number) :]


def _has(numbers: list[int], number: int) -> bool:
    at = bisect_left(numbers, number)
    return at < len(numbers) and numbers[at] == number


def _grams(keys: tuple[str, ...]) -> set[tuple[str, ...]]:
    grams: set[tuple[str, ...]] = set(zip(keys, keys[1:], keys[2:], strict=False))
    weights = [weight_of(key) for key in keys]
    heavy = [left + right >= FEWEST_TENTHS for left, right in pairwise(weights)]
    grams.update(compress(pairwise(keys), heavy))
    if len(keys) < 3:
        grams.add(keys)
    return grams


def is_same(one: Unit, other: Unit, *, beside: bool = False) -> float:
    """Tell how well two units render the same words of one speaker on one occasion; nothing if they do not.

    Two that stand ``beside`` a pair of the same words, sentence after sentence, need to share less.
    """
    least = least_by_occasion(one.passage, other.passage)
    if least is None or (least and not beside and most_telling(bag_of(one.keys), bag_of(other.keys)) < least):
        return 0.0  # whoever says it: names are dear to compare
    least = max(least, least_by_speaker(one.passage, other.passage))
    if not (alikeness := _alikeness(one, other, least, beside=beside)):
        return 0.0
    if is_label(one) or is_label(other) or (is_name(one.text) and is_name(other.text) and not beside):
        return 0.0
    return alikeness


def _alikeness(one: Unit, other: Unit, least: int, *, beside: bool) -> float:
    if not least:
        return shares_words(one.keys, other.keys, covered=BESIDE if beside else COVERED)
    is_long = min(len(one.keys), len(other.keys)) > REPEATED
    if beside and least <= OTHERS_TENTHS and is_long and holds(one.keys, other.keys):
        return shares_words(one.keys, other.keys)
    if most_telling(bag_of(one.keys), bag_of(other.keys)) < least:
        return 0.0
    # Two words in a sentence are anybody's, unless it is known to be one person who says them.
    is_scrap = min(len(one.keys), len(other.keys)) < REPEATED and one.keys != other.keys
    if is_scrap and not are_one_person(one.passage, other.passage):
        return 0.0
    return shares_words(uncited(one), uncited(other), least, DOUBTFUL)


def next_to(wordings: Sequence[Sequence[Unit]], pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Propose what stands right before or after two wordings of one thing: a speaker's sentences come in a sequence."""
    numbers = {unit.place: number for number, wording in enumerate(wordings) for unit in wording}
    after: list[set[int]] = [set() for _ in wordings]
    before: list[set[int]] = [set() for _ in wordings]
    for here, there in pairwise(sorted(numbers)):
        if here[0] == there[0]:
            after[numbers[here]].add(numbers[there])
            before[numbers[there]].add(numbers[here])
    found: set[tuple[int, int]] = set()
    for side in (before, after):
        for left, right in pairs:
            if len(side[left]) * len(side[right]) <= MOST_PAIRS:
                near = product(side[left], side[right])
                found.update((min(pair), max(pair)) for pair in near if pair[0] != pair[1])
    yield from sorted(found)


def borders_in(unit: Unit, others: Sequence[Unit]) -> list[int]:
    """Find the words of a unit before which another report ends a sentence, both halves of it being in the unit."""
    if len(unit.keys) < 2 * REPEATED or len(others) < 2:
        return []
    by_place = {(other.passage.report, other.passage.statement, other.at): other for other in others}
    borders: set[int] = set()
    for (report, statement, at), first in by_place.items():
        second = by_place.get((report, statement, at + 1))
        if second is not None and ends_a_sentence(first):
            borders.update(_border(unit, first, second))
    return sorted(borders)


def _border(unit: Unit, first: Unit, second: Unit) -> Iterator[int]:
    """Give the place between the words that two sentences have in common with a unit, if they stand apart in it."""
    left = align(unit.keys, first.keys)
    here = left[-1].end if left else 0
    right = align(unit.keys[here:], second.keys)  # "It is" of the second stands before the first as well
    if not left or not right or min(_share(first, left), _share(second, right)) < COVERED:
        return
    border = here + right[0].start
    while border > here and unit.keys[border - 1] in LINKS:
        border -= 1
    if REPEATED <= border <= len(unit.keys) - REPEATED:
        yield border


def _share(unit: Unit, matches: Sequence[Match]) -> float:
    """Give the share of a unit's weight that is the other's, to whose side ``matches`` put it second."""
    return score(unit.keys, [(match.other_start, match.other_end) for match in matches])


def shares_words(keys: Sequence[str], others: Sequence[str], least: int = 0, covered: float = COVERED) -> float:
    """Tell how much two word sequences have in common, if it is enough to be one wording or two of one thing.

    ``least`` is the weight that their longest run in common has to have, ``covered`` the share of one of them that the
    other has to hold.

    >>> shares_words("he stops the old mill".split(), "will stop the old mill today".split()) > COVERED
    True
    """
    if keys == others:
        if least:
            return float(_telling(keys) >= least)
        return float(weight(keys) >= FEWEST_TENTHS or len(keys) > 1)
    if not _may_share(keys, others, least, covered):
        return 0.0
    if not least:
        keys, others = _in_one_form(keys, others)
    matches = align(keys, others)
    if not matches:
        return 0.0
    longest = max(runs(matches), key=lambda run: run.end - run.start)
    run = longest.end - longest.start
    heft = weight(keys[longest.start : longest.end])
    if run < SHORTEST_RUN or _telling(keys[longest.start : longest.end]) < least:
        return 0.0
    shared = [keys[match.start] for match in matches]
    if _telling(shared) < FEWEST_TENTHS:
        return 0.0
    if len(matches) < min(len(keys), len(others)) and weight(shared) < INSIDE_TENTHS:
        return 0.0
    mine = score(keys, [(m.start, m.end) for m in matches])
    theirs = score(others, [(m.other_start, m.other_end) for m in matches])
    spread = max(_span(matches, mine=True), _span(matches, mine=False))
    alikeness = max(mine, theirs) * sqrt(len(matches) / spread)
    is_long = run >= CERTAIN_RUN and heft >= CERTAIN_SHARE * min(weight(keys), weight(others))
    if alikeness >= covered or (is_long and not UNKNOWN_TENTHS <= least <= OTHERS_TENTHS):
        return alikeness + min(mine, theirs) * TIE
    return 0.0


def _may_share(keys: Sequence[str], others: Sequence[str], least: int, covered: float) -> bool:
    """Tell, without aligning them, whether two word sequences can have enough in common."""
    bags = bag_of(tuple(keys)), bag_of(tuple(others))
    share, words = most_covered(*bags)
    return most_telling(*bags) >= least and share >= (min(covered, CERTAIN_SHARE) if words >= CERTAIN_RUN else covered)


def _telling(keys: Sequence[str]) -> int:
    """Weigh the words that are not anybody's: "at the end of the day" tells nothing, however long it is."""
    return sum(each for each in map(weight_of, keys) if each > LIGHT)


def holds(keys: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether the shorter of two word sequences stands in the longer, word by word.

    >>> holds(["old", "mill"], ["the", "old", "mill"]), holds(["old", "mill"], ["old", "stone", "mill"])
    (True, False)
    """
    shorter, longer = sorted((keys, others), key=len)
    if not has_partners(shorter, longer):
        return False
    found = runs(align(shorter, longer))
    return len(found) == 1 and found[0].end - found[0].start == len(shorter)


def _in_one_form(keys: Sequence[str], others: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Give the words of one stem one form on both sides: who quotes inside a sentence of his own inflects."""
    forms: dict[str, str] = {}
    for key in (*keys, *others):
        forms[stem(key)] = min(key, forms.get(stem(key), key))
    return [forms[stem(key)] for key in keys], [forms[stem(key)] for key in others]


def score(keys: Sequence[str], matched: Sequence[tuple[int, int]]) -> float:
    """Give the covered share of a unit's weight, less when little is covered in all."""
    covered = sum(weight(keys[start:end]) for start, end in matched)
    return covered / max(1, sum(map(weight_of, keys))) * (1 - exp(-covered / 25))


def _span(matches: Sequence[Match], *, mine: bool) -> int:
    first, last = matches[0], matches[-1]
    return last.end - first.start if mine else last.other_end - first.other_start

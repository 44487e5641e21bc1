"""Which units may be the same words, and which are.

Scattered words in common prove nothing: on all pairs of some stories a trained classifier was wrong in 19 of 21 cases
with hardly a shared run. So a contiguous run or a covered sentence is asked for first, the score comes second.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise, product
from math import exp, sqrt

from onrecord.model import Passage
from onrecord.text.align import Match, align, runs
from onrecord.text.names import may_be_one
from onrecord.text.weights import weight_of
from onrecord.utterances.units import Unit, ends_a_sentence, is_name, weight

COVERED = 0.6  # of the sentence score: the best border on 132 pairs, and nine in ten right on all pairs of the stories
SHORTEST_RUN = 2
CERTAIN_RUN = 6
CERTAIN_SHARE = 0.4  # of the lighter unit: neighbouring sentences share the name of their subject, and no more
ELSEWHERE_TENTHS = 60
VERBATIM_TENTHS = 300
INSIDE_TENTHS = 50  # of all they share, where neither holds the whole of the other: "they are doing" stands anywhere
FEWEST_TENTHS = 25
COMMON = 60  # primary sources that share a word sequence, above which it is a stock phrase and proposes no pairs
MOST_PAIRS = 900  # that one word sequence proposes: all of some 40 units
REPEATED = 3  # words from which on they are one thing said, though a report prints them twice
LINKS = frozenset({"and", "but", "so", "or", "because"})
DAYS, DAYS_APART = timedelta(days=14), timedelta(days=3)
SAID_APART = timedelta(days=2)  # between the days that two reports of one story give one occasion


def alike(units: Sequence[Unit]) -> list[list[Unit]]:
    """Gather units of one wording that nothing sets apart, in order: each such group is compared but once."""
    groups: dict[object, list[Unit]] = defaultdict(list)
    for unit in units:
        passage = unit.passage
        whose = passage.person, passage.speaker, passage.ground
        when = passage.published, passage.said, passage.story
        alone = (passage.report, unit.spans) if passage.primary or len(unit.keys) < REPEATED else None
        groups[unit.keys, whose, when, is_name(unit.text), alone].append(unit)
    return list(groups.values())


def candidates(units: Sequence[Unit], sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Propose pairs of units that share a word sequence that tells something, each once, in order.

    Two primary sources are no pair: a speaker's stock phrases, speech after speech, would be most of the work. Of a
    sequence that many units have, only those that are printed most (``sizes``) are paired with all the others.
    """
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        if not unit.passage.primary:
            for gram in _grams(unit.keys):
                places[gram].append(number)
    sources: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        if unit.passage.primary:
            for gram in _grams(unit.keys) & places.keys():
                sources[gram].append(number)
    pairs: set[tuple[int, int]] = set()
    for gram, numbers in places.items():
        printed_most = sorted(numbers, key=lambda number: (-sizes[number], number))
        hubs = printed_most[: max(1, MOST_PAIRS // len(numbers))]
        pairs.update((min(pair), max(pair)) for pair in product(hubs, numbers) if pair[0] != pair[1])
        if len(sources.get(gram, ())) <= COMMON:
            pairs.update((min(pair), max(pair)) for pair in product(hubs, sources.get(gram, ())))
    yield from sorted(pairs)


def _grams(keys: tuple[str, ...]) -> set[tuple[str, ...]]:
    grams: set[tuple[str, ...]] = set(zip(keys, keys[1:], keys[2:], strict=False))
    grams.update(pair for pair in pairwise(keys) if weight(pair) >= FEWEST_TENTHS)
    if len(keys) < 3:
        grams.add(keys)
    return grams


def is_same(one: Unit, other: Unit) -> float:
    """Tell how well two units render the same words of one speaker on one occasion; nothing if they do not."""
    if one.passage.report == other.passage.report or not _days_agree(one.passage, other.passage):
        return 0.0
    if _are_names(one, other):
        return 0.0
    # Two words in a sentence are anybody's, unless it is known to be one person who says them.
    is_scrap = min(len(one.keys), len(other.keys)) < REPEATED and one.keys != other.keys
    if is_scrap and not _are_one_person(one.passage, other.passage):
        return 0.0
    least = 0
    # Nobody says a whole long sentence of another's by chance: there an attribution is wrong, or they say it together.
    if _is_vetoed(one.passage, other.passage):
        least = VERBATIM_TENTHS
    # Stories are found by a program too. Across two of them a stock phrase is no sign, a long run of rare words is.
    elif _are_apart(one.passage, other.passage):
        least = ELSEWHERE_TENTHS
    return shares_words(one.keys, other.keys, least)


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
    left, right = align(unit.keys, first.keys), align(unit.keys, second.keys)
    if not left or not right or left[-1].end > right[0].start:
        return
    if min(_share(first, left), _share(second, right)) < COVERED:
        return
    border = right[0].start
    while border > left[-1].end and unit.keys[border - 1] in LINKS:
        border -= 1
    if REPEATED <= border <= len(unit.keys) - REPEATED:
        yield border


def _share(unit: Unit, matches: Sequence[Match]) -> float:
    """Give the share of a unit's weight that is the other's, to whose side ``matches`` put it second."""
    return score(unit.keys, [(match.other_start, match.other_end) for match in matches])


def may_meet(one: Passage, other: Passage) -> bool:
    """Tell whether nothing but the words speaks against two passages: speaker, story and day."""
    if one.report == other.report:
        return False
    return _days_agree(one, other) and not _is_vetoed(one, other)


def shares_words(keys: Sequence[str], others: Sequence[str], least: int = 0) -> float:
    """Tell how much two word sequences have in common, if it is enough to be one wording or two of one thing.

    ``least`` is the weight that their longest run in common has to have.
    """
    if keys == others:
        return float(weight(keys) >= max(least, FEWEST_TENTHS) or (len(keys) > 1 and not least))
    matches = align(keys, others)
    if not matches:
        return 0.0
    longest = max(runs(matches), key=lambda run: run.end - run.start)
    run = longest.end - longest.start
    heft = weight(keys[longest.start : longest.end])
    if run < SHORTEST_RUN or heft < least:
        return 0.0
    if len(matches) < min(len(keys), len(others)) and weight([keys[m.start] for m in matches]) < INSIDE_TENTHS:
        return 0.0
    mine = score(keys, [(m.start, m.end) for m in matches])
    theirs = score(others, [(m.other_start, m.other_end) for m in matches])
    spread = max(_span(matches, mine=True), _span(matches, mine=False))
    alikeness = max(mine, theirs) * sqrt(len(matches) / spread)
    is_long = heft >= max(2 * FEWEST_TENTHS, CERTAIN_SHARE * min(weight(keys), weight(others)))
    return alikeness if alikeness >= COVERED or (run >= CERTAIN_RUN and is_long) else 0.0


def score(keys: Sequence[str], matched: Sequence[tuple[int, int]]) -> float:
    """Give the covered share of a unit's weight, less when little is covered in all."""
    covered = sum(weight(keys[start:end]) for start, end in matched)
    return covered / max(1, sum(map(weight_of, keys))) * (1 - exp(-covered / 25))


def _span(matches: Sequence[Match], *, mine: bool) -> int:
    first, last = matches[0], matches[-1]
    return last.end - first.start if mine else last.other_end - first.other_start


def _are_apart(one: Passage, other: Passage) -> bool:
    return one.story is not None and other.story is not None and one.story != other.story


def _days_agree(one: Passage, other: Passage) -> bool:
    """Tell whether two can be of one occasion: outlets date it by the taping, the release or the morning after."""
    if one.said and other.said:
        slack = timedelta(0) if _are_apart(one, other) else SAID_APART
        return one.said.first <= other.said.last + slack and other.said.first <= one.said.last + slack
    if one.said or other.said:  # what is printed undated may have been said long before, but not after
        said, printed = (one.said, other.published) if one.said else (other.said, one.published)
        return said is None or printed is None or said.first <= printed + timedelta(days=1)
    if one.published is None or other.published is None:
        return True
    slack = DAYS_APART if _are_apart(one, other) else DAYS
    return abs(one.published - other.published) <= slack


def _is_vetoed(one: Passage, other: Passage) -> bool:
    """A speaker vetoes only when both are named and cannot be one: a wrong veto costs more than a missing one."""
    if one.ground != "named" or other.ground != "named" or not one.speaker or not other.speaker:
        return False
    return one.person != other.person and not may_be_one(one.speaker, other.speaker)


def _are_one_person(one: Passage, other: Passage) -> bool:
    return one.person is not None and one.person == other.person


def _are_names(one: Unit, other: Unit) -> bool:
    return is_name(one.text) and is_name(other.text)

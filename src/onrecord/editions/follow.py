"""Follow the sentences of one edition to the next: those that stayed, moved, were reworded, split or joined.

Equal sentences are paired first, wherever they stand. Of the rest, the likest are paired, likeness being the weight of
the words that two have in common; what then is left over may be the other half of one that was split. Last, the words
of each pair are aligned. So nothing that only moved is ever missing, and an edit is seen by its words alone.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from onrecord.model import Span, Spans
from onrecord.text.align import align, gaps
from onrecord.text.sentences import paragraphs, sentences
from onrecord.text.weights import weight_of
from onrecord.text.words import Word, words_of

LIKE = 0.5  # share of the weight of two sentences that is common to both, from which on they are one
LIKE_IN_PLACE = 0.3  # the same, of two that stand between the same neighbours
COVERED = 0.75  # share of the shorter one that the longer one holds
ENOUGH = 60  # weight of the words that a part needs to be known again: two rare words
REST = 0.5  # share of a sentence left over that the unused words of a pair hold
COMMON = 40  # sentences that have a word, from which on it tells nothing
LONGEST = 400  # words left over, beyond which no sentence is looked through for what moved inside it
CONTEXT = 0.2  # how much more it tells to stand between the same neighbours


class Sentence(NamedTuple):
    """A sentence of an edition: its words, and their number among all the words that are followed."""

    span: Span
    words: tuple[Word, ...]
    first: int

    @property
    def keys(self) -> tuple[str, ...]:
        """Give what its words are compared by."""
        return tuple(word.key for word in self.words)


class Side(NamedTuple):
    """One edition: its text, its sentences, and all their words in order."""

    text: str
    sentences: tuple[Sentence, ...]
    words: tuple[Word, ...]

    def numbers_in(self, spans: Spans) -> tuple[int, ...]:
        """Give the numbers of the words that begin inside some spans, in order."""
        found = {
            number
            for span in spans
            for number in range(*(bisect_left(self.words, place, key=_start) for place in (span.start, span.end)))
        }
        return tuple(sorted(found))


class Stretch(NamedTuple):
    """Sentences, by number, of which those of one edition became those of the other; one side may have none."""

    before: tuple[int, ...]
    after: tuple[int, ...]


class Gap(NamedTuple):
    """Words, by number, that stand on one side alone, or on both in each other's place."""

    before: tuple[int, ...]
    after: tuple[int, ...]


class Following(NamedTuple):
    """Two editions word by word: ``to_after`` has the word that a word became, ``to_before`` the word that it was.

    The words that the other side has not are in a gap each: ``gap_before`` and ``gap_after`` have its number among
    ``gaps``. ``home_before`` and ``home_after`` give the stretch of every word.
    """

    before: Side
    after: Side
    to_after: Mapping[int, int]
    to_before: Mapping[int, int]
    gaps: tuple[Gap, ...]
    gap_before: Mapping[int, int]
    gap_after: Mapping[int, int]
    home_before: Mapping[int, int]
    home_after: Mapping[int, int]

    def turned(self) -> "Following":
        """Give the same as followed from the later edition back to the earlier."""
        return Following(
            before=self.after,
            after=self.before,
            to_after=self.to_before,
            to_before=self.to_after,
            gaps=tuple(Gap(gap.after, gap.before) for gap in self.gaps),
            gap_before=self.gap_after,
            gap_after=self.gap_before,
            home_before=self.home_after,
            home_after=self.home_before,
        )


def side_of(text: str, left_out: Spans) -> Side:
    """Cut a text into sentences, without the words of what is left out.

    >>> [sentence.keys for sentence in side_of("The gate broke. 56 comments", (Span(16, 27),)).sentences]
    [('the', 'gate', 'broke')]
    """
    noise = _merged(left_out)
    cut: list[Sentence] = []
    words: list[Word] = []
    for paragraph in paragraphs(text):
        for span in sentences(text, paragraph):
            near = noise[_first_ending_after(noise, span.start) : bisect_left(noise, Span(span.end, span.end))]
            here = tuple(
                word for word in words_of(text, span) if not any(each.start <= word.start < each.end for each in near)
            )
            if here:
                cut.append(Sentence(span, here, len(words)))
                words += here
    return Side(text, tuple(cut), tuple(words))


def _start(word: Word) -> int:
    return word.start


def _merged(spans: Spans) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _first_ending_after(spans: Sequence[Span], place: int) -> int:
    return bisect_left(spans, place, key=lambda span: span.end)


def follow(before: Side, after: Side) -> Following:
    """Follow the words of one edition to the next.

    >>> old, new = (side_of(text, ()) for text in ("It broke. Two pumps stopped.", "Two old pumps stopped. It broke."))
    >>> [[new.words[number].key for number in gap.after] for gap in follow(old, new).gaps]
    [['old']]
    """
    to_after: dict[int, int] = {}
    found: list[Gap] = []
    home_before: dict[int, int] = {}
    home_after: dict[int, int] = {}
    for number, stretch in enumerate(_stretches(before.sentences, after.sentences)):
        mine, theirs = _numbers(before, stretch.before), _numbers(after, stretch.after)
        home_before |= dict.fromkeys(mine, number)
        home_after |= dict.fromkeys(theirs, number)
        pairs, left = _aligned(before, after, mine, theirs)
        moved, left = _moved(before, after, left)
        to_after |= pairs | moved
        found += left
    return Following(
        before=before,
        after=after,
        to_after=to_after,
        to_before={theirs: mine for mine, theirs in to_after.items()},
        gaps=tuple(found),
        gap_before={number: place for place, gap in enumerate(found) for number in gap.before},
        gap_after={number: place for place, gap in enumerate(found) for number in gap.after},
        home_before=home_before,
        home_after=home_after,
    )


def _aligned(before: Side, after: Side, mine: Sequence[int], theirs: Sequence[int]) -> tuple[dict[int, int], list[Gap]]:
    """Align some words; what both begin and end with is the same without looking further."""
    keys, others = [before.words[each].key for each in mine], [after.words[each].key for each in theirs]
    head = _common(keys, others)
    tail = _common(keys[head:][::-1], others[head:][::-1])
    pairs = dict(zip(mine[:head], theirs[:head], strict=True))
    pairs |= dict(zip(mine[len(mine) - tail :], theirs[len(theirs) - tail :], strict=True))
    mine, theirs = mine[head : len(mine) - tail], theirs[head : len(theirs) - tail]
    matches = align(keys[head : len(keys) - tail], others[head : len(others) - tail]) if mine and theirs else ()
    pairs |= {
        mine[min(match.start + step, match.end - 1)]: theirs[min(match.other_start + step, match.other_end - 1)]
        for match in matches
        for step in range(max(match.end - match.start, match.other_end - match.other_start))
    }
    left = [
        Gap(tuple(mine[gap.start : gap.end]), tuple(theirs[gap.other_start : gap.other_end]))
        for gap in gaps(matches, len(mine), len(theirs))
    ]
    return pairs, left


def _common(keys: Sequence[str], others: Sequence[str]) -> int:
    """Count the words that both begin with."""
    length = min(len(keys), len(others))
    return next((at for at in range(length) if keys[at] != others[at]), length)


def _moved(before: Side, after: Side, left: list[Gap]) -> tuple[dict[int, int], list[Gap]]:
    """Align what an alignment leaves over: a quotation moves inside its sentence when its cue goes first."""
    from_gap = {number: place for place, gap in enumerate(left) for number in gap.before}
    to_gap = {number: place for place, gap in enumerate(left) for number in gap.after}
    if not 0 < min(len(from_gap), len(to_gap)) <= max(len(from_gap), len(to_gap)) <= LONGEST:
        return {}, left
    pairs, rest = _aligned(before, after, list(from_gap), list(to_gap))
    if sum(weight_of(before.words[number].key) for number in pairs) < ENOUGH:
        return {}, left
    found: list[Gap] = []
    for gap in rest:
        froms, tos = (sorted({of[each] for each in side}) for of, side in ((from_gap, gap.before), (to_gap, gap.after)))
        if len(froms) <= 1 and len(tos) <= 1:
            found.append(gap)
            continue
        found += [
            Gap(
                tuple(each for each in gap.before if from_gap[each] == place),
                tuple(each for each in gap.after if to_gap[each] == place),
            )
            for place in sorted({*froms, *tos})
        ]
    return pairs, found


def _numbers(side: Side, sentences: Sequence[int]) -> list[int]:
    return [side.sentences[each].first + step for each in sentences for step in range(len(side.sentences[each].words))]


def _stretches(before: Sequence[Sentence], after: Sequence[Sentence]) -> list[Stretch]:
    same = _same(before, after)
    bags = [_bag(each) for each in before], [_bag(each) for each in after]
    pairs = same | _like(bags, same)
    of_before: dict[int, list[int]] = {mine: [theirs] for mine, theirs in pairs.items()}
    of_after: dict[int, list[int]] = {theirs: [mine] for mine, theirs in pairs.items()}
    _give_rest(bags[0], bags[1], {mine: theirs for mine, theirs in pairs.items() if mine not in same}, of_before)
    turned = {theirs: mine for mine, theirs in pairs.items() if mine not in same}
    _give_rest(bags[1], bags[0], turned, of_after)
    joined = [
        Stretch(tuple(sorted(of_after[theirs])), tuple(sorted(of_before[mine]))) for mine, theirs in pairs.items()
    ]
    used = {each for stretch in joined for each in stretch.before}, {each for pair in joined for each in pair.after}
    alone = [Stretch((each,), ()) for each in range(len(before)) if each not in used[0]]
    alone += [Stretch((), (each,)) for each in range(len(after)) if each not in used[1]]
    return sorted([*joined, *alone])


def _same(before: Sequence[Sentence], after: Sequence[Sentence]) -> dict[int, int]:
    """Pair equal sentences, the first with the first where there are several."""
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, sentence in reversed(list(enumerate(after))):
        places[sentence.keys].append(number)
    return {number: places[sentence.keys].pop() for number, sentence in enumerate(before) if places.get(sentence.keys)}


Bag = Counter[str]


def _bag(sentence: Sentence) -> Bag:
    return Counter(sentence.keys)


def _weight(bag: Bag) -> int:
    return sum(weight_of(key) * times for key, times in bag.items())


def _like(bags: tuple[Sequence[Bag], Sequence[Bag]], same: Mapping[int, int]) -> dict[int, int]:
    """Pair sentences that are like, the likest first."""
    before, after = bags
    taken = set(same.values())
    open_before = [each for each in range(len(before)) if each not in same]
    open_after = [each for each in range(len(after)) if each not in taken]
    scored = []
    for mine, theirs in _candidates(before, after, open_before, open_after):
        is_in_place = same.get(mine - 1) == theirs - 1 or same.get(mine + 1) == theirs + 1
        shared, weights = _weight(before[mine] & after[theirs]), (_weight(before[mine]), _weight(after[theirs]))
        like = 2 * shared / sum(weights)
        if like >= (LIKE_IN_PLACE if is_in_place else LIKE):
            scored.append((-like - is_in_place * CONTEXT, abs(mine - theirs), mine, theirs))
        elif shared >= max(ENOUGH, COVERED * min(weights)):
            scored.append((-like, abs(mine - theirs), mine, theirs))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, _, mine, theirs in sorted(scored):
        if mine not in pairs and theirs not in used:
            pairs[mine] = theirs
            used.add(theirs)
    return pairs


def _candidates(
    before: Sequence[Bag], after: Sequence[Bag], open_before: Sequence[int], open_after: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Give the pairs that have a word in common which few sentences have."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number in open_after:
        for key in after[number]:
            places[key].append(number)
    for number in open_before:
        near = {other for key in before[number] if len(places.get(key, ())) <= COMMON for other in places.get(key, ())}
        yield from ((number, other) for other in sorted(near))


def _give_rest(mine: Sequence[Bag], theirs: Sequence[Bag], pairs: Mapping[int, int], of: dict[int, list[int]]) -> None:
    """Give each sentence of theirs that nothing was paired with to the pair whose unused words it holds.

    ``of`` has what became of each of mine, and is added to.
    """
    taken = {each for group in of.values() for each in group}
    rest = {one: mine[one] - theirs[other] for one, other in pairs.items()}
    for number, bag in enumerate(theirs):
        if number in taken:
            continue
        held = [(_weight(unused & bag), -one) for one, unused in rest.items()]
        weight, place = max(held, default=(0, 0))
        if weight >= max(ENOUGH, REST * _weight(bag)):
            of[-place].append(number)
            rest[-place] -= bag

"""Which statements of one edition became which of the next.

They are matched by the words that stand in both. Where one begins and ends, and whether it was found at all, depends on
the sentence around it: so a statement that has no like is looked for among the words of the other side.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from onrecord.editions.follow import Following, Side
from onrecord.joining import components
from onrecord.model import Attribution, Finding, Spans, Statement
from onrecord.text.quotemarks import find_quotations
from onrecord.text.weights import weight_of
from onrecord.text.words import words_of

STANDS = 0.5  # share of the weight of a statement's words that stand on the other side, from which on it is there
FEWEST = 6  # words between marks from which on they are taken for a quotation though nobody is seen to say them


class Said(NamedTuple):
    """A statement as words of its edition, by number, with whose it is."""

    statement: Statement
    attribution: Attribution
    numbers: tuple[int, ...]


class Match(NamedTuple):
    """Statements of one edition, and those of the next that they became; one side may have none.

    ``before`` and ``after`` are their words, by number; where there is no statement, the words that stand there.
    """

    old: tuple[Said, ...]
    new: tuple[Said, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]


def said_in(finding: Finding, side: Side) -> list[Said]:
    """Give the statements of an edition that hold words which are followed, and the quotations that are in none."""
    pairs = [*zip(finding.statements, finding.attributions, strict=True), *_unattributed(finding)]
    said = [Said(statement, attribution, side.numbers_in(statement.content)) for statement, attribution in pairs]
    return [each for each in said if each.numbers]


def _unattributed(finding: Finding) -> Iterator[tuple[Statement, Attribution]]:
    """Give what stands between marks and is no statement of anybody: a quotation all the same, if it is no title."""
    report = finding.report
    contents = sorted(span for statement in finding.statements for span in statement.content)
    for span in quoted_spans(report.text):
        is_held = any(each.start < span.end and span.start < each.end for each in contents)
        if not is_held and len(words_of(report.text, span)) >= FEWEST:
            id = f"{report.id}:{span.start}-{span.end}"
            statement = Statement(id, report.id, "direct", content=(span,), quoted=(span,))
            yield statement, Attribution(report.id, id, None, "unnamed", "none")


def quoted_spans(text: str) -> Spans:
    """Give the stretches of a text between its outer quotation marks.

    >>> [span.of(text) for text in ["“No,” she said, “not now.”"] for span in quoted_spans(text)]
    ['No,', 'not now.']
    """
    return tuple(span for each in find_quotations(text) if each.depth == 0 for span in each.inner)


def matches_of(old: Sequence[Said], new: Sequence[Said], following: Following) -> Iterator[Match]:
    """Match the statements of two editions, each of them once."""
    turned = following.turned()
    links = Links(old, new)
    links.add_like(following)
    links.add_replaced(following)
    held = frozenset(_union(old)), frozenset(_union(new))
    nodes = range(len(old) + len(new))
    for component in components(nodes, [(one, len(old) + other) for one, other in links.pairs]):
        left = tuple(old[each] for each in component if each < len(old))
        right = tuple(new[each - len(old)] for each in component if each >= len(old))
        before, after = _union(left), _union(right)
        if left and right:  # what one side has outside all statements is part of it all the same
            before, after = _with_loose(before, after, turned, held[0]), _with_loose(after, before, following, held[1])
        yield Match(left, right, before or _standing(after, turned), after or _standing(before, following))


def _union(said: Iterable[Said]) -> tuple[int, ...]:
    return tuple(sorted({number for each in said for number in each.numbers}))


def _with_loose(
    numbers: tuple[int, ...], others: Sequence[int], following: Following, held: frozenset[int]
) -> tuple[int, ...]:
    """Add the words that those of the other side became, and that no statement holds."""
    became = (following.to_after.get(other, -1) for other in others)
    loose = {place for place in became if place >= 0 and place not in held}
    return tuple(sorted(loose.union(numbers))) if loose else numbers


def _standing(numbers: Sequence[int], following: Following) -> tuple[int, ...]:
    """Give the words of the other side in the place of a statement's words, if most of its own stand there."""
    kept = [number for number in numbers if number in following.to_after]
    if not kept or _weight(following.before, kept) < STANDS * _weight(following.before, numbers):
        return ()
    own = set(numbers)
    places = {following.to_after[number] for number in kept}
    for gap in {following.gap_before[number] for number in numbers if number in following.gap_before}:
        places.update(following.gaps[gap].after)
    for place in sorted(places):  # what was put between two of its words is in it, too
        put = following.gaps[following.gap_after[place + 1]] if place + 1 in following.gap_after else None
        if put and not put.before and following.to_before.get(put.after[-1] + 1) in own:
            places.update(put.after)
    return tuple(sorted(places))


def _weight(side: Side, numbers: Iterable[int]) -> int:
    return sum(weight_of(side.words[number].key) for number in numbers)


class Links:
    """Pairs of statements, by number, of which the second is what became of the first.

    A statement may have two: the halves into which it was split. Of one inside another each goes with its like.
    """

    def __init__(self, old: Sequence[Said], new: Sequence[Said]) -> None:
        self.old, self.new = old, new
        self.pairs: list[tuple[int, int]] = []
        self._of_old: defaultdict[int, list[int]] = defaultdict(list)
        self._of_new: defaultdict[int, list[int]] = defaultdict(list)

    def add_like(self, following: Following) -> None:
        """Link statements that have words in common, the likest first."""
        for _, one, other in sorted(self._scored(following)):
            mine, theirs = self._of_old.get(one, []), self._of_new.get(other, [])
            if (not mine and _are_apart(self.old, [*theirs, one])) or (
                not theirs and _are_apart(self.new, [*mine, other])
            ):
                self._add(one, other)

    def add_replaced(self, following: Following) -> None:
        """Link statements that have no word in common, but stand in the same place of the same sentence."""
        homes: dict[int, int] = {}
        for one, said in enumerate(self.old):
            if one not in self._of_old:
                for gap in _gaps(said, following.gap_before):
                    homes.setdefault(gap, one)
        for other, said in enumerate(self.new):
            if other not in self._of_new:
                near = (homes[gap] for gap in _gaps(said, following.gap_after) if gap in homes)
                first = next((one for one in near if one not in self._of_old), None)
                if first is not None:
                    self._add(first, other)

    def _scored(self, following: Following) -> Iterator[tuple[float, int, int]]:
        holders: defaultdict[int, list[int]] = defaultdict(list)
        for other, said in enumerate(self.new):
            for word in said.numbers:
                holders[word].append(other)
        for one, said in enumerate(self.old):
            shared: defaultdict[int, int] = defaultdict(int)
            for word in said.numbers:
                for other in holders.get(following.to_after.get(word, -1), ()):
                    shared[other] += weight_of(following.before.words[word].key)
            mine = _weight(following.before, said.numbers)
            for other, weight in shared.items():
                theirs = _weight(following.after, self.new[other].numbers)
                if weight >= STANDS * min(mine, theirs):
                    yield -2 * weight / (mine + theirs), one, other

    def _add(self, one: int, other: int) -> None:
        self.pairs.append((one, other))
        self._of_old[one].append(other)
        self._of_new[other].append(one)


def _gaps(said: Said, gap_of: Mapping[int, int]) -> Iterator[int]:
    """Give the gaps that some words of a statement are in, each once, in order."""
    yield from dict.fromkeys(gap_of[word] for word in said.numbers if word in gap_of)


def _are_apart(said: Sequence[Said], numbers: Sequence[int]) -> bool:
    """Tell whether no word is in two of some statements."""
    words = [word for number in numbers for word in said[number].numbers]
    return len(words) == len(set(words))

"""How well found statements agree with marked ones: the measures of the PolNeAR comparison (docs/benchmarks.md).

Two contents are one statement from an overlap of half their words on, matched one to one, the best first. Marks around
a content and a "that" before it count on neither side: annotators take them in, our output leaves them out.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from onrecord.model import Form, Mode, Span
from onrecord.statements.forms import Content, content_of
from onrecord.statements.gold import Article, Gold
from onrecord.statements.modes import mode_of
from onrecord.text.quotemarks import find_quotations

WORD = re.compile(r"\w+(?:[’'.,]\w+)*")
OVERLAP = 0.5  # of the words of both together
Fault = Literal["missed", "spurious", "source", "borders"]
Group = Callable[["Told"], bool]


class Told(NamedTuple):
    """A statement, marked or found, in the terms of the comparison: sets of places of words."""

    gold: Gold
    form: Form
    mode: Mode
    content: frozenset[int]
    source: frozenset[int]


class Pair(NamedTuple):
    """A marked statement and the found one that it was matched with; either is None where the other stands alone."""

    marked: Told | None
    found: Told | None
    overlap: float

    @property
    def fault(self) -> Fault | None:
        """Name what is wrong, the worst first; None if nothing is."""
        if self.found is None:
            return "missed"
        if self.marked is None:
            return "spurious"
        if not has_right_source(self.marked, self.found):
            return "source"
        return "borders" if self.overlap < 1 else None


class Figures(NamedTuple):
    """Shares between 0 and 1; ``source`` is None if no matched statement has a marked source."""

    marked: int
    found: int
    content_words: float
    exact: float
    overlap: float
    source: float | None
    end_to_end: float


def told_in(article: Article, statements: Iterable[Gold]) -> list[Told]:
    """Prepare the statements of an article for comparison."""
    quotations = [each for each in find_quotations(article.text) if each.depth == 0]
    return [_told(article.text, each, content_of(article.text, each.content, quotations)) for each in statements]


def match(marked: Sequence[Told], found: Sequence[Told]) -> list[Pair]:
    """Match one to one from an overlap of half on, the best first; the rest stands alone."""
    overlaps = sorted(
        (
            (len(one.content & other.content) / len(one.content | other.content), i, j)
            for i, one in enumerate(marked)
            for j, other in enumerate(found)
            if one.content & other.content
        ),
        reverse=True,
    )
    partners: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for overlap, i, j in overlaps:
        if i not in partners and j not in taken:
            taken.add(j)
            partners[i] = (j, overlap)
    near = {i: partner for i, partner in partners.items() if partner[1] >= OVERLAP}
    pairs = [
        Pair(one, found[near[i][0]] if i in near else None, near.get(i, (0, 0.0))[1]) for i, one in enumerate(marked)
    ]
    matched = {j for j, _ in near.values()}
    return pairs + [Pair(None, other, 0.0) for j, other in enumerate(found) if j not in matched]


def figures_of(articles: Iterable[tuple[Sequence[Told], Sequence[Told]]], group: Group = lambda told: True) -> Figures:
    """Measure articles, each as its marked and its found statements; only those of a group, on both sides."""
    count: Counter[str] = Counter()
    for marked, found in articles:
        wanted, got = [each for each in marked if group(each)], [each for each in found if group(each)]
        words = [frozenset().union(*(each.content for each in side)) for side in (wanted, got)]
        count.update(marked=len(wanted), found=len(got))
        count.update(marked_words=len(words[0]), found_words=len(words[1]), shared_words=len(words[0] & words[1]))
        for pair in match(wanted, got):
            if pair.marked is not None and pair.found is not None:
                right = has_right_source(pair.marked, pair.found)
                count.update(overlap=1, exact=pair.overlap == 1, right=right)
                if pair.marked.source:
                    count.update(sourced=1, right_source=right)
    return Figures(
        count["marked"],
        count["found"],
        _f1(count["shared_words"], count["marked_words"], count["found_words"]),
        _f1(count["exact"], count["marked"], count["found"]),
        _f1(count["overlap"], count["marked"], count["found"]),
        count["right_source"] / count["sourced"] if count["sourced"] else None,
        _f1(count["right"], count["marked"], count["found"]),
    )


def has_right_source(marked: Told, found: Told) -> bool:
    """Tell whether the sources share a word; a statement marked without one has no wrong source."""
    return not marked.source or bool(marked.source & found.source)


def _f1(both: int, one: int, other: int) -> float:
    return 2 * both / (one + other) if both else 0.0


def _told(text: str, gold: Gold, content: Content) -> Told:
    places = frozenset(_words(text, content.content))
    return Told(gold, content.form, mode_of(text, gold.cue), places, frozenset(_words(text, gold.source)))


def _words(text: str, spans: Iterable[Span]) -> Iterator[int]:
    return (word.start() for span in spans for word in WORD.finditer(text, span.start, span.end))

"""What quotation marks have to say about tagged spans: a quotation is somebody's words as a whole or not at all.

In PolNeAR's training articles 8,394 of 9,371 closed quotations are content whole, 950 not at all, and 27 in part. Those
of eight words and more are content in 98 of 100; of those that are content, one that opens a sentence opens the content
(4,674 of 4,702), and one that ends with a full stop ends it (2,833 of 2,859).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, groupby
from typing import NamedTuple

from onrecord.statements.learned.chain import Tagged
from onrecord.statements.learned.spans import Role, role_at, roles_of
from onrecord.statements.learned.units import AMID, SIGN, Units
from onrecord.text.quotemarks import Quotation

LONG = 8  # words of a quotation that is somebody's words, whatever the tags say
LABEL = 6  # words and marks in which a quotation can begin with the name of who speaks
FULL_STOPS = ".?!…"


class Quote(NamedTuple):
    """Units ``first`` to ``last`` (not included) of one paragraph of a quotation, marks included."""

    first: int
    last: int


def quotes_of(units: Units, quotations: Sequence[Quotation]) -> Iterator[Quote]:
    """Give the closed quotations of a paragraph, in order; ``quotations`` are the outer ones of the text."""
    starts = [span.start for span in units.spans]
    begin, end = units.spans[0].start, units.spans[-1].end
    for at in range(bisect_right(quotations, begin, key=lambda each: each.outer.end), len(quotations)):
        each = quotations[at]
        if each.outer.start >= end:
            break
        if not each.closed:
            continue
        for nth, inner in enumerate(each.inner):
            left = each.outer.start if nth == 0 else inner.start - len(each.mark)
            right = each.outer.end if nth + 1 == len(each.inner) else inner.end
            first, last = bisect_left(starts, left), bisect_left(starts, right)
            if first < last and begin <= inner.start < end:
                yield Quote(first, last)


def settle(text: str, units: Units, tagged: Tagged, quotations: Sequence[Quotation]) -> list[Role]:
    """Give the spans of a tagged paragraph, each quotation as one content or part of one, borders at its marks.

    A label at the head of a quotation ("RUIZ: It leaks") stays.
    """
    owner = [0] * len(units.spans)  # the content that a unit is of; 0 is none
    others = []
    for nth, each in enumerate(roles_of(units, tagged), 1):
        if each.role == "content":
            owner[each.first : each.last] = [nth] * (each.last - each.first)
        else:
            others.append(each)
    fresh = count(len(units.spans) + 1)
    for quote in quotes_of(units, quotations):
        first, last = _behind_label(text, quote, others, units), quote.last
        words = sum(units.shapes[units.first[at]] != SIGN for at in range(first, last))
        inside = [each for each in owner[first:last] if each]
        if first == last or (2 * len(inside) < last - first and words < LONG):
            continue
        of = max(inside, key=inside.count) if inside else next(fresh)
        owner[first:last] = [of] * (last - first)
        if _opens_sentence(units, first):
            _rename(owner, range(first - 1, -1, -1), of, next(fresh))
        if text[units.spans[last - 1].start - 1] in FULL_STOPS:
            _rename(owner, range(last, len(owner)), of, next(fresh))
        others = [each for each in others if not first <= each.first < last]
    return sorted([*others, *_contents(owner, units, tagged)], key=lambda each: each.first)


def _behind_label(text: str, quote: Quote, others: Iterable[Role], units: Units) -> int:
    for each in others:
        if each.role == "cue" and quote.first < each.first < quote.first + LABEL and each.span.of(text) == ":":
            return each.last
    return quote.first


def _opens_sentence(units: Units, at: int) -> bool:
    return units.edges[units.first[at]] != AMID


def _rename(owner: list[int], places: Iterable[int], of: int, name: int) -> None:
    """Make what is left of a content on one side of a quotation another content."""
    for at in places:
        if owner[at] != of:
            break
        owner[at] = name


def _contents(owner: Sequence[int], units: Units, tagged: Tagged) -> Iterator[Role]:
    at = 0
    for of, run in groupby(owner):
        size = len(list(run))
        if of:
            yield role_at(units, tagged, "content", at, at + size)
        at += size

"""Which of many stretches meet another, without a look at all of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from operator import itemgetter
from typing import Generic, TypeVar

from onrecord.model import Span

T = TypeVar("T")


class Overlaps(Generic[T]):
    """Things by the stretches of a text that they take; the stretches may overlap."""

    def __init__(self, placed: Iterable[tuple[Span, T]]) -> None:
        self._placed = sorted(placed, key=itemgetter(0))
        self._starts = [span.start for span, _ in self._placed]
        # The furthest end so far grows with the starts, and what lies wholly before a place is found by it.
        self._reach = list(accumulate((span.end for span, _ in self._placed), max))

    def meeting(self, span: Span) -> list[T]:
        """Give the things whose stretches share a character with a stretch, in the order of their starts.

        >>> Overlaps([(Span(4, 9), "b"), (Span(0, 20), "a"), (Span(9, 12), "c")]).meeting(Span(5, 9))
        ['a', 'b']
        """
        first, last = bisect_right(self._reach, span.start), bisect_left(self._starts, span.end)
        return [thing for place, thing in self._placed[first:last] if place.end > span.start]

"""An utterance as segments that follow one another: words that all print, and places where wordings part.

The places of an apparatus may overlap, since each witness is set beside the base alone. A document with all wordings in
one line ("parallel segmentation") needs them apart: places that overlap are one place here, with each witness's wording
of all of it, as that witness prints it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from onrecord.model import ChangeKind, Reading, Sense, Utterance, Variant, Witness
from onrecord.text.words import Word, fold, words_of

Range = tuple[int, int]  # words of a text, the end not included


@dataclass(frozen=True, slots=True)
class Wording:
    """What some witnesses print at a place; the base's wording has no ``change``, others are as a reading is."""

    text: str
    sigla: tuple[str, ...]
    change: ChangeKind | None = None
    sense: Sense | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the base with the wordings there, the base's first; without any, all witnesses print ``text``."""

    text: str
    wordings: tuple[Wording, ...] = ()


class _Place(NamedTuple):
    """Words of the base, with the places of the apparatus that are in them."""

    start: int
    end: int
    parts: frozenset[Range]


class _Column:
    """One witness beside the base: its readings, and which of its words stand for which of the base."""

    def __init__(self, witness: Witness, pieces: Iterable[tuple[Range, Reading]], base: Sequence[Word]) -> None:
        self.text = witness.text
        self.words = words_of(witness.text)
        self.readings = [(at, reading) for at, reading in pieces if witness.siglum in reading.sigla]
        self._sizes = [len(words_of(reading.text)) for _, reading in self.readings]
        grown = sum(size - (end - start) for ((start, end), _), size in zip(self.readings, self._sizes, strict=True))
        # A slip of the tongue, or a compound printed apart, is no variant: then words can't be counted off.
        self.is_countable = len(base) + grown == len(self.words)

    def inside(self, place: _Place) -> list[tuple[Range, Reading]]:
        """Give the readings at a place."""
        return [(at, reading) for at, reading in self.readings if at in place.parts]

    def own(self, place: _Place) -> Range:
        """Give the words of the witness that stand for those of the base at a place."""
        before, inside = 0, 0
        for (at, _), size in zip(self.readings, self._sizes, strict=True):
            grown = size - (at[1] - at[0])
            if at in place.parts:
                inside += grown
            elif at < (place.start, place.end):
                before += grown
        return place.start + before, place.end + before + inside

    def wording(self, place: _Place, base: str, words: Sequence[Word]) -> str:
        """Give what the witness prints at a place where it has a reading."""
        if self.is_countable:
            return _printed(self.text, self.words, self.own(place))
        pieces, at = [], place.start
        for (start, end), reading in self.inside(place):
            pieces += [_printed(base, words, (at, start)), reading.text]
            at = end
        return " ".join(filter(None, [*pieces, _printed(base, words, (at, place.end))]))


def segments_of(utterance: Utterance) -> Iterator[Segment]:
    """Cut an utterance into segments; put together, the wordings of a witness are its words again.

    >>> from onrecord.model import Span
    >>> a = Witness("A", "r1", "r1:0-17", (Span(0, 17),), "We sell no bread.", "identical")
    >>> b = Witness("B", "r2", "r2:0-16", (Span(0, 16),), "We sell no cake.", "reworded")
    >>> cake = Variant((3, 4), "bread", (Reading("cake", ("B",), "replaced"),))
    >>> for segment in segments_of(Utterance("u1", None, None, None, "We sell no bread.", False, (a, b), (cake,))):
    ...     print(segment.text, [wording.text for wording in segment.wordings])
    We sell no  []
    bread ['bread', 'cake']
    . []
    """
    base, words = utterance.base, words_of(utterance.base)
    pieces = _pieces(utterance.apparatus)
    columns = {
        each.siglum: _Column(each, pieces, words) for each in utterance.witnesses if each.relation != "paraphrase"
    }
    at = 0
    for place in _places([at for at, _ in pieces], columns, words):
        start, end = _bounds(place, words)
        is_addition = place.start == place.end
        yield Segment(base[at:start] + (" " if is_addition and start and not base[start - 1].isspace() else ""))
        yield Segment(base[start:end], _wordings(place, base, words, columns))
        if is_addition and place.start < len(words):
            yield Segment(" ")
        at = end
    yield Segment(base[at:])


def _wordings(place: _Place, base: str, words: Sequence[Word], columns: Mapping[str, _Column]) -> tuple[Wording, ...]:
    lemma = _printed(base, words, (place.start, place.end))
    found: dict[str, Wording] = {fold(lemma): Wording(lemma, ())}
    for siglum, column in columns.items():
        readings = [reading for _, reading in column.inside(place)]
        text = column.wording(place, base, words) if readings else lemma
        known = found.get(fold(text))
        if known is None:
            changes = {each.change for each in readings}
            change: ChangeKind = changes.pop() if len(changes) == 1 else "replaced"
            known = Wording(text, (), change, next((each.sense for each in readings if each.sense), None))
        found[fold(text)] = Wording(known.text, (*known.sigla, siglum), known.change, known.sense)
    return tuple(found.values())


def _pieces(apparatus: Sequence[Variant]) -> list[tuple[Range, Reading]]:
    """Give each reading with its place; one that has no words is cut at the borders of all others.

    So a witness that ends early does not draw all the places that follow into one.
    """
    borders = sorted({border for variant in apparatus for border in variant.at})
    pieces = []
    for variant in apparatus:
        start, end = variant.at
        cuts = [start, *(border for border in borders if start < border < end), end]
        for reading in variant.readings:
            places = [variant.at] if reading.text else list(pairwise(cuts))
            pieces += [(at, reading) for at in places]
    return sorted(pieces, key=lambda piece: piece[0])


def _places(found: Iterable[Range], columns: Mapping[str, _Column], words: Sequence[Word]) -> list[_Place]:
    """Join the places that overlap, and widen those that cut a printed form ("isn't" is two words) in two."""
    places = _joined(_Place(*at, frozenset([at])) for at in found)
    while True:
        widened = _joined(_widened(place, columns.values(), words) for place in places)
        if widened == places:
            return places
        places = widened


def _widened(place: _Place, columns: Iterable[_Column], words: Sequence[Word]) -> _Place:
    start, end = place.start, place.end
    cuts = [(words, (start, end))]
    cuts += [(each.words, each.own(place)) for each in columns if each.is_countable and each.inside(place)]
    if start and any(_is_inside_form(of, at[0]) for of, at in cuts):
        start -= 1
    if end < len(words) and any(_is_inside_form(of, at[1]) for of, at in cuts):
        end += 1
    return _Place(start, end, place.parts)


def _is_inside_form(words: Sequence[Word], at: int) -> bool:
    return 0 < at < len(words) and words[at - 1].end == words[at].start


def _joined(places: Iterable[_Place]) -> list[_Place]:
    joined: list[_Place] = []
    for place in sorted(places, key=lambda place: (place.start, place.end)):
        if joined and _meet(joined[-1], place):
            last = joined[-1]
            joined[-1] = _Place(last.start, max(last.end, place.end), last.parts | place.parts)
        else:
            joined.append(place)
    return joined


def _meet(place: _Place, other: _Place) -> bool:
    """Tell whether two places have words in common, or are one; what is added at an edge is a place of its own."""
    same = (place.start, place.end) == (other.start, other.end)
    return same or (place.start < other.end and other.start < place.end)


def _bounds(place: _Place, words: Sequence[Word]) -> Range:
    """Give the characters of the base between which a place lies."""
    if place.start < place.end:
        return words[place.start].start, words[place.end - 1].end
    at = words[place.start].start if place.start < len(words) else words[-1].end if words else 0
    return at, at


def _printed(text: str, words: Sequence[Word], place: Range) -> str:
    start, end = place
    return text[words[start].start : words[end - 1].end] if start < end else ""

"""Paragraphs as units of word pieces: what the tagger reads.

A paragraph is read as a whole, so that a statement, its cue and its source are seen together: in the corpus 99 % of
attributions lie in one. The encoder's vocabulary knows no capitals and its marks are many, so each piece also carries
the shape of its word, where it stands between quotation marks, and whether a sentence opens with it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import itemgetter
from typing import NamedTuple

from tokenizers import Encoding, Tokenizer

from onrecord.model import Span
from onrecord.text.quotemarks import Quotation
from onrecord.text.sentences import sentences

OUTSIDE, OPENS, INSIDE, CLOSES = range(4)  # where a piece stands between quotation marks
AMID, SENTENCE, PARAGRAPH = range(3)  # what opens with a piece
SMALL, CAPITAL, CAPITALS, LETTER, MIXED, FIGURES, SIGN = range(7)  # the shape of a word
MARK = '"'  # the piece that stands for every quotation mark, however typed
LONGEST = 254  # pieces that are read at once; a paragraph that has more is cut at its sentences


@dataclass(frozen=True, slots=True)
class Units:
    """Words and marks of one paragraph, or of a part of a long one, with their word pieces.

    ``spans[i]`` is the place of unit ``i``, whose first piece is ``ids[first[i]]``. ``shapes``, ``quotes`` and
    ``edges`` are of pieces, like ``ids``. ``opens`` is False where a long paragraph goes on.
    """

    spans: tuple[Span, ...]
    ids: tuple[int, ...]
    first: tuple[int, ...]
    shapes: tuple[int, ...]
    quotes: tuple[int, ...]
    edges: tuple[int, ...]
    opens: bool


@cache
def tokenizer() -> Tokenizer:
    """Give the tokenizer of the model that comes with the package."""
    return Tokenizer.from_str(files(__package__).joinpath("model/tokenizer.json").read_text(encoding="utf-8"))


def units_of(
    text: str, blocks: Iterable[Span], quotations: Sequence[Quotation], pieces: Tokenizer | None = None
) -> Iterator[Units]:
    """Cut paragraphs into units; one of more than ``LONGEST`` pieces comes in several parts."""
    pieces = pieces or tokenizer()
    mark = pieces.token_to_id(MARK) or 0
    marks = [(start, end, state) for each in quotations if each.depth == 0 for start, end, state in _marks(each)]
    passed = 0
    for block in blocks:
        while passed < len(marks) and marks[passed][1] <= block.start:
            passed += 1
        here = []
        at = passed
        while at < len(marks) and marks[at][0] < block.end:
            here.append(marks[at])
            at += 1
        yield from _parts(text, block, here, pieces, mark)


def _marks(quotation: Quotation) -> Iterator[tuple[int, int, int]]:
    """Give the stretches of a quotation: its marks and what is between them."""
    at = quotation.outer.start
    for inner in quotation.inner:
        if at < inner.start:
            yield at, inner.start, OPENS
        yield inner.start, inner.end, INSIDE
        at = inner.end
    if at < quotation.outer.end:
        yield at, quotation.outer.end, CLOSES


def _parts(text: str, block: Span, marks: list[tuple[int, int, int]], pieces: Tokenizer, mark: int) -> Iterator[Units]:
    held: list[_Piece] = []
    opens = True
    for span in sentences(text, block):
        # One by one: in a batch the tokenizer would start threads of its own, on cores that are not ours.
        sentence = _pieces(span.start, pieces.encode(span.of(text), add_special_tokens=False))
        if held and len(held) + len(sentence) > LONGEST:
            yield _units(text, held, marks, mark, opens=opens)
            held, opens = [], False
        held += sentence
        at = 0
        while len(held) - at > LONGEST:
            yield _units(text, held[at : at + LONGEST], marks, mark, opens=opens)
            at, opens = at + LONGEST, False
        held = held[at:]
    if held:
        yield _units(text, held, marks, mark, opens=opens)


class _Piece(NamedTuple):
    number: int
    start: int
    end: int
    goes_on: bool  # with the word of the piece before
    begins: bool  # a sentence


def _pieces(at: int, encoding: Encoding) -> list[_Piece]:
    words = encoding.word_ids
    return [
        _Piece(number, at + start, at + end, nth > 0 and words[nth] == words[nth - 1], nth == 0)
        for nth, (number, (start, end)) in enumerate(zip(encoding.ids, encoding.offsets, strict=True))
    ]


def _units(
    text: str, pieces: Sequence[_Piece], marks: Sequence[tuple[int, int, int]], mark: int, *, opens: bool
) -> Units:
    first = [nth for nth, piece in enumerate(pieces) if not piece.goes_on or nth == 0]
    after = [*first[1:], len(pieces)]
    spans = [Span(pieces[here].start, pieces[end - 1].end) for here, end in zip(first, after, strict=True)]
    shapes = [_shape(span.of(text)) for span in spans]
    quotes = _states(pieces, marks)
    edges = [SENTENCE if piece.begins else AMID for piece in pieces]
    if opens:
        edges[0] = PARAGRAPH
    return Units(
        spans=tuple(spans),
        ids=tuple(
            mark if state in (OPENS, CLOSES) else each.number for each, state in zip(pieces, quotes, strict=True)
        ),
        first=tuple(first),
        shapes=tuple(
            shapes[nth] for nth, (here, end) in enumerate(zip(first, after, strict=True)) for _ in range(here, end)
        ),
        quotes=tuple(quotes),
        edges=tuple(edges),
        opens=opens,
    )


def _states(pieces: Sequence[_Piece], marks: Sequence[tuple[int, int, int]]) -> list[int]:
    states = []
    passed = bisect_right(marks, pieces[0].start, key=itemgetter(1))
    for piece in pieces:
        while passed < len(marks) and marks[passed][1] <= piece.start:
            passed += 1
        inside = passed < len(marks) and marks[passed][0] <= piece.start
        states.append(marks[passed][2] if inside else OUTSIDE)
    return states


def _shape(word: str) -> int:
    if not word[0].isalnum():
        return SIGN
    if any(letter.isdecimal() for letter in word):
        return FIGURES
    if word.islower():
        return SMALL
    if len(word) == 1:
        return LETTER
    if word.isupper():
        return CAPITALS
    return CAPITAL if word.istitle() else MIXED

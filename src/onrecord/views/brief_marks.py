"""Mark in the wording of an utterance what one witness printed otherwise, word by word.

What a report does not quote at the edge of a sentence is no change and becomes an ellipsis, unless the sense hangs on
it: a reservation cut off is shown in full.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from onrecord.model import Reading, Utterance, Variant, Witness
from onrecord.text.words import words_of

Mark: TypeAlias = Literal["same", "left out", "added", "gap"]

SHORT, EDGE = 40, 8  # a wording of up to 40 words stays whole; of a longer one, 8 words at each side of a mark are kept
GAP = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a wording: printed alike, left out, added, or a gap that nobody claims to fill."""

    text: str
    mark: Mark = "same"


def reading_of(variant: Variant, siglum: str) -> Reading | None:
    """Give the reading of a witness at a variant; None is the lemma."""
    return next((reading for reading in variant.readings if siglum in reading.sigla), None)


def is_silence(reading: Reading) -> bool:
    """Tell whether a witness merely quotes no further, with nothing lost that turns the sense."""
    return reading.change == "not quoted" and reading.sense is None


def pieces_of(utterance: Utterance, witness: Witness) -> tuple[Piece, ...]:
    """Give what a witness prints: the base with its readings; its own words, if it merely quotes no further."""
    last = len(words_of(utterance.base))
    silent = []
    for variant in utterance.apparatus:
        reading = reading_of(variant, witness.siglum)
        if reading and not is_silence(reading):
            return mark_up(utterance.base, utterance.apparatus, witness.siglum)
        if reading:
            silent.append(variant.at)
    before = [Piece(GAP, "gap"), Piece(" ")] if any(start == 0 for start, _ in silent) else []
    after = [Piece(" "), Piece(GAP, "gap")] if any(end == last for _, end in silent) else []
    return (*before, Piece(witness.text), *after)


def mark_up(base: str, apparatus: Sequence[Variant], siglum: str) -> tuple[Piece, ...]:
    """Give the base wording with the witness's readings put in.

    >>> loss = Variant((2, 3), "not", (Reading("", ("B",), "left out", "negation"),))
    >>> [(piece.mark, piece.text) for piece in mark_up("I was not told.", (loss,), "B")]
    [('same', 'I was '), ('left out', 'not'), ('same', ' told.')]
    """
    words = words_of(base)
    pieces: list[Piece] = []
    at = 0
    for variant in sorted(apparatus, key=lambda each: each.at):
        reading = reading_of(variant, siglum)
        if reading is None:
            continue
        first, last = variant.at
        if first == last:
            start = end = words[first - 1].end if 0 < first <= len(words) else 0
        else:
            start, end = words[first].start, words[last - 1].end
        start, end = max(at, start), max(at, end)  # the two words of "isn't" may share a place
        pieces.append(Piece(base[at:start]))
        pieces += _spliced_in(base[start:end], reading, after_word=start > 0 and first == last)
        at = end
    pieces.append(Piece(base[at:]))
    return _trimmed([piece for piece in pieces if piece.text])


def _spliced_in(lemma: str, reading: Reading, *, after_word: bool) -> list[Piece]:
    if is_silence(reading):
        return [Piece(GAP, "gap")]
    if lemma and reading.text:
        return [Piece(lemma, "left out"), Piece(" "), Piece(reading.text, "added")]
    if lemma:
        return [Piece(lemma, "left out")]
    blank, added = Piece(" "), Piece(reading.text, "added")
    return [blank, added] if after_word else [added, blank]


def _trimmed(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Drop the base's own full stop after a last gap."""
    if len(pieces) > 1 and pieces[-2].mark == "gap" and not any(map(str.isalnum, pieces[-1].text)):
        pieces = pieces[:-1]
    return tuple(pieces)


def shortened(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Keep of a long wording what stands near its marks.

    >>> long = (Piece("one " * 50), Piece("not", "left out"), Piece(" two" * 50))
    >>> "".join(piece.text for piece in shortened(long)).count("one")
    8
    """
    if sum(len(piece.text.split()) for piece in pieces) <= SHORT:
        return tuple(pieces)
    short: list[Piece] = []
    for number, piece in enumerate(pieces):
        words = piece.text.split(" ")
        keep_left = EDGE if number > 0 else 0
        keep_right = EDGE if number < len(pieces) - 1 else 0
        if piece.mark != "same" or len(words) <= keep_left + keep_right + 3:
            short.append(piece)
            continue
        left, right = words[: keep_left + 1], words[len(words) - keep_right - 1 :]
        short += [
            Piece(" ".join(left) + " " if keep_left else ""),
            Piece(GAP, "gap"),
            Piece(" " + " ".join(right) if keep_right else ""),
        ]
    return tuple(piece for piece in short if piece.text)

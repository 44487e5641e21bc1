"""Cut a passage into sentence-like units: what one outlet prints as one sentence, over its own interruptions.

Stretches of one statement are joined before they are cut ("This," he said, "stops"), or every cue would make two
utterances of one; the fragments of a mixed one stand in the reporter's sentence and are not joined. A unit ends at the
end of a sentence and at an ellipsis.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from onrecord.model import Passage, Span, Spans
from onrecord.text.sentences import sentences
from onrecord.text.weights import weight_of
from onrecord.text.words import Word, words_of

ELLIPSIS = re.compile(r"\s*(?:…|\.\s?\.\s?\.(?:\s?\.)*)\s*")
DOTS_BEFORE = re.compile(r"\w[^\w]{0,6}(?:…|\.\s?\.)[\s.]*\Z")
DOTTED = 100  # characters before a unit in which the dots stand that join it
FULL_STOP = re.compile(r"[.!?…][”’\"')\]]*(?:\s|$)")
NOTE_WORDS = (  # of notes in capitals between brackets; an acronym there, (DACA), is the speaker's or the outlet's
    "ANTHEM|APPLAU|AUDIENCE|AUDIO|BELL|BLEEP|BOO|BREAK|CAMERA|CATCALL|CHANT|CHEER|CHUCKL|CLIP|CONVERSATION|COVERAGE"
    "|CROSS|CROWD|EXPLETIVE|GESTUR|HECKL|INAUDIBLE|INDISCERNIBLE|INTERRUPT|JEER|LANGUAGE|LAUGH|MUFFLED|MUSIC|NEWSBREAK"
    "|OFF|OVERTALK|PAUSE|PH\\b|PHONE|PROTEST|SHOUT|SIC\\b|SILENCE|SOUNDS|TAPE|TELEPHONE|TIMER|TRANSLATOR|UNCLEAR"
    "|UNINTELLIGIBLE|VIDEO|VOICE"
)
SMALL_NOTES = r"(?i: applause | laughter | cheers | crosstalk | inaudible | [a-z ]*booing[a-z ]* )"
NOTE = re.compile(
    rf"""
      \( (?: (?: [A-Z ,.'’-]+ [ -] )? (?: {NOTE_WORDS} ) [A-Z ,.'’-]* | {SMALL_NOTES} ) \)
    | \[ (?: (?: [A-Z ,.'’-]+ [ -] )? (?: {NOTE_WORDS} ) [A-Z ,.'’-]* | {SMALL_NOTES} ) \]
    | \b (?: APPLAUSE | LAUGHTER | CROSSTALK | INAUDIBLE | COMMERCIAL\ BREAK ) \b
    """,
    re.VERBOSE,
)
BRACKETED = re.compile(rf"\[[^\[\]]*\] | {NOTE.pattern}", re.VERBOSE)
CITING = re.compile(r"(?<!\w)[‘'“\"]")
CITED = re.compile(
    r"""
      (?<!\w) ‘ (?: [^‘’“”] | (?<=\w)’(?=\w) ){2,200} ’ (?!\w)    # we call it ‘the day that wasn’t’
    | (?<!\w) ' (?: [^'"“”]  | (?<=\w)'(?=\w) ){2,200} ' (?!\w)
    | “ [^“”]{2,200} ”
    | (?<!\w) " [^"]{2,200} " (?!\w)
    """,
    re.VERBOSE,
)
LOOSE_END = re.compile(r"(?:\s*[,;]|\s+[-–—])+\s*$")  # before a closing mark it belongs to the reporter's sentence


class Unit(NamedTuple):
    """A sentence-like stretch of a passage: ``at`` is its place among those of the passage.

    ``keys`` are what its words are compared by.
    """

    passage: Passage
    at: int
    spans: Spans
    keys: tuple[str, ...]

    @property
    def text(self) -> str:
        """Give the printed words."""
        return text_of(self.passage.text, self.spans)

    @property
    def place(self) -> tuple[str, int, int]:
        """Give where it is printed."""
        return self.passage.report, self.spans[0].start, self.spans[-1].end


def units_of(passage: Passage) -> tuple[Unit, ...]:
    """Cut a passage into units.

    >>> from dataclasses import replace
    >>> text = "“It is over,” he said, “for them. We won ... all.”"
    >>> spans = (Span(1, 12), Span(24, 49))
    >>> passage = Passage("r", "s", text, spans, "direct", "Ana Ruiz", None, "named", None)
    >>> [unit.text for unit in units_of(passage)]
    ['It is over, for them.', 'We won', 'all.']
    >>> [unit.text for unit in units_of(replace(passage, spans=spans[:1]))]
    ['It is over']
    """
    groups: list[list[Span]] = []
    last: Span | None = None
    for span in passage.spans:
        for number, piece in enumerate(_pieces(passage.text, span)):
            if last is None or number or passage.form == "mixed" or _stops_between(passage.text, last, piece):
                groups.append([])
            groups[-1].append(piece)
            last = piece
    units: list[Unit] = []
    for group in groups:
        spans = _without_notes(passage.text, (*group[:-1], _trimmed(passage.text, group[-1])))
        keys = tuple(word.key for word in _own_words(passage.text, spans))
        if keys:
            units.append(Unit(passage, len(units), spans, keys))
    return tuple(units)


def part(unit: Unit, borders: Sequence[int]) -> list[Unit]:
    """Cut a unit before some of its words.

    >>> words = "We won and we will win again."
    >>> unit = units_of(Passage("r", "s", words, (Span(0, 29),), "direct", "Ana Ruiz", None, "named", None))[0]
    >>> [each.text for each in part(unit, [2])]
    ['We won', 'and we will win again.']
    """
    text = unit.passage.text
    words = _own_words(text, unit.spans)
    edges = [unit.spans[0].start, *(words[border].start for border in borders), unit.spans[-1].end]
    parts = []
    for start, end in pairwise(edges):
        cut = [Span(max(start, span.start), min(end, span.end)) for span in unit.spans]
        spans = [_trimmed(text, span) for span in cut if words_of(text, span)]
        spans = [Span(span.start, span.start + len(span.of(text).rstrip())) for span in spans]
        keys = tuple(word.key for word in _own_words(text, tuple(spans)))
        parts.append(Unit(unit.passage, unit.at, tuple(spans), keys))
    return parts


def ends_a_sentence(unit: Unit) -> bool:
    """Tell whether a unit is printed as a sentence of its own to its end."""
    return unit.passage.form != "mixed" and bool(FULL_STOP.search(unit.text[-3:] + " "))


def is_joined(unit: Unit) -> bool:
    """Tell whether dots join a unit to other words between the same marks.

    >>> words = "We won ... all of it. We are glad."
    >>> units = units_of(Passage("r", "s", words, (Span(0, 34),), "direct", "Ana Ruiz", None, "named", None))
    >>> [is_joined(unit) for unit in units]
    [True, True, False]
    """
    text, first, last = unit.passage.text, unit.spans[0], unit.spans[-1]
    before, behind = _stretch_at(unit.passage.spans, first.start), _stretch_at(unit.passage.spans, last.end)
    if before and DOTS_BEFORE.search(text, max(before.start, first.start - DOTTED), first.start):
        return True
    after = ELLIPSIS.match(text, last.end, behind.end) if behind else None
    return after is not None and behind is not None and after.end() < behind.end


def _stretch_at(stretches: Spans, place: int) -> Span | None:
    """Give the stretch that a place lies within, its edges aside."""
    at = bisect_left(stretches, place, key=attrgetter("start")) - 1
    return stretches[at] if at >= 0 and place < stretches[at].end else None


def _trimmed(text: str, span: Span) -> Span:
    loose = LOOSE_END.search(span.of(text))
    return Span(span.start, span.start + loose.start()) if loose else span


def _without_notes(text: str, spans: Spans) -> Spans:
    """Begin after a note that opens the first span: (APPLAUSE) is nobody's word."""
    first = spans[0]
    note = NOTE.match(text, first.start, first.end)
    if note is None:
        return spans
    rest = text[note.end() : first.end]
    if not rest.strip():
        return _without_notes(text, spans[1:]) if len(spans) > 1 else spans
    start = first.end - len(rest.lstrip())
    return _without_notes(text, (Span(start, first.end), *spans[1:]))


def _own_words(text: str, spans: Spans) -> tuple[Word, ...]:
    """Give the words to compare by: what stands in brackets is the outlet's, and left out if anything remains."""
    words = words_in(text, spans)
    if "[" in text_of(text, spans):
        return words_in(text, spans, BRACKETED) or words
    return words


def words_in(text: str, spans: Spans, but: re.Pattern[str] = NOTE) -> tuple[Word, ...]:
    """Give the words of some spans, notes such as (APPLAUSE) left out."""
    words: list[Word] = []
    for span in spans:
        notes = [match.span() for match in but.finditer(text, span.start, span.end)]
        words += [
            word
            for word in words_of(text, span)
            if not any(start <= word.start and word.end <= end for start, end in notes)
        ]
    return tuple(words)


def uncited(unit: Unit) -> tuple[str, ...]:
    """Give the words of a unit but those inside marks of its own: two speakers may cite one clause.

    >>> words = "We call it ‘the day that wasn’t’ here."
    >>> uncited(units_of(Passage("r", "s", words, (Span(0, 38),), "direct", "Ana Ruiz", None, "named", None))[0])
    ('we', 'call', 'it', 'here')
    """
    if not any(CITING.search(unit.passage.text, span.start, span.end) for span in unit.spans):
        return unit.keys
    words = words_in(unit.passage.text, unit.spans, CITED)
    return tuple(word.key for word in words) if len(words) < len(unit.keys) else unit.keys


def text_of(text: str, spans: Spans) -> str:
    """Give the printed characters of some spans, a blank between two."""
    return " ".join(span.of(text) for span in spans)


def weight(keys: Sequence[str]) -> int:
    """Weigh some words."""
    return sum(map(weight_of, keys))


def _pieces(text: str, span: Span) -> Iterator[Span]:
    for sentence in sentences(text, span):
        cuts = [match.span() for match in ELLIPSIS.finditer(text, sentence.start, sentence.end)]
        borders = [sentence.start, *(place for cut in cuts for place in cut), sentence.end]
        for start, end in list(pairwise(borders))[::2]:
            if any(letter.isalnum() for letter in text[start:end]):
                yield Span(start, end)


def _stops_between(text: str, left: Span, right: Span) -> bool:
    """Tell whether a sentence ends between two stretches: with the first, or with the reporter's cue after it."""
    return bool(FULL_STOP.search(text[max(left.start, left.end - 3) : left.end].rstrip() + " ")) or bool(
        FULL_STOP.search(text, left.end, right.start)
    )

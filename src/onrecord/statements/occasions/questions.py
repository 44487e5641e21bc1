"""Who asked what is answered: "When Vale asked Ruiz, she said", "Vale asked Ruiz about it. Ruiz said"."""

import re

from onrecord.model import Span
from onrecord.statements.occasions.frames import ASKED, FAR, NEAR, PASSIVE, SUBJECTS, TELLINGS, Frame, sentence_before
from onrecord.statements.occasions.phrases import noun_phrase
from onrecord.statements.occasions.telling import Telling
from onrecord.statements.ruled.cues import find_cues
from onrecord.statements.ruled.sources import source_before

# Verbs of those to whom the sentence before was said: "Vale reminded Roe of it. Roe countered"
ANSWERED = frozenset({"replied", "responded", "answered", "countered", "retorted"})
ANSWERS = (ANSWERED | TELLINGS.keys()) - ASKED
# The last word of a name that a source opens with: "Ana Ruiz (a nurse)"
NAME = re.compile(r"(?!(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t)$)[^,(]*?(?P<last>[A-Z][\w’'-]*)\s*(?:[,(]|$)")
WHETHER = re.compile(r"\s(?:if|whether)\s")


def asker_of(text: str, telling: Telling, frame: Frame) -> Span | None:
    """Find who asked what a statement answers, in its sentence or in the one before.

    >>> text = "Vale asked Ruiz about the gate. Ruiz said it leaks."
    >>> sentence, whole = Span(32, 51), Span(0, 51)
    >>> telling = Telling("indirect", "speech", (Span(42, 50),), (Span(37, 41),), (Span(32, 36),), sentence, whole)
    >>> from onrecord.statements.occasions.frames import frame_of
    >>> asker_of(text, telling, frame_of(text, telling)).of(text)
    'Vale'
    """
    verb, begins = frame.verb.of(text), telling.sentence.start
    source = telling.source[0] if telling.source else None
    if source is None or source.end > frame.verb.start or telling.mode != "speech" or verb not in ANSWERS:
        return None
    if source.start - begins > NEAR:
        is_apart = telling.content[0].start > source.start
        return _asked_in(text, telling, verb, Span(max(begins, source.start - FAR), source.start)) if is_apart else None
    if source.of(text).lower() in SUBJECTS and verb not in ANSWERED:
        return None  # of "Vale asked Ruiz about it. She said" either of them
    before = sentence_before(text, telling)
    return _asked_in(text, telling, verb, before) if before else None


def _asked_in(text: str, telling: Telling, verb: str, within: Span) -> Span | None:
    cue = next(find_cues(text, within.start, within.end), None)
    if cue is None or not _asks(cue.span.of(text), verb):
        return None
    asker = source_before(text, within.start, cue.start)
    is_quoted = any(mark in text[within.start : cue.start] for mark in '“"')
    if asker is None or is_quoted or PASSIVE.search(text, asker.end, cue.start):
        return None
    asked = noun_phrase(text, cue.end + 1, within.end)
    return asker if _is_asked(text, telling.source[0], asker, asked, Span(cue.end, within.end)) else None


def _asks(word: str, verb: str) -> bool:
    return word in ASKED or (verb in ANSWERED and TELLINGS.get(word) == "whom")


def _is_asked(text: str, source: Span, asker: Span, asked: Span | None, rest: Span) -> bool:
    """Tell whether who speaks is whom was asked, or who but the asker may answer where nobody is named."""
    name = NAME.match(source.of(text))
    if name is None:
        return asked is not None and source.of(text).lower() in SUBJECTS
    if name["last"] in asker.of(text):
        return False
    return name["last"] in asked.of(text) if asked else WHETHER.match(text, rest.start, rest.end) is not None

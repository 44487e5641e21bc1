"""Speech inside speech: "Ruiz said Vale had told her that it leaks" is Ruiz's, and came through Vale."""

import re

from onrecord.model import Span, Spans
from onrecord.statements.modes import mode_of
from onrecord.statements.occasions.telling import Telling
from onrecord.statements.ruled.contents import clause_start
from onrecord.statements.ruled.cues import ACCORDING, find_cues
from onrecord.statements.ruled.sources import source_before

# Between a source and a cue that is its verb beyond doubt; a noun ("the board's claim") has none of these before it.
BETWEEN = re.compile(
    r"\s(?:(?:has|had|have|also|once|later|earlier|previously|recently|repeatedly|reportedly|publicly|\w+day)\s)*"
)
VERB = re.compile(r"said|says|told|tells|wrote|writes|\w+ed")
SELF = re.compile(
    r"""(?:he|she|they|it|we|i|you|who|which|that)\b
      | .*(?: [“”"] | '' | ['’]s?$ | \b(?:was|were|is|are|of|to|for)$ )""",
    re.IGNORECASE | re.VERBOSE,
)
LONGEST = 8  # words of an inner source


def via_of(text: str, telling: Telling) -> Spans:
    """Give through whom a statement came: as the finder read it, else who opens the content as its source."""
    if telling.via or telling.form == "direct":
        return telling.via
    inner = inner_source(text, telling.content[0])
    return (inner,) if inner else ()


def inner_source(text: str, content: Span) -> Span | None:
    """Find who is told to have said a content that opens with a source and a cue of its own; a pronoun is the speaker.

    >>> text = "Ruiz said Vale had told her that it leaks and that he knew."
    >>> inner_source(text, Span(10, len(text))).of(text)
    'Vale'
    >>> inner_source(text, Span(33, len(text)))
    """
    cue = next(find_cues(text, content.start, content.end), None)
    if cue is None or cue.ways is ACCORDING or not VERB.fullmatch(cue.span.of(text)):
        return None
    source = source_before(text, content.start, cue.start)
    if source is None or source.start != content.start or not BETWEEN.fullmatch(text, source.end, cue.start):
        return None
    words = source.of(text)
    if SELF.match(words) or len(words.split()) > LONGEST or mode_of(text, [cue.span]) == "thought":
        return None
    quoted = "quote" in cue.ways and any(mark in text[cue.end : content.end] for mark in '“"‘')
    return source if quoted or clause_start(text, cue.end, content.end, cue.ways) else None

"""What a report cites behind a statement: "said, according to two clerks", "said, the minutes show"."""

import re
from collections.abc import Iterator

from onrecord.model import Span
from onrecord.statements.occasions.frames import Frame
from onrecord.statements.occasions.telling import Telling
from onrecord.statements.ruled.sources import AFTER_ACCORDING, source_after

ACCORDING_TO = re.compile(r"""[\s,]* [”"’']{0,2} ,? \s according \s to (?=\s)""", re.VERBOSE)
# “It leaks,” Ruiz said, | the minutes | show
SHOWN = re.compile(
    r"""[\s,”"’]* , [\s”"’]* (?P<noun> \w[\w’'-]* (?: \s [\w’'-]+ ){0,4}? )
      \s (?: show | shows | showed | say | says | reveal | reveals | indicate | indicates ) \s? (?= [.,;—–] | $ )""",
    re.VERBOSE,
)


def ends(telling: Telling, frame: Frame) -> Iterator[int]:
    """Give where the phrases behind a cue, and those behind its content, end."""
    told = max(span.end for span in (*telling.cue, *telling.source, *((frame.taken,) if frame.taken else ())))
    yield max([told, *(phrase.noun.end for phrase in frame.behind)])
    if telling.content[-1].start > frame.verb.end:
        yield max([telling.content[-1].end, *(phrase.noun.end for phrase in frame.rest)])


def according_to(text: str, telling: Telling, frame: Frame) -> Iterator[Span]:
    """Give what a statement is told according to, where that is not its source.

    >>> from onrecord.statements.occasions.frames import frame_of
    >>> text = "“It leaks,” Ruiz said, according to a clip posted by Vale."
    >>> whole = Span(0, 58)
    >>> telling = Telling("direct", "speech", (Span(1, 10),), (Span(17, 21),), (Span(12, 16),), whole, whole)
    >>> [noun.of(text) for noun in according_to(text, telling, frame_of(text, telling))]
    ['a clip posted by Vale']
    """
    if not telling.cue or telling.cue[0].of(text).lower() == "according to":
        return
    end = telling.sentence.end
    if text.find("ccording to", telling.sentence.start, end) < 0:
        return
    for at in ends(telling, frame):
        if according := ACCORDING_TO.match(text, at, end):
            noun = source_after(text, according.end(), end, AFTER_ACCORDING)
            yield from (noun,) if noun else ()


def shown_by(text: str, telling: Telling, frame: Frame) -> Iterator[Span]:
    """Give the noun phrase that a statement ends with as shown there: "Ruiz said, | the minutes | show"."""
    for at in ends(telling, frame):
        if shown := SHOWN.match(text, at, telling.sentence.end):
            yield Span(*shown.span("noun"))

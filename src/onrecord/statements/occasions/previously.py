"""Whether a report goes back to what was said before: "has previously said", "told Norwire last year", "once said"."""

import re

from onrecord.model import Span
from onrecord.statements.occasions.frames import LEAD, Frame
from onrecord.statements.occasions.telling import Telling

NEAR = 25  # characters before a cue within which "previously" is said of it
# Beside the verb: "has previously said", "once said", "used to say"
BESIDE = re.compile(
    r"""(?<!\w) (?P<when> previously | in \s the \s past (?! \s tense ) | used \s to (?= \s \w+ $ )
        | (?: earlier | once ) (?= \s (?: [a-z]+ed | said | told | wrote ) \b ) )
      (?!\w) (?! [^,]{0,20} \s (?: and | but ) \s )""",
    re.VERBOSE,
)
MONTH = r"""(?: January | February | March | April | May | June | July | August | September | October | November
  | December | (?: Jan | Feb | Aug | Sept? | Oct | Nov | Dec ) \. )"""
# A time that is a month or more back, or that a report sets against its own day: "told Norwire | last year"
BACK = re.compile(
    rf"""[\s,”"]* (?: [Bb]ack \s )? (?P<when>
      (?i: last ) \s (?: month | year | spring | summer | fall | autumn | winter | {MONTH} )
      | (?i: in ) \s (?: (?: early | mid | late ) [\s-] )?
        (?: {MONTH} (?: \s (?: last \s year | (?: of \s )? \d{{4}} ) )?
          | (?: the \s )? \d{{4}} s? )
      | (?i: earlier ) \s this \s (?: month | year | spring | summer | fall | autumn | winter )
      | (?i: earlier | early ) \s in \s the \s (?: day | week | month | year | campaign | race | season | cycle )
      | (?: (?: just | only ) \s )? (?: (?i: a | one | two | three | four | five | six | several ) | \d+ ) \s
        (?: few \s | couple \s of \s )?
        (?: months? | years? | decades? ) \s (?: ago | earlier | before )
      | (?i: before ) \s the \s (?: \w+ \s )? (?: primary | primaries | election | elections | caucus | caucuses
          | vote | referendum | war | attacks? )
      | (?i: previously ) | (?i: in ) \s the \s past )
    (?! [\w’'-] | \s \d{{1,2}} (?!\d) )""",
    re.VERBOSE,
)
PAST = re.compile(r"\w+ed|said|told|wrote|spoke|made|gave|argued|went|swore|took|put|drew|hit|saying|telling|\w+ing")
COMMA = re.compile(r"[\s,]*")


def said_before(text: str, telling: Telling, frame: Frame) -> Span | None:
    """Find the words that tell that something was said a good while before the report.

    >>> from onrecord.statements.occasions.frames import frame_of
    >>> text = "“It leaks,” Ruiz told Norwire last year."
    >>> whole = Span(0, 40)
    >>> telling = Telling("direct", "speech", (Span(1, 10),), (Span(17, 21),), (Span(12, 16),), whole, whole)
    >>> said_before(text, telling, frame_of(text, telling)).of(text)
    'last year'
    """
    if not frame.is_known or not telling.cue:
        return None
    return _beside(text, telling, frame) or _around(text, telling, frame)


def _beside(text: str, telling: Telling, frame: Frame) -> Span | None:
    start = max([telling.sentence.start, *(span.end for span in telling.source if span.end <= frame.verb.start)])
    found = BESIDE.search(text, max(start, frame.verb.start - NEAR), telling.cue[-1].end)
    return Span(*found.span("when")) if found else None


def _around(text: str, telling: Telling, frame: Frame) -> Span | None:
    """Read a time behind the phrases of a telling, or before its source: "Last year, | Ruiz said"."""
    if telling.mode != "speech" or not PAST.fullmatch(frame.verb.of(text)):
        return None
    for at in _behind(telling, frame):
        limit = min([telling.sentence.end, *(span.start for span in telling.content if span.start >= at)])
        if found := BACK.match(text, at, limit):
            return Span(*found.span("when"))
    source = min((*telling.source, *telling.cue)).start
    lead = LEAD.match(text, telling.sentence.start, source)
    found = BACK.match(text, lead.end() if lead else telling.sentence.start, source)
    is_next = found is not None and COMMA.fullmatch(text, found.end(), source) is not None
    return Span(*found.span("when")) if found and is_next else None


def _behind(telling: Telling, frame: Frame) -> tuple[int, ...]:
    """Give where the words of a telling end: its verb, its source behind it, whom it is told, each phrase behind."""
    verb = frame.verb.end
    inverted = [span.end for span in telling.source if 0 <= span.start - verb < 3]
    taken = [frame.taken.end] if frame.taken else []
    before = [span.end for span in telling.source if span.end <= frame.verb.start]
    return (verb, *inverted, *taken, *before, *(phrase.noun.end for phrase in frame.behind))

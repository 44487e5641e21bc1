"""To whom something was said, where the words after the cue tell it: "told reporters that", "told the Elm Times:"."""

import re

from onrecord.model import Span
from onrecord.statements.occasions.telling import Telling

TOLD = frozenset({"told", "tells", "telling", "assured", "reminded", "informed"})
ADDRESSEE = re.compile(
    r"""
    \s+ (?P<whom> (?! (?: that | he | she | they | it | we | I | you | there | this ) (?!\w) )
      (?: (?: the | a | an | his | her | its | their | our ) \s+ (?: [a-z-]+ \s+ )? )?
      [A-Za-z][\w’'&-]* (?: \s+ [A-Z][\w’'&-]* )* (?<! ['’]s ) )
    (?= [.,:;]? (?: \s+ (?: that | on | in | at | he | she | they | it | we | I | there | the | during | after ) (?!\w)
      | \s* $ | \s* [“"‘] | [.,:] \s ) )
    """,
    re.VERBOSE,
)


def addressee_of(text: str, telling: Telling) -> Span | None:
    """Find to whom a statement was made."""
    if not telling.cue or telling.cue[-1].of(text) not in TOLD:
        return None
    after = telling.cue[-1].end
    found = ADDRESSEE.match(text, after, min([telling.sentence.end, *_ahead(telling, after)]))
    return Span(*found.span("whom")) if found else None


def _ahead(telling: Telling, place: int) -> list[int]:
    return [span.start for span in telling.content if span.start > place]

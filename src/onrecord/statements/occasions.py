"""To whom and in what something was said, where the words after the cue say so beyond doubt."""

import re
from collections.abc import Sequence

from onrecord.model import Occasion, Span

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
MEDIUM = re.compile(
    r"""
    (?<!\w) (?: in | on | during | via | through ) \s (?P<medium>
        (?: an? | the | his | her | its | their ) \s (?: [\w’'-]+ \s ){0,2}?
        (?: interview | statement | tweet | speech | letter | e-?mail | briefing | blog\ post | post | video | memo
          | op-ed )
      | X | Twitter | Facebook | Instagram | Truth\ Social | Telegram ) (?!\w)
    """,
    re.VERBOSE,
)
NEAR = 60


def occasion_of(text: str, cue: Sequence[Span], limit: int) -> Occasion:
    """Read the words that follow a cue.

    >>> text = "She told reporters in an interview that it held."
    >>> occasion = occasion_of(text, [Span(4, 8)], len(text))
    >>> occasion.addressee, occasion.medium
    ('reporters', 'an interview')
    """
    if not cue:
        return Occasion()
    after = cue[-1].end
    whom = ADDRESSEE.match(text, after, limit) if cue[-1].of(text) in TOLD else None
    medium = MEDIUM.search(text, after, min(limit, after + NEAR))
    return Occasion(addressee=whom["whom"] if whom else None, medium=medium["medium"] if medium else None)

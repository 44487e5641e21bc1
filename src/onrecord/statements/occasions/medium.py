"""In what something was said: an interview, a speech, a post."""

import re

from onrecord.model import Medium, Span
from onrecord.statements.occasions.telling import Telling

MEDIUM = re.compile(
    r"""
    (?<!\w) (?: in | on | during | via | through ) \s (?P<medium>
        (?: an? | the | his | her | its | their ) \s (?: [\w’'-]+ \s ){0,2}?
        (?P<noun> interview | statement | tweet | speech | letter | e-?mail | briefing | post | memo )
      | Twitter | Facebook ) (?!\w)
    """,
    re.VERBOSE,
)
KINDS: dict[str, Medium] = {
    "interview": "interview", "statement": "statement", "tweet": "post", "speech": "speech", "letter": "letter",
    "email": "letter", "e-mail": "letter", "briefing": "press briefing", "post": "post", "memo": "letter",
}  # fmt: skip
NEAR = 60


def medium_of(text: str, telling: Telling) -> tuple[Medium, Span] | None:
    """Find in what a statement was made, with the words that show it."""
    if not telling.cue:
        return None
    after = telling.cue[-1].end
    found = MEDIUM.search(text, after, min(telling.sentence.end, after + NEAR))
    return (KINDS.get(found["noun"] or "", "post"), Span(*found.span("medium"))) if found else None

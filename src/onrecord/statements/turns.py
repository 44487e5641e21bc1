"""Turns of a transcript: ``NAME: words`` at the start of a line, each one a statement by NAME."""

import re
from collections.abc import Iterator

from onrecord.model import Span
from onrecord.text.sentences import paragraphs

TURN = re.compile(
    r"""
    (?: \[ [^\]\n]{1,30} \] \s* )?                                              # [00:12:31]
    (?P<name> (?: [A-Z][\w.’'\-]* | Q | A ) (?: [ ,]+ (?: [A-Z(][\w.’'\-)]* | of | the | de | van | von
      | and ) ){0,7} )
    \s? : (?= \s | $ )
    """,
    re.VERBOSE,
)
NOTE = re.compile(r"\s* (?: \( [^()]{1,60} \) | \[ [^\[\]]{1,60} \] ) [\s.]*", re.VERBOSE)


def find_turns(text: str) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """Give each turn as the place of its name and a span for each paragraph of its words; stage notes alone are none.

    >>> text = "ANA RUIZ: Good morning.\\n\\nOne thing more.\\n\\n(APPLAUSE)\\n\\nQ: What?"
    >>> [(name.of(text), [span.of(text) for span in words]) for name, words in find_turns(text)]
    [('ANA RUIZ', ['Good morning.', 'One thing more.']), ('Q', ['What?'])]
    """
    name: Span | None = None
    words: list[Span] = []
    for paragraph in paragraphs(text):
        start = paragraph.start
        if turn := TURN.match(text, paragraph.start, paragraph.end):
            if name and words:
                yield name, tuple(words)
            name, words = Span(*turn.span("name")), []
            start = turn.end()
        start += len(text[start : paragraph.end]) - len(text[start : paragraph.end].lstrip())
        if start < paragraph.end and not NOTE.fullmatch(text, start, paragraph.end):
            words.append(Span(start, paragraph.end))
    if name and words:
        yield name, tuple(words)

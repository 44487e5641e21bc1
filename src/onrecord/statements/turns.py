"""Turns of a transcript: ``NAME: words`` at the start of a line, each one a statement by NAME.

Reports print pieces of transcripts too, some with a quotation mark before each turn.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.model import Span
from onrecord.text.sentences import paragraphs
from onrecord.text.words import NUMBERS

TURN = re.compile(
    r"""
    (?: \[ [^\]\n]{1,30} \] \s* )?                                              # [00:12:31]
    (?P<name> (?: [A-Z][\w.’'\-]* | Q | A ) (?: [ ,]+ (?: [A-Z(][\w.’'\-)]* | of | the | de | van | von
      | and ) ){0,7} )
    \s? : (?= \s | $ )
    """,
    re.VERBOSE,
)
MARKS = '"“”'
PRINTED = re.compile(
    r"""["“”]?\s*(?P<name>(?:[A-Z][A-Z.’'\-]+)(?:\s[A-Z][A-Z.’'\-]*){0,3})\s?:(?=\s)"""
)  # inside a report
NOTE = re.compile(r"\s* (?: \( [^()]{1,60} \) | \[ [^\[\]]{1,60} \] ) [\s.]*", re.VERBOSE)
# What a speaker opens a paragraph with: "One: we cut taxes", "Ladies and gentlemen: we won".
NO_SPEAKERS = frozenset(NUMBERS) | {
    "but", "finally", "ladies", "listen", "look", "now", "number", "okay", "point", "remember", "so", "well", "yes",
}  # fmt: skip


def find_turns(text: str) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """Give each turn as the place of its name and a span for each paragraph of its words; stage notes alone are none.

    >>> text = "ANA RUIZ: Good morning.\\n\\nOne thing more.\\n\\n(APPLAUSE)\\n\\nQ: What?"
    >>> [(name.of(text), [span.of(text) for span in words]) for name, words in find_turns(text)]
    [('ANA RUIZ', ['Good morning.', 'One thing more.']), ('Q', ['What?'])]
    >>> [len(list(find_turns(f"RUIZ: Two.\\n\\n{label}: we sell."))) for label in ("One", "FIRST LADY")]
    [1, 2]
    """
    name: Span | None = None
    words: list[Span] = []
    for paragraph in paragraphs(text):
        start = paragraph.start
        turn = TURN.match(text, paragraph.start, paragraph.end)
        if turn and (turn["name"].isupper() or turn["name"].split()[0].casefold() not in NO_SPEAKERS):
            if name and words:
                yield name, tuple(words)
            name, words = Span(*turn.span("name")), []
            start = turn.end()
        start += len(text[start : paragraph.end]) - len(text[start : paragraph.end].lstrip())
        if start < paragraph.end and not NOTE.fullmatch(text, start, paragraph.end):
            words.append(Span(start, paragraph.end))
    if name and words:
        yield name, tuple(words)


class Turn(NamedTuple):
    """A turn that a report prints: the name, its colon, a span for each paragraph of the words."""

    name: Span
    colon: Span
    words: list[Span]


def turns_in(text: str, blocks: Sequence[Span]) -> tuple[list[Turn], list[Span]]:
    """Find the turns that a report prints, and give the paragraphs that are none.

    One paragraph that opens with capitals and a colon may be anything ("UPDATE: ..."); two by different names are a
    talk. Where its paragraphs open with a quotation mark, one without a name goes on with the turn before.

    >>> text = "They spoke.\\n\\n“VALE: Does it leak?\\n\\n“RUIZ: It does.\\n\\n“Not much.”"
    >>> turns, rest = turns_in(text, paragraphs(text))
    >>> [(turn.name.of(text), [span.of(text) for span in turn.words]) for turn in turns]
    [('VALE', ['Does it leak?']), ('RUIZ', ['It does.', 'Not much.'])]
    >>> [span.of(text) for span in rest]
    ['They spoke.']
    """
    labels = [PRINTED.match(text, block.start, block.end) for block in blocks]
    if len({label["name"] for label in labels if label}) < 2:
        return [], list(blocks)
    turns: list[Turn] = []
    rest: list[Span] = []
    before: Turn | None = None
    for block, label in zip(blocks, labels, strict=True):
        if label:
            before = Turn(Span(*label.span("name")), Span(label.end() - 1, label.end()), [])
            turns.append(before)
        elif before is None or text[block.start] not in MARKS or text[before.name.start - 1] not in MARKS:
            before = None
            rest.append(block)
            continue
        words = _bare(text, label.end() if label else block.start, block.end)
        if words.start < words.end and not NOTE.fullmatch(text, words.start, words.end):
            before.words.append(words)
    return [turn for turn in turns if turn.words], rest


def _bare(text: str, start: int, end: int) -> Span:
    """Leave out the blanks and quotation marks around the words of a turn."""
    while start < end and (text[start].isspace() or text[start] in MARKS):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in MARKS):
        end -= 1
    return Span(start, end)

"""Markdown as prose of the same length, so that every place holds: who finds quotations and speakers reads it then.

Ana Ruiz told the council
on Monday:                             Ana Ruiz told the council on Monday:   “We sell no bread   on Mondays.”
                                ->
> We sell no bread
> on Mondays.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.model import Span
from onrecord.text.quotemarks import RUN

BLOCK = re.compile(r"^[ ]{0,3}>.*(?:\n[ ]{0,3}>.*)*", re.MULTILINE)
SIGN = re.compile(r"^[ ]{0,3}>", re.MULTILINE)
LINE = re.compile(r"^(?P<sign>[ ]{0,3}>[ ]?)(?P<words>.*)$", re.MULTILINE)
SIGNATURE = re.compile(r"\s*(?:—|–|―|--)\s*\w")  # — Ana Ruiz, mayor of Elm
SIGNED = re.compile(r"[\n >]*" + SIGNATURE.pattern)
LINE_BREAK = re.compile(
    r"""
    (?<= [^\s|>] ) (?<! [ ]{2} ) \n                                   # a line that ends in words, no <br> or table
    (?= [ ]{0,3} (?! [-*+] \s | \#{1,6} \s | > | \d{1,9} [.)] \s | [=\-*_~`|]{2,} ) \S )   # and one that goes on
    """,
    re.VERBOSE,
)
HEADING = re.compile(r"^[ ]{0,3}(?:#{1,6}\s.*|=+|-+)$", re.MULTILINE)
HEADING_SIGN = re.compile(r"^[ ]{0,3}#{1,6}(?=\s)", re.MULTILINE)
LINE_END = re.compile(r"[^\S\n]*\n[ ]{0,3}>[ ]?")


def blocks_in(text: str) -> tuple[Span, ...]:
    r"""Give the block quotations of a text.

    >>> [block.of("He wrote:\n\n> No.\n\nHe left.") for block in blocks_in("He wrote:\n\n> No.\n\nHe left.")]
    ['> No.']
    """
    return tuple(Span(*match.span()) for match in BLOCK.finditer(text))


def as_prose(text: str) -> str:
    r"""Make one line of the lines of each paragraph, take the signs off headings, set block quotations between marks.

    >>> as_prose("# Bread\nAna Ruiz\nsaid:\n\n> No.\n\n- She\n- left")
    '  Bread\nAna Ruiz said:   “No.”\x0c- She\n- left'
    """
    headings = {match.end() for match in HEADING.finditer(text)}
    prose = LINE_BREAK.sub(lambda line_break: "\n" if line_break.start() in headings else " ", text)
    return in_marks(HEADING_SIGN.sub(lambda sign: " " * len(sign[0]), prose))


def in_marks(text: str) -> str:
    r"""Set block quotations between marks, on the line of what leads them in or signs them; every place still holds.

    >>> in_marks("He wrote:\n\n> No.\n\nHe left.")
    'He wrote:   “No.”\x0cHe left.'
    """
    letters = list(text)
    for block in blocks_in(text):
        lines = [match for match in LINE.finditer(text, block.start, block.end) if match["words"].strip()]
        _take_signs_off(text, letters, block, lines)
        quoted = [line for line in lines if not SIGNATURE.match(line["words"])]
        if quoted and not RUN.match(quoted[0]["words"].lstrip()):  # else it has marks of its own
            _put_marks_on(letters, quoted)
            _join(text, letters, block, quoted[-1].end())
    return "".join(letters)


def lines_of(text: str, span: Span) -> Iterator[Span]:
    """Give the lines of a stretch, without the signs that make them a block quotation.

    >>> text = "> We sell\\n> no bread"
    >>> [line.of(text) for line in lines_of(text, Span(2, len(text)))]
    ['We sell', 'no bread']
    """
    start = span.start
    for line_end in LINE_END.finditer(text, span.start, span.end):
        if start < line_end.start():
            yield Span(start, line_end.start())
        start = line_end.end()
    if start < span.end:
        yield Span(start, span.end)


def _take_signs_off(text: str, letters: list[str], block: Span, lines: Sequence[re.Match[str]]) -> None:
    """Blank the signs; lines of one paragraph become one line."""
    letters[block.start : block.end] = SIGN.sub(lambda sign: " " * len(sign[0]), block.of(text))
    for line, following in pairwise(lines):
        if following.start() == line.end() + 1 and not SIGNATURE.match(following["words"]):
            letters[line.end()] = " "


def _put_marks_on(letters: list[str], quoted: Sequence[re.Match[str]]) -> None:
    """Open each paragraph with a mark, and close the last: so print quotations of several paragraphs."""
    for line in quoted:
        if line is quoted[0] or letters[line.start() - 1] == "\n":
            letters[line.end("sign") - 1] = "“"
    end = quoted[-1].end()
    letters[end : end + 1] = "”"


def _join(text: str, letters: list[str], block: Span, end: int) -> None:
    """Put the quotation on one line with what leads it in, "She said:", and with its signature, "— Ana Ruiz"."""
    before = block.start
    while text[before - 1 : before].isspace():
        before -= 1
    if text[before - 1 : before] == ":":
        _on_one_line(letters, Span(before, block.start))
    if signature := SIGNED.match(text, end):
        _on_one_line(letters, Span(end + 1, signature.end()))
    elif text[end + 1 : end + 2] == "\n":
        letters[end + 1] = "\f"  # the first line break became the mark; the paragraph ends all the same


def _on_one_line(letters: list[str], span: Span) -> None:
    for at in range(span.start, span.end):
        letters[at] = " " if letters[at] == "\n" else letters[at]

"""Paragraphs and sentences as spans of a text.

Three things surprised us: some outlets print a paragraph a line and others break lines at a column; some texts come
re-joined from tokens, with a space before each stop and mark; and a web page glues paragraphs ("he said.On Sunday").
"""

import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise

from onrecord.model import Span

BLANK_LINE = re.compile(r"\n[^\S\n]*+(?:\n[^\S\n]*+)++|\f")
COLUMN = 100  # characters of the longest line of a text whose lines were broken at a column
STOP = re.compile(
    r"""
      (?<! [.!?…] ) [.!?…]++ (?: \s \. )*+ [”’"'»)\]]*+ (?= \s | $ )   # done.  done.”  wait. . .
    | (?<= [a-z]{2} ) [.!?] [”"’]? (?= [“"‘]?+ [A-Z][a-z]++ \s )        # glued: he said.On Sunday
    """,
    re.VERBOSE,
)
SPACED_CLOSER = re.compile(r"""\s+ (?: [”»)\]] | '' | (?P<straight>") ) (?= \s | $ )""", re.VERBOSE)
NEXT = re.compile(r"""\s* (?: [“"‘'«„(\[] | `` )* \s* (?P<word> \w[\w’'\-]* )?""", re.VERBOSE)
LAST = re.compile(r"(?: (?<!\w) [^\W\d_] \.)* [^\W_]+ $", re.VERBOSE)


def _kinds() -> dict[str, str]:
    lines = files(__package__).joinpath("abbreviations.en.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {word: kind for word, kind in rows}  # noqa: C416 - mypy knows no dict of lists


ABBREVIATIONS = _kinds()


def paragraphs(text: str) -> tuple[Span, ...]:
    """Give the paragraphs of a text, white space around them left out.

    A blank line ends a paragraph, and so does the end of a line, unless the lines are broken at a column.

    >>> [span.of("One.\\nTwo.\\n\\n Three. ") for span in paragraphs("One.\\nTwo.\\n\\n Three. ")]
    ['One.', 'Two.', 'Three.']
    """
    pattern = BLANK_LINE if _has_broken_lines(text) else re.compile(r"[\n\f]+")
    return tuple(_pieces(text, [match.span() for match in pattern.finditer(text)]))


def sentences(text: str, span: Span) -> tuple[Span, ...]:
    """Give the sentences of a stretch of text; a closing quotation mark belongs to the sentence that it closes.

    >>> text = 'Sen. Ruiz of the U.S. spoke. “It is 4.5 per cent.” “No!” she said.'
    >>> [sentence.of(text) for sentence in sentences(text, Span(0, len(text)))]
    ['Sen. Ruiz of the U.S. spoke.', '“It is 4.5 per cent.”', '“No!” she said.']
    """
    found = []
    start = span.start
    for end in _ends(text, span):
        if (sentence := _trimmed(text, start, end)) is not None:
            found.append(sentence)
        start = end
    if (rest := _trimmed(text, start, span.end)) is not None:
        found.append(rest)
    return tuple(found)


def _has_broken_lines(text: str) -> bool:
    """Tell a text whose lines end at a column: they are short, and most of them end in the middle of a sentence."""
    lines = text.split("\n")
    if len(lines) < 3 or max(map(len, lines)) > COLUMN:
        return False
    followed = [line.rstrip() for line, after in pairwise(lines) if line.strip() and after.strip()]
    amid = sum(len(line) > COLUMN // 3 and line[-1] not in ".!?:”\"’'" for line in followed)
    return amid * 3 > len(followed) * 2


def _pieces(text: str, breaks: list[tuple[int, int]]) -> Iterator[Span]:
    start = 0
    for end, after in [*breaks, (len(text), len(text))]:
        if (piece := _trimmed(text, start, end)) is not None:
            yield piece
        start = after


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    bare = piece.strip()
    if not bare:
        return None
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(bare))


def _ends(text: str, span: Span) -> Iterator[int]:
    straight = counted = 0
    for stop in STOP.finditer(text, span.start, span.end):
        if stop.start() < counted:
            continue
        end = stop.end()
        straight += text.count('"', counted or span.start, end)
        counted = end
        # A text re-joined from tokens: " he left . " - the mark closes when an odd number stands before it.
        while closer := SPACED_CLOSER.match(text, end, span.end):
            if closer["straight"] and straight % 2 == 0:
                break
            straight += bool(closer["straight"])
            end = counted = closer.end()
        if _is_end(text, stop, end, span):
            yield end


def _is_end(text: str, stop: re.Match[str], end: int, span: Span) -> bool:
    following = NEXT.match(text, end, span.end)
    word = (following["word"] if following else None) or ""
    if not word:
        return True
    if word[0].islower():
        return False
    if stop[0] != ".":
        return True
    last = LAST.search(text, max(span.start, stop.start() - 12), stop.start())
    return last is None or _may_end(last[0], word)


def _may_end(last: str, word: str) -> bool:
    opens = ABBREVIATIONS.get(word.lower()) == "opens"
    kind = ABBREVIATIONS.get(last) or (ABBREVIATIONS.get(last.capitalize()) if last.isupper() else None)
    if kind in (None, "opens"):
        # Initials: J. K. Vale, and I. The; a lone capital is one, a numeral is none.
        return not (len(last) == 1 and last.isupper()) or opens
    if kind == "number":
        return not word[0].isdecimal() and opens
    return kind == "either" and opens

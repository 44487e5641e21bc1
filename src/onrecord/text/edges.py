"""Where printed words begin and end: blanks around them, and signs that nobody sees, are no part of them.

A page holds more of the latter than its readers know: byte order marks, marks of the direction of writing, null bytes.
"""

import unicodedata

from onrecord.model import Span

UNSEEN = frozenset({"Cc", "Cf"})  # of Unicode's categories: control and format


def is_blank(letter: str) -> bool:
    """Tell whether nothing is to be seen where a character stands.

    >>> [is_blank(letter) for letter in (" ", "\\u2028", "\\ufeff", "\\x00", "-", "a")]
    [True, True, True, True, False, False]
    """
    return letter.isspace() or unicodedata.category(letter) in UNSEEN


def within_blanks(text: str, span: Span) -> Span | None:
    """Leave out the blanks at the edges of a stretch; None if it holds nothing else.

    >>> within_blanks("\\u202c It leaks. \\u2028", Span(0, 13))
    Span(start=2, end=11)
    """
    start, end = span.start, span.end
    while start < end and is_blank(text[start]):
        start += 1
    while start < end and is_blank(text[end - 1]):
        end -= 1
    return Span(start, end) if start < end else None


def words_within(text: str, span: Span) -> Span | None:
    """Leave out the blanks at the edges of a stretch; None if it holds no letter and no digit.

    >>> words_within("“It leaks.” ", Span(0, 12)), words_within(" ! ", Span(0, 3))
    (Span(start=0, end=11), None)
    """
    bare = within_blanks(text, span)
    return bare if bare is not None and any(map(str.isalnum, bare.of(text))) else None


def in_one_line(words: str) -> str:
    """Print words in one line, one blank between them.

    >>> in_one_line("the clerk \\x00\\n of Elm\\ufeff ")
    'the clerk of Elm'
    """
    apart = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in words).split()
    seen = ((word, within_blanks(word, Span(0, len(word)))) for word in apart)
    return " ".join(bare.of(word) for word, bare in seen if bare is not None)

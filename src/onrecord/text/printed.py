"""Words as they are printed: their characters, the names among them, the same letters apart or not."""

import re
from collections.abc import Sequence

from onrecord.text.words import Word

MID_SENTENCE = re.compile(r"[\w,;][ \n]\Z")


def printed_of(text: str, words: Sequence[Word]) -> str:
    """Give the printed characters from the first to the last of some words, with the bracket that closes among them.

    >>> from onrecord.text.words import words_of
    >>> printed_of("the prison (Cecot) for a fee", words_of("the prison (Cecot) for a fee")[2:])
    '(Cecot) for a fee'
    """
    if not words:
        return ""
    start, end = words[0].start, words[-1].end
    for left, right in ("()", "[]"):
        inside = text[start:end]
        if text[start - 1 : start] == left and inside.count(right) > inside.count(left):
            start -= 1
        elif text[end : end + 1] == right and inside.count(left) > inside.count(right):
            end += 1
    return text[start:end]


def names_among(text: str, words: Sequence[Word]) -> set[str]:
    """Give the keys of the words with a capital, but for "I" and what may open a sentence.

    >>> from onrecord.text.words import words_of
    >>> names_among("Today I saw Vale.", words_of("Today I saw Vale."))
    {'vale'}
    """
    return {
        word.key
        for word in words
        if text[word.start].isupper()
        and len(word.key) > 1
        and MID_SENTENCE.search(text, max(0, word.start - 3), word.start)
    }


def has_same_letters(printed: str, other: str) -> bool:
    """Tell whether two wordings have the same letters and digits, and some: "First Group" and "FirstGroup".

    >>> has_same_letters("First Group", "FirstGroup"), has_same_letters("", "")
    (True, False)
    """
    letters = _letters(printed)
    return bool(letters) and letters == _letters(other)


def _letters(printed: str) -> str:
    return "".join(filter(str.isalnum, printed)).casefold()

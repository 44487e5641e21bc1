"""The language of a text: English by its commonest words, anything else by a trained table of letters (offline)."""

import re

COMMON = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "it",
        "was",
        "on",
        "with",
        "as",
        "he",
        "be",
        "at",
        "by",
        "said",
        "his",
        "have",
        "are",
        "not",
        "from",
        "they",
        "this",
        "but",
        "had",
        "she",
        "an",
        "or",
    ]
)
SAMPLE = 4000  # characters that tell
WORD = re.compile(r"[^\W\d_]+")
SHARE = (
    0.2  # of the words of English prose, a third and more are among the commonest; of other languages', under a tenth
)
FEW = 5  # words under which we say nothing


def language_of(text: str) -> str | None:
    """Give the two letters of a text's language, or None if it is too short to tell.

    >>> language_of("The mayor said that the gate was not safe."), language_of("Sluice")
    ('en', None)
    """
    words = WORD.findall(text[:SAMPLE].lower())
    if len(words) < FEW:
        return None
    if _is_english(words):
        return "en"
    from py3langid import classify  # takes most of a second to load, and English needs none of it

    language: str = classify(text[:SAMPLE])[0]
    return language


def is_english(text: str) -> bool:
    """Tell English by its commonest words, which are the same in every encoding that extends ASCII."""
    words = WORD.findall(text[:SAMPLE].lower())
    return len(words) >= FEW and _is_english(words)


def _is_english(words: list[str]) -> bool:
    return sum(word in COMMON for word in words) >= SHARE * len(words)

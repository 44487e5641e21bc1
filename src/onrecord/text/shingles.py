"""Word n-grams: what two texts that share a passage have in common."""

from collections.abc import Sequence

from onrecord.text.words import Word

Shingle = tuple[str, ...]


def shingles(words: Sequence[Word], size: int) -> tuple[Shingle, ...]:
    """List the runs of ``size`` words, one for each place where one begins.

    >>> from onrecord.text.words import words_of
    >>> shingles(words_of("Bread isn't a luxury"), 3)
    (('bread', 'is', 'not'), ('is', 'not', 'a'), ('not', 'a', 'luxury'))
    """
    keys = [word.key for word in words]
    return tuple(zip(*(keys[start:] for start in range(size)), strict=False))

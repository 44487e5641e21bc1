"""Word n-grams: what two texts that share a passage have in common."""

from collections.abc import Sequence

Shingle = tuple[int, ...]


def shingles(words: Sequence[int], size: int) -> list[Shingle]:
    """List the runs of ``size`` words, given as numbers, one for each place where one begins.

    >>> shingles((5, 6, 7, 5), 3)
    [(5, 6, 7), (6, 7, 5)]
    """
    return list(zip(*(words[start:] for start in range(size)), strict=False))

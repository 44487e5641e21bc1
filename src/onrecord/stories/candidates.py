"""Which texts have words in a row in common, found through one sorted list of all such runs.

The list is cut into parts that are sorted one after the other, so that thirty thousand reports need no more memory
than their words. A run that many texts have (wire copy, an outlet's stock paragraph) does not make pairs of them all.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

CROWD = 30  # texts with one run of words from which each is compared with the next and the longest, not with all
PART = 4_000_000  # runs that are sorted at once
MIX = np.uint64(0x9E3779B97F4A7C15)  # odd, and its bits are well spread
Numbers = NDArray[np.int64]


def candidates(texts: Sequence[Sequence[int]], size: int) -> list[tuple[int, int]]:
    """Find the pairs of texts, given as numbers of words and the longest last, that share a run of ``size`` words.

    Two runs may be taken for one by chance: pairs are to be compared.

    >>> candidates([(1, 2, 3), (3, 1, 2), (4, 1, 2, 3)], 3)
    [(0, 2)]
    """
    hashes, holders = _all_runs(texts, size)
    parts = np.uint64(1 + len(hashes) // PART)
    pairs = np.empty(0, np.int64)
    for part in range(int(parts)):
        chosen = np.flatnonzero(hashes % parts == part)
        found = [one * len(texts) + other for one, other in _pairs(hashes[chosen], holders[chosen].astype(np.int64))]
        pairs = np.unique(np.concatenate([pairs, *found]))
    return [divmod(pair, len(texts)) for pair in pairs.tolist()]


def _all_runs(texts: Sequence[Sequence[int]], size: int) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """Give the runs of all texts, and the text of each."""
    runs = [_runs(text, size) for text in texts]
    holders = np.repeat(np.arange(len(runs), dtype=np.uint32), [len(run) for run in runs])
    return np.concatenate([*runs, np.empty(0, np.uint64)]), holders


def _runs(text: Sequence[int], size: int) -> NDArray[np.uint64]:
    """Give a number for each run of words in a text, once."""
    words = np.asarray(text, np.uint64)
    length = max(len(words) - size + 1, 0)
    runs = np.zeros(length, np.uint64)
    for step in range(size):
        runs = (runs ^ words[step : step + length]) * MIX
        runs ^= runs >> np.uint64(29)
    return np.unique(runs)


def _pairs(hashes: NDArray[np.uint64], holders: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """Give the pairs among the holders of each run, many at a time."""
    order = np.argsort(hashes, kind="stable")  # the holders of a run stay in their order
    hashes, holders = hashes[order], holders[order]
    starts = np.flatnonzero(np.concatenate([[True], hashes[1:] != hashes[:-1]])) if len(hashes) else order
    counts = np.diff(np.concatenate([starts, [len(hashes)]]))
    for count in np.unique(counts[counts > 1]).tolist():
        groups = np.unique(holders[starts[counts == count][:, None] + np.arange(count)], axis=0)
        if count <= CROWD:
            first, second = np.triu_indices(count, 1)
            yield groups[:, first].ravel(), groups[:, second].ravel()
        else:
            yield groups[:, :-1].ravel(), groups[:, 1:].ravel()
            yield groups[:, :-1].ravel(), np.repeat(groups[:, -1], count - 1)

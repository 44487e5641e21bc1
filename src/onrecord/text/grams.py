"""Word sequences: what an index holds of a text, and what a quotation is looked up by."""

from collections.abc import Iterator, Sequence

from onrecord.text.weights import weight_of

LONGEST = 3
RARE, TELLING = 18, 25  # tenths of weight: of a word, of two words, that are worth a look-up
MOST = 120  # sequences of a quotation that are looked up, spread evenly over it


def grams_of(keys: Sequence[str]) -> list[str]:
    """Give the sequences of one, two and three words, each once.

    >>> grams_of("we sell bread".split())
    ['we', 'sell', 'bread', 'we sell', 'sell bread', 'we sell bread']
    """
    return list(dict.fromkeys(" ".join(gram) for gram in _grams(keys)))


def telling_grams(keys: Sequence[str]) -> list[str]:
    """Give the sequences that few texts have: those of three words, and heavy ones of fewer.

    >>> telling_grams("of the bakery".split())
    ['bakery', 'the bakery', 'of the bakery']
    """
    found = list(dict.fromkeys(" ".join(gram) for gram in _grams(keys) if _is_telling(gram)))
    return found[:: max(1, -(-len(found) // MOST))]


def _grams(keys: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in range(1, LONGEST + 1):
        yield from zip(*(keys[start:] for start in range(size)), strict=False)


def _is_telling(gram: Sequence[str]) -> bool:
    return len(gram) == LONGEST or sum(map(weight_of, gram)) >= (RARE if len(gram) == 1 else TELLING)

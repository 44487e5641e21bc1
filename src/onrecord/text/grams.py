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
    return list(dict.fromkeys(" ".join(gram) for gram in sequences_of(keys)))


def telling_grams(keys: Sequence[str]) -> list[str]:
    """Give the sequences that few texts have: those of three words, and heavy ones of fewer.

    >>> telling_grams("of the bakery".split())
    ['bakery', 'the bakery', 'of the bakery']
    """
    found = list(dict.fromkeys(" ".join(gram) for gram in sequences_of(keys) if _is_telling(gram)))
    return found[:: max(1, -(-len(found) // MOST))]


def sequences_of(keys: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Give all sequences of one, two and three words."""
    for size in range(1, LONGEST + 1):
        yield from zip(*(keys[start:] for start in range(size)), strict=False)


def votes_of(sequence: Sequence[str]) -> int:
    """Weigh a sequence that two texts share: a longer one counts for more, a common word by itself for nothing.

    >>> votes_of(["the"]), votes_of(["the", "bakery"]) > votes_of(["bakery"]) > 0
    (0, True)
    """
    value = sum(map(weight_of, sequence))
    return value * len(sequence) if len(sequence) > 1 or value >= RARE else 0


def _is_telling(gram: Sequence[str]) -> bool:
    return len(gram) == LONGEST or sum(map(weight_of, gram)) >= (RARE if len(gram) == 1 else TELLING)

"""Tell which person of a report a "he" or "she" stands for, or that nothing tells.

Each earlier mention speaks for its person: more if it is near, if it opens a sentence or stands as a subject, less if
it owns something ("Roe's house") or stands inside a quotation. The winner must be of the right gender and clearly
ahead. The weights are set by hand and not yet fitted.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.people.chains import Chain
from onrecord.people.mentions import Mention
from onrecord.text.names import Gender

PRONOUNS: dict[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip


class Weights(NamedTuple):
    """What speaks for a person, in points; set by hand."""

    sentence: float = 0.55  # each sentence between leaves this share
    paragraph: float = 0.7  # each paragraph border too
    opens: float = 0.5
    possessive: float = -0.25
    quoted: float = -0.7
    gender: float = 1.0
    again: float = 0.15  # each further mention, for at most four
    speaks: float = 1.2  # source of a statement nearby
    lead: float = 1.15  # how far ahead of the second the first has to be
    floor: float = 0.12


BY_HAND = Weights()
WINDOW = 14  # sentences back in which a mention can speak


class Place(NamedTuple):
    """A mention as the resolver sees it."""

    start: int
    chain: int
    weight: float


@dataclass(frozen=True, slots=True)
class Scene:
    """A report laid out for looking back from a pronoun: who is mentioned where, and where sentences begin."""

    chains: tuple[Chain, ...]
    places: tuple[Place, ...]
    sentences: Sequence[int]
    paragraphs: Sequence[int]

    def resolve(
        self, pronoun: str, at: int, sources: Sequence[tuple[int, Chain]] = (), weights: Weights = BY_HAND
    ) -> Chain | None:
        """Give the person that a pronoun at a place stands for; None when unsure.

        ``sources`` are the places, in order, at which persons spoke.
        """
        scores = self._scores(at, PRONOUNS[pronoun], weights)
        for start, chain in sources[bisect_left(sources, self._window(at), key=_first) :]:
            if start >= at:
                break
            index = self.chains.index(chain)
            if index in scores or _agrees(chain, PRONOUNS[pronoun]):
                near = weights.speaks * self._nearness(start, at, weights)
                scores[index] = max(scores.get(index, 0.0), near + scores.get(index, 0.0))
        ranked = sorted(((score, -index) for index, score in scores.items()), reverse=True)
        if not ranked or ranked[0][0] < weights.floor:
            return None
        if len(ranked) > 1 and ranked[0][0] < ranked[1][0] * weights.lead:
            return None
        return self.chains[-ranked[0][1]]

    def _window(self, at: int) -> int:
        return self.sentences[max(0, bisect_right(self.sentences, at) - WINDOW)]

    def _nearness(self, start: int, at: int, weights: Weights) -> float:
        apart = bisect_right(self.sentences, at) - bisect_right(self.sentences, start)
        borders = bisect_right(self.paragraphs, at) - bisect_right(self.paragraphs, start)
        return float(weights.sentence**apart * weights.paragraph**borders)

    def _scores(self, at: int, gender: Gender, weights: Weights) -> dict[int, float]:
        best: dict[int, float] = {}
        count: dict[int, int] = {}
        first = bisect_left(self.places, self._window(at), key=_first)
        for place in self.places[first : bisect_left(self.places, at, key=_first)]:
            chain = self.chains[place.chain]
            if not _agrees(chain, gender):
                continue
            score = (place.weight + weights.gender * (chain.gender == gender)) * self._nearness(
                place.start, at, weights
            )
            best[place.chain] = max(best.get(place.chain, 0.0), score)
            count[place.chain] = count.get(place.chain, 0) + 1
        return {chain: score * (1 + weights.again * (min(count[chain], 5) - 1)) for chain, score in best.items()}


def _first(pair: Sequence[object]) -> int:
    return pair[0]  # type: ignore[return-value]


def _agrees(chain: Chain, gender: Gender) -> bool:
    return chain.gender is None or chain.gender == gender


def set_scene(
    chains: tuple[Chain, ...],
    sentences: Sequence[int],
    paragraphs: Sequence[int],
    quoted: Iterable[tuple[int, int]] = (),
    speaking: frozenset[int] = frozenset(),
    weights: Weights = BY_HAND,
) -> Scene:
    """Lay a report out for looking back; ``speaking`` are places of mentions that are sources of statements."""
    stretches = sorted(quoted)
    places = [
        Place(mention.start, index, _weight(mention, stretches, weights))
        for index, chain in enumerate(chains)
        if chain.sure or any(mention.start in speaking for mention in chain.mentions)
        for mention in chain.mentions
    ]
    return Scene(chains, tuple(sorted(places)), sentences, paragraphs)


def _weight(mention: Mention, quoted: Sequence[tuple[int, int]], weights: Weights) -> float:
    at = bisect_right(quoted, (mention.start, mention.start)) - 1
    inside = at >= 0 and quoted[at][0] <= mention.start < quoted[at][1]
    return 1 + weights.opens * mention.opens + weights.possessive * mention.possessive + weights.quoted * inside

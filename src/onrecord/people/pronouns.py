"""Tell which person of a report a "he" or "she" stands for, or that nothing tells.

Each mention speaks for its person: more if it is near, if a verb follows it as if it were the subject, if it opens the
sentence; less if it stands behind a preposition, inside a quotation, or is a lone capitalised word that may be nobody.
A mention of the other gender does not count, one of unknown gender counts less. The winner must be clearly ahead.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.people.chains import Chain
from onrecord.people.mentions import Mention
from onrecord.text.names import Gender, gender_of_given

PRONOUNS: dict[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
GENDERS: tuple[Gender, ...] = ("f", "m")
OWNERS = frozenset({"his", "her"})


class Weights(NamedTuple):
    """What speaks for a person, in points; fitted by search on the development part of GAP."""

    sentence: float = 0.66  # each sentence between leaves this share
    paragraph: float = 0.7  # each paragraph border too
    opens: float = -0.1
    acts: float = 0.85
    suffers: float = -0.75
    under: float = -0.1
    possessive: float = -0.4
    quoted: float = -0.9
    gender: float = 0.475
    hint: float = 0.75
    against: float = -0.5
    unsure: float = 0.0
    lone: float = -0.3  # an unsure name that is printed once
    again: float = 0.2  # each further mention, for at most four
    ahead: float = 0.0  # named after the pronoun: in her term, Ana Roe ...
    speaks: float = 1.6  # source of a statement nearby
    runs: float = 1.5  # times what the nearest says, at most, for who spoke again and again
    lead: float = 1.2  # how far ahead of the second the first has to be
    floor: float = 0.12
    besides: float = 0.2  # of the score of one who is hardly meant, from which on another is


FITTED = Weights()
EPITHET_LEAD = 2.0  # read by hand on the dev stories and 150 articles of PolNeAR train: 33 of 37 were right
EPITHET_FLOOR = 0.4
LEAST = 0.05  # of the weight of a mention, however much speaks against it
WINDOW = 14  # sentences back in which a mention can speak
MOST = 100  # mentions, and speakers, in that window; in 660 reports that were read, there are 33 at most


class Place(NamedTuple):
    """A mention as the resolver sees it; ``heads`` tells that it is a main clause's subject, outside quotations."""

    start: int
    chain: int
    weight: float
    heads: bool = False


class Only(NamedTuple):
    """The one chain that a paragraph names up to a place, None if it names two; ``heads`` tells of a subject."""

    begin: int
    chain: int | None
    heads: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """A report laid out for looking back from a pronoun: who is mentioned where, and where sentences begin.

    ``order`` has the place of each chain, by identity. ``genders`` are those that titles, full names or two pronouns
    tell; ``hints`` those of names that may be given names alone (Ana) or surnames (Kelsey), and of one pronoun.
    ``alone`` has for each of ``places`` what its paragraph names so far of those whom a pronoun of a gender can mean;
    ``somebody`` tells who is surely a person.
    """

    chains: tuple[Chain, ...]
    order: Mapping[int, int]
    genders: tuple[Gender | None, ...]
    hints: tuple[Gender | None, ...]
    places: tuple[Place, ...]
    sentences: Sequence[int]
    paragraphs: Sequence[int]
    alone: Mapping[Gender, Sequence[Only | None]]
    somebody: tuple[bool, ...]

    def resolve(
        self,
        pronoun: str,
        at: int,
        sources: Sequence[tuple[int, Chain]] = (),
        others: Collection[Chain] = (),
        weights: Weights = FITTED,
        *,
        barred: Collection[Chain] = (),
    ) -> Chain | None:
        """Give the person that a pronoun at a place stands for; None when unsure.

        ``sources`` are the places, in order, at which persons spoke; ``others`` are hardly meant, ``barred`` never.
        """
        scores = self._scores(at, pronoun, weights)
        for index, near in self._speakers(at, sources, weights).items():
            if self._may_mean(index, PRONOUNS[pronoun]):
                scores[index] = scores.get(index, 0.0) + near
        out = {self.order[id(chain)] for chain in barred}
        scores = {index: score for index, score in scores.items() if index not in out}
        hardly = {self.order[id(chain)] for chain in others} | out
        if (only := self._only_subject(at, PRONOUNS[pronoun], hardly)) is not None:
            return self.chains[only]
        ranked = sorted(((score, -index) for index, score in scores.items()), reverse=True)
        likely = [each for each in ranked if -each[1] not in hardly]
        if likely and likely[0][0] > weights.besides * ranked[0][0]:
            ranked = likely
        if not ranked or ranked[0][0] < weights.floor:
            return None
        if len(ranked) > 1 and ranked[0][0] < ranked[1][0] * weights.lead:
            return None
        best = self.chains[-ranked[0][1]]
        return best if self.somebody[self.order[id(best)]] else None

    def _only_subject(self, at: int, gender: Gender, hardly: Collection[int]) -> int | None:
        """Find the subject of the paragraph up to a place, if that names nobody else who can be meant."""
        begin = self.paragraphs[max(0, bisect_right(self.paragraphs, at) - 1)]
        last = bisect_left(self.places, at, key=_first) - 1
        only = self.alone[gender][last] if last >= 0 else None
        if only is None or only.begin != begin or only.chain is None or only.chain in hardly or not only.heads:
            return None
        chain = self.chains[only.chain]
        return only.chain if chain.sure or " " in chain.name else None

    def topic(self, at: int, sources: Sequence[tuple[int, Chain]], weights: Weights = FITTED) -> Chain | None:
        """Give the person whom an epithet stands for ("the 78-year-old"): who is spoken of by far the most."""
        scores = self._scores(at, None, weights)
        for index, near in self._speakers(at, sources, weights).items():
            scores[index] = scores.get(index, 0.0) + near
        (best, index), *others = sorted(((score, -index) for index, score in scores.items()), reverse=True) or [
            (0.0, 0)
        ]
        is_clear = best > EPITHET_FLOOR and all(best > EPITHET_LEAD * score for score, _ in others[:1])
        return self.chains[-index] if is_clear else None

    def _speakers(self, at: int, sources: Sequence[tuple[int, Chain]], weights: Weights) -> dict[int, float]:
        """Give those who spoke before a place, with what that speaks for each."""
        spoke: dict[int, float] = {}
        nearest: dict[int, float] = {}
        last = bisect_left(sources, at, key=_first)
        for start, chain in sources[max(last - MOST, bisect_left(sources, self._window(at), key=_first)) : last]:
            index = self.order[id(chain)]
            near = weights.speaks * self._nearness(start, at, weights)
            spoke[index] = spoke.get(index, 0.0) + near
            nearest[index] = max(nearest.get(index, 0.0), near)
        return {index: min(near, weights.runs * nearest[index]) for index, near in spoke.items()}

    def within(self, start: int, end: int) -> list[Chain]:
        """Give those whom a stretch mentions by name or role."""
        first, last = (bisect_left(self.places, place, key=_first) for place in (start, end))
        return [self.chains[place.chain] for place in self.places[first:last]]

    def sentence_at(self, at: int) -> int:
        """Give the start of the sentence in which a place lies."""
        return self.sentences[max(0, bisect_right(self.sentences, at) - 1)]

    def _window(self, at: int) -> int:
        return self.sentences[max(0, bisect_right(self.sentences, at) - WINDOW)]

    def _nearness(self, start: int, at: int, weights: Weights) -> float:
        apart = bisect_right(self.sentences, at) - bisect_right(self.sentences, start)
        borders = bisect_right(self.paragraphs, at) - bisect_right(self.paragraphs, start)
        return float(weights.sentence**apart * weights.paragraph**borders)

    def _scores(self, at: int, pronoun: str | None, weights: Weights) -> dict[int, float]:
        best: dict[int, float] = {}
        count: dict[int, int] = {}
        last = bisect_left(self.places, self._end(at, pronoun), key=_first)
        for place in self.places[max(last - MOST, bisect_left(self.places, self._window(at), key=_first)) : last]:
            told = self._told(place.chain, PRONOUNS[pronoun], weights) if pronoun else 0.0
            if told is None:
                continue
            weight = place.weight + told + weights.ahead * (place.start > at)
            score = max(weight, LEAST) * self._nearness(place.start, at, weights)
            best[place.chain] = max(best.get(place.chain, 0.0), score)
            count[place.chain] = count.get(place.chain, 0) + 1
        return {chain: score * (1 + weights.again * (min(count[chain], 5) - 1)) for chain, score in best.items()}

    def _end(self, at: int, pronoun: str | None) -> int:
        """Give the place up to which a name can be meant: that of the pronoun, or the end of its sentence."""
        after = bisect_right(self.sentences, at)
        is_early = at - self.sentences[after - 1] < 40 if after else False
        if pronoun in OWNERS and is_early:
            return self.sentences[after] if after < len(self.sentences) else 1 << 40
        return at

    def _told(self, index: int, gender: Gender, weights: Weights) -> float | None:
        if not self._agrees(index, gender):
            return None
        if self.genders[index] == gender:
            return weights.gender
        hint = self.hints[index]
        return 0.0 if hint is None else weights.hint if hint == gender else weights.against

    def _may_mean(self, index: int, gender: Gender) -> bool:
        return _may_mean(self.genders[index], self.hints[index], gender)

    def _agrees(self, index: int, gender: Gender) -> bool:
        return self.genders[index] in (None, gender)


def _may_mean(shown: Gender | None, hint: Gender | None, gender: Gender) -> bool:
    """Tell whether nothing, not even a hint, speaks against a gender."""
    return shown in (None, gender) and hint in (None, gender, shown)


def _is_somebody(chain: Chain) -> bool:
    """Tell whether more than a lone capital speaks for a person: a full name, a title, a verb."""
    return chain.sure or " " in chain.name or any(mention.acts or mention.hint for mention in chain.mentions)


def _first(pair: Sequence[object]) -> int:
    return pair[0]  # type: ignore[return-value]


def set_scene(
    chains: tuple[Chain, ...],
    sentences: Sequence[int],
    paragraphs: Sequence[int],
    quoted: Iterable[tuple[int, int]] = (),
    speaking: frozenset[int] = frozenset(),
    called: Iterable[tuple[Mention, Chain]] = (),
    weights: Weights = FITTED,
) -> Scene:
    """Lay a report out for looking back.

    ``speaking`` are places of mentions that are sources of statements; ``called`` are those of persons by their role.
    """
    stretches = sorted(quoted)
    order = {id(chain): index for index, chain in enumerate(chains)}
    places: list[Place] = []
    for index, chain in enumerate(chains):
        sure = chain.sure or any(mention.start in speaking for mention in chain.mentions)
        doubt = 0.0 if sure else weights.unsure if len(chain.mentions) > 1 else weights.lone
        places += [_place(mention, index, stretches, weights, doubt) for mention in chain.mentions]
    places += [_place(mention, order[id(chain)], stretches, weights) for mention, chain in called]
    genders, hints = tuple(map(_gender, chains)), tuple(map(_hint, chains))
    places.sort()
    alone: dict[Gender, list[Only | None]] = {}
    for gender in GENDERS:
        meant = [_may_mean(shown, hint, gender) for shown, hint in zip(genders, hints, strict=True)]
        alone[gender] = list(_alone(places, meant, paragraphs))
    return Scene(
        chains, order, genders, hints, tuple(places), sentences, paragraphs, alone, tuple(map(_is_somebody, chains))
    )


def _alone(places: Iterable[Place], meant: Sequence[bool], paragraphs: Sequence[int]) -> Iterator[Only | None]:
    """Give for each place who, of those who can be meant, its paragraph names up to there."""
    only: Only | None = None
    for place in places:
        begin = paragraphs[max(0, bisect_right(paragraphs, place.start) - 1)]
        if only is not None and only.begin != begin:
            only = None
        if meant[place.chain]:
            if only is None:
                only = Only(begin, place.chain, place.heads)
            else:
                same = only.chain == place.chain
                only = Only(begin, only.chain if same else None, only.heads or place.heads)
        yield only


def _gender(chain: Chain) -> Gender | None:
    votes = {mention.hint for mention in chain.mentions if mention.hint}
    agreed = len(votes) == 1 and sum(mention.hint is not None for mention in chain.mentions) > 1
    return chain.gender or (votes.pop() if agreed else None)


def _hint(chain: Chain) -> Gender | None:
    """Tell what speaks for a gender when no title does: a lone given name, the pronouns that follow a name."""
    told = None if " " in chain.name else gender_of_given(chain.name)
    votes = [mention.hint for mention in chain.mentions if mention.hint]
    men = votes.count("m") * 2 - len(votes)
    return "m" if men > 0 else "f" if men < 0 else told


def _place(
    mention: Mention, index: int, quoted: Sequence[tuple[int, int]], weights: Weights, doubt: float = 0.0
) -> Place:
    at = bisect_right(quoted, (mention.start, mention.start)) - 1
    if at >= 0 and quoted[at][0] <= mention.start < quoted[at][1]:
        return Place(mention.start, index, 1 + weights.quoted + doubt)
    heads = mention.acts and not (mention.suffers or mention.under or mention.possessive)
    return Place(mention.start, index, doubt + _weight(mention, weights), heads)


def _weight(mention: Mention, weights: Weights) -> float:
    return (
        1
        + weights.opens * mention.opens
        + weights.acts * mention.acts
        + weights.suffers * mention.suffers
        + weights.under * mention.under
        + weights.possessive * mention.possessive
    )

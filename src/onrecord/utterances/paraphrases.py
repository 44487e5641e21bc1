"""Attach reported clauses to the utterance that they render: the same speaker and occasion, and most content words.

The order of words tells nothing here, and a noun phrase ("the second lock") is a subject, not a paraphrase: several
telling words have to be the same, a negation may neither come nor go, and what the quotation says of another's words
("she told us that it leaks") is not what its speaker says.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from onrecord.text.senses import is_negated
from onrecord.text.stems import stem
from onrecord.text.weights import weight_of
from onrecord.utterances.doubts import may_meet
from onrecord.utterances.match import alike
from onrecord.utterances.units import Unit

COVERED = 0.65  # of the weight of the clause
TELLING = 16  # tenths of weight
FEWEST = 4  # telling words that both have
COMMON = 60  # wordings of one speaker that share a word, above which it is no way to find one
RELAYING = frozenset(map(stem, ("said", "told", "reported", "claimed", "announced", "heard", "asked")))


def paraphrases_of(groups: Sequence[Sequence[Unit]], reported: Sequence[Unit]) -> dict[int, list[Unit]]:
    """Give the reported clauses that render a group of quoted units, by its number; each goes with the nearest."""
    speakers = {unit.passage.person for unit in reported} - {None}
    wordings = alike([unit for group in groups for unit in group if unit.passage.person in speakers])
    quoted = [wording[0] for wording in wordings]
    number_of = {(unit.passage.report, unit.spans): number for number, group in enumerate(groups) for unit in group}
    places = _places(quoted)
    found: dict[int, list[Unit]] = defaultdict(list)
    for clauses in alike(reported):
        rendered = [(share_covered(clauses[0], quoted[at]), -at) for at in _candidates(clauses[0], places)]
        likely = [(share, at) for share, at in rendered if _is_rendering(clauses[0], quoted[-at], share)]
        if likely:
            unit = quoted[-max(likely)[1]]
            found[number_of[unit.passage.report, unit.spans]] += clauses
    return found


def _places(quoted: Sequence[Unit]) -> dict[tuple[str, str], list[int]]:
    """Give the quoted units of each person that have a telling word."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, unit in enumerate(quoted):
        if unit.passage.person is not None:
            for each in sorted(_telling(unit)):
                places[unit.passage.person, each].append(number)
    return places


def _candidates(clause: Unit, places: dict[tuple[str, str], list[int]]) -> Iterator[int]:
    """Give the quoted units of the clause's speaker that share enough telling words with it."""
    shared: Counter[int] = Counter()
    for each in sorted(_telling(clause)):
        having = places.get((clause.passage.person or "", each), ())
        if len(having) <= COMMON:
            shared.update(having)
    yield from (number for number, count in sorted(shared.items()) if count >= FEWEST)


def _telling(unit: Unit) -> set[str]:
    return {stem(key) for key in unit.keys if weight_of(key) >= TELLING}


def share_covered(clause: Unit, quoted: Unit) -> float:
    """Give the share of the weight of a clause that a quotation has, in whatever order and form."""
    said = set(map(stem, quoted.keys))
    weights = [(weight_of(key), stem(key) in said) for key in clause.keys]
    return sum(weight for weight, is_said in weights if is_said) / sum(weight for weight, _ in weights)


def _is_rendering(clause: Unit, quoted: Unit, share: float) -> bool:
    if share < COVERED or not may_meet(clause.passage, quoted.passage):
        return False
    relays = [RELAYING.isdisjoint(map(stem, unit.keys)) for unit in (clause, quoted)]
    is_denied = is_negated(clause.keys) != clause.passage.denies
    return is_denied == is_negated(quoted.keys) and relays[0] == relays[1]
